"""Everybody of the site and all access rules, compiled and in memory: to whom does this door open?

Built at the first question, level with the facts at every further one, forgotten when nobody has asked for a while.
"""

import asyncio
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.access.facts import AccessLevelChanged, GroupLevelsChanged
from ostiary.access.queries import access_groups, access_levels
from ostiary.doors.facts import DoorChanged
from ostiary.identity.facts import AccessGroupChanged, MembershipChanged, PersonChanged
from ostiary.kernel import outbox
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.database import Database
from ostiary.kernel.operation import in_order
from ostiary.kernel.outbox import Fact
from ostiary.people.persons import persons
from ostiary.policy.access import AccessGroup, AccessLevel, Rules, Verdict
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.policy.site import Site
from ostiary.schedules.facts import HolidayGroupChanged, ScheduleChanged
from ostiary.schedules.queries import holiday_groups, schedules

log = structlog.get_logger(__name__)

Ruled = TypeVar("Ruled", AccessLevel, AccessGroup, Schedule, HolidayGroup)

PIECE = 1_000
"""People read at once."""
BATCH = 2_000
"""Facts taken in at once."""
TOO_FAR = 200_000
"""With more facts to take in than this, everything is read anew: that is quicker."""
WORN = 10_000
"""So many more standings than twice the people, and everything is read anew, too: most are of people as they were."""
KEPT_SECONDS = 3600.0
"""How long after the last question everything is kept."""

_OF_PEOPLE = (PersonChanged, MembershipChanged)
_OF_RULES = (
    AccessGroupChanged,
    GroupLevelsChanged,
    AccessLevelChanged,
    DoorChanged,
    ScheduleChanged,
    HolidayGroupChanged,
)
_KINDS = [fact.kind for fact in (*_OF_PEOPLE, *_OF_RULES)]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of those to whom a door opens: key -> the verdict on him, in the order of keys; how many there are in all,
    and whether more follow. `names` are of the groups, levels and schedules of the verdicts.
    """

    verdicts: Mapping[int, Verdict]
    total: int
    more: bool
    rules: Rules


class _Compiled:
    """The site with each person's key and user group, level with the facts up to `seen`."""

    def __init__(self, rules: Rules, seen: int) -> None:
        self.site = Site(rules)
        self.seen = seen
        self.keys = array("q")
        self.groups = array("q")

    @property
    def worn(self) -> bool:
        """Whether most of what is kept is of people as they were."""
        return self.site.standings > 2 * len(self.site) + WORN

    async def read(self, connection: AsyncConnection, user_ids: Sequence[str] | None, after_key: int = 0) -> int:
        """Read these people anew, or the next of all; answers the last key, 0 = there was none."""
        limit = PIECE if user_ids is None else None
        found = await persons(connection, user_ids, after_key, limit)
        for gone in set(user_ids or ()) - {record.person.user_id for record in found}:
            if self.site.index_of(gone) is not None:
                self.site.drop_person(gone)
        for record in found:
            index = self.site.put_person(record.person)
            if index == len(self.keys):
                self.keys.append(record.key)
                self.groups.append(record.group_id)
            else:
                self.keys[index], self.groups[index] = record.key, record.group_id
        return found[-1].key if found else 0

    def follow(self, rules: Rules) -> None:
        """The rules are these now."""
        reach, before = self.site.reach, self.site.reach.rules
        _follow(before.levels, rules.levels, reach.put_level, reach.drop_level)
        _follow(before.groups, rules.groups, reach.put_group, reach.drop_group)
        _follow(before.schedules, rules.schedules, reach.put_schedule, reach.drop_schedule)
        _follow(before.holidays, rules.holidays, reach.put_holidays, reach.drop_holidays)

    def within(self, indexes: npt.NDArray[np.intp], scope: Scope) -> npt.NDArray[np.intp]:
        """Those of these people who are within the scope."""
        limit = scope.limit(Kind.USER_GROUP)
        if limit is not None:
            groups = np.frombuffer(self.groups, np.int64)[indexes]
            indexes = indexes[np.isin(groups, np.array(sorted(limit), np.int64))]
        if scope.own_user is not None:
            own = self.site.index_of(scope.own_user)
            indexes = indexes[indexes == (-1 if own is None else own)]
        return indexes


