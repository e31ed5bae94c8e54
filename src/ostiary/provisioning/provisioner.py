"""What each device should hold against what it holds: one feed, a worker for each device, proof from time to time."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ostiary.devices.connections import Connections
from ostiary.devices.crew import Crew
from ostiary.kernel import outbox
from ostiary.kernel.operation import Gate
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import DeviceError, Fault
from ostiary.provisioning import fit
from ostiary.provisioning.content import DeviceContent, families_of
from ostiary.provisioning.enrolments import Enrolments
from ostiary.provisioning.feed import Act, Feed
from ostiary.provisioning.inspection import Inspection, Subject, inspect
from ostiary.provisioning.notes import Notes
from ostiary.provisioning.worker import Worker

SAVE_SECONDS = 1.0
"""How often is written down how the content of devices stands."""
INSPECT_SECONDS = 5.0
"""How long a device may take to say what it holds for one passage."""
EXAMINE_SECONDS = 10.0
"""How long it may take to say what it holds of everything."""

Rows = list[tuple[int, int]]
"""Device and code: 0 holds it, 1003 not yet, 1001 offline, or the device's own where it refused."""


class Provisioner:
    """Keeps the content of every device what it should be. One for each process."""

    def __init__(self, gate: Gate, connections: Connections, proof_minutes: float) -> None:
        self._gate = gate
        self._connections = connections
        self._proof_seconds = proof_minutes * 60
        self._crew = Crew()
        self._workers: dict[int, Worker] = {}
        self.syncing: set[int] = set()
        """Devices that an operator has asked for, and that are not done."""
        self._feed = Feed(gate.database, gate.vault, self)
        self._notes = Notes(gate)
        self._enrolments = Enrolments(gate, connections, self._feed)
        self._positions: dict[int, int] = {}
        """Up to which fact each device held all that it should, before this process began."""

    async def start(self) -> None:
        """Begin to follow the facts; devices join as they come. Call it before the connections start."""
        self._positions = await self._notes.positions()
        self._connections.watch(self)
        self._crew.keep("facts for devices", self._feed.follow)
        self._crew.keep("proof of content", self._prove_always)
        self._crew.keep("content states", self._save_always)

    async def stop(self) -> None:
        """Stop working; nothing is lost: at the next start every device is compared."""
        await self._crew.stop()

    # What the connections tell

    async def came(self, info: DeviceInfo) -> None:
        """A device is connected."""
        worker = self._worker(info.device_id)
        if not worker.online:
            driver = self._connections.line(info.device_id).driver
            worker.connect(fit.of_profile(info.profile))
            self._crew.keep(f"content of {info.device_id}", partial(worker.run, driver))

    async def went(self, device_id: int) -> None:
        """A device is gone."""
        await self._crew.dismiss(f"content of {device_id}")
        self._worker(device_id).disconnect()
        self._feed.progress.ring()

    async def lost_content(self, device_id: int) -> None:
        """A device's store is no longer what was written to it."""
        self._worker(device_id).compare()

    # What the feed tells

    def begin(self) -> None:
        """Everything was read anew."""
        for worker in self._workers.values():
            worker.compare()

    def hear(self, acts: Sequence[Act], seen: int) -> None:
        """Acts are new."""
        for device_id in self._workers.keys() - self._feed.shares.keys():
            if not self._workers[device_id].online:
                del self._workers[device_id]
        for worker in self._workers.values():
            worker.hear(acts)

    # What others ask

    async def settle(self, seq: int, seconds: float) -> Rows:
        """Wait until every online device that needs the act with this last fact holds it; how far each has come."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            heard = self._feed.progress.rings
            rows = self._rows(seq)
            if rows is not None and all(code != Fault.TIMED_OUT for _, code in rows):
                return rows
            left = deadline - loop.time()
            if left <= 0:
                known = sorted(self._feed.shares.keys() | self._workers.keys())
                return [(device_id, Fault.TIMED_OUT) for device_id in known] if rows is None else rows
            await self._feed.progress.wait(heard, left)

    async def settled(self) -> None:
        """Wait until every connected device holds what it should as of now."""
        async with self._gate.database.read() as connection:
            newest = await outbox.newest(connection)
        while not (self._feed.ready and self._feed.seen >= newest and self._all_idle()):
            await self._feed.progress.wait(self._feed.progress.rings)

    async def sync(self, device_ids: Collection[int], seconds: float, wipe: bool = False) -> tuple[Rows, list[int]]:
        """Compare and mend these masters, after wiping them if so wished, and wait for it.

        Answers how far each has come, and those at which a synchronisation is under way already.
        """
        under_way = [device_id for device_id in device_ids if device_id in self.syncing]
        free = [device_id for device_id in dict.fromkeys(device_ids) if device_id not in self.syncing]
        self.syncing.update(free)
        try:
            rows = await asyncio.gather(*(self._sync(device_id, seconds, wipe=wipe) for device_id in free))
        finally:
            self.syncing.difference_update(free)
        return list(rows), under_way

    async def inspect(self, device_id: int, subject: Subject) -> Inspection | None:
        """What this master really holds for a passage; None where it cannot be asked now."""
        worker, share = self._workers.get(device_id), self._feed.shares.get(device_id)
        if worker is None or share is None or not worker.online:
            return None
        try:
            line = self._connections.line(device_id)
            kinds = fit.of_profile(line.info.profile) if line.info else fit.Fit()
            users = await self._feed.population.records([subject.user_id], kinds)
            async with asyncio.timeout(INSPECT_SECONDS):
                found = await inspect(line.driver, device_id, subject, users.get(subject.user_id), share.records)
        except (DeviceError, TimeoutError):
            return None
        worker.notice(found.differences)
        return replace(found, level=worker.state == "level", verified_at=worker.proof.at)

    async def examine(self, device_id: int) -> DeviceContent | None:
        """What this master really holds of everything, lacks and has too much; None where it cannot be asked now."""
        worker = self._workers.get(device_id)
        if worker is None or not worker.online or not self._feed.ready or device_id not in self._feed.shares:
            return None
        try:
            async with asyncio.timeout(EXAMINE_SECONDS):
                looked = await worker.look(self._connections.line(device_id).driver)
        except (DeviceError, TimeoutError):
            return None
        families = families_of(looked, worker.refusals)
        return DeviceContent(worker.judge(looked), len(worker.pending), worker.proof.at, families)

    def measures(self) -> Mapping[str, float]:
        """How provisioning stands, in numbers; `oldest` is the age of the oldest proof of a connected device."""
        online = [worker for worker in self._workers.values() if worker.online]
        proven = [worker.proof.at for worker in online if worker.proof.at is not None]
        oldest = (self._gate.clock() - min(proven)).total_seconds() if proven else 0.0
        return {
            "content_devices_level": sum(worker.state == "level" for worker in online),
            "content_devices_behind": sum(worker.state != "level" for worker in online),
            "content_devices_unproven": len(online) - len(proven),
            "content_pending": sum(len(worker.pending) for worker in online),
            "content_refused": sum(worker.refusals.final for worker in online),
            "content_proofs": sum(worker.proof.comparisons for worker in self._workers.values()),
            "content_drifted": sum(worker.proof.drifted for worker in self._workers.values()),
            "content_oldest_proof_seconds": oldest,
        }

    def prove(self) -> None:
        """Read back what every connected device holds, and mend what differs."""
        for worker in self._workers.values():
            worker.compare()

    # Within

    def _all_idle(self) -> bool:
        working = {device_id for device_id, worker in self._workers.items() if worker.online}
        expected = {device_id for device_id in self._feed.shares if self._connections.online(device_id)}
        return expected <= working and all(self._workers[device_id].idle for device_id in working)

    def _worker(self, device_id: int) -> Worker:
        if device_id not in self._workers:
            position = self._positions.get(device_id, 0)
            take = self._enrolments.take
            self._workers[device_id] = Worker(device_id, self._feed, self._gate.clock, take, position)
        return self._workers[device_id]

    def _rows(self, seq: int) -> Rows | None:
        """How far each device that needs the act has come; None while the act has not been taken in."""
        if not self._feed.ready or self._feed.seen < seq:
            return None
        parts = self._feed.acts(seq)
        concerned = {device_id for act in parts for device_id in (self._feed.shares if act.users else act.rules)}
        return [(device_id, self._code(device_id, parts)) for device_id in sorted(concerned)]

    def _code(self, device_id: int, parts: Sequence[Act]) -> int:
        worker = self._workers.get(device_id)
        if worker is None or not worker.online:
            known = self._connections.online(device_id)
            return Fault.TIMED_OUT if known else Fault.NOT_CONNECTED
        if not all(worker.has_done(act) for act in parts):
            return Fault.TIMED_OUT
        return next((fault for act in parts if (fault := worker.fault(act)) != Fault.OK), Fault.OK)

    async def _sync(self, device_id: int, seconds: float, *, wipe: bool) -> tuple[int, int]:
        worker = self._worker(device_id)
        worker.refusals.retry()
        worker.compare(wipe=wipe, transfer=True)
        try:
            async with asyncio.timeout(seconds):
                while not self._gone_or_idle(worker):
                    await self._feed.progress.wait(self._feed.progress.rings)
        except TimeoutError:
            return device_id, Fault.TIMED_OUT if self._connections.online(device_id) else Fault.NOT_CONNECTED
        if not worker.online:
            return device_id, Fault.NOT_CONNECTED
        kept = Fault.UNKNOWN if worker.proof.differing else Fault.OK
        return device_id, next((refusal.refused.fault for _, refusal in worker.refusals), kept)

    def _gone_or_idle(self, worker: Worker) -> bool:
        return worker.idle or not worker.online

    def pending(self, device_ids: Collection[int]) -> int:
        """How many records are still to be written to these masters, as far as they have been compared."""
        return sum(len(self._workers[device_id].pending) for device_id in device_ids if device_id in self._workers)

    async def _prove_always(self) -> None:
        while True:
            await asyncio.sleep(self._proof_seconds)
            self.prove()

    async def _save_always(self) -> None:
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            await self.save()

    async def save(self) -> None:
        """Write down how the content of devices stands, where that has changed."""
        await self._notes.save(self._workers.values())
