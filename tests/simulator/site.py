"""A small site to try the fleet on: lone devices and a controller with two readers; builders with defaults."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.policy.door import DoorRules
from ostiary.policy.passing import NO_TERMS, Terms
from ostiary.policy.schedule import ALWAYS
from ostiary.port.content import (
    AlarmOutput,
    CardContent,
    Contact,
    DoorContent,
    FaceContent,
    Family,
    FingerContent,
    ModeSlot,
    SettingsContent,
    UserContent,
    pin_hash,
)
from ostiary.port.reports import LogRecord
from ostiary.simulator.clock import VirtualClock
from ostiary.simulator.device import Device
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Answer, FaceSign, FingerSign, Presentation
from ostiary.simulator.templates import face_templates, finger_template

STATION, KEYPAD, CONTROLLER, READER_IN, READER_OUT = 1001, 1002, 2000, 2001, 2002
FRONT, BACK = 1, 2
PIN_KEY = b"key of the site"
PLANS = (
    DevicePlan(STATION, "Front", "BioStation 3 Max FP"),
    DevicePlan(KEYPAD, "Keypad", "XPass 2 keypad"),
    DevicePlan(CONTROLLER, "Controller", "CoreStation 40"),
    DevicePlan(READER_IN, "Back, in", "XPass D2 keypad", parent_id=CONTROLLER),
    DevicePlan(READER_OUT, "Back, out", "BioEntry R2", parent_id=CONTROLLER),
)
MODES = (ModeSlot(21, ALWAYS), ModeSlot(16, ALWAYS), ModeSlot(11, ALWAYS), ModeSlot(38, ALWAYS))


def a_user(
    user_id: str = "7",
    *,
    cards: Sequence[str | CardContent] = ("1234",),
    fingers: Sequence[int] = (),
    face: bool = False,
    pin: str = "",
    groups: tuple[int, ...] = (1,),
    disabled: bool = False,
    start: datetime = datetime(2001, 1, 1, tzinfo=UTC),
    expiry: datetime = datetime(2037, 12, 31, 23, 59, tzinfo=UTC),
) -> UserContent:
    """A person; fingers and face are the ones that derive from his own id."""
    return UserContent(
        user_id=user_id,
        name=f"User {user_id}",
        start=start,
        expiry=expiry,
        disabled=disabled,
        pin_hash=pin_hash(pin, PIN_KEY) if pin else b"",
        cards=tuple(card if isinstance(card, CardContent) else CardContent(card) for card in cards),
        fingers=tuple(FingerContent(index, (finger_template(user_id, index),) * 2) for index in fingers),
        faces=(FaceContent(0, face_templates(user_id, 0)),) if face else (),
        groups=groups,
    )


def a_door(
    door_id: int = FRONT,
    reader_id: int = STATION,
    *,
    exit_reader_id: int | None = None,
    rules: DoorRules | None = None,
    relay_device_id: int | None = None,
    terms: Terms = NO_TERMS,
    outputs: tuple[AlarmOutput, ...] = (),
) -> DoorContent:
    """A door with sensor and exit button on its entry device's network."""
    at = relay_device_id or reader_id
    return DoorContent(
        id=door_id,
        name=f"Door {door_id}",
        rules=rules or DoorRules(),
        entry_device_id=reader_id,
        exit_device_id=exit_reader_id,
        relay_device_id=at,
        sensor=Contact(at, 0),
        exit_button=Contact(at, 1),
        terms=terms,
        outputs=outputs,
    )


def some_settings(device_id: int = STATION, modes: tuple[ModeSlot, ...] = MODES) -> SettingsContent:
    """Settings that let card, finger and face alone, and id + PIN."""
    return SettingsContent(device_id, "Front", timezone="Europe/Berlin", modes=modes, pin_key=PIN_KEY)


def photographing(*codes: int, schedule_id: int = ALWAYS) -> str:
    """Settings, as a device holds them, that want a picture of these event types while a schedule is open."""
    items = [{"event_type_id": {"code": code}, "schedule_id": schedule_id} for code in codes]
    return json.dumps({"use_image_log": True, "imageLogEventInfo": {"imageLogEventItems": items}})


@dataclass
class Site:
    """A running fleet under a virtual clock."""

    fleet: Fleet
    clock: VirtualClock
    path: Path

    @property
    def station(self) -> Device:
        """The device with finger, face and keypad."""
        return self.fleet.device(STATION)

    @property
    def controller(self) -> Device:
        """The controller with two readers."""
        return self.fleet.device(CONTROLLER)

    def equip(self, device: Device, *users: UserContent, door: DoorContent | None = None) -> None:
        """Settings, one door, one level open at all times, one group, these people."""
        door = door or a_door()
        device.write(Family.SETTINGS, [some_settings(device.id)])
        device.write(Family.DOORS, [door])
        device.write(Family.LEVELS, [AccessLevel(1, "All hours", (LevelItem((door.id,), ALWAYS),))])
        device.write(Family.GROUPS, [AccessGroup(1, "Staff", (1,))])
        refused = device.write(Family.USERS, users)
        assert not refused

    async def present(
        self,
        device_id: int = STATION,
        *,
        user_id: str | None = None,
        card: str | None = None,
        finger: FingerSign | None = None,
        face: FaceSign | None = None,
        pin: str | None = None,
    ) -> Answer:
        """Present credentials."""
        return await self.fleet.present(device_id, Presentation(user_id, card, finger, face, pin))

    async def log(self, device: Device, start: int = 0) -> Sequence[LogRecord]:
        """The device's whole durable log."""
        await self.fleet.settled()
        return (await device.journal.page(start, 10_000)).records

    async def codes(self, device: Device, after: int = 0) -> list[int]:
        """The event codes with an index greater than `after`."""
        return [record.code for record in await self.log(device) if record.index > after]


@asynccontextmanager
async def a_site(path: Path, plans: Sequence[DevicePlan] = PLANS, boot_time: float = 0) -> AsyncIterator[Site]:
    """A site whose fleet lives in `path`, switched on."""
    clock = VirtualClock()
    fleet = Fleet(path / "simulator.db", plans, clock=clock, boot_time=timedelta(seconds=boot_time))
    await fleet.start()
    try:
        yield Site(fleet, clock, path)
    finally:
        await fleet.stop()
