"""How each thing was called, in which group it was and in which time zone, since when; intake stamps events with it.

Every act that makes, renames or moves a thing calls `record` in its own transaction. Nothing is ever taken back: a
thing that was deleted keeps its last name in the events that still come in about it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Select, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events.model import NameRow
from ostiary.kernel.clock import from_micros, to_micros
from ostiary.kernel.operation import Work

USER: Final = "user"
USER_GROUP: Final = "user_group"
DEVICE: Final = "device"
DOOR: Final = "door"

Thing = tuple[str, str]
"""Kind and key of what has a name."""

_AT_ONCE = 200
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Named:
    """How a thing is called at a moment; `timezone` is an IANA name, empty where the thing has none; `source_id` is the
    device in whose log it stands.
    """

    name: str = ""
    group_id: int | None = None
    timezone: str = ""
    source_id: int | None = None


NAMELESS = Named()


async def record(
    work: Work,
    kind: str,
    key: str,
    name: str,
    group_id: int | None = None,
    *,
    timezone: str = "",
    source_id: int | None = None,
) -> None:
    """Note that from now on a thing is called so and is in this group; devices give their time zone too. Devices and
    doors give the device in whose log they stand: of those that others write they are not told.

    Kinds: "user", "user_group", "device", "door" and whatever else a room names. Saying the same again changes
    nothing.
    """
    notes = next((last for last in work.last_inserts if isinstance(last, _Notes)), None)
    if notes is None:
        notes = _Notes(work.session, work.now)
        work.at_last(notes)
    notes.pending[kind, key] = Named(name, group_id, timezone, source_id)


@dataclass(slots=True)
class _Notes:
    """The names one act gives; stored at its end, in the order of commits, so that whoever follows the ids skips
    none.
    """

    session: AsyncSession
    since: datetime
    pending: dict[Thing, Named] = field(default_factory=dict)

    async def __call__(self) -> None:
        known = await histories(self.session, self.pending)
        rows = [
            {
                "kind": kind,
                "key": key,
                "since": self.since,
                "name": named.name,
                "group_id": named.group_id,
                "timezone": named.timezone,
                "source_id": named.source_id,
            }
            for (kind, key), named in self.pending.items()
            if (kind, key) not in known or known[kind, key].last != named
        ]
        if rows:
            await self.session.execute(insert(NameRow), rows)


class History:
    """The names of one thing, oldest first."""

    __slots__ = ("_named", "_since", "_sources")

    def __init__(self, rows: Iterable[tuple[int, Named]] = ()) -> None:
        ordered = sorted(rows, key=lambda row: row[0])
        self._since = [since for since, _ in ordered]
        self._named = [named for _, named in ordered]
        self._sources = {named.source_id for _, named in ordered}

    def as_of(self, micros: int) -> Named:
        """The name at a moment (microseconds since 1970); before the first, the first."""
        if len(self._named) < 2:
            return self.last
        return self._named[max(bisect_right(self._since, micros) - 1, 0)]

    def stands_in(self, source_id: int) -> bool:
        """Whether the thing stands in the log of this device, or has: what was changed since reaches devices late."""
        return source_id in self._sources

    def __len__(self) -> int:
        return len(self._named)

    @property
    def last(self) -> Named:
        """The name now."""
        return self._named[-1] if self._named else NAMELESS


NAMES = select(
    NameRow.kind, NameRow.key, NameRow.since, NameRow.name, NameRow.group_id, NameRow.timezone, NameRow.source_id
)
"""What a history is made of."""


async def known(source: AsyncConnection | AsyncSession, kind: str, keys: Iterable[str]) -> set[str]:
    """Those of these keys under which there was a thing of this kind at any time."""
    found: set[str] = set()
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        named = NameRow.kind == kind, NameRow.key.in_(ordered[start : start + _AT_ONCE])
        found |= set((await source.execute(select(NameRow.key).where(*named).distinct())).scalars())
    return found


def wanted(things: Sequence[Thing]) -> Select[str, str, datetime, str, int | None, str, int | None]:
    """The statement that fetches every name of these things, in the order they were given."""
    return NAMES.where(tuple_(NameRow.kind, NameRow.key).in_(things)).order_by(NameRow.id)


async def histories(source: AsyncSession | AsyncConnection, things: Iterable[Thing]) -> dict[Thing, History]:
    """The names of these things; those that never had one are left out."""
    found: dict[Thing, list[tuple[int, Named]]] = {}
    asked = list(dict.fromkeys(things))
    for start in range(0, len(asked), _AT_ONCE):
        rows = await source.execute(wanted(asked[start : start + _AT_ONCE]))
        for row in rows:
            entry = to_micros(row.since), Named(row.name, row.group_id, row.timezone, row.source_id)
            found.setdefault((row.kind, row.key), []).append(entry)
    return {thing: History(rows) for thing, rows in found.items()}


async def as_of(source: AsyncSession | AsyncConnection, kind: str, key: str, at: datetime) -> Named:
    """How one thing was called at a moment; `NAMELESS` where it never had a name."""
    found = await histories(source, [(kind, key)])
    return found[kind, key].as_of(to_micros(at)) if found else NAMELESS


class Book:
    """Histories that intake remembers between batches. `seen` is the last id of the table it has taken account of, -1
    = none.
    """

    def __init__(self) -> None:
        self.seen = -1
        self._histories: dict[Thing, History] = {}

    def forget(self, changed: Iterable[Sequence[Any]]) -> None:
        """Drop what has changed: rows of (id, kind, key) after `seen`; everything where it has become too much. Comes
        before what a batch needs is learnt, and never between.
        """
        if len(self._histories) > REMEMBERED:
            self._histories.clear()
        for id, kind, key in changed:
            self.seen = max(self.seen, id)
            self._histories.pop((kind, key), None)

    def unknown(self, things: Iterable[Thing]) -> list[Thing]:
        """Those of these that have to be fetched."""
        return [thing for thing in things if thing not in self._histories]

    def learn(self, things: Sequence[Thing], rows: Iterable[Sequence[Any]]) -> None:
        """Take in what was fetched for these (kind, key, since in microseconds, and what is `Named`), oldest first."""
        found: dict[Thing, list[tuple[int, Named]]] = {thing: [] for thing in things}
        for kind, key, since, *named in rows:
            found[kind, key].append((since, Named(*named)))
        self._histories.update((thing, History(entries)) for thing, entries in found.items())

    def as_of(self, kind: str, key: str, micros: int) -> Named:
        """How a thing was called at a moment; it has been learnt before."""
        return self._histories[kind, key].as_of(micros)

    def stands_in(self, kind: str, key: str, source_id: int) -> bool:
        """Whether a thing stands in the log of a device, or has; it has been learnt before."""
        return self._histories[kind, key].stands_in(source_id)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def shift(timezone: str, micros: int) -> int:
    """Minutes that a zone is east of UTC at a moment; 0 for a zone that nobody knows."""
    zone = _zone(timezone) if timezone else None
    return 0 if zone is None else _minutes(zone, micros // _QUARTER * _QUARTER)


_QUARTER = 900_000_000
"""Zones change their offset on quarters of an hour."""


@lru_cache(maxsize=4096)
def _minutes(zone: ZoneInfo, micros: int) -> int:
    try:
        offset = from_micros(micros).astimezone(zone).utcoffset()
    except OverflowError:
        return 0
    return 0 if offset is None else int(offset.total_seconds() // 60)
