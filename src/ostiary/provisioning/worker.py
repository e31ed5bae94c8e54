"""Brings the content of one device to what it should be, a round at a time, and compares the two when it comes back.

A round writes all rules that wait, then the people of small acts, then some of the others: a revocation never waits
behind bulk work. Whatever goes wrong ends in comparing everything again.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import structlog

from ostiary.kernel.clock import Clock
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.content import Family, Record
from ostiary.port.content import key_of as content_key
from ostiary.port.driver import Driver, Refused
from ostiary.provisioning.feed import Act, Feed, Marks
from ostiary.provisioning.fit import Fit
from ostiary.provisioning.rulebook import RULES, digest

log = structlog.get_logger(__name__)

BATCH = 500
BULK = 100
"""People of large acts in one round."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a device that failed is tried again."""


@dataclass(slots=True)
class Pending:
    """What still has to be done at a device."""

    rules: Marks = field(default_factory=dict)
    urgent: dict[str, None] = field(default_factory=dict)
    bulk: dict[str, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(keys) for keys in self.rules.values()) + len(self.urgent) + len(self.bulk)

    def holds(self, family: Family, keys: Collection[str]) -> bool:
        """Whether any of these records is among it."""
        if family is Family.USERS:
            return any(key in self.urgent or key in self.bulk for key in keys)
        return not self.rules.get(family, set()).isdisjoint(keys)

    def add(self, act: Act, device_id: int) -> None:
        """What an act brings."""
        for family, keys in act.of(device_id).items():
            if family is not Family.USERS:
                self.rules.setdefault(family, set()).update(keys)
            elif act.is_small:
                self.urgent.update(dict.fromkeys(keys))
                for key in keys:
                    self.bulk.pop(key, None)
            else:
                self.bulk.update(dict.fromkeys(keys - self.urgent.keys()))

    def take(self) -> "Pending":
        """What the next round does."""
        taken = Pending(self.rules, self.urgent)
        self.rules, self.urgent = {}, {}
        for key in list(islice(self.bulk, BULK)):
            taken.bulk[key] = self.bulk.pop(key)
        return taken


