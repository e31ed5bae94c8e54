"""A whole site, compiled: the answers of `access.admit`, for half a million people in a microsecond.

People with the same period and the same groups in the same order share one *standing*: the period, and how those
groups come to doors (`reach`). Which schedules are open is looked up once for each minute (`timetable`). A standing
that nobody has any more stays until the site is built anew.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo

import numpy as np
import numpy.typing as npt

from ostiary.policy.access import (
    FULL_ACCESS,
    IS_DISABLED,
    IS_LOCKED,
    NO_DOOR,
    NO_GROUP,
    NO_LEVEL,
    Person,
    Rules,
    Verdict,
    minute_of,
    outside,
)
from ostiary.policy.reach import Reach, Ways

_Indexes = npt.NDArray[np.intp]
_Standing = tuple[int, int, Ways]
"""All that a decision needs of a person: first and last minute, and how his groups come to doors."""

_DISABLED = -(2**62)
"""Last minute of somebody disabled."""


class Site:
    """Rules and people of a site. People are known by user id or by index, which stays theirs until they are dropped.

    `reach` is where the rules are edited.
    """

    def __init__(self, rules: Rules, people: Iterable[Person] = ()) -> None:
        self.reach = Reach(rules)
        self._now = self.reach.timetable.now
        self._look = self.reach.timetable.look
        self._standings: list[_Standing] = []
        self._known: dict[tuple[int, int, tuple[int, ...]], int] = {}
        self._combinations: dict[tuple[int, ...], int] = {}
        self._combination_of = array("i")
        self._periods: npt.NDArray[np.int64] | None = None
        self._standing_of = array("i")
        self._people: list[_Standing] = []
        self._index: dict[str, int] = {}
        self._free: list[int] = []
        for person in people:
            self.put_person(person)

    def __len__(self) -> int:
        return len(self._index)

    @property
    def standings(self) -> int:
        """How many standings are kept, also those that nobody has any more."""
        return len(self._standings)

    def index_of(self, user_id: str) -> int | None:
        """The person's index, or None."""
        return self._index.get(user_id)

    def put_person(self, person: Person) -> int:
        """A person is new or has changed; answers the index."""
        expiry = _DISABLED if person.disabled else minute_of(person.expiry)
        standing = self._stand(minute_of(person.start), expiry, person.groups)
        index = self._index.get(person.user_id)
        if index is None:
            index = self._index[person.user_id] = self._free.pop() if self._free else len(self._people)
            if index == len(self._people):
                self._standing_of.append(standing)
                self._people.append(self._standings[standing])
        self._standing_of[index] = standing
        self._people[index] = self._standings[standing]
        return index

    def drop_person(self, user_id: str) -> None:
        """A person is gone; KeyError for somebody unknown."""
        index = self._index.pop(user_id)
        standing = self._standing_of[index] = self._stand(0, _DISABLED, ())
        self._people[index] = self._standings[standing]
        self._free.append(index)

    def enrol(self, group_id: int, people: Sequence[int] | _Indexes) -> None:
        """These people, by index, are in the group from now on: after the groups they are in."""
        self._regroup(people, lambda groups: groups if group_id in groups else (*groups, group_id))

    def withdraw(self, group_id: int, people: Sequence[int] | _Indexes) -> None:
        """These people, by index, are no longer in the group."""
        self._regroup(people, lambda groups: tuple(each for each in groups if each != group_id))

    def decide(
        self,
        person: int | str,
        door_id: int | None,
        at: datetime,
        zone: tzinfo,
        *,
        full_access: bool = False,
        operator_locked: bool = False,
    ) -> Verdict:
        """What `access.admit` answers for the person with this index or user id. KeyError for an unknown user id."""
        start, expiry, ways = self._people[self._index[person] if isinstance(person, str) else person]
        since, until, minute, open_bits = self._now.get(zone) or self._look(at, zone)
        if not since <= at < until:
            _, _, minute, open_bits = self._look(at, zone)
        if not start <= minute <= expiry:
            return IS_DISABLED if expiry == _DISABLED else outside(start, expiry, minute, zone)
        if door_id is None:
            return NO_DOOR
        if full_access:
            return IS_LOCKED if operator_locked else FULL_ACCESS
        paths = ways[door_id]
        if not paths:
            return NO_LEVEL if ways.groups else NO_GROUP
        for path in paths:
            if path.bit & open_bits:
                return IS_LOCKED if operator_locked else path.open
        return paths[0].closed

    def who(self, door_id: int, at: datetime, zone: tzinfo, *, full_access: bool = False) -> _Indexes:
        """Everybody who may open this door at this moment, by index, ascending: whom `decide` lets pass."""
        _, _, minute, open_bits = self._look(at, zone)
        if self._periods is None:
            periods = [(start, expiry) for start, expiry, _ in self._standings]
            self._periods = np.array(periods, np.int64).reshape(-1, 2).T
        start, expiry = self._periods
        may = (start <= minute) & (minute <= expiry)
        if not full_access:
            passing = self.reach.passing(door_id, open_bits)
            leading = np.array([not passing.isdisjoint(groups) for groups in self._combinations], np.bool_)
            may &= leading[np.frombuffer(self._combination_of, np.intc)]
        return np.flatnonzero(may[np.frombuffer(self._standing_of, np.intc)])

    def _stand(self, start: int, expiry: int, groups: tuple[int, ...]) -> int:
        """The number of this standing, which all who have it share."""
        known = self._known.get((start, expiry, groups))
        if known is None:
            known = self._known[start, expiry, groups] = len(self._standings)
            self._standings.append((start, expiry, self.reach.ways(groups)))
            self._combination_of.append(self._combinations.setdefault(groups, len(self._combinations)))
            self._periods = None
        return known

    def _regroup(self, people: Sequence[int] | _Indexes, change: Callable[[tuple[int, ...]], tuple[int, ...]]) -> None:
        indexes = np.asarray(people, np.intp)
        if len(indexes):
            standing_of = np.frombuffer(self._standing_of, np.intc)
            before, which = np.unique(standing_of[indexes], return_inverse=True)
            after = []
            for each in before:
                start, expiry, ways = self._standings[each]
                after.append(self._stand(start, expiry, change(ways.groups)))
            standing_of[indexes] = np.array(after, np.intc)[which]
            for index in indexes.tolist():
                self._people[index] = self._standings[standing_of[index]]
