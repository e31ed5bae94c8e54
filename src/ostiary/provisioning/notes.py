"""Writes down how the content of devices stands, and what was given up as an event of the log."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from ostiary.devices.presence import ContentState, note_content
from ostiary.kernel import outbox
from ostiary.kernel.context import System
from ostiary.kernel.database import upsert
from ostiary.kernel.operation import Gate
from ostiary.port.commands import Fault
from ostiary.port.content import Family
from ostiary.provisioning.content import SHOWN
from ostiary.provisioning.facts import ContentTurned
from ostiary.provisioning.model import DeviceContentRow
from ostiary.provisioning.operations import GivenUp, give_up
from ostiary.provisioning.refusals import Refusals
from ostiary.provisioning.worker import Worker

CONTEXT = System("provisioning")


class Notes:
    """What was written down last, of every device."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._saved: dict[int, Mapping[str, object]] = {}
        self._told: dict[int, int] = {}

    async def positions(self) -> dict[int, int]:
        """Device -> the fact up to which it held all that it should."""
        async with self._gate.database.read() as connection:
            rows = await connection.execute(select(DeviceContentRow.device_id, DeviceContentRow.seq))
            return {row.device_id: row.seq for row in rows}

    async def save(self, workers: Collection[Worker]) -> None:
        """Write down what has changed."""
        rows = {worker.device_id: _row(worker) for worker in workers}
        changed = {device_id: row for device_id, row in rows.items() if self._saved.get(device_id) != row}
        if changed:
            async with self._gate.database.write() as session:
                await upsert(session, DeviceContentRow, list(changed.values()), ["device_id"], keep=["taken"])
                turned = [id for id, row in changed.items() if row["state"] != self._saved.get(id, {}).get("state")]
                if turned:
                    await outbox.tell(self._gate.database, session, [ContentTurned(tuple(turned))], self._gate.clock())
            self._saved.update(changed)
        online = [worker for worker in workers if worker.online]
        states = [ContentState(worker.device_id, _refused(worker.refusals)) for worker in online]
        told = tuple(state for state in states if self._told.get(state.device_id) != state.refused)
        if told:
            await self._gate.run(CONTEXT, note_content, told)
            self._told.update((state.device_id, state.refused) for state in told)
        await self._tell_given_up(online)

    async def _tell_given_up(self, workers: Collection[Worker]) -> None:
        news = [
            (refusal, GivenUp(worker.device_id, refusal.refused.key, refusal.refused.fault, refusal.refused.detail))
            for worker in workers
            for refusal in worker.refusals.news(Family.USERS)
        ]
        if news:
            await self._gate.run(CONTEXT, give_up, tuple(given_up for _, given_up in news))
            for refusal, _ in news:
                refusal.told = True


def _refused(refusals: Refusals) -> int:
    """-1 where the device has no room for a person, else how many records it refuses for good."""
    users = refusals.of(Family.USERS).values()
    if any(refusal.final and refusal.refused.fault == Fault.FULL for refusal in users):
        return -1
    return refusals.final


def _row(worker: Worker) -> Mapping[str, object]:
    return {
        "device_id": worker.device_id,
        "seq": worker.position,
        "state": worker.state,
        "pending": len(worker.pending),
        "held": {family.value: count for family, count in worker.counts.items()},
        "refused": {
            family.value: {key: [int(one.refused.fault), one.refused.detail] for key, one in some}
            for family in Family
            if (some := list(worker.refusals.of(family).items())[:SHOWN])
        },
        "refusals": worker.refusals.final,
        "taken": 0,
        "verified_at": worker.proof.at,
    }
