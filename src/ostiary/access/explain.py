"""May this person pass here, and why: the rules that the devices have, asked at the server by the same functions.

Of an earlier moment by the rules as they were then, as far as the trail tells (`past`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.access.passage import Check, Place, Trial, beginnings, best, card_of, checks, credentials, trial
from ostiary.access.past import Past, look_back
from ostiary.access.queries import access_groups, access_levels
from ostiary.credentials.model import CardRow
from ostiary.devices.guards import devices_within
from ostiary.devices.model import DeviceNotFound
from ostiary.devices.readers import ReaderRecord, readers
from ostiary.doors.model import DoorNotFound
from ostiary.doors.passages import DoorRecord, door_at, door_of
from ostiary.identity.model import UserNotFound, UserRow
from ostiary.identity.user_guards import users_within
from ostiary.kernel.context import Kind, Module, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import Objects, View, query
from ostiary.people.queries import user_contents
from ostiary.policy.access import AccessGroup, Rules, Verdict, considered
from ostiary.policy.antipassback import Side, Trace
from ostiary.policy.door import is_barred
from ostiary.policy.passing import NO_TERMS
from ostiary.port.capabilities import Capability, taken
from ostiary.port.content import UserContent, person_of
from ostiary.schedules.queries import holiday_groups, schedules

HIDDEN = "(outside your scope)"
"""How an access group is called that the operator may not see."""
NO_READER = Verdict(False, 0, "The door has no reader.")
IS_NO_READER = Verdict(False, 0, "This device is no reader.")
NOTHING_TO_PRESENT = Verdict(False, 0, "The user has no credential that this reader takes.")
NO_USER_THEN = Verdict(False, 0, "There was no such user then.")
NO_DOOR_THEN = Verdict(False, 0, "There was no such door then.")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who, by id or by the number of a card; where, a door (at its entry) or a reader; when, None = now. `by_now`: by
    the rules of now whatever the moment.
    """

    person: str | None = None
    card: str | None = None
    door: int | None = None
    reader: int | None = None
    at: datetime | None = None
    by_now: bool = False

    def objects(self) -> Objects:
        """What is asked about."""
        return {
            "user": [] if self.person is None else [self.person],
            "door": [] if self.door is None else [self.door],
            "device": [] if self.reader is None else [self.reader],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer. `verdict.code` is the event the device would log, 0 = none; `trials` are all ways in which the person
    can present himself, `chosen` is the one of the verdict; `steps` what the access rules say, in their order. Where
    nobody would be recognised, the verdict's reason is that of the first check that fails. What only the device knows
    comes by `informed`. A reader outside the scope is not told, nor what its device holds.
    """

    at: datetime
    now: datetime
    user: UserContent | None
    card: str | None
    door: DoorRecord | None
    reader: ReaderRecord | None
    place: Place | None
    verdict: Verdict
    chosen: Trial | None = None
    trials: tuple[Trial, ...] = ()
    checks: tuple[Check, ...] = ()
    steps: tuple[Verdict, ...] = ()
    past: Past | None = None
    """What was rebuilt, where the rules are those of then."""


@query(module=Module.ACCESS, objects=Asking.objects)
async def explain(view: View, asking: Asking) -> Explanation:
    """Whether somebody would pass, and why. Raises `UserNotFound`, `DoorNotFound`, `DeviceNotFound`; a card that nobody
    has is refused as a reader refuses it.
    """
    _check_one("person", asking.person, "card", asking.card)
    _check_one("door", asking.door, "reader", asking.reader)
    at = asking.at or view.now
    user = await _who(view, asking)
    door, reader = await _where(view, asking)
    shown = reader if reader and await devices_within(view.connection, view.scope, [reader.id]) else None
    past = None if asking.by_now or at >= view.now else await look_back(view.connection, at, user, door, reader)
    if past is not None:
        told = past.changes if shown else tuple(each for each in past.changes if each.kind != "reader")
        past = replace(past, rules=named(past.rules, view.scope), changes=told)
        known = user, door
        user, door = past.user, past.door
        absent = NO_USER_THEN if known[0] and not user else NO_DOOR_THEN if known[1] and not door else None
        if absent:
            return Explanation(at, view.now, known[0], asking.card, known[1], shown, None, absent, past=past)
    if reader is None:
        return Explanation(at, view.now, user, asking.card, door, None, None, NO_READER, past=past)
    if not reader.type.can(Capability.READER):
        return Explanation(at, view.now, user, asking.card, door, shown, None, IS_NO_READER, past=past)
    place = await _place(view, reader, door, user, past)
    person = None if user is None else person_of(user)
    steps = tuple(considered(place.rules, person, door.id, at, place.zone)) if person and door else ()
    found = Explanation(at, view.now, user, asking.card, door, shown, place, NOTHING_TO_PRESENT, steps=steps)
    return _weighed(replace(found, past=past), place)


def informed(found: Explanation, trace: Trace | None) -> Explanation:
    """The explanation once the device has said what it remembers of the person at the door; None = it cannot say."""
    return found if trace is None or found.place is None else _weighed(found, replace(found.place, trace=trace))


def _weighed(found: Explanation, place: Place) -> Explanation:
    trials = _trials(place, found.user, found.card, found.at)
    chosen = best(trials)
    verdict = chosen.verdict if chosen else NOTHING_TO_PRESENT
    found = replace(found, place=place, verdict=verdict, chosen=chosen, trials=tuple(trials))
    if found.user is None:
        return found
    made = checks(place, person_of(found.user), found.at, credentials(chosen, verdict.reason))
    if chosen is None or not chosen.recognised:
        verdict = replace(verdict, reason=next(check.reason for check in made if check.holds is False))
    return replace(found, verdict=verdict, checks=tuple(made))


async def rules_for(connection: AsyncConnection, group_ids: tuple[int, ...], scope: Scope) -> Rules:
    """The access rules as far as these groups lead, with every schedule; groups outside the scope have no name."""
    groups = {group.id: group for group in await access_groups(connection, group_ids)}
    levels = {id for group in groups.values() for id in group.levels}
    rules = Rules(
        levels={level.id: level for level in await access_levels(connection, levels)},
        groups=groups,
        schedules={schedule.id: schedule for schedule in await schedules(connection)},
        holidays={group.id: group for group in await holiday_groups(connection)},
    )
    return named(rules, scope)


def named(rules: Rules, scope: Scope) -> Rules:
    """The rules, without the names of groups outside the scope."""
    return replace(rules, groups={id: named_within(group, scope) for id, group in rules.groups.items()})


def named_within(group: AccessGroup, scope: Scope) -> AccessGroup:
    """The group, without its name where it is outside the scope."""
    return group if scope.has(Kind.ACCESS_GROUP, group.id) else replace(group, name=HIDDEN)


def _check_one(first: str, one: object, second: str, other: object) -> None:
    if one is None and other is None:
        raise Invalid(f"Either {first} or {second} is needed.", first)
    if one is not None and other is not None:
        raise Invalid(f"Either {first} or {second} is needed, not both.", second)


async def _who(view: View, asking: Asking) -> UserContent | None:
    """The person; of a card its owner, None where it has none."""
    user_id = asking.person
    if user_id is None:
        owner = select(UserRow.user_id).join(CardRow, CardRow.user_key == UserRow.key)
        user_id = (await view.connection.execute(owner.where(CardRow.number == asking.card))).scalar_one_or_none()
        if user_id is None:
            return None
        if not await users_within(view.connection, view.scope, [user_id]):
            raise Forbidden("user outside the operator's scope")
    found = await user_contents(view.connection, view.vault, [user_id])
    if not found:
        raise UserNotFound(user_id[:32])
    return found[0]


async def _where(view: View, asking: Asking) -> tuple[DoorRecord | None, ReaderRecord | None]:
    if asking.door is not None:
        door = await door_of(view.connection, asking.door)
        if door is None:
            raise DoorNotFound(str(asking.door))
        known = await readers(view.connection, door.reader_ids[:1])
        return door, next(iter(known.values()), None)
    id = asking.reader or 0
    reader = (await readers(view.connection, [id])).get(id)
    if reader is None:
        raise DeviceNotFound(str(id))
    door = await door_at(view.connection, id)
    if door is not None and not view.scope.has(Kind.DOOR_GROUP, door.group_id):
        raise Forbidden("door outside the operator's scope")
    return door, reader


async def _place(
    view: View, reader: ReaderRecord, door: DoorRecord | None, user: UserContent | None, past: Past | None
) -> Place:
    groups = user.groups if user else ()
    return Place(
        settings=reader.settings,
        takes=taken(reader.type.capabilities),
        zone=reader.decider.zone,
        rules=past.rules if past else await rules_for(view.connection, groups, view.scope),
        door_id=door.id if door else None,
        barred=door is not None and is_barred(door.state),
        blacklist=await _blacklist(view.connection, [card.number for card in user.cards]) if user else {},
        visual=reader.type.can(Capability.VISUAL_FACE),
        terms=door.terms if door else NO_TERMS,
        side=door.side(reader.id) if door else Side.ENTRY,
    )


async def _blacklist(connection: AsyncConnection, numbers: Sequence[str]) -> Mapping[str, int]:
    listed = select(CardRow.number, CardRow.issue_count).where(CardRow.blacklisted, CardRow.number.in_(numbers))
    return {row.number: row.issue_count for row in await connection.execute(listed)}


def _trials(place: Place, user: UserContent | None, card: str | None, at: datetime) -> list[Trial]:
    """What comes of the card that is asked about, else of everything with which the person can begin."""
    if card is not None:
        return [trial(place, user, card_of(user, card), at, user)]
    return [trial(place, user, first, at, user) for first in beginnings(place, user)] if user else []
