"""Reads of credentials: lists of cards, and what people have, set by set."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from ostiary.credentials.model import CardNotFound, CardRow, FaceRow, FingerRow
from ostiary.credentials.rules import CODES, MOBILE
from ostiary.identity.model import UserRow
from ostiary.identity.user_guards import CHUNK, visible
from ostiary.kernel import selection
from ostiary.kernel.context import Module
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Search
from ostiary.kernel.vault import Vault

T = TypeVar("T")
Source = AsyncConnection | AsyncSession

FINGER, FACE = "finger", "face"
"""Purposes under which templates are sealed."""


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A card as it is stored."""

    id: int
    type_id: int
    number: str
    display: str
    wiegand_format_id: int | None
    user_key: int | None
    blacklisted: bool
    issue_count: int
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CardView:
    """A card with its owner's id and name, where it has one."""

    card: CardRecord
    owner: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class FingerRecord:
    """A finger with its templates opened."""

    position: int
    duress: bool
    template0: bytes
    template1: bytes


@dataclass(frozen=True, slots=True)
class FaceRecord:
    """A face with its document opened: templates and pictures as they were given, in base64."""

    visual: bool
    position: int
    document: dict[str, Any]


@dataclass(slots=True)
class Counts:
    """How much of everything a person has."""

    cards: int = 0
    mobiles: int = 0
    codes: int = 0
    fingers: int = 0
    faces: int = 0
    visual_faces: int = 0


NOTHING = Counts()

_CARD = (
    CardRow.id,
    CardRow.type_id,
    CardRow.number,
    CardRow.display,
    CardRow.wiegand_format_id,
    CardRow.user_key,
    CardRow.blacklisted,
    CardRow.issue_count,
    CardRow.attributes,
)

COLUMNS: selection.Columns = {
    "id": CardRow.id,
    "number": CardRow.number,
    "display": CardRow.display,
    "type": CardRow.type_id,
    "format": CardRow.wiegand_format_id,
    "user": UserRow.user_id,
    "user_name": UserRow.name,
    "blacklisted": CardRow.blacklisted,
}
"""What a list of cards can be searched and sorted by."""


EVERYTHING = Search()


@dataclass(frozen=True, slots=True)
class CardSearch:
    """Which cards: of these types, assigned or not, with exactly this number or display text; and `search`."""

    search: Search = EVERYTHING
    types: tuple[int, ...] | None = None
    format_id: int | None = None
    assigned: bool | None = None
    number: str = ""


@query(module=Module.USER)
async def list_cards(view: View, wanted: CardSearch) -> tuple[list[CardView], int]:
    """A page of cards and how many there are in all; not those of people outside the reader's scope."""
    clauses: list[ColumnElement[bool]] = _shown(view)
    if wanted.types is not None:
        clauses.append(CardRow.type_id.in_(wanted.types))
    if wanted.format_id is not None:
        clauses.append(CardRow.wiegand_format_id == wanted.format_id)
    if wanted.assigned is not None:
        clauses.append(CardRow.user_key.is_not(None) if wanted.assigned else CardRow.user_key.is_(None))
    if wanted.number:
        clauses.append(or_(CardRow.number == wanted.number, CardRow.display == wanted.number))
    rows, total = await selection.page(
        view.connection, _views().where(*clauses), wanted.search, COLUMNS, CardRow.id, {"user_name": UserRow.name_fold}
    )
    view.personal("cards", len(rows))
    return [_view(row) for row in rows], total


@query(module=Module.USER)
async def view_card(view: View, id: int) -> CardView:
    """One card; raises `CardNotFound`, also for one that the reader may not see."""
    row = (await view.connection.execute(_views().where(CardRow.id == id, *_shown(view)))).one_or_none()
    if row is None:
        raise CardNotFound(str(id))
    return _view(row)


def _shown(view: View) -> list[ColumnElement[bool]]:
    """Cards within the scope: those of people within it, and those of nobody unless one sees only oneself."""
    within = visible(view.scope)
    if not within or view.scope.own_user is not None:
        return within
    return [or_(CardRow.user_key.is_(None), and_(*within))]


def _views() -> Select[*tuple[Any, ...]]:
    return select(*_CARD, UserRow.user_id, UserRow.name).outerjoin(UserRow, UserRow.key == CardRow.user_key)


def _view(row: Sequence[Any]) -> CardView:
    *card, user_id, name = row
    return CardView(CardRecord(*card), None if user_id is None else (user_id, name))