class Everybody:
    """Answers to whom a door opens. One for each process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._compiled: _Compiled | None = None
        self._levelling = asyncio.Lock()
        self._forgetting: asyncio.TimerHandle | None = None

    async def who(
        self,
        door_id: int,
        at: datetime,
        zone: tzinfo,
        scope: Scope,
        *,
        full_access: bool = False,
        after_key: int = 0,
        limit: int = 100,
    ) -> Found:
        """Whom the access rules let pass this door at that moment: everybody within the scope whose key comes after
        `after_key`, at most `limit`. Exact as of all facts that were stored before the question.
        """
        compiled = await self._level()
        found = compiled.within(compiled.site.who(door_id, at, zone, full_access=full_access), scope)
        keys = np.frombuffer(compiled.keys, np.int64)[found]
        following = np.flatnonzero(keys > after_key)
        page = following[np.argsort(keys[following], kind="stable")[:limit]]
        verdicts = {
            int(keys[place]): compiled.site.decide(int(found[place]), door_id, at, zone, full_access=full_access)
            for place in page
        }
        return Found(verdicts, len(found), len(following) > limit, compiled.site.reach.rules)

    def forget(self) -> None:
        """Give the memory back; the next question reads everything anew."""
        self._compiled = None
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None

    async def _level(self) -> _Compiled:
        """What is compiled, level with the facts of now; raises `Unavailable`."""
        with in_order("everybody"):
            async with self._levelling, self._database.read() as connection:
                newest = await outbox.newest(connection)
                compiled = self._compiled
                if compiled is None or compiled.worn or newest - compiled.seen > TOO_FAR:
                    self._compiled = None
                    compiled = await _build(connection, newest)
                else:
                    await _catch_up(connection, compiled, newest)
                self._compiled = compiled
        if self._forgetting is not None:
            self._forgetting.cancel()
        self._forgetting = asyncio.get_running_loop().call_later(KEPT_SECONDS, self.forget)
        return compiled


async def _build(connection: AsyncConnection, newest: int) -> _Compiled:
    compiled = _Compiled(await _rules(connection), newest)
    last = await compiled.read(connection, None)
    while last:
        last = await compiled.read(connection, None, last)
    log.info("access rules compiled", people=len(compiled.site))
    return compiled


async def _catch_up(connection: AsyncConnection, compiled: _Compiled, newest: int) -> None:
    while compiled.seen < newest:
        facts = await outbox.following(connection, compiled.seen, _KINDS, BATCH)
        touched = [stored.fact for stored in facts]
        if any(isinstance(fact, _OF_RULES) for fact in touched):
            compiled.follow(await _rules(connection))
        people = sorted({user_id for fact in touched for user_id in _people(fact)})
        for start in range(0, len(people), PIECE):
            await compiled.read(connection, people[start : start + PIECE])
        compiled.seen = facts[-1].seq if len(facts) == BATCH else newest


def _people(fact: Fact) -> Collection[str]:
    match fact:
        case PersonChanged(user_id=user_id):
            return (user_id,)
        case MembershipChanged(user_ids=user_ids):
            return user_ids
        case _:
            return ()


async def _rules(connection: AsyncConnection) -> Rules:
    return Rules(
        {level.id: level for level in await access_levels(connection)},
        {group.id: group for group in await access_groups(connection)},
        {schedule.id: schedule for schedule in await schedules(connection)},
        {group.id: group for group in await holiday_groups(connection)},
    )


def _follow(
    before: Mapping[int, Ruled], after: Mapping[int, Ruled], put: Callable[[Ruled], None], drop: Callable[[int], None]
) -> None:
    for id in [id for id in before if id not in after]:
        drop(id)
    for id, each in after.items():
        if before.get(id) != each:
            put(each)
