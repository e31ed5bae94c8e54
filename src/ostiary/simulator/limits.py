"""What a device will not take: how many records of a family, and how big one may be. The numbers are those of the
reference.
"""

from dataclasses import dataclass

from ostiary.policy.access import AccessGroup, AccessLevel
from ostiary.policy.schedule import HolidayGroup
from ostiary.port.capabilities import Capability, Profile
from ostiary.port.commands import Fault
from ostiary.port.content import RECORD_OF, DoorContent, Family, Record, UserContent, key_of
from ostiary.port.driver import Refused

RECORDS: dict[Family, int] = {
    Family.SETTINGS: 256,
    Family.HOLIDAYS: 128,
    Family.SCHEDULES: 128,
    Family.DOORS: 32,
    Family.LEVELS: 2048,
    Family.GROUPS: 2048,
    Family.BLACKLIST: 1000,
}
BIGGEST_ID = 2**63 - 1
USER_ID_BYTES = 32
USER_CARDS = 8
USER_FINGERS = 10
USER_FACES = 5
USER_GROUPS = 16
LEVEL_ITEMS = 128
GROUP_LEVELS = 128
GROUP_HOLIDAYS = 128


@dataclass(frozen=True, slots=True)
class Load:
    """Credentials, counted."""

    cards: int = 0
    fingers: int = 0
    faces: int = 0

    def plus(self, other: "Load") -> "Load":
        """Both together."""
        return Load(self.cards + other.cards, self.fingers + other.fingers, self.faces + other.faces)

    def minus(self, other: "Load") -> "Load":
        """This without the other."""
        return Load(self.cards - other.cards, self.fingers - other.fingers, self.faces - other.faces)


def load_of(record: Record) -> Load:
    """The credentials that come with a record."""
    if isinstance(record, UserContent):
        return Load(len(record.cards), len(record.fingers), len(record.faces))
    return Load()


def refusal(profile: Profile, family: Family, record: Record, *, known: bool, held: int, load: Load) -> Refused | None:
    """Why a device of this model, holding `held` records of the family and this load without the record, will not take
    it.
    """
    key = key_of(record)
    if not isinstance(record, RECORD_OF[family]):
        return Refused(key, Fault.INVALID, f"no record of {family}")
    if isinstance(record, UserContent):
        return _user_refusal(profile, record, known=known, held=held, load=load)
    if family is Family.DOORS and Capability.DOOR not in profile.capabilities:
        return Refused(key, Fault.NOT_SUPPORTED, f"{profile.name} controls no doors")
    if not known and held >= RECORDS[family]:
        fault = Fault.TOO_MANY_DOORS if family is Family.DOORS else Fault.NO_ROOM
        return Refused(key, fault, f"more than {RECORDS[family]} {family}")
    match record:
        case AccessLevel() if len(record.items) > LEVEL_ITEMS:
            return Refused(key, Fault.INVALID, f"more than {LEVEL_ITEMS} items")
        case AccessGroup() if len(record.levels) > GROUP_LEVELS:
            return Refused(key, Fault.INVALID, f"more than {GROUP_LEVELS} levels")
        case DoorContent() if not 0 < record.id <= BIGGEST_ID:
            return Refused(key, Fault.INVALID, "no possible door id")
        case HolidayGroup() if len(record.holidays) > GROUP_HOLIDAYS:
            return Refused(key, Fault.INVALID, f"more than {GROUP_HOLIDAYS} holidays")
    return None


def _user_refusal(profile: Profile, user: UserContent, *, known: bool, held: int, load: Load) -> Refused | None:
    key = user.user_id
    if not known and held >= profile.max_users:
        return Refused(key, Fault.FULL, f"more than {profile.max_users} users")
    sizes = (
        (len(key.encode(errors="surrogatepass")), USER_ID_BYTES, "bytes of user id"),
        (len(user.cards), USER_CARDS, "cards"),
        (len(user.fingers), USER_FINGERS, "fingers"),
        (len(user.faces), USER_FACES, "faces"),
        (len(user.groups), USER_GROUPS, "access groups"),
    )
    for size, most, what in sizes:
        if size > most:
            return Refused(key, Fault.INVALID, f"more than {most} {what}")
    kinds = {kind for face in user.faces for kind, _ in face.templates}
    if kinds and profile.face_kinds and kinds.isdisjoint(profile.face_kinds):
        return Refused(key, Fault.NO_TEMPLATE, f"{profile.name} reads {', '.join(map(str, profile.face_kinds))}")
    total = load.plus(load_of(user))
    stocks = (
        (len(user.cards), total.cards, profile.max_cards, "cards"),
        (len(user.fingers), total.fingers, profile.max_fingers, "fingers"),
        (len(user.faces), total.faces, profile.max_faces, "faces"),
    )
    for given, sum_, most, what in stocks:
        if given and not most:
            return Refused(key, Fault.NOT_HELD, f"{profile.name} holds no {what}")
        if given and sum_ > most:
            return Refused(key, Fault.NO_ROOM, f"more than {most} {what}")
    return None
