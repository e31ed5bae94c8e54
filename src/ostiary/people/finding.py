"""Finding people by what somebody types: the beginnings of the words of their names, of their ids, login ids and e-mail
addresses, or the whole number of a card.

An index brings a bounded number of candidates, whoever they are; what was typed is then held against each.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, intersect, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from ostiary.credentials.model import CardRow
from ostiary.identity.model import NameWordRow, UserRow
from ostiary.identity.user_guards import visible
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module, Scope
from ostiary.kernel.operation import View, query
from ostiary.kernel.words import Called, Part, parts_of, rank, taken_apart

CANDIDATES = 1_000
"""How many people one part of what was typed brings at most; the words that come first in the alphabet."""
SCANNED = 20_000
"""How many entries of the index are read at most for those who are within a scope, or have two words."""
LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, and how many people are wanted."""

    text: str = ""
    limit: int = 10


@query(module=Module.USER)
async def find_called(view: View, sought: Sought) -> list[tuple[int, Called]]:
    """The people within the scope whom this fits best, with their ranks."""
    parts = parts_of(sought.text)
    if not parts:
        return []
    holders = await _holders(view, parts)
    keys = await _candidates(view, parts) | set(holders.values())
    columns = UserRow.key, UserRow.user_id, UserRow.name, UserRow.group_id, UserRow.login_fold, UserRow.email_fold
    people = select(*columns, UserRow.photo.is_not(None)).where(UserRow.key.in_(keys), *visible(view.scope))
    found: list[tuple[int, tuple[str, ...], int, str, Any]] = []
    for row in await view.connection.execute(people):
        cards = [number for number, key in holders.items() if key == row.key]
        ids = [id for id in (row.user_id.casefold(), row.login_fold, row.email_fold, *cards) if id]
        fitting = rank(parts, row.name, ids)
        if fitting is not None:
            found.append((fitting, taken_apart(row.name), len(row.user_id), row.user_id, row))
    best = [(each[0], each[4]) for each in sorted(found, key=lambda each: each[:4])[: sought.limit]]
    groups = await tree.find(view.connection, Kind.USER_GROUP, list({row.group_id for _, row in best}))
    names = {group.id: group.name for group in groups}
    return [(fitting, Called(row[1], row[2], names.get(row[3], ""), row[6])) for fitting, row in best]


@query(module=Module.USER)
async def name_user_groups(view: View, _: None) -> list[Called]:
    """Every user group within the scope, with the name of its parent."""
    if view.scope.own_user is not None:
        return []
    groups = {group.id: group for group in await tree.find(view.connection, Kind.USER_GROUP)}
    return [
        Called(str(group.id), group.name, groups[group.parent_id].name if _sees(view.scope, group.parent_id) else "")
        for group in groups.values()
        if _sees(view.scope, group.id)
    ]


def _sees(scope: Scope, group_id: int) -> bool:
    return group_id != 0 and scope.has(Kind.USER_GROUP, group_id)


async def _holders(view: View, parts: Sequence[Part]) -> dict[str, int]:
    """Card number as it was typed (folded) -> who has the card."""
    typed = {part.raw: part.folded for part in parts}
    cards = select(CardRow.number, CardRow.user_key).where(CardRow.number.in_(typed), CardRow.user_key.is_not(None))
    return {typed[row.number]: row.user_key for row in await view.connection.execute(cards)}


async def _candidates(view: View, parts: Sequence[Part]) -> set[int]:
    """The keys of those who may fit: of the part that fewest fit; where many fit each, of those who have all words."""
    fewest: set[int] | None = None
    for part in sorted(parts, key=lambda part: -len(part.raw)):
        keys = set((await view.connection.execute(_beginning(part, view.scope))).scalars())
        if len(keys) < CANDIDATES:
            return keys
        fewest = keys if fewest is None else fewest
    several = [_entries(part.words) for part in parts]
    if len(several) > 1 and fewest is not None:
        both = intersect(*(select(each.c.user_key) for each in several)).subquery()
        fewest |= set((await view.connection.execute(_seen(both.c.user_key, view.scope))).scalars())
    return fewest or set()


def _beginning(part: Part, scope: Scope) -> Select[int]:
    """Those of whom something begins with this part."""
    named: list[tuple[InstrumentedAttribute[Any], str]] = [
        (UserRow.user_id, part.raw),
        (UserRow.login_fold, part.folded),
        (UserRow.email_fold, part.folded),
    ]
    found = [
        select(UserRow.key).where(_begins(column, text), *visible(scope)).limit(CANDIDATES) for column, text in named
    ]
    found.append(_seen(_entries(part.words).c.user_key, scope))
    every = union_all(*(select(each.subquery().c[0]) for each in found)).subquery()
    return select(every.c[0])


def _entries(words: Collection[str]) -> Any:
    """Entries of the index that begin with the longest of these words."""
    begin = _begins(NameWordRow.word, max(words, key=len))
    entries = select(NameWordRow.user_key).where(begin).order_by(NameWordRow.word, NameWordRow.user_key)
    return entries.limit(SCANNED).subquery()


def _seen(keys: ColumnElement[int], scope: Scope) -> Select[int]:
    """Those of these who are within the scope, as many as are looked at."""
    clauses = visible(scope)
    found = select(keys.label("key"))
    if clauses:
        found = found.join(UserRow, and_(UserRow.key == keys, *clauses))
    return found.limit(CANDIDATES)


def _begins(column: InstrumentedAttribute[Any], text: str) -> ColumnElement[bool]:
    """As a range, which every index on the column knows."""
    return and_(column >= text, column < text + LAST)
