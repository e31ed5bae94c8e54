"""People who were entered or changed at a device itself come to the server, and from there to the other devices.

What counts is the device's log: it says who was changed there, the record says how he is now. Where the server has
changed the person since the device last held all that it should, the device did not know that, and the server's word
stands: what was revoked does not come back from a device that was away.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.devices.connections import Connections
from ostiary.events import journal, names
from ostiary.events.queries import changed_at_device
from ostiary.identity.facts import MembershipChanged, PersonChanged
from ostiary.kernel import outbox
from ostiary.kernel.context import Device, Module
from ostiary.kernel.database import upsert
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.enrolled import Enrolled, take_people
from ostiary.port.content import Family, UserContent
from ostiary.port.driver import Driver
from ostiary.provisioning.feed import Feed
from ostiary.provisioning.model import DeviceContentRow
from ostiary.provisioning.operations import ENROLL_FAIL

log = structlog.get_logger(__name__)

ENTERED, CHANGED = 8192, 8704
FACTS = 2000


@dataclass(frozen=True, slots=True)
class Taking:
    """People as a device holds them after they were changed there, as its log tells up to this event."""

    device_id: int
    people: tuple[UserContent, ...] = field(repr=False)
    event_id: int


@operation(
    module=Module.USER,
    right="write",
    verb="USER_FROM_DEVICE",
    method=Method.UPDATE,
    objects=lambda taking: {"device": [taking.device_id], "user": [person.user_id for person in taking.people]},
)
async def take_over(work: Work, taking: Taking) -> list[str]:
    """Take people over from a device; answers those who were. Who cannot be leaves an event that says why."""
    outcomes = await take_people.act(work, Enrolled(taking.device_id, taking.people)) if taking.people else []
    for user_id, error in outcomes:
        if error is not None:
            reason = f"The server does not take him over: {error}"
            journal.record(work, ENROLL_FAIL, device_id=taking.device_id, user_id=user_id, reason=reason)
    row = {"device_id": taking.device_id, "taken": taking.event_id, **_BLANK}
    await upsert(work.session, DeviceContentRow, [row], ["device_id"], keep=_BLANK)
    return [user_id for user_id, error in outcomes if error is None]


_BLANK = {"seq": 0, "state": "offline", "pending": 0, "held": {}, "refused": {}, "refusals": 0, "verified_at": None}
"""How the content of a device stands of which nothing is known."""


class Enrolments:
    """Takes over what was changed at devices."""

    def __init__(self, gate: Gate, connections: Connections, feed: Feed) -> None:
        self._gate = gate
        self._connections = connections
        self._feed = feed
        self._own: dict[tuple[int, str], int] = {}
        """Device and person -> the fact up to which all that the server knows of him came from that device."""

    async def take(self, device_id: int, driver: Driver, position: int) -> Collection[str]:
        """Take over who was changed at this device, which has held all that it should up to the fact `position`;
        answers whose record there the server has now. Raises `DeviceError`.
        """
        await self._connections.line(device_id).catch_up()
        async with self._gate.database.read() as connection:
            taken = select(DeviceContentRow.taken).where(DeviceContentRow.device_id == device_id)
            after = await connection.scalar(taken) or 0
            changes = await changed_at_device(connection, device_id, after, (ENTERED, CHANGED))
            if not changes:
                return ()
            levels = {user_id: self._own.get((device_id, user_id), 0) for _, user_id in changes if user_id}
            behind = await _behind(connection, levels, position)
        wanted = [user_id for user_id in levels if user_id not in behind]
        records = await driver.read(device_id, Family.USERS, wanted) if wanted else ()
        people = tuple(record for record in records if isinstance(record, UserContent))
        receipt = await self._gate.run(Device(device_id), take_over, Taking(device_id, people, changes[-1][0]))
        self._own.update(((device_id, user_id), receipt.seq) for user_id in receipt.result)
        log.info("people taken over", device=device_id, taken=len(receipt.result), of=len(levels))
        while self._feed.seen < receipt.seq:
            await self._feed.progress.wait(self._feed.progress.rings)
        return receipt.result


async def _behind(connection: AsyncConnection, levels: Mapping[str, int], position: int) -> set[str]:
    """Those of these people of whom the server has a fact after `position` and after their own level; where the device
    never held all it should, or facts since then are gone, those whom the server has or had.
    """
    if not position:
        return await names.known(connection, names.USER, [user_id for user_id in levels if not levels[user_id]])
    if not await outbox.reaches(connection, position):
        return await names.known(connection, names.USER, levels)
    behind = set[str]()
    kinds = PersonChanged.kind, MembershipChanged.kind
    while facts := await outbox.following(connection, position, kinds, FACTS):
        position = facts[-1].seq
        for stored in facts:
            fact = stored.fact
            named = fact.user_ids if isinstance(fact, MembershipChanged) else (getattr(fact, "user_id", ""),)
            behind |= {user_id for user_id in named if user_id in levels and stored.seq > levels[user_id]}
    return behind
