"""Which doors open to a person, and who is behind the keys that `everybody` finds for a door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from sqlalchemy import select

from ostiary.access.explain import rules_for
from ostiary.credentials.queries import NOTHING, cards_of, counts_of
from ostiary.devices.readers import ReaderRecord, readers
from ostiary.doors.model import DoorNotFound
from ostiary.doors.passages import DoorRecord, door_of, doors_within
from ostiary.identity.model import UserNotFound, UserRow
from ostiary.identity.user_guards import CHUNK, visible
from ostiary.kernel.context import Module
from ostiary.kernel.operation import View, query
from ostiary.people.persons import persons
from ostiary.policy.access import NO_GROUP, Person, Rules, Verdict, admit, considered
from ostiary.policy.calendar import WHOLE_WEEK, Week, is_always, week_of
from ostiary.policy.door import is_barred
from ostiary.policy.schedule import ALWAYS, Counted, Schedule, counting_on, find, told
from ostiary.policy.site import Site

ANY_TIME, NEVER = "at any time", "never"
ON_BLACKLIST = 6404
BLACKLISTED = Verdict(False, ON_BLACKLIST, "Every card of the user is on the blacklist, and he has nothing else.")
NO_CREDENTIAL = Verdict(False, 0, "The user has no credential.")
_SHOWN = select(UserRow.name, UserRow.pin.is_not(None))


@dataclass(frozen=True, slots=True)
class DoorsAsked:
    """Whose doors, and when; None = now."""

    user_id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A door to which a person's groups lead. `hours` are those of the day, by the door's own clock; `steps` the paths
    with what each says; `schedules` those of the paths, of which one must be open. `today`: why the day is as it is.
    """

    door: DoorRecord
    zone: tzinfo
    verdict: Verdict
    hours: str
    steps: Sequence[Verdict]
    schedules: Sequence[Schedule]
    today: Sequence[Counted]

    @property
    def always(self) -> bool:
        """Whether it is open to him at every minute of every day."""
        return any(is_always(schedule) for schedule in self.schedules)

    @property
    def week(self) -> Week | None:
        """His hours in a week without holidays; None where one of the schedules goes by a cycle."""
        return WHOLE_WEEK if self.always else week_of(self.schedules)

    @property
    def sentence(self) -> str:
        """`Laboratory only 08:00-18:00`."""
        only = "" if self.hours in {ANY_TIME, NEVER} else "only "
        return f"{self.door.name} {only}{self.hours}"


@dataclass(frozen=True, slots=True)
class Openings:
    """The doors of a person, in the order of their ids, and the rules that they follow from. `refusal`: why he passes
    nowhere then, whatever the rules say.
    """

    at: datetime
    now: datetime
    person: Person
    name: str
    refusal: Verdict | None
    doors: Sequence[Opening]
    rules: Rules


@dataclass(frozen=True, slots=True)
class DoorAsked:
    """A door of which is asked to whom it opens. `zone` None = it has no reader, and opens to nobody."""

    now: datetime
    door: DoorRecord
    zone: tzinfo | None
    full_access: bool
    barred: bool


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody to whom a door opens."""

    key: int
    user_id: str
    name: str


@query(module=Module.ACCESS, objects=lambda asked: {"user": [asked.user_id]})
async def doors_of(view: View, asked: DoorsAsked) -> Openings:
    """Every door within the scope that opens to a person, now or at other hours."""
    found = await persons(view.connection, [asked.user_id])
    if not found:
        raise UserNotFound(asked.user_id[:32])
    person, at = found[0].person, asked.at or view.now
    rules = await rules_for(view.connection, person.groups, view.scope)
    site = Site(rules, [person])
    openings = []
    for one in await _asked(view, await doors_within(view.connection, view.scope)):
        if one.zone is None:
            continue
        steps = [step for step in considered(rules, person, one.door.id, at, one.zone) if step.schedule_id is not None]
        if steps or one.full_access:
            verdict = site.decide(0, one.door.id, at, one.zone, full_access=one.full_access, operator_locked=one.barred)
            ids = [ALWAYS] if one.full_access else [step.schedule_id for step in steps if step.schedule_id is not None]
            its = [each for each in (find(rules.schedules, id) for id in dict.fromkeys(ids)) if each is not None]
            today = [counting_on(each, rules.holidays, at.astimezone(one.zone).date()) for each in its]
            hours = told(segment for counted in today for segment in counted.segments)
            openings.append(Opening(one.door, one.zone, verdict, hours, steps, its, today))
    name, pin = (await view.connection.execute(_SHOWN.where(UserRow.key == found[0].key))).one()
    refusal = _refused(rules, person, at) or await _without_credentials(view, found[0].key, has_pin=pin)
    return Openings(at, view.now, person, name, refusal, openings, rules)


def _refused(rules: Rules, person: Person, at: datetime) -> Verdict | None:
    """Why no reader lets him pass, by his own data."""
    own = admit(rules, person, None, at, UTC)
    if not own.granted:
        return own
    return None if person.groups else NO_GROUP


async def _without_credentials(view: View, key: int, *, has_pin: bool) -> Verdict | None:
    """Why no reader recognises him: he has nothing that is not on the blacklist."""
    cards = (await cards_of(view.connection, [key])).get(key, [])
    counts = (await counts_of(view.connection, [key])).get(key, NOTHING)
    if has_pin or counts.fingers or counts.faces or counts.visual_faces or any(not each.blacklisted for each in cards):
        return None
    return BLACKLISTED if cards else NO_CREDENTIAL


@query(module=Module.ACCESS, objects=lambda id: {"door": [id]})
async def door_asked(view: View, id: int) -> DoorAsked:
    """What must be known of a door to say to whom it opens."""
    door = await door_of(view.connection, id)
    if door is None:
        raise DoorNotFound(str(id))
    return (await _asked(view, [door]))[0]


@query(module=Module.ACCESS)
async def openers(view: View, keys: tuple[int, ...]) -> list[Opener]:
    """The people with these keys, as far as the reader may see them, in the order of the keys."""
    columns = select(UserRow.key, UserRow.user_id, UserRow.name).where(*visible(view.scope)).order_by(UserRow.key)
    found = []
    for start in range(0, len(keys), CHUNK):
        some = columns.where(UserRow.key.in_(keys[start : start + CHUNK]))
        found += [Opener(*row) for row in await view.connection.execute(some)]
    view.personal("people", len(found))
    return found


async def _asked(view: View, doors: Sequence[DoorRecord]) -> list[DoorAsked]:
    known = await readers(view.connection, {id for door in doors for id in door.reader_ids})
    return [_asked_of(view.now, door, [known[id] for id in door.reader_ids if id in known]) for door in doors]


def _asked_of(now: datetime, door: DoorRecord, its: Sequence[ReaderRecord]) -> DoorAsked:
    return DoorAsked(
        now,
        door,
        its[0].decider.zone if its else None,
        any(reader.settings.full_access for reader in its),
        is_barred(door.state),
    )
