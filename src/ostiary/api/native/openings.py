"""Which doors open to this person, and to whom does this door open."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from ostiary.access.everybody import Found
from ostiary.access.explain import NO_READER
from ostiary.access.openings import DoorAsked, DoorsAsked, Opener, Opening, Openings, door_asked, doors_of, openers
from ostiary.api.desk import AtDesk
from ostiary.api.native.decisions import (
    AS_OF_NOW,
    BY_NOW,
    Answer,
    EventCode,
    Step,
    answer_of,
    event_of,
    group_of,
    level_of,
    step_of,
)
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import (
    DIGITS,
    WEEKDAYS,
    At,
    Cursor,
    Interval,
    Named,
    PathKey,
    PathNumber,
    Person,
    Weekday,
    cursor_of,
    intervals_of,
    position_of,
)
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.context import Kind, Scope
from ostiary.policy.access import IS_LOCKED, Verdict
from ostiary.policy.calendar import Week, told_week
from ostiary.policy.schedule import find, merged

router = page("Explain")


class WeekdayOut(BaseModel):
    """The hours of a day of the week without a holiday, by the door's own clock."""

    weekday: Weekday
    intervals: list[Interval]


class TodayOut(BaseModel):
    """The day that is asked about, by the door's own clock; `holidays`: the holiday groups that decide on it."""

    date: date
    intervals: list[Interval]
    holidays: list[Named]


class OpeningOut(Answer):
    """A door, whether it opens, its hours of the day by its own clock, and the paths that lead to it. `always`: at
    every minute of every day. `week`: seven days, Monday first, null where a cycle counts; `week_sentence` the same in
    words.
    """

    door: Named
    hours: str
    sentence: str
    always: bool
    week: list[WeekdayOut] | None
    week_sentence: str | None
    today: TodayOut
    steps: list[Step]


class PeriodOut(BaseModel):
    """When a person counts, the first and the last minute included."""

    start: datetime
    expiry: datetime


class RefusalOut(BaseModel):
    """Why a person passes nowhere: what a reader logs, and the reason in a sentence."""

    event: EventCode | None
    reason: str


class DoorsOut(BaseModel):
    """The doors of a person. `refusal`: why he passes none of them all the same (disabled, out of his period, in no
    group, without a credential that counts).
    """

    at: datetime
    asked_at: datetime
    basis: str
    person: Person
    period: PeriodOut
    refusal: RefusalOut | None
    items: list[OpeningOut]


class OpenerOut(BaseModel):
    """Somebody, and the path by which the door opens to him; none where a reader asks no rules."""

    id: str
    name: str
    group: Named | None
    level: Named | None
    schedule: Named | None


class OpenersOut(BaseModel):
    """Everybody to whom a door opens by the access rules. `total` counts all, also beyond the page; `refusal`: why
    nevertheless nobody passes.
    """

    at: datetime
    asked_at: datetime
    basis: str
    door: Named
    refusal: str | None
    total: int
    items: list[OpenerOut]
    next_cursor: str | None


@router.get("/native/people/{id}/doors", response_model=DoorsOut, dependencies=needs(doors_of))
async def doors_of_person(desk: AtDesk, caller: Caller, id: PathKey, at: At = None) -> Response:
    """Which doors open to a person: those that his groups lead to, whether they are open then or at other hours."""
    found = await desk.gate.ask(caller, doors_of, DoorsAsked(id, at))
    return reply(
        DoorsOut(
            at=found.at,
            asked_at=found.now,
            basis=AS_OF_NOW if found.at == found.now else BY_NOW,
            person=Person(id=found.person.user_id, name=found.name),
            period=PeriodOut(start=found.person.start, expiry=found.person.expiry),
            refusal=_refusal_of(found.refusal) if found.refusal else None,
            items=[_opening(found, each) for each in found.doors],
        )
    )


@router.get("/native/doors/{id}/people", response_model=OpenersOut, dependencies=needs(door_asked))
async def people_of_door(
    desk: AtDesk,
    caller: Caller,
    id: PathNumber,
    at: At = None,
    limit: Annotated[int, Query(ge=1, le=1000), DIGITS] = 100,
    cursor: Cursor = None,
) -> Response:
    """To whom a door opens by the access rules, of everybody within the operator's scope, in a fixed order. Credentials
    are not looked at: who has none is listed too.
    """
    after = position_of(cursor, 1)[0] if cursor else 0
    asked = await desk.gate.ask(caller, door_asked, id)
    moment = at or asked.now
    found, people = None, list[Opener]()
    if asked.zone is not None:
        found = await desk.everybody.who(
            id, moment, asked.zone, caller.scope, full_access=asked.full_access, after_key=after, limit=limit
        )
        people = await desk.gate.ask(caller, openers, tuple(found.verdicts))
    return reply(
        OpenersOut(
            at=moment,
            asked_at=asked.now,
            basis=AS_OF_NOW if moment == asked.now else BY_NOW,
            door=Named(id=id, name=asked.door.name),
            refusal=_refusal(asked),
            total=found.total if found else 0,
            items=[_opener(found, each, caller.scope) for each in people] if found else [],
            next_cursor=cursor_of(max(found.verdicts)) if found and found.more else None,
        )
    )


def _refusal_of(verdict: Verdict) -> RefusalOut:
    return RefusalOut(event=event_of(verdict.code), reason=verdict.reason)


def _week(week: Week) -> list[WeekdayOut]:
    return [WeekdayOut(weekday=name, intervals=intervals_of(hours)) for name, hours in zip(WEEKDAYS, week, strict=True)]


def _today(found: Openings, opening: Opening, day: date) -> TodayOut:
    hours = merged(segment for counted in opening.today for segment in counted.segments)
    ids = dict.fromkeys(counted.holiday_group_id for counted in opening.today if counted.holiday_group_id is not None)
    holidays = [Named(id=id, name=found.rules.holidays[id].name) for id in ids]
    return TodayOut(date=day, intervals=intervals_of(hours), holidays=holidays)


def _opening(found: Openings, opening: Opening) -> OpeningOut:
    day = found.at.astimezone(opening.zone).date()
    week = opening.week
    return OpeningOut(
        **answer_of(opening.verdict).model_dump(),
        door=Named(id=opening.door.id, name=opening.door.name),
        hours=opening.hours,
        sentence=opening.sentence,
        always=opening.always,
        week=None if week is None else _week(week),
        week_sentence=None if week is None else f"{opening.door.name} {told_week(week)}",
        today=_today(found, opening, day),
        steps=[step_of(found.rules, step, day) for step in opening.steps],
    )


def _refusal(asked: DoorAsked) -> str | None:
    if asked.zone is None:
        return NO_READER.reason
    return IS_LOCKED.reason if asked.barred else None


def _opener(found: Found, opener: Opener, scope: Scope) -> OpenerOut:
    verdict = found.verdicts[opener.key]
    schedule = find(found.rules.schedules, verdict.schedule_id) if verdict.schedule_id is not None else None
    seen = scope.has(Kind.ACCESS_GROUP, verdict.group_id)
    return OpenerOut(
        id=opener.user_id,
        name=opener.name,
        group=group_of(found.rules, verdict) if seen else None,
        level=level_of(found.rules, verdict),
        schedule=Named(id=schedule.id, name=schedule.name) if schedule else None,
    )
