"""The same site for Cedar, three ways; each parses policies once and gets minute and open schedules ready made.

`whole`: one policy, all people and doors in one parsed set of entities. `by door`: a policy set of its own for each door,
which only speaks of the door's schedules, and all people in one parsed set of entities. `slice`: one policy, and with each
request only the person and the door.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized

from bench.decision_site import DOORS, SCHEDULES, ZONE, Place, Question
from ostiary.policy.access import minute_of
from ostiary.policy.schedule import ALWAYS, open_now

Request = dict[str, Any]
Way = Callable[[Request, Question], bool]

_GUARD = "!principal.disabled && principal.start <= context.minute && context.minute <= principal.expiry"
_SCHEDULES = (ALWAYS, *range(2, SCHEDULES + 2))


def _uid(kind: str, id: object) -> dict[str, str]:
    return {"type": kind, "id": str(id)}


class Cedar:
    """The contender."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._openers = _openers(place)
        clauses = " || ".join(
            f"(resource has s{each} && context.open.contains({each}) && principal in resource.s{each})"
            for each in _SCHEDULES
        )
        self._policy = PolicySet.from_str(f"permit(principal, action, resource) when {{ {_GUARD} && ({clauses}) }};")
        self._policy_of = {door: PolicySet.from_str(self._door_policy(door)) for door in range(1, DOORS + 1)}
        self._people = [json.dumps(self._person(index)) for index in range(len(place.people))]
        self._doors = {door: json.dumps(self._door(door)) for door in range(1, DOORS + 1)}
        self._everything = Entities.from_json_str(f"[{','.join((*self._people, *self._doors.values()))}]")

    def requests(self, questions: Sequence[Question]) -> list[Request]:
        """Requests in the form that is fastest: uids as dicts, the context as JSON."""
        return [
            {
                "principal": _uid("User", question.person),
                "action": _uid("Action", "open"),
                "resource": _uid("Door", question.door_id),
                "context": json.dumps({"minute": minute_of(question.at), "open": list(self._open(question))}),
            }
            for question in questions
        ]

    def whole(self, request: Request, question: Question) -> bool:
        """One decision."""
        return is_authorized(request, self._policy, self._everything).allowed

    def by_door(self, request: Request, question: Question) -> bool:
        """One decision."""
        return is_authorized(request, self._policy_of[question.door_id], self._everything).allowed

    def slice(self, request: Request, question: Question) -> bool:
        """One decision."""
        entities = f"[{self._people[question.person]},{self._doors[question.door_id]}]"
        return is_authorized(request, self._policy, entities).allowed

    def _open(self, question: Question) -> Iterator[int]:
        rules = self._place.rules
        for each in _SCHEDULES:
            if open_now(each, rules.schedules, rules.holidays, question.at, ZONE):
                yield each

    def _person(self, index: int) -> dict[str, Any]:
        person = self._place.people[index]
        attributes = {
            "disabled": person.disabled,
            "start": minute_of(person.start),
            "expiry": minute_of(person.expiry),
        }
        return {
            "uid": _uid("User", index),
            "attrs": attributes,
            "parents": [_uid("Group", each) for each in person.groups],
        }

    def _door(self, door_id: int) -> dict[str, Any]:
        openers = self._openers[door_id].items()
        attributes = {
            f"s{id}": [{"__entity": _uid("Group", each)} for each in sorted(groups)] for id, groups in openers
        }
        return {"uid": _uid("Door", door_id), "attrs": attributes, "parents": []}

    def _door_policy(self, door_id: int) -> str:
        clauses = []
        for id, groups in self._openers[door_id].items():
            names = ", ".join(f'Group::"{each}"' for each in sorted(groups))
            clauses.append(f"(context.open.contains({id}) && principal in [{names}])")
        return f"permit(principal, action, resource) when {{ {_GUARD} && ({' || '.join(clauses) or 'false'}) }};"


def _openers(place: Place) -> dict[int, dict[int, set[int]]]:
    """Door -> schedule -> groups that it lets in."""
    having: dict[int, set[int]] = {}
    for group in place.rules.groups.values():
        for level_id in group.levels:
            having.setdefault(level_id, set()).add(group.id)
    openers: dict[int, dict[int, set[int]]] = {door: {} for door in range(1, DOORS + 1)}
    for level in place.rules.levels.values():
        for item in level.items:
            for door in item.doors:
                openers[door].setdefault(item.schedule_id, set()).update(having.get(level.id, ()))
    return {door: {id: groups for id, groups in each.items() if groups} for door, each in openers.items()}