class Worker:
    """The content of one master device; `run` while it is connected."""

    def __init__(self, device_id: int, feed: Feed, clock: Clock) -> None:
        self.device_id = device_id
        self.position = 0
        """Every change up to this fact is in force at the device, or refused by it."""
        self.verified_at: datetime | None = None
        self.counts: dict[Family, int] = {}
        self.refused: dict[Family, dict[str, Refused]] = {family: {} for family in Family}
        self.pending = Pending()
        self.online = False
        self._feed = feed
        self._clock = clock
        self._kinds = Fit()
        self._held: dict[Family, dict[str, bytes]] = {family: {} for family in RULES}
        self._doing = Pending()
        self._compare = True
        self._comparing = False
        self._urgent_first = True
        self._wipe = False
        self._woken = asyncio.Event()

    # What others tell it and ask it

    def connect(self, kinds: Fit) -> None:
        """The device is there, and can hold such kinds of credentials."""
        self._kinds, self.online = kinds, True
        self.compare()

    def disconnect(self) -> None:
        """The device is gone; everything will be compared when it is back."""
        self.online = False
        self._compare = True
        self.pending = Pending()

    def compare(self, *, wipe: bool = False) -> None:
        """Compare everything the device holds, after wiping it if so wished."""
        self._compare = True
        self._wipe = self._wipe or wipe
        self._woken.set()

    def hear(self, acts: Iterable[Act]) -> None:
        """Acts that are new."""
        if self.online:
            for act in acts:
                self.pending.add(act, self.device_id)
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Whether the device holds what it should, as far as it takes it."""
        return not (self._compare or self._comparing or self.pending or self._doing)

    def has_done(self, act: Act) -> bool:
        """Whether nothing of this act is left to do."""
        if self.idle:
            return True
        if self._compare or self._comparing:
            return False
        marks = act.of(self.device_id).items()
        return not any(self.pending.holds(family, keys) or self._doing.holds(family, keys) for family, keys in marks)

    def fault(self, act: Act) -> int:
        """The device's code where it refused something of this act, else OK."""
        for family, keys in act.of(self.device_id).items():
            refused = self.refused[family]
            for key in refused.keys() & keys if refused else ():
                return refused[key].fault
        return Fault.OK

    # What it does

    async def run(self, driver: Driver) -> None:
        """Work for as long as the device is connected."""
        self._compare = True
        pause = FIRST_PAUSE
        while True:
            try:
                await self._next(driver)
                pause = FIRST_PAUSE
            except DeviceError as error:
                log.warning("content not written", device=self.device_id, fault=error.fault.name, again_in=pause)
                self._compare = True
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _next(self, driver: Driver) -> None:
        """One step: a comparison where one is due, but once what is urgent before it; else a round; else wait."""
        if not self._feed.ready or self.device_id not in self._feed.shares:
            await self._feed.progress.wait(self._feed.progress.rings)
        elif self._wipe:
            await driver.wipe(self.device_id)
            self._wipe = False
        elif self._compare and not (self.pending.urgent and self._urgent_first):
            self._compare, self._comparing, self._urgent_first = False, True, True
            try:
                await self._compare_all(driver)
            finally:
                self._comparing = False
            self._feed.progress.ring()
        elif self.pending:
            self._urgent_first = False
            await self._round(driver)
        else:
            self.position = self._feed.seen
            self._feed.progress.ring()
            self._woken.clear()
            await self._woken.wait()

    async def _compare_all(self, driver: Driver) -> None:
        """Read back what the device holds, and put down as pending what differs from what it should hold."""
        wanted = self._feed.shares[self.device_id].records
        differing = 0
        for family in RULES:
            held = self._held[family] = dict(await driver.digests(self.device_id, family))
            marks = {key for key in held.keys() | wanted[family] if _digest(wanted[family].get(key)) != held.get(key)}
            self.pending.rules.setdefault(family, set()).update(marks)
            differing += len(marks)
        held = dict(await driver.digests(self.device_id, Family.USERS))
        people = await self._feed.population.digests(self._kinds)
        users = {key for key in held.keys() | people if people.get(key) != held.get(key)} - self.pending.urgent.keys()
        self.pending.bulk.update(dict.fromkeys(sorted(users)))
        self.counts = {family: len(self._held[family]) for family in RULES} | {Family.USERS: len(held)}
        self.refused = {family: {} for family in Family}
        self.verified_at = self._clock()
        if differing or users:
            log.info("content differs", device=self.device_id, rules=differing, users=len(users))

    async def _round(self, driver: Driver) -> None:
        self._doing = self.pending.take()
        try:
            await self._apply(driver, self._doing)
        finally:
            self._doing = Pending()
        self._feed.progress.ring()

    async def _apply(self, driver: Driver, doing: Pending) -> None:
        """Rules in their order, then people, then the blacklist; rules that go, in the reverse order.

        What was refused for want of room is tried once more when something has gone.
        """
        wanted = self._feed.shares[self.device_id].records
        refused: dict[Family, list[Record]] = {}
        gone = 0
        for family in Family:
            if family is Family.USERS:
                await self._put_users(driver, list(doing.urgent))
                await self._put_users(driver, list(doing.bulk))
            else:
                keys = doing.rules.get(family, ())
                refused[family] = await self._put(driver, family, _differing(keys, wanted[family], self._held[family]))
        for family in reversed(RULES):
            held = self._held[family]
            unwanted = [key for key in doing.rules.get(family, ()) if key in held and key not in wanted[family]]
            await self._delete(driver, family, unwanted)
            gone += len(unwanted)
        if gone:
            for family in RULES:
                await self._put(driver, family, refused[family])

    async def _put_users(self, driver: Driver, keys: Sequence[str]) -> None:
        if not keys:
            return
        records = await self._feed.population.records(keys, self._kinds)
        await self._delete(driver, Family.USERS, [key for key in keys if key not in records])
        await self._put(driver, Family.USERS, list(records.values()))

    async def _put(self, driver: Driver, family: Family, records: Sequence[Record]) -> list[Record]:
        """Write records; answers those that were refused."""
        unwilling: list[Record] = []
        for start in range(0, len(records), BATCH):
            batch = {content_key(record): record for record in records[start : start + BATCH]}
            refused = {one.key: one for one in await driver.write(self.device_id, family, list(batch.values()))}
            for key, record in batch.items():
                if key in refused:
                    self.refused[family][key] = refused[key]
                    unwilling.append(record)
                else:
                    self.refused[family].pop(key, None)
                    if family in self._held:
                        self._held[family][key] = digest(record)
        return unwilling

    async def _delete(self, driver: Driver, family: Family, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            refused = {one.key: one for one in await driver.delete(self.device_id, family, batch)}
            self.refused[family].update(refused)
            for key in batch:
                if key not in refused:
                    self.refused[family].pop(key, None)
                    self._held.get(family, {}).pop(key, None)


def _digest(record: Record | None) -> bytes | None:
    return None if record is None else digest(record)


def _differing(keys: Iterable[str], wanted: Mapping[str, Record], held: Mapping[str, bytes]) -> list[Record]:
    return [wanted[key] for key in sorted(keys) if key in wanted and digest(wanted[key]) != held.get(key)]