async def cards_by_id(source: Source, ids: Collection[int]) -> dict[int, CardRecord]:
    """Cards with these ids; unknown ids are left out."""
    return {card.id: card for card in await _cards(source, CardRow.id, ids)}


async def cards_by_number(source: Source, numbers: Collection[str]) -> dict[str, CardRecord]:
    """Cards with these numbers; unknown numbers are left out."""
    return {card.number: card for card in await _cards(source, CardRow.number, numbers)}


async def cards_of(source: Source, user_keys: Iterable[int]) -> dict[int, list[CardRecord]]:
    """The cards of each of these people, in the order they were registered."""
    found = await _cards(source, CardRow.user_key, list(user_keys))
    return _by_user(found, lambda card: card.user_key or 0, lambda card: card)


async def readings_of(source: Source, user_keys: Iterable[int]) -> dict[int, list[tuple[str, int, int]]]:
    """What readers have to know of the cards of each of these people: number, type id, issue count."""
    statement = select(CardRow.user_key, CardRow.number, CardRow.type_id, CardRow.issue_count).order_by(CardRow.id)
    rows = await _chunked(source, statement, CardRow.user_key, list(user_keys))
    return _by_user(rows, lambda row: row[0], lambda row: (row[1], row[2], row[3]))


async def _cards(source: Source, column: InstrumentedAttribute[Any], values: Collection[Any]) -> list[CardRecord]:
    rows = await _chunked(source, select(*_CARD).order_by(CardRow.id), column, values)
    return [CardRecord(*row) for row in rows]


async def fingers_of(source: Source, vault: Vault, user_keys: Iterable[int]) -> dict[int, list[FingerRecord]]:
    """The fingers of each of these people in their order."""
    statement = select(
        FingerRow.user_key, FingerRow.position, FingerRow.duress, FingerRow.template0, FingerRow.template1
    ).order_by(FingerRow.user_key, FingerRow.position)
    rows = await _chunked(source, statement, FingerRow.user_key, list(user_keys))
    return _by_user(
        rows,
        lambda row: row[0],
        lambda row: FingerRecord(row[1], row[2], vault.open(row[3], FINGER), vault.open(row[4], FINGER)),
    )


async def faces_of(source: Source, vault: Vault, user_keys: Iterable[int]) -> dict[int, list[FaceRecord]]:
    """The faces of each of these people in their order, infrared before visual."""
    statement = select(FaceRow.user_key, FaceRow.visual, FaceRow.position, FaceRow.document).order_by(
        FaceRow.user_key, FaceRow.visual, FaceRow.position
    )
    rows = await _chunked(source, statement, FaceRow.user_key, list(user_keys))
    return _by_user(
        rows, lambda row: row[0], lambda row: FaceRecord(row[1], row[2], json.loads(vault.open(row[3], FACE)))
    )


_COUNTED: Final = ("cards", "mobiles", "codes", "fingers", "faces", "visual_faces")


def _counted(key: InstrumentedAttribute[Any], kind: ColumnElement[int]) -> Select[int, int, int]:
    """How much each of the people of `keys` has of what has an owner; `kind` is a place in `_COUNTED`."""
    of = key.in_(bindparam("keys", expanding=True))
    return select(key, kind.label("kind"), func.count()).where(of).group_by(key, "kind")


_COUNTS: Final = union_all(
    _counted(CardRow.user_key, case((CardRow.type_id.in_(MOBILE), 1), (CardRow.type_id.in_(CODES), 2), else_=0)),
    _counted(FingerRow.user_key, literal(3)),
    _counted(FaceRow.user_key, case((FaceRow.visual, 5), else_=4)),
)


async def counts_of(source: Source, user_keys: Collection[int]) -> Mapping[int, Counts]:
    """How much of everything each of these people has; who has nothing is left out."""
    found: dict[int, Counts] = {}
    chosen = list(user_keys)
    for start in range(0, len(chosen), CHUNK):
        for key, kind, count in await source.execute(_COUNTS, {"keys": chosen[start : start + CHUNK]}):
            setattr(found.setdefault(key, Counts()), _COUNTED[kind], count)
    return found


async def _chunked(
    source: Source, statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[Any], values: Collection[Any]
) -> list[Any]:
    chosen = list(values)
    rows: list[Any] = []
    for start in range(0, len(chosen), CHUNK):
        rows.extend(await source.execute(statement.where(column.in_(chosen[start : start + CHUNK]))))
    return rows


def _by_user(rows: Iterable[Any], key_of: Callable[[Any], int], value_of: Callable[[Any], T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(value_of(row))
    return found
