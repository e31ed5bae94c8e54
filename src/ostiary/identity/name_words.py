"""The words of people's names, by which people are found; kept by every act that names somebody, in its transaction."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import Table, bindparam, delete
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.identity.model import NameWordRow
from ostiary.kernel.database import insert_all
from ostiary.kernel.words import words_of

_TABLE = cast(Table, NameWordRow.__table__)


async def keep_words(session: AsyncSession, names: Mapping[int, str]) -> None:
    """Keep the words of these names (by key of the person)."""
    rows = [{"word": word, "user_key": key} for key, name in names.items() for word in words_of(name)]
    await insert_all(session, NameWordRow, rows)


async def forget_words(session: AsyncSession, names: Mapping[int, str]) -> None:
    """Forget the words of these names."""
    rows = [{"old": word, "key": key} for key, name in names.items() for word in words_of(name)]
    if rows:
        one = delete(_TABLE).where(_TABLE.c.word == bindparam("old"), _TABLE.c.user_key == bindparam("key"))
        await session.execute(one, rows)
