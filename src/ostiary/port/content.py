"""The content a device holds, by family, as immutable records; a record's digest tells whether both sides hold the
same.

The families are in dependency order: what comes later refers to what comes before.
"""

import dataclasses
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from functools import cache

from ostiary.policy.access import AccessGroup, AccessLevel, Person
from ostiary.policy.antipassback import Side
from ostiary.policy.authmode import PrivateMode
from ostiary.policy.door import Alarm, DoorRules
from ostiary.policy.outputs import STEADY, Signal
from ostiary.policy.passing import NO_TERMS, Terms
from ostiary.policy.recognition import Carrier
from ostiary.policy.schedule import HolidayGroup, Schedule


class Family(StrEnum):
    """Kinds of content, in the order they are written; deleted in the reverse order."""

    SETTINGS = "settings"
    HOLIDAYS = "holidays"
    SCHEDULES = "schedules"
    DOORS = "doors"
    LEVELS = "levels"
    GROUPS = "groups"
    USERS = "users"
    BLACKLIST = "blacklist"


@dataclass(frozen=True, slots=True)
class ModeSlot:
    """A device's authentication mode and the schedule during which it may be used."""

    mode: int
    schedule_id: int


@dataclass(frozen=True, slots=True)
class SettingsContent:
    """Settings of one device that take part in decisions. `timezone` is an IANA name; times in seconds.

    `extra` holds the other groups of settings as canonical JSON text, kept and shown but not obeyed by decisions.
    `pin_key` is the key of every `pin_hash` on this device.
    """

    device_id: int
    name: str
    timezone: str = "UTC"
    modes: tuple[ModeSlot, ...] = ()
    auth_timeout: int = 10
    scan_timeout: int = 10
    full_access: bool = False
    extra: str = ""
    pin_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """An input of a device: a door sensor or an exit button. `normally_closed` is its switch type."""

    device_id: int
    index: int
    normally_closed: bool = False


@dataclass(frozen=True, slots=True)
class AlarmOutput:
    """A relay that an alarm of a door drives by a signal, `after` so many seconds."""

    alarm: Alarm
    device_id: int
    relay_index: int
    after: int = 0
    signal: Signal = STEADY


@dataclass(frozen=True, slots=True)
class DoorContent:
    """One door as its controlling device knows it. Readers, relay and contacts may sit on slaves of the same
    network. `terms`: what the door asks of those whom the access rules admit.
    """

    id: int
    name: str
    rules: DoorRules
    entry_device_id: int | None = None
    exit_device_id: int | None = None
    relay_device_id: int | None = None
    relay_index: int = 0
    sensor: Contact | None = None
    exit_button: Contact | None = None
    terms: Terms = NO_TERMS
    outputs: tuple[AlarmOutput, ...] = ()

    def side(self, reader_id: int) -> Side:
        """The side on which this reader stands."""
        return Side.EXIT if reader_id == self.exit_device_id else Side.ENTRY


@dataclass(frozen=True, slots=True)
class CardContent:
    """A card of a person: `type` is the card type id of the reference (0 CSN, 1 Wiegand ... 6 QR), `number` decimal
    text.
    """

    number: str
    type: int = 0
    issue: int = 0


CARRIERS = {
    3: Carrier.ACCESS_ON_CARD,
    4: Carrier.MOBILE,
    5: Carrier.MOBILE,
    6: Carrier.QR,
    7: Carrier.QR,
}
"""What carries a card, by its type; all others are plain cards."""


def carrier_of(card: CardContent) -> Carrier:
    """What carries this card."""
    return CARRIERS.get(card.type, Carrier.CARD)


@dataclass(frozen=True, slots=True)
class FingerContent:
    """Two templates of one finger, opaque bytes."""

    index: int
    templates: tuple[bytes, bytes]
    duress: bool = False


@dataclass(frozen=True, slots=True)
class FaceContent:
    """Templates of one face, opaque bytes; `kind` is the credential_bin_type of the reference (5, 9) or 0 for
    infrared.
    """

    index: int
    templates: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class UserContent:
    """A person as a device holds him. The PIN only as a keyed hash; groups are access group ids."""

    user_id: str
    name: str
    start: datetime
    expiry: datetime
    disabled: bool = False
    security_level: int = 0
    pin_hash: bytes = b""
    cards: tuple[CardContent, ...] = ()
    fingers: tuple[FingerContent, ...] = ()
    faces: tuple[FaceContent, ...] = ()
    groups: tuple[int, ...] = ()
    private_modes: tuple[PrivateMode, ...] = ()


@dataclass(frozen=True, slots=True)
class UserSummary:
    """What lists show of a person whom a device holds; of credentials how many."""

    user_id: str
    name: str
    start: datetime
    expiry: datetime
    disabled: bool
    security_level: int
    cards: int
    fingers: int
    faces: int
    private_modes: tuple[PrivateMode, ...] = ()


def summary_of(user: UserContent) -> UserSummary:
    """What lists show of him."""
    return UserSummary(
        user.user_id,
        user.name,
        user.start,
        user.expiry,
        user.disabled,
        user.security_level,
        len(user.cards),
        len(user.fingers),
        len(user.faces),
        user.private_modes,
    )


def person_of(user: UserContent) -> Person:
    """The person as access rules look at him."""
    return Person(user.user_id, user.start, user.expiry, user.disabled, user.groups)


@dataclass(frozen=True, slots=True)
class BlacklistEntry:
    """A card that is refused everywhere, whoever holds it: with this issue and earlier ones."""

    number: str
    issue: int = 0


Record = (
    SettingsContent | HolidayGroup | Schedule | DoorContent | AccessLevel | AccessGroup | UserContent | BlacklistEntry
)

RECORD_OF: dict[Family, type] = {
    Family.SETTINGS: SettingsContent,
    Family.HOLIDAYS: HolidayGroup,
    Family.SCHEDULES: Schedule,
    Family.DOORS: DoorContent,
    Family.LEVELS: AccessLevel,
    Family.GROUPS: AccessGroup,
    Family.USERS: UserContent,
    Family.BLACKLIST: BlacklistEntry,
}


def key_of(record: Record) -> str:
    """The record's key within its family, as text."""
    match record:
        case UserContent():
            return record.user_id
        case BlacklistEntry():
            return record.number
        case SettingsContent():
            return str(record.device_id)
        case _:
            return str(record.id)


def pin_hash(pin: str, key: bytes) -> bytes:
    """The 32 bytes of a PIN that a device holds; `key` is the site's, told to devices in `SettingsContent.pin_key`."""
    return hmac.new(key, pin.encode(), hashlib.sha256).digest()


def digest(record: Record) -> bytes:
    """16 bytes that are equal exactly when two records of a family are equal; moments are compared as moments."""
    return hashlib.blake2b(repr(_plain(record)).encode(), digest_size=16).digest()


def _plain(value: object) -> object:
    if value is None or type(value) in {str, int}:
        return value
    if isinstance(value, tuple | list):
        return tuple([_plain(item) for item in value])
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple([_plain(getattr(value, name)) for name in _names(type(value))])
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))
