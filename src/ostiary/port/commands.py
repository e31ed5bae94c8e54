"""What the server asks a device to do at once, and how it ends."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from ostiary.policy.door import Flag


class Fault(IntEnum):
    """Outcome codes of device communication, numbered as in the reference; OK is 0. FULL, NO_ROOM, TOO_MANY_DOORS,
    NOT_HELD, NO_TEMPLATE and INVALID are why a device refuses content: no more users, templates or other records, 32
    doors, a kind of credential it cannot hold, no template of a face that it could read, a record beyond its limits.
    """

    OK = 0
    FULL = 210
    INVALID = 800
    UNKNOWN = 1000
    NOT_CONNECTED = 1001
    NOT_READY = 1002
    TIMED_OUT = 1003
    BAD_ADDRESS = 1004
    CONNECT_FAILED = 1005
    NOT_SUPPORTED = 1013
    LOW_QUALITY = 1014
    NOT_VERIFIED = 1015
    UPGRADE_FAILED = 1016
    BUSY = 1017
    FINGER_SCAN_FAILED = 1018
    CARD_SCAN_FAILED = 1025
    FACE_SCAN_FAILED = 1026
    NO_TEMPLATE = 30018
    STATE_CHANGE_FAILED = 64532
    UNLOCK_FAILED = 64533
    LOCK_FAILED = 64534
    TOO_MANY_DOORS = 64536
    NOT_HELD = 262175
    NO_ROOM = 262197


class DeviceError(Exception):
    """A device, or the way to it, failed: `fault` says how."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.name}: {detail}" if detail else fault.name)
        self.fault = fault
        self.detail = detail


class DoorVerb(StrEnum):
    """Commands to doors. OPEN is one timed passage; the others hold until released."""

    OPEN = "open"
    LOCK = "lock"
    UNLOCK = "unlock"
    RELEASE = "release"
    CLEAR_ALARM = "clear_alarm"


@dataclass(frozen=True, slots=True)
class DoorCommand:
    """A verb for doors of one device."""

    verb: DoorVerb
    doors: tuple[int, ...]
    flag: Flag = Flag.OPERATOR


@dataclass(frozen=True, slots=True)
class ClearPassback:
    """Forget how people passed these doors of one device, for their anti-passback or for the timed one. `users` None =
    everybody, and the doors' alarm of it with them.
    """

    doors: tuple[int, ...]
    timed: bool = False
    users: tuple[str, ...] | None = None


class ScanKind(StrEnum):
    """What a reader is asked to capture."""

    CARD = "card"
    FINGER = "finger"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class ScanCommand:
    """Capture what is presented next at a reader, until the device's time-out. `quality` 0-100 for fingers."""

    kind: ScanKind
    quality: int = 40


class DeviceVerb(StrEnum):
    """Commands to a device itself. A locked device takes no credentials and scans nothing until it is unlocked, also
    after a restart; a locked master bars the readers it decides for, and its doors obey and let people out as ever.
    """

    LOCK = "lock"
    UNLOCK = "unlock"
    REBOOT = "reboot"
    CLEAR_ALARM = "clear_alarm"


@dataclass(frozen=True, slots=True)
class DeviceCommand:
    """A verb for a device, which may be a slave."""

    verb: DeviceVerb


class ScreenKind(IntEnum):
    """What a home screen shows instead of the device's usual one, numbered as in the reference."""

    NOTICE = 1
    LOGO = 2
    SLIDES = 3


@dataclass(frozen=True, slots=True)
class ScreenCommand:
    """What the home screen of a device, which may be a slave, shows from now on: the text of a notice, or pictures (PNG
    or JPEG), slides in turn. NOT_READY where the device is set to show something else.
    """

    kind: ScreenKind
    notice: str = ""
    pictures: tuple[bytes, ...] = ()


Command = DoorCommand | ClearPassback | ScanCommand | DeviceCommand | ScreenCommand


@dataclass(frozen=True, slots=True)
class CardCapture:
    """A card that was read: decimal number and card type id of the reference."""

    number: str
    type: int = 0


@dataclass(frozen=True, slots=True)
class FingerCapture:
    """A finger that was read: template, quality 0-100 and a small BMP image where the device gives one."""

    template: bytes
    quality: int
    image: bytes = b""


@dataclass(frozen=True, slots=True)
class FaceCapture:
    """A face that was read: templates by credential_bin_type (5, 9 visual; 0 infrared) and a normalized JPEG."""

    templates: tuple[tuple[int, bytes], ...]
    image: bytes = b""


Capture = CardCapture | FingerCapture | FaceCapture


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: a fault for each door where doors were named, a capture where one was asked for."""

    fault: Fault = Fault.OK
    doors: dict[int, Fault] = field(default_factory=dict)
    capture: Capture | None = None
    at: datetime | None = None
