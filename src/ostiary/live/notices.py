"""Which facts and events concern what a screen shows of the site, and what is noticed of it: values of now, for each as
far as he may see them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.devices.facts import ConnectionTurned, DeviceChanged, LockChanged
from ostiary.doors.facts import DoorChanged, DoorStateChanged
from ostiary.events.alerts import statuses_of
from ostiary.events.doubts import drifts_of
from ostiary.events.facts import AlertAnswered, EventsExpired, GroupChanged
from ostiary.events.model import AlertStatus, Event
from ostiary.identity.queries import photographed_in
from ostiary.jobs.facts import JobChanged
from ostiary.jobs.queries import JobView, jobs_by_id
from ostiary.kernel.context import Kind
from ostiary.kernel.outbox import Fact
from ostiary.live.sight import Sight
from ostiary.live.site import DeviceNow, DoorNow, devices_of, doors_of, read_devices, read_doors
from ostiary.provisioning.facts import ContentTurned

KINDS = tuple(
    fact.kind
    for fact in (
        *(DoorChanged, DoorStateChanged, DeviceChanged, ConnectionTurned, LockChanged),
        *(GroupChanged, ContentTurned, JobChanged, AlertAnswered, EventsExpired),
    )
)
"""Facts after which something is shown otherwise."""


class Topic(StrEnum):
    """What a notice is about."""

    DOOR = "door"
    DEVICE = "device"
    JOB = "job"
    ALERT = "alert"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Logged:
    """A stored event with what is looked up beside it: by how much the clock that stamped it is known to have been
    ahead, whether the person in it has a photo, how its alert stands.
    """

    event: Event
    drift: timedelta | None
    photographed: bool
    status: AlertStatus | None


Value: TypeAlias = DoorNow | DeviceNow | JobView | Logged | int
"""A door, a device, a job, an event, or how many alerts wait."""


class Notice:
    """What a thing is from now on; None = it is gone. `left`: the groups in which it has been just before. What one
    watcher has rendered the others use, and nobody changes.
    """

    __slots__ = ("_text", "id", "left", "topic", "value")

    def __init__(self, topic: Topic, id: str, value: Value | None, left: Collection[int] = ()) -> None:
        self.topic = topic
        self.id = id
        self.value = value
        self.left = left
        self._text: str | None = None

    def rendered(self, render: "Callable[[Notice], str]") -> str:
        """The notice as text, made once."""
        if self._text is None:
            self._text = render(self)
        return self._text

    def seen(self, sight: Sight) -> bool:
        """Whether somebody sees what the thing is now."""
        match self.value:
            case DoorNow(group_id=group):
                return sight.door_group(group)
            case DeviceNow(group_id=group):
                return sight.device_group(group)
            case JobView() as job:
                return sight.job(job)
            case Logged(event=event):
                return sight.events and sight.event(event)
            case _:
                return False

    def missed(self, sight: Sight) -> bool:
        """Whether somebody has seen it just before, who does not see it now."""
        sees = sight.door_group if self.topic is Topic.DOOR else sight.device_group
        return any(map(sees, self.left))


@dataclass(slots=True)
class Concerned:
    """What facts concern. Doors and devices by id, with the groups that they have left; things of which all in a group,
    or all at a device, are concerned by the id of that.
    """

    doors: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    devices: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    door_groups: set[int] = field(default_factory=set)
    device_groups: set[int] = field(default_factory=set)
    masters: set[int] = field(default_factory=set)
    jobs: set[int] = field(default_factory=set)
    alerts: bool = False


def concerned(facts: Iterable[Fact]) -> Concerned:
    """What these facts concern."""
    found = Concerned()
    for fact in facts:
        _add(found, fact)
    return found


def _add(found: Concerned, fact: Fact) -> None:
    match fact:
        case DoorChanged(door_id=id, before=before):
            found.doors[id].update(() if before is None or before.group_id is None else (before.group_id,))
        case DoorStateChanged(door_id=id):
            found.doors[id].update(())
        case DeviceChanged(device_id=id, left=left):
            found.devices[id].update(() if left is None else (left,))
        case ConnectionTurned(device_id=id):
            found.devices[id].update(())
            found.masters.add(id)
        case LockChanged(device_id=id):
            found.devices[id].update(())
        case ContentTurned(device_ids=ids):
            for id in ids:
                found.devices[id].update(())
        case GroupChanged(group_kind=Kind.DOOR_GROUP, group_id=id):
            found.door_groups.add(id)
        case GroupChanged(group_kind=Kind.DEVICE_GROUP, group_id=id):
            found.device_groups.add(id)
        case JobChanged(job_id=id):
            found.jobs.add(id)
        case AlertAnswered() | EventsExpired():
            found.alerts = True
        case _:
            pass


async def state_notices(connection: AsyncConnection, found: Concerned) -> list[Notice]:
    """What doors, devices and jobs that are concerned are now."""
    notices: list[Notice] = []
    if found.doors or found.masters or found.door_groups:
        doors = await read_doors(connection, doors_of(found.doors, found.masters, found.door_groups))
        notices += _notices(Topic.DOOR, {door.id: door for door in doors}, found.doors)
    if found.devices or found.device_groups:
        devices = await read_devices(connection, devices_of(found.devices, found.device_groups))
        notices += _notices(Topic.DEVICE, {device.id: device for device in devices}, found.devices)
    if found.jobs:
        jobs = await jobs_by_id(connection, found.jobs)
        notices += [Notice(Topic.JOB, str(job.id), job) for job in jobs]
    return notices


def _notices(topic: Topic, there: dict[int, DoorNow] | dict[int, DeviceNow], left: dict[int, set[int]]) -> list[Notice]:
    ids = sorted({*there, *left})
    return [Notice(topic, str(id), there.get(id), frozenset(left.get(id, ()))) for id in ids]


async def event_notices(connection: AsyncConnection, events: Sequence[Event]) -> list[Notice]:
    """Stored events, in their order."""
    if not events:
        return []
    drifts, statuses = await drifts_of(connection, events), await statuses_of(connection, events)
    photographed = await photographed_in(connection, events)
    return [
        Notice(
            Topic.EVENT,
            str(event.id),
            Logged(event, drifts.get(event.id), event.user_id in photographed, statuses.get(event.id)),
        )
        for event in events
    ]


def gone(notice: Notice) -> Notice:
    """That the thing of a notice is there no more."""
    return notice if notice.value is None else Notice(notice.topic, notice.id, None)


def shown(notices: Iterable[Notice], sight: Sight) -> list[Notice]:
    """Of notices in their order those that somebody sees: of several on one thing the last; where a thing was seen and
    is no more, that it is gone.
    """
    latest: dict[tuple[Topic, str], Notice] = {}
    had: set[tuple[Topic, str]] = set()
    for notice in notices:
        key = notice.topic, notice.id
        earlier = latest.pop(key, None)
        if notice.missed(sight) or (earlier is not None and earlier.seen(sight)):
            had.add(key)
        latest[key] = notice
    return [
        notice if seen else gone(notice) for key, notice in latest.items() if (seen := notice.seen(sight)) or key in had
    ]
