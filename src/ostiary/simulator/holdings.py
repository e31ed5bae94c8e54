"""What one device holds: its content by family, and who is who by it (the `View` of `policy.recognition`)."""

import hmac
from collections.abc import Iterable, Mapping, Sequence

from ostiary.policy.access import AccessGroup, AccessLevel, Rules
from ostiary.policy.recognition import Carrier, Found
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.port.capabilities import Profile
from ostiary.port.commands import Fault
from ostiary.port.content import (
    BlacklistEntry,
    DoorContent,
    Family,
    FingerContent,
    Record,
    SettingsContent,
    UserContent,
    carrier_of,
    key_of,
    person_of,
    pin_hash,
)
from ostiary.port.driver import Refused
from ostiary.port.marks import EMPTY, WHOLE, Mark, Tree
from ostiary.simulator import rows
from ostiary.simulator.limits import Load, load_of, refusal
from ostiary.simulator.records import Pool, Shared
from ostiary.simulator.store import Store

_RULE_FAMILIES = frozenset({Family.HOLIDAYS, Family.SCHEDULES, Family.LEVELS, Family.GROUPS})


class Holdings:
    """The content of one device, kept in the fleet's store and pool."""

    def __init__(self, device_id: int, profile: Profile, pool: Pool, store: Store) -> None:
        self.device_id = device_id
        self._profile = profile
        self._pool = pool
        self._store = store
        self._tables: dict[Family, dict[str, Shared]] = {family: {} for family in Family}
        self._load = Load()
        self._marks: dict[Family, Mark] = dict.fromkeys(Family, EMPTY)
        self._trees: dict[Family, Tree] = {}
        """Made when somebody looks into a family, gone when it changes."""
        self._rules: Rules | None = None

    def restore(self, bodies: Mapping[int, Shared]) -> None:
        """Take over what the store says; `bodies` are the fleet's records by number."""
        cards = fingers = faces = 0
        for family, table in self._tables.items():
            for (number,) in self._store.load(rows.CONTENT, (self.device_id, family)):
                shared = bodies[number]
                table[shared.key] = shared
                shared.holders += 1
                self._marks[family] = self._marks[family].plus(shared.digest)
                if isinstance(shared.record, UserContent):
                    cards += len(shared.record.cards)
                    fingers += len(shared.record.fingers)
                    faces += len(shared.record.faces)
        self._load = Load(cards, fingers, faces)

    # What a server asks and writes

    def marks(self) -> Mapping[Family, Mark]:
        """What is held of each family, as one mark."""
        return dict(self._marks)

    def tree(self, family: Family) -> Tree:
        """The marks within a family."""
        if family not in self._trees:
            self._trees[family] = Tree({key: shared.digest for key, shared in self._tables[family].items()})
        return self._trees[family]

    def digests(self, family: Family, branches: Sequence[str] = WHOLE) -> Mapping[str, bytes]:
        """Key -> digest of what is held in these branches."""
        if tuple(branches) == WHOLE:
            return {key: shared.digest for key, shared in self._tables[family].items()}
        return self.tree(family).digests(branches)

    def read(self, family: Family, keys: Iterable[str]) -> tuple[Record, ...]:
        """The records with these keys; unknown keys are left out."""
        table = self._tables[family]
        return tuple(table[key].record for key in keys if key in table)

    def records(self, family: Family) -> list[Record]:
        """All records of a family."""
        return [shared.record for shared in self._tables[family].values()]

    def write(self, family: Family, records: Sequence[Record]) -> tuple[Refused, ...]:
        """Add or overwrite records, each by itself; answers what was refused."""
        table = self._tables[family]
        refused, bodies, placed, gone = [], [], [], []
        for record in records:
            shared = self._pool.find(family, record)
            if shared is not None and table.get(shared.key) is shared:
                continue
            why = self._refusal(family, record)
            if why is not None:
                refused.append(why)
                continue
            if shared is None:
                try:
                    shared, body = self._pool.make(family, record)
                except UnicodeError as error:
                    refused.append(Refused(key_of(record), Fault.INVALID, str(error)))
                    continue
                bodies.append((shared.number, family, shared.digest, body))
            before = table.get(shared.key)
            table[shared.key] = shared
            shared.holders += 1
            self._load = self._load.plus(load_of(record))
            self._marks[family] = self._marks[family].plus(shared.digest)
            placed.append((self.device_id, family, shared.key, shared.number))
            if before is not None:
                gone += self._release(before)
        self._queue((rows.PUT_BODY, bodies), (rows.PUT_CONTENT, placed), (rows.DROP_BODY, gone))
        self._forget(family)
        return tuple(refused)

    def delete(self, family: Family, keys: Iterable[str]) -> None:
        """Delete records; unknown keys are no error."""
        table = self._tables[family]
        dropped, gone = [], []
        for key in keys:
            shared = table.pop(key, None)
            if shared is not None:
                dropped.append((self.device_id, family, key))
                gone += self._release(shared)
        self._queue((rows.DROP_CONTENT, dropped), (rows.DROP_BODY, gone))
        self._forget(family)

    def wipe(self) -> None:
        """Delete everything."""
        for family in reversed(Family):
            self.delete(family, tuple(self._tables[family]))

    def _refusal(self, family: Family, record: Record) -> Refused | None:
        table = self._tables[family]
        before = table.get(key_of(record))
        load = self._load if before is None else self._load.minus(load_of(before.record))
        return refusal(self._profile, family, record, known=before is not None, held=len(table), load=load)

    def _release(self, shared: Shared) -> list[tuple[int]]:
        self._load = self._load.minus(load_of(shared.record))
        self._marks[shared.family] = self._marks[shared.family].minus(shared.digest)
        shared.holders -= 1
        if shared.holders:
            return []
        self._pool.drop(shared)
        return [(shared.number,)]

    def _queue(self, *changes: tuple[str, Sequence[Sequence[object]]]) -> None:
        for sql, changed in changes:
            if changed:
                self._store.change(sql, changed)

    def _forget(self, family: Family) -> None:
        """What was worked out of this family is no longer so."""
        self._trees.pop(family, None)
        if family in _RULE_FAMILIES:
            self._rules = None

    # What decisions look at

    def rules(self) -> Rules:
        """The access rules."""
        if self._rules is None:
            self._rules = Rules(
                levels={item.id: item for item in self.records(Family.LEVELS) if isinstance(item, AccessLevel)},
                groups={item.id: item for item in self.records(Family.GROUPS) if isinstance(item, AccessGroup)},
                schedules={item.id: item for item in self.records(Family.SCHEDULES) if isinstance(item, Schedule)},
                holidays={item.id: item for item in self.records(Family.HOLIDAYS) if isinstance(item, HolidayGroup)},
            )
        return self._rules

    def settings(self, device_id: int) -> SettingsContent | None:
        """The settings of this device or one of its slaves."""
        shared = self._tables[Family.SETTINGS].get(str(device_id))
        return shared.record if shared is not None and isinstance(shared.record, SettingsContent) else None

    def doors(self) -> list[DoorContent]:
        """The doors."""
        return [item for item in self.records(Family.DOORS) if isinstance(item, DoorContent)]

    def carrier(self, number: str) -> tuple[Carrier, int]:
        """What carries the card of this number, and its issue, as its holder's record says."""
        for user in self._holders(self._pool.by_card(number)):
            for card in user.cards:
                if card.number == number:
                    return carrier_of(card), card.issue
        return Carrier.CARD, 0

    def find_card(self, number: str, carrier: Carrier) -> Found | None:
        """Whose card, QR code or mobile card this is."""
        for user in self._holders(self._pool.by_card(number)):
            if any(card.number == number and carrier_of(card) is carrier for card in user.cards):
                return _found(user)
        return None

    def find_id(self, user_id: str) -> Found | None:
        """The person with this user id."""
        user = self.user(user_id)
        return _found(user) if user is not None else None

    def find_finger(self, template: bytes, user_id: str | None = None) -> Found | None:
        """Whose finger this is: among everybody (1:N), or only if it is this person's (1:1)."""
        for user in self._holders(self._pool.by_finger(template)):
            if user_id is None or user.user_id == user_id:
                return _found(user, _finger(user, template).duress)
        return None

    def find_face(self, template: bytes, kind: int, user_id: str | None = None) -> Found | None:
        """Whose face this is: among everybody (1:N), or only if it is this person's (1:1)."""
        for user in self._holders(self._pool.by_face(kind, template)):
            if user_id is None or user.user_id == user_id:
                return _found(user)
        return None

    def pin_matches(self, user_id: str, pin: str) -> bool:
        """Whether this is the person's PIN; false where he has none."""
        user, settings = self.user(user_id), self.settings(self.device_id)
        if user is None or not user.pin_hash:
            return False
        return hmac.compare_digest(user.pin_hash, pin_hash(pin, settings.pin_key if settings else b""))

    def is_blacklisted(self, number: str, issue: int) -> bool:
        """Whether this card number is on the blacklist with this issue or a later one."""
        shared = self._tables[Family.BLACKLIST].get(number)
        return shared is not None and isinstance(shared.record, BlacklistEntry) and issue <= shared.record.issue

    def user(self, user_id: str) -> UserContent | None:
        """The user as the device holds him."""
        shared = self._tables[Family.USERS].get(user_id)
        return shared.record if shared is not None and isinstance(shared.record, UserContent) else None

    def _holders(self, candidates: Iterable[Shared]) -> Iterable[UserContent]:
        users = self._tables[Family.USERS]
        for shared in candidates:
            if users.get(shared.key) is shared and isinstance(shared.record, UserContent):
                yield shared.record


def _found(user: UserContent, duress: bool = False) -> Found:
    return Found(person_of(user), user.private_modes, duress)


def _finger(user: UserContent, template: bytes) -> FingerContent:
    return next(finger for finger in user.fingers if template in finger.templates)
