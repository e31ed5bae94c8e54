"""The same site for Cedar, four ways. Policies and what they share are parsed once; the context, minute and open
schedules, is ready as JSON for every moment; a request takes only what is asked.

`whole`: one policy; all people and doors in one parsed set of entities. `by door, whole`: a parsed policy set of its
own for each door, and all people in one parsed set. Both are parsed anew, for many seconds, when a person changes.
`by door, slice`: the same policies, and with each request the person. `slice`: one policy, and with each request
person and door.
"""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized

from bench.decision_site import DOORS, SCHEDULES, ZONE, Place, Question
from ostiary.policy.access import minute_of
from ostiary.policy.schedule import ALWAYS, open_now

Way = Callable[[Question], bool]

_GUARD = "!principal.disabled && principal.start <= context.minute && context.minute <= principal.expiry"
_OPEN = {"type": "Action", "id": "open"}
_SCHEDULES = (ALWAYS, *range(2, SCHEDULES + 2))


def _uid(kind: str, id: object) -> dict[str, str]:
    return {"type": kind, "id": str(id)}


class Cedar:
    """The contender."""

    def __init__(self, place: Place, moments: Iterable[datetime]) -> None:
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

        self._contexts = {at: self._context(at) for at in moments}

    def whole(self, question: Question) -> bool:
        """One decision."""
        return is_authorized(self._request(question), self._policy, self._everything).allowed

    def by_door_whole(self, question: Question) -> bool:
        """One decision."""
        return is_authorized(self._request(question), self._policy_of[question[1]], self._everything).allowed

    def by_door_slice(self, question: Question) -> bool:
        """One decision."""
        entities = f"[{self._people[question[0]]}]"
        return is_authorized(self._request(question), self._policy_of[question[1]], entities).allowed

    def slice(self, question: Question) -> bool:
        """One decision."""
        entities = f"[{self._people[question[0]]},{self._doors[question[1]]}]"
        return is_authorized(self._request(question), self._policy, entities).allowed

    def _request(self, question: Question) -> dict[str, Any]:
        """In the form that is fastest: uids as dicts, the context as JSON."""
        person, door_id, at = question
        return {
            "principal": {"type": "User", "id": str(person)},
            "action": _OPEN,
            "resource": {"type": "Door", "id": str(door_id)},
            "context": self._contexts[at],
        }

    def _context(self, at: datetime) -> str:
        rules = self._place.rules
        ids = [each for each in _SCHEDULES if open_now(each, rules.schedules, rules.holidays, at, ZONE)]
        return json.dumps({"minute": minute_of(at), "open": ids})

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
