"""May this person pass this door now, or at that time: the answer, the reason, and everything that was looked at; and
of a decision in the log, what was decided then.
"""

from contextlib import suppress
from datetime import datetime
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from ostiary.access.explain import Asking, Explanation, explain, informed
from ostiary.access.passage import Place, Trial
from ostiary.access.past import Part, Past
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.decisions import (
    AS_FAR_AS_KNOWN,
    AS_OF_NOW,
    AS_OF_THEN,
    BY_NOW,
    Answer,
    EventCode,
    ScheduleOut,
    Step,
    answer_of,
    event_of,
    schedule_of,
    step_of,
)
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import At, Key, Named, Number, PathNumber, Person
from ostiary.api.sessions import Caller, needs
from ostiary.devices.readers import ReaderRecord
from ostiary.events.model import Event
from ostiary.events.queries import get_event
from ostiary.events.types import type_of
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Invalid, NotFound
from ostiary.policy.authmode import NAMES, Factor, PrivateMode
from ostiary.policy.door import is_barred
from ostiary.provisioning.inspection import Differing, Inspection, Subject

router = page("Explain")
DECIDED = "Access/"
"""What the categories of decisions about passages begin with."""


class Way(Answer):
    """One way of presenting oneself, factor by factor, and what comes of it."""

    presented: list[str]


class CheckOut(BaseModel):
    """One of the things that must hold, looked at by itself: enabled, period, rules, lock, credentials (what the person
    has suffices to be recognised); where the door asks for it, antipassback and second_person. `holds` null: only the
    device knows, and it cannot be asked.
    """

    name: str
    holds: bool | None
    reason: str


class ModeOut(BaseModel):
    """An authentication mode of the reader and whether its schedule is open."""

    code: int
    name: str
    open: bool
    schedule: ScheduleOut


class OwnMode(BaseModel):
    """An authentication mode of the person's own, in place of the reader's that begin with `first`. `excluded`, or a
    mode without a name: he may not begin with it; 255: it says nothing.
    """

    first: str
    code: int
    name: str
    excluded: bool


class ReaderOut(BaseModel):
    """The reader: what it takes, by which modes, on which clock. `full_access`: its device asks no rules."""

    id: int
    name: str
    online: bool
    takes: list[str]
    modes: list[ModeOut]
    full_access: bool
    timezone: str
    local_time: datetime


class DoorOut(BaseModel):
    """The door; `locked_by_operator` as its device last told."""

    id: int
    name: str
    locked_by_operator: bool


class DifferenceOut(BaseModel):
    """A record at the device that is not as it should be."""

    family: str
    key: str
    how: Differing


class Content(BaseModel):
    """What the device really holds for this passage, read back from it: whether the person, what is not as it should
    be, and what it would answer by that. `level`: nothing is left to be written.
    """

    level: bool
    verified_at: datetime | None
    holds_person: bool
    differences: list[DifferenceOut]
    answer: Answer | None


class DeviceOut(BaseModel):
    """The device that decides; it does so alone, online or not. No `content`: it cannot be asked now."""

    id: int
    name: str
    online: bool
    content: Content | None


class ChangeOut(BaseModel):
    """A person, user_group, access_group, access_level, schedule, holiday_group, door or reader was changed."""

    at: datetime
    what: str
    id: str


class AsOf(BaseModel):
    """The moment as of which the rules are. `of_now`: what was changed since in a way that cannot be taken back, and is
    as it is now. `changed`: what of all this was changed since, the newest first; who did it is in the trail.
    """

    at: datetime
    of_now: list[Part]
    changed: list[ChangeOut]


class ExplanationOut(Answer):
    """Everything about one passage. `event`: what the device would log; `reason`: its sentence, or where it would
    recognise nobody that of the first check that fails. `as_of`: the rules are those of an earlier moment, null = they
    are those of now. No `reader` and no `device`: the door has none, or it is outside the scope.
    """

    at: datetime
    asked_at: datetime
    basis: str
    as_of: AsOf | None
    person: Person | None
    own_modes: list[OwnMode]
    card: str | None
    door: DoorOut | None
    reader: ReaderOut | None
    ways: list[Way]
    checks: list[CheckOut]
    steps: list[Step]
    device: DeviceOut | None


class Decision(BaseModel):
    """What the device decided by all it held then: the event, and the reason in its own sentence."""

    id: int
    at: datetime
    event: EventCode | None
    reason: str
    person: Person | None
    credential: str | None
    door: Named | None
    reader: Named


class DecisionOut(BaseModel):
    """A decision as it was made then, and how the same passage at the same moment is decided by the rules of now. No
    `now`: the person, the door or the reader is gone.
    """

    then: Decision
    now: ExplanationOut | None


@router.get("/native/explain", response_model=ExplanationOut, dependencies=needs(explain))
async def explain_passage(
    desk: AtDesk,
    caller: Caller,
    person: Annotated[Key | None, Query(description="Who; or `card`.")] = None,
    card: Annotated[Key | None, Query(description="The number of a card.")] = None,
    door: Annotated[Number | None, Query(description="Which door, at its entry; or `reader`.")] = None,
    reader: Annotated[Number | None, Query(description="The device at which he presents himself.")] = None,
    at: At = None,
) -> Response:
    """Whether a person, or whoever has a card, passes a door now or at another time: the event that the device would
    log, the reason, every rule that was looked at, and what the device really holds. Of an
    earlier moment by the rules as they were then; what the device held then is not known.
    """
    return reply(await _answer(desk, caller, Asking(person, card, door, reader, at)))


