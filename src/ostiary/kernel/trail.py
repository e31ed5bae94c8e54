"""The audit trail's writer: who did what to which thing, from where, with before and after. Never a secret.

`audit/` reads it. Methods are numbered as on the wire: 1 add, 3 update, 4 delete, 5 action.

Lines are chained in the order of commits: each carries a keyed digest of itself and of its predecessor's digest, so
that whoever has the database and not the key can neither alter a line nor take one out without leaving a break.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Index, LargeBinary, Result, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.chain import BEGINNING, Chain, TrailBroken, anchor_mark, digest_of
from ostiary.kernel.context import Context, Device, Operator, System
from ostiary.kernel.database import upsert
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered
from ostiary.kernel.vault import Vault


class Method(IntEnum):
    """What kind of act a line tells of."""

    ADD = 1
    UPDATE = 3
    DELETE = 4
    ACTION = 5


class TrailRow(Counted, Base):
    """One line of the audit trail. `digest`: None for lines that are older than the chain."""

    __tablename__ = "trail"
    __table_args__ = (Index(None, "at", "id"), Index(None, "user_id", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    at: Mapped[datetime]
    user_id: Mapped[str] = mapped_column(ordered(32))
    user_name: Mapped[str] = mapped_column(ordered())
    level: Mapped[int]
    address: Mapped[str] = mapped_column(ordered(64))
    verb: Mapped[str] = mapped_column(ordered(64))
    method: Mapped[int]
    menu: Mapped[str] = mapped_column(ordered(32))
    target: Mapped[str] = mapped_column(ordered())
    outcome: Mapped[str] = mapped_column(ordered(64))
    change: Mapped[dict[str, Any]]
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)


class AnchorRow(Base):
    """Where the chain begins once its oldest lines are gone: the last of these, its digest, and the key's word for
    both. One row at most.
    """

    __tablename__ = "trail_anchor"

    number: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    line: Mapped[int] = mapped_column(Key)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    mark: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True, slots=True)
class Line:
    """What an act notes about one target; `before` and `after` hold only what changed."""

    target: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def actor(context: Context) -> tuple[str, str, int]:
    """User id, name and level under which a context is written down."""
    match context:
        case Operator():
            return context.user_id, context.name, context.level
        case System():
            return "", context.rule, 0
        case Device():
            return "", f"device {context.device_id}", 0


class Trail:
    """Writes lines in transactions that hold the commit order, so that the chain has the order of the commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def write(
        self,
        session: AsyncSession,
        context: Context,
        at: datetime,
        verb: str,
        method: Method,
        menu: str,
        lines: Sequence[Line],
        outcome: str = "",
    ) -> None:
        """Write one line for each target; `outcome` is empty for what was done and names the refusal otherwise."""
        user_id, name, level = actor(context)
        rows = [
            {
                "at": at,
                "user_id": user_id,
                "user_name": name,
                "level": level,
                "address": context.address,
                "verb": verb,
                "method": int(method),
                "menu": menu,
                "target": line.target,
                "outcome": outcome,
                "change": {"before": line.before, "after": line.after},
            }
            for line in lines
        ]
        digest = await newest(session)
        ids = await session.scalars(insert(TrailRow).returning(TrailRow.id, sort_by_parameter_order=True), rows)
        digests = []
        for id, row in zip(ids, rows, strict=True):
            digest = digest_of(self._vault, digest, {**row, "id": id})
            digests.append({"id": id, "digest": digest})
        await session.execute(update(TrailRow), digests)

    async def forget(self, session: AsyncSession, upto: int) -> None:
        """Delete the oldest lines, to this one, and keep where the chain goes on. Raises `TrailBroken`, and deletes
        nothing, where one of them or the first that stays does not follow from what is before it: the key's word for
        an anchor is given for nothing that was not looked at.
        """
        kept = select(AnchorRow.line, AnchorRow.digest, AnchorRow.mark).where(AnchorRow.number == 1)
        chain = Chain.after(self._vault, (await session.execute(kept)).mappings().one_or_none())
        columns = select(*TrailRow.__table__.columns).order_by(TrailRow.id)
        if not _follow(chain, await session.execute(columns.where(TrailRow.id <= upto))):
            return
        line, digest, begun = chain.line, chain.digest, chain.begun
        _follow(chain, await session.execute(columns.where(TrailRow.id > upto).limit(1)))
        if begun:
            anchor = {"number": 1, "line": line, "digest": digest, "mark": anchor_mark(self._vault, line, digest)}
            await upsert(session, AnchorRow, [anchor], ["number"])
        await session.execute(delete(TrailRow).where(TrailRow.id <= upto))


def _follow(chain: Chain, lines: Result[Any]) -> int:
    rows = lines.mappings().all()
    for row in rows:
        if not chain.takes(row):
            raise TrailBroken(row["id"])
    return len(rows)


async def newest(source: AsyncSession | AsyncConnection) -> bytes:
    """The digest that the next line goes on from: a line without one begins no new chain."""
    chained = select(TrailRow.digest).where(TrailRow.digest.is_not(None))
    last: bytes | None = await source.scalar(chained.order_by(TrailRow.id.desc()).limit(1))
    if last is None:
        last = await source.scalar(select(AnchorRow.digest).where(AnchorRow.number == 1))
    return BEGINNING if last is None else last
