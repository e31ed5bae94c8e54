"""A decision as our own API shows it: granted or not, the event, the reason, and the paths of the rules."""

from datetime import date

from pydantic import BaseModel

from ostiary.api.native.values import Named
from ostiary.events.types import type_of
from ostiary.policy.access import Rules, Verdict
from ostiary.policy.schedule import find, segments_on, told

AS_OF_NOW = "Rules, people, settings and the operator's lock are those of now."
BY_NOW = AS_OF_NOW + " How they were, or will be, at the moment asked about is not looked at."
AS_OF_THEN = "Rules, people, settings and the operator's lock are those of the moment asked about."
AS_FAR_AS_KNOWN = AS_OF_THEN + " What of_now names was changed since and is as it is now."


class EventCode(BaseModel):
    """The event that the device logs."""

    code: int
    name: str


class Answer(BaseModel):
    """A decision with its reason in a sentence. No `event`: the device logs none."""

    granted: bool
    event: EventCode | None
    reason: str


class ScheduleOut(BaseModel):
    """A schedule, and its hours on the day that is asked about."""

    id: int
    name: str
    hours: str


class Step(BaseModel):
    """A path along which the access rules were looked at, and what it says. No level: the group leads nowhere."""

    holds: bool
    reason: str
    group: Named | None
    level: Named | None
    schedule: ScheduleOut | None


def event_of(code: int) -> EventCode | None:
    """The event with this code; none for 0."""
    return EventCode(code=code, name=type_of(code).name) if code else None


def answer_of(verdict: Verdict) -> Answer:
    """A verdict as it is shown."""
    return Answer(granted=verdict.granted, event=event_of(verdict.code), reason=verdict.reason)


def step_of(rules: Rules, verdict: Verdict, day: date) -> Step:
    """A path as it is shown, with the hours of a local date."""
    return Step(
        holds=verdict.granted,
        reason=verdict.reason,
        group=group_of(rules, verdict),
        level=level_of(rules, verdict),
        schedule=None if verdict.schedule_id is None else schedule_of(rules, verdict.schedule_id, day),
    )


def group_of(rules: Rules, verdict: Verdict) -> Named | None:
    """The access group of a verdict."""
    group = rules.groups.get(verdict.group_id or 0)
    return Named(id=group.id, name=group.name) if group else None


def level_of(rules: Rules, verdict: Verdict) -> Named | None:
    """The access level of a verdict."""
    level = rules.levels.get(verdict.level_id or 0)
    return Named(id=level.id, name=level.name) if level else None


def schedule_of(rules: Rules, id: int, day: date) -> ScheduleOut:
    """A schedule with its hours of a local date; an unknown one is never open."""
    schedule = find(rules.schedules, id)
    hours = told(segments_on(schedule, rules.holidays, day) if schedule else ())
    return ScheduleOut(id=id, name=schedule.name if schedule else "", hours=hours)
