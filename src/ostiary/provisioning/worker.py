"""Brings the content of one device to what it should be, a round at a time, and compares the two when it comes back.

A round writes all rules that wait, then the people of small acts, then some of the others: a revocation never waits
behind bulk work. Whatever goes wrong ends in comparing everything again; what was mended is compared once more, so that
only a comparison that found nothing counts as proof.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress

import structlog

from ostiary.kernel.clock import Clock
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.content import Family, Record
from ostiary.port.content import key_of as content_key
from ostiary.port.driver import Driver
from ostiary.port.marks import Mark, Tree, place
from ostiary.provisioning.audience import Audience
from ostiary.provisioning.comparison import Differences, Looked, differences
from ostiary.provisioning.feed import Act, Feed
from ostiary.provisioning.fit import Fit
from ostiary.provisioning.inspection import Difference
from ostiary.provisioning.pending import Pending
from ostiary.provisioning.proof import Proof
from ostiary.provisioning.refusals import NO_DIGEST, Refusals
from ostiary.provisioning.rulebook import RULES, digest
from ostiary.provisioning.withdrawal import withdraw
from ostiary.settings.server import UserSync

log = structlog.get_logger(__name__)

BATCH = 500
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a device that failed is tried again; from the first again when something was written or proven."""
ROOM = (Fault.FULL, Fault.NO_ROOM, Fault.TOO_MANY_DOORS)
"""Refusals that may be different when something has gone."""


Take = Callable[[int, Driver, int], Awaitable[Collection[str]]]
"""Device, the way to it and the fact up to which it held all that it should -> the people whom the server has now taken
over from it."""


