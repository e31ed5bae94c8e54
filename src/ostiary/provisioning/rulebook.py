"""The rules of the site as devices hold them: settings, schedules, doors, levels, groups, blacklist; and shares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.access.queries import access_groups, access_levels
from ostiary.credentials.model import CardRow
from ostiary.devices.queries import settings_contents
from ostiary.doors.queries import door_contents
from ostiary.kernel.vault import Vault
from ostiary.people import pin
from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.policy.schedule import ALWAYS, NEVER
from ostiary.port import content
from ostiary.port.content import BlacklistEntry, Family, Record, key_of
from ostiary.schedules.queries import holiday_groups, schedules

Records = dict[str, Record]
"""Records of one family by key."""

SHARED = (Family.HOLIDAYS, Family.SCHEDULES, Family.LEVELS, Family.GROUPS, Family.BLACKLIST)
"""Families of which every master gets its share."""
OWN = (Family.SETTINGS, Family.DOORS)
"""Families of which each master has its own records."""
RULES = tuple(family for family in Family if family is not Family.USERS)
"""Every family but people, in the order of dependency."""

digest = lru_cache(maxsize=100_000)(content.digest)
"""Digests of rules, remembered: most devices hold the same."""


class Rulebook:
    """The rules as the database had them when they were last read."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.shared: dict[Family, Records] = {family: {} for family in SHARED}
        self.own: dict[Family, dict[int, Records]] = {family: {} for family in OWN}

    @property
    def masters(self) -> frozenset[int]:
        """Every device that holds content."""
        return frozenset(self.own[Family.SETTINGS])

    async def read(self, connection: AsyncConnection, families: Collection[Family]) -> dict[Family, set[str]]:
        """Read families anew; answers the keys of the shared ones that have changed."""
        changed: dict[Family, set[str]] = {}
        for family in families:
            if family in self.own:
                self.own[family] = await self._read_own(connection, family)
            else:
                before, after = self.shared[family], await self._read_shared(connection, family)
                self.shared[family] = after
                changed[family] = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        return changed

    async def _read_own(self, connection: AsyncConnection, family: Family) -> dict[int, Records]:
        found: Mapping[int, Iterable[Record]]
        if family is Family.SETTINGS:
            found = await settings_contents(connection, self._vault, pin.site_key(self._vault))
        else:
            found = await door_contents(connection)
        return {master_id: {key_of(record): record for record in records} for master_id, records in found.items()}

    async def _read_shared(self, connection: AsyncConnection, family: Family) -> Records:
        records: Iterable[Record]
        match family:
            case Family.HOLIDAYS:
                records = await holiday_groups(connection)
            case Family.SCHEDULES:
                predefined = (ALWAYS, NEVER)
                records = [record for record in await schedules(connection) if record.id not in predefined]
            case Family.LEVELS:
                records = await access_levels(connection)
            case Family.GROUPS:
                records = await access_groups(connection)
            case _:
                records = await _blacklist(connection)
        return {key_of(record): record for record in records}


async def _blacklist(connection: AsyncConnection) -> list[BlacklistEntry]:
    statement = select(CardRow.number, CardRow.issue_count).where(CardRow.blacklisted).order_by(CardRow.id)
    return [BlacklistEntry(row.number, row.issue_count) for row in await connection.execute(statement)]


class Share:
    """What one master should hold of the rules: levels without others' doors, groups without levels it has not."""

    def __init__(self, device_id: int) -> None:
        self.device_id = device_id
        self.records: dict[Family, Records] = {family: {} for family in RULES}

    def update(self, book: Rulebook, changed: Mapping[Family, Collection[str]]) -> dict[Family, set[str]]:
        """Follow the book, of whose shared families these keys have changed; answers the keys that changed here."""
        touched: dict[Family, set[str]] = {}
        for family in OWN:
            self._put(touched, family, book.own[family].get(self.device_id, {}))
        for family in (Family.HOLIDAYS, Family.SCHEDULES, Family.BLACKLIST):
            self._put_some(touched, family, book.shared[family], changed.get(family, ()))
        levels, groups = book.shared[Family.LEVELS], book.shared[Family.GROUPS]
        doors = frozenset(int(key) for key in self.records[Family.DOORS])
        keys = (
            levels.keys() | self.records[Family.LEVELS] if Family.DOORS in touched else changed.get(Family.LEVELS, ())
        )
        known = self.records[Family.LEVELS].keys()
        present = frozenset(known)
        self._put_some(touched, Family.LEVELS, {key: _of_doors(levels.get(key), doors) for key in keys}, keys)
        keys = groups.keys() | self.records[Family.GROUPS] if present != known else changed.get(Family.GROUPS, ())
        self._put_some(touched, Family.GROUPS, {key: _of_levels(groups.get(key), known) for key in keys}, keys)
        return touched

    def fill(self, book: Rulebook) -> dict[Family, set[str]]:
        """Follow the book as a whole."""
        return self.update(
            book, {family: book.shared[family].keys() | self.records[family].keys() for family in SHARED}
        )

    def _put(self, touched: dict[Family, set[str]], family: Family, records: Records) -> None:
        self._put_some(touched, family, records, records.keys() | self.records[family].keys())

    def _put_some(
        self,
        touched: dict[Family, set[str]],
        family: Family,
        records: Mapping[str, Record | None],
        keys: Iterable[str],
    ) -> None:
        held = self.records[family]
        for key in list(keys):
            record = records.get(key)
            if held.get(key) == record:
                continue
            touched.setdefault(family, set()).add(key)
            if record is None:
                del held[key]
            else:
                held[key] = record


def _of_doors(level: Record | None, doors: frozenset[int]) -> AccessLevel | None:
    """A level without the doors that others hold; None where none is left."""
    if not isinstance(level, AccessLevel):
        return None
    items = tuple(
        item if doors.issuperset(item.doors) else LevelItem(own, item.schedule_id)
        for item in level.items
        if (own := tuple(door for door in item.doors if door in doors))
    )
    if not items:
        return None
    return level if items == level.items else replace(level, items=items)


def _of_levels(group: Record | None, levels: Collection[str]) -> AccessGroup | None:
    """A group without the levels that are not there."""
    if not isinstance(group, AccessGroup):
        return None
    held = tuple(level for level in group.levels if str(level) in levels)
    return group if held == group.levels else replace(group, levels=held)