@router.get("/native/events/{id}/explanation", response_model=DecisionOut, dependencies=needs(explain))
async def explain_decision(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """Why a device let somebody pass, or did not: as of then from the log, beside the answer by the rules of now."""
    event = await desk.gate.ask(caller, get_event, id)
    if not (type_of(event.code).category.startswith(DECIDED) and event.device_id):
        raise Invalid("This event is no decision about a passage.", "id")
    asking = Asking(
        person=event.user_id or None,
        card=None if event.user_id else event.credential or None,
        reader=event.device_id,
        at=event.at,
        by_now=True,
    )
    now = None
    if event.user_id or event.credential:
        with suppress(NotFound):
            now = await _answer(desk, caller, asking)
    return reply(DecisionOut(then=_decision(event), now=now))


async def _answer(desk: Desk, caller: Operator, asking: Asking) -> ExplanationOut:
    found = await desk.gate.ask(caller, explain, asking)
    content = None
    if found.reader is not None and found.place is not None and found.user is not None and found.past is None:
        subject = Subject(found.user.user_id, found.card, found.reader.id, found.place, found.at, caller.scope)
        content = await desk.inspecting(found.reader.decider.id, subject)
    return _explained(informed(found, content.trace if content else None), content)


def _decision(event: Event) -> Decision:
    return Decision(
        id=event.id,
        at=event.at,
        event=event_of(event.code),
        reason=event.reason,
        person=Person(id=event.user_id, name=event.user_name) if event.user_id else None,
        credential=event.credential or None,
        door=Named(id=event.door_id, name=event.door_name) if event.door_id else None,
        reader=Named(id=event.device_id, name=event.device_name),
    )


def _explained(found: Explanation, content: Inspection | None) -> ExplanationOut:
    place, user, door, reader = found.place, found.user, found.door, found.reader
    day = found.at.astimezone(place.zone).date() if place else found.at.date()
    return ExplanationOut(
        **answer_of(found.verdict).model_dump(),
        at=found.at,
        asked_at=found.now,
        basis=_basis(found),
        as_of=_as_of(found.at, found.past) if found.past else None,
        person=Person(id=user.user_id, name=user.name) if user else None,
        own_modes=[_own_mode(entry) for entry in user.private_modes] if user else [],
        card=found.card,
        door=DoorOut(id=door.id, name=door.name, locked_by_operator=is_barred(door.state)) if door else None,
        reader=_reader(reader, place, found.at) if reader and place else None,
        ways=[_way(each) for each in found.trials],
        checks=[CheckOut(name=each.name, holds=each.holds, reason=each.reason) for each in found.checks],
        steps=[step_of(place.rules, each, day) for each in found.steps] if place else [],
        device=_device(reader, content) if reader else None,
    )


def _own_mode(entry: PrivateMode) -> OwnMode:
    return OwnMode(first=_word(entry.method), code=entry.mode, name=NAMES.get(entry.mode, ""), excluded=entry.exclude)


def _basis(found: Explanation) -> str:
    if found.past is not None:
        return AS_FAR_AS_KNOWN if found.past.of_now else AS_OF_THEN
    return AS_OF_NOW if found.at == found.now else BY_NOW


def _as_of(at: datetime, past: Past) -> AsOf:
    changed = [ChangeOut(at=each.at, what=each.kind, id=each.key) for each in past.changes]
    return AsOf(at=at, of_now=list(past.of_now), changed=changed)


def _reader(reader: ReaderRecord, place: Place, at: datetime) -> ReaderOut:
    local = at.astimezone(place.zone)
    return ReaderOut(
        id=reader.id,
        name=reader.name,
        online=reader.connected,
        takes=[_word(factor) for factor in sorted(place.takes)],
        modes=[
            ModeOut(
                code=slot.mode,
                name=NAMES.get(slot.mode, ""),
                open=place.is_open(slot.schedule_id, at),
                schedule=schedule_of(place.rules, slot.schedule_id, local.date()),
            )
            for slot in place.settings.modes
        ],
        full_access=place.settings.full_access,
        timezone=reader.decider.zone.key,
        local_time=local,
    )


def _way(trial: Trial) -> Way:
    presented = [_word(factor) for factor in trial.presented]
    return Way(**answer_of(trial.verdict).model_dump(), presented=presented)


def _device(reader: ReaderRecord, content: Inspection | None) -> DeviceOut:
    decider = reader.decider
    return DeviceOut(id=decider.id, name=decider.name, online=decider.connected, content=_content(content))


def _content(found: Inspection | None) -> Content | None:
    if found is None:
        return None
    return Content(
        level=found.level,
        verified_at=found.verified_at,
        holds_person=found.holds_person,
        differences=[DifferenceOut(family=each.family, key=each.key, how=each.how) for each in found.differences],
        answer=answer_of(found.trial.verdict) if found.trial else None,
    )


def _word(factor: Factor) -> str:
    return factor.name.lower()