class Worker:
    """The content of one master device; `run` while it is connected."""

    def __init__(self, device_id: int, feed: Feed, clock: Clock, take: Take, position: int = 0) -> None:
        self.device_id = device_id
        self.position = position
        """Every change up to this fact is in force at the device, or refused by it."""
        self.proof = Proof()
        self.counts: Mapping[Family, int] = {}
        self.refusals = Refusals()
        self.pending = Pending()
        self.online = False
        self._feed = feed
        self._clock = clock
        self._take = take
        self._kinds = Fit()
        self._held: dict[Family, dict[str, bytes]] = {family: {} for family in RULES}
        self._doing = Pending()
        self._compare = True
        self._comparing = False
        self._doubted_at = 0.0
        """When the proof was found to be wanting, by the clock of the loop."""
        self._pause = FIRST_PAUSE
        self._urgent_first = True
        self._wipe = False
        self._transfer = False
        """Whether everybody goes to the device now, although nobody does by himself."""
        self._woken = asyncio.Event()

    # What others tell it and ask it

    def connect(self, kinds: Fit) -> None:
        """The device is there, and can hold such kinds of credentials."""
        self._kinds, self.online = kinds, True
        self.refusals.retry()
        self.compare()

    def disconnect(self) -> None:
        """The device is gone; everything will be compared when it is back."""
        self.online = False
        self._compare = True
        self.proof.begin()
        self.pending = Pending()

    def compare(self, *, wipe: bool = False, transfer: bool = False) -> None:
        """Compare everything the device holds, after wiping it if so wished. `transfer`: an operator sends everybody,
        also where nobody goes by himself.
        """
        self._compare = True
        self.proof.begin()
        self._wipe = self._wipe or wipe
        self._transfer = self._transfer or transfer
        self._woken.set()

    def hear(self, acts: Iterable[Act]) -> None:
        """Acts that are new."""
        if self.online:
            for act in acts:
                self.pending.add(act, self.device_id)
        self._woken.set()

    @property
    def idle(self) -> bool:
        """Whether nothing is left to do now: the device holds what it should, as far as it takes and keeps it."""
        unproven = self.proof.wanting and not self.proof.differing
        return not (self._compare or self._comparing or unproven or self.pending or self._doing)

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if not self.online:
            return "offline"
        if self.proof.differing:
            return "differing"
        return "level" if self.idle else "working"

    def has_done(self, act: Act) -> bool:
        """Whether nothing of this act is left to do."""
        if self.idle:
            return True
        if self._compare or self._comparing:
            return False
        marks = act.of(self.device_id).items()
        return not any(self.pending.holds(family, keys) or self._doing.holds(family, keys) for family, keys in marks)

    def fault(self, act: Act) -> int:
        """The device's code where it refused something of this act, UNKNOWN where it does not keep it, else OK."""
        for family, keys in act.of(self.device_id).items():
            refusals = self.refusals.of(family)
            for key in refusals.keys() & keys if refusals else ():
                return refusals[key].refused.fault
            if self.proof.denies(family, keys):
                return Fault.UNKNOWN
        return Fault.OK

    # What it does

    async def run(self, driver: Driver) -> None:
        """Work for as long as the device is connected."""
        self._compare = True
        self.proof.fail()
        while True:
            try:
                await self._next(driver)
            except DeviceError as error:
                log.warning("content not written", device=self.device_id, fault=error.fault.name, again_in=self._pause)
                self._compare = True
                self.proof.fail()
                await asyncio.sleep(self._pause)
                self._pause = min(self._pause * 2, LONGEST_PAUSE)

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
        elif self.proof.wanting:
            await self._prove_again()
        else:
            self.position = self._feed.seen
            self._feed.progress.ring()
            self._woken.clear()
            await self._woken.wait()

    async def _prove_again(self) -> None:
        """Have what was mended compared, after a pause where it is refused or not kept; acts come before."""
        pause = self.proof.pause(refused=self.refusals.waiting)
        left = self._doubted_at + pause - asyncio.get_running_loop().time()
        if left <= 0:
            self._compare = True
            return
        self._woken.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(left):
                await self._woken.wait()

    async def look(self, driver: Driver) -> Looked:
        """Find out what the device really holds, and where that differs from what it should hold."""
        marks = await driver.marks(self.device_id)
        found: dict[Family, Differences] = {}
        for family in Family:
            if family is Family.USERS and self._keeps:
                found[family] = await self._look_at_kept(driver, marks[family])
            else:
                wanted = await self._wanted(family)
                found[family] = await differences(driver, self.device_id, family, marks[family], wanted)
        return Looked({family: mark.count for family, mark in marks.items()}, found)

    def judge(self, looked: Looked) -> str:
        """Where it stands by what was found just now. What has drifted since the last proof is mended."""
        drifted = any(self.refusals.not_given_up(family, found) for family, found in looked.found.items())
        if not drifted or self.state != "level":
            return self.state
        self.compare()
        return "differing"

    def notice(self, differences: Iterable[Difference]) -> None:
        """Some records were found to be not as they should: what has drifted since the last proof is mended."""
        if self.state == "level" and any(each.key not in self.refusals.of(each.family) for each in differences):
            self.compare()

    async def _wanted(self, family: Family) -> Tree:
        if family is Family.USERS:
            return await self._feed.population.tree(self._kinds, self._audience)
        records = self._feed.shares[self.device_id].records[family]
        return Tree({key: digest(record) for key, record in records.items()})

    @property
    def _audience(self) -> Audience:
        return self._feed.audiences[self.device_id]

    @property
    def _keeps(self) -> bool:
        """Whether nobody goes to the device by himself: whom it holds is kept as he should be, and goes as he goes."""
        return self._feed.sync is UserSync.NOBODY and not self._transfer

    async def _look_at_kept(self, driver: Driver, mark: Mark) -> Differences:
        """Where the people whom the device holds differ. Whom the server never knew was entered by hand, and stays."""
        people = await self._feed.population.tree(self._kinds)
        if mark == people.root:
            return Differences({}, people)
        held = await driver.digests(self.device_id, Family.USERS)
        gone = await self._feed.departed(held.keys() - people.records.keys())
        kept = {key: people.records.get(key, digest) for key, digest in held.items() if key not in gone}
        return Differences({key: digest for key, digest in held.items() if kept.get(key) != digest}, Tree(kept))

    async def _compare_all(self, driver: Driver) -> None:
        """Put down as pending what differs from what the device should hold."""
        looked = await self.look(driver)
        self._held = {family: looked.found[family].held() for family in RULES}
        differing = {family: self._to_mend(family, found) for family, found in looked.found.items()}
        if differing[Family.USERS]:
            differing[Family.USERS] -= await self._take_over(driver)
        for family in RULES:
            self.pending.rules.setdefault(family, set()).update(differing[family])
        self.pending.bulk.update(dict.fromkeys(sorted(differing[Family.USERS] - self.pending.urgent.keys())))
        self.counts = looked.counts
        self._take_as_proof({family: keys for family, keys in differing.items() if keys})

    async def _take_over(self, driver: Driver) -> set[str]:
        """Have the server take over who was changed at the device, where it does: no write must undo that."""
        if self._feed.sync is not UserSync.EVERYBODY_AND_FROM_DEVICES:
            return set()
        return set(await self._take(self.device_id, driver, self.position))

    def _to_mend(self, family: Family, found: Differences) -> set[str]:
        """What differs, without what is given up."""
        self.refusals.keep(family, found.really.keys())
        return self.refusals.not_given_up(family, found)

    def _take_as_proof(self, differing: Mapping[Family, Collection[str]]) -> None:
        self.proof.judge(differing, self._clock())
        if not differing:
            self._transfer, self._pause = False, FIRST_PAUSE
            return
        self._doubted_at = asyncio.get_running_loop().time()
        tell = log.info if any(self.counts.values()) else log.debug
        tell(
            "content differs", device=self.device_id, **{family.value: len(keys) for family, keys in differing.items()}
        )

    async def _round(self, driver: Driver) -> None:
        self._doing = self.pending.take()
        try:
            await self._apply(driver, self._doing)
        finally:
            self._doing = Pending()
        self._pause = FIRST_PAUSE
        if self.refusals.waiting and not self.proof.wanting:
            self._doubted_at = asyncio.get_running_loop().time()
            self.proof.doubt()
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
        await self._take_over(driver)
        records = await self._feed.population.records(keys, self._kinds)
        wanted = {key: user for key, user in records.items() if self._audience.takes(user)}
        await self._delete(driver, Family.USERS, [key for key in keys if key not in wanted])
        if self._keeps:
            held = await driver.digests(self.device_id, Family.USERS, sorted({place(key) for key in wanted}))
            wanted = {key: user for key, user in wanted.items() if key in held}
        refused = await self._put(driver, Family.USERS, list(wanted.values()))
        # What the device had of them before would go on opening doors with rights that they may have lost.
        faults = self.refusals.of(Family.USERS)
        unsent = [key for key in map(content_key, refused) if faults[key].refused.fault == Fault.NO_TEMPLATE]
        if unsent:
            await driver.delete(self.device_id, Family.USERS, unsent)
        others = [wanted[key] for key in map(content_key, refused) if key not in unsent]
        for start in range(0, len(others), BATCH):
            await withdraw(driver, self.device_id, others[start : start + BATCH])

    async def _put(self, driver: Driver, family: Family, records: Sequence[Record]) -> list[Record]:
        """Write records; answers those that were refused."""
        unwilling: list[Record] = []
        for start in range(0, len(records), BATCH):
            batch = {content_key(record): record for record in records[start : start + BATCH]}
            refused = {one.key: one for one in await driver.write(self.device_id, family, list(batch.values()))}
            for key, record in batch.items():
                if key in refused:
                    self.refusals.refuse(family, refused[key], digest(record))
                    unwilling.append(record)
                else:
                    self.refusals.accept(family, key)
                    if family in self._held:
                        self._held[family][key] = digest(record)
        return unwilling

    async def _delete(self, driver: Driver, family: Family, keys: Sequence[str]) -> None:
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            refused = {one.key: one for one in await driver.delete(self.device_id, family, batch)}
            for key in batch:
                if key in refused:
                    self.refusals.refuse(family, refused[key], NO_DIGEST)
                else:
                    self.refusals.accept(family, key)
                    self._held.get(family, {}).pop(key, None)
        if keys:
            self.refusals.retry(*ROOM)


def _differing(keys: Iterable[str], wanted: Mapping[str, Record], held: Mapping[str, bytes]) -> list[Record]:
    return [wanted[key] for key in sorted(keys) if key in wanted and digest(wanted[key]) != held.get(key)]
