"""The site's stream: follows facts and events of the database in this process and tells everybody who watches what has
changed of what he may see.

Where somebody stands is a place in facts and events, so any process can go on for him: who was away is told first what
he has missed. All that is read at a time is read of one moment of the database, and the order of facts is that of
commits: a newer value is never followed by an older one.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.events import journal
from ostiary.events.alerts import waiting
from ostiary.kernel import outbox
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Kind, Operator, Scope
from ostiary.kernel.database import Database, steady
from ostiary.live.audience import RETRY_SECONDS, SIGHT, Audience, Member, concerns
from ostiary.live.notices import KINDS, Notice, Topic, concerned, event_notices, shown, state_notices
from ostiary.live.ring import Ring
from ostiary.live.sight import Sight
from ostiary.live.site import Place, place

log = structlog.get_logger(__name__)

FACTS_AT_ONCE = 500
EVENTS_AT_ONCE = 200
MOST_MISSED = 2000
"""Facts, and events, that who comes back is told of; who has missed more begins anew."""
CAPACITY = 250
"""Turns that a watcher may be behind."""
ALERT_SECONDS = 0.5
"""Alerts are counted no oftener."""
QUIET_SECONDS = 10.0
"""Who is shown nothing is told after so long where he stands."""

Seen = tuple[str | None, frozenset[tuple[Kind, frozenset[int]]]]
"""A scope as a key."""


class MissedTooMuch(Exception):
    """What somebody has missed cannot be told him any more, or he sees the site otherwise now: he begins anew."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one look has found: up to which place, in order; alerts by the scope they were counted for."""

    upto: Place
    state: Sequence[Notice]
    events: Sequence[Notice]
    alerts: dict[Seen, Notice]


@dataclass(frozen=True, slots=True)
class Frame:
    """What one watcher is told at once, and where he stands with it."""

    upto: Place
    notices: Sequence[Notice]


class Viewer(Member):
    """Somebody who watches the site."""

    def __init__(self, operator: Operator) -> None:
        super().__init__(operator)
        self.sight = Sight(operator)
        self.at = Place(0, 0)
        self.place = -1
        self.otherwise = asyncio.Event()
        """Set when he may see other things than before."""

    def become(self, operator: Operator) -> None:
        """He has these rights and this scope from now on."""
        before = self.operator
        super().become(operator)
        self.sight = Sight(operator)
        if (before.key, before.rights, before.scope) != (operator.key, operator.rights, operator.scope):
            self.otherwise.set()


class SiteStream:
    """Tells watchers how the site changes. One for each process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.ring: Ring[Turn] = Ring(CAPACITY)
        self._database = database
        self._audience = Audience(database, clock, ())
        self._viewers: set[Viewer] = set()
        self._watched = asyncio.Event()
        self._at = Place(0, 0)
        self._recount = False
        self._counted = self._appended = 0.0
        self._following: asyncio.Task[None] | None = None

    @property
    def clients(self) -> int:
        """How many watch."""
        return len(self._audience)

    async def start(self) -> None:
        """Begin to follow."""
        await self._audience.start()
        self._following = asyncio.create_task(self._follow(), name="live site")

    async def stop(self) -> None:
        """Stop following; whoever still watches is told that it is over."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        await self._audience.stop()

    async def attach(self, operator: Operator) -> Viewer:
        """Let an operator with an open session watch. Raises `Unauthenticated` where it has ended meanwhile."""
        viewer = Viewer(operator)
        if not self._viewers:
            async with self._database.read() as connection:
                await steady(connection)
                self._at = _later(self._at, await place(connection))
        self._viewers.add(viewer)
        self._watched.set()
        try:
            await self._audience.admit(viewer)
        except BaseException:
            self.detach(viewer)
            raise
        return viewer

    def detach(self, viewer: Viewer) -> None:
        """He watches no longer."""
        self._audience.leave(viewer)
        self._viewers.discard(viewer)
        if not self._viewers:
            self._watched.clear()

    async def look_again(self) -> None:
        """Look up the rights and scopes of those who watch now, not only in a while."""
        await self._audience.look_again()

    async def frames(self, viewer: Viewer, after: Place | None) -> AsyncGenerator[Frame]:
        """What he has missed after a place (None = nothing), in one frame, then what changes, for ever. Raises
        `MissedTooMuch` and `Behind`.
        """
        viewer.place = self.ring.end
        self._recount = True
        frame = await self._missed(viewer, after)
        viewer.at = frame.upto
        yield frame
        clock = asyncio.get_running_loop().time
        told = clock()
        while True:
            turns = await self.ring.after(viewer.place)
            viewer.place += len(turns)
            notices = self._of(viewer, turns)
            if notices or clock() - told >= QUIET_SECONDS:
                told = clock()
                yield Frame(viewer.at, notices)
            await asyncio.sleep(0)

    def _of(self, viewer: Viewer, turns: Sequence[Turn]) -> list[Notice]:
        """What he is told of these turns, which he may know in part already."""
        notices: list[Notice] = []
        alerts: Notice | None = None
        seen, sight = _seen(viewer.operator.scope), viewer.sight
        for turn in turns:
            if turn.upto.fact >= viewer.at.fact:
                notices += turn.state
                if turn.upto.event >= viewer.at.event:
                    alerts = turn.alerts.get(seen, alerts)
            notices += (notice for notice in turn.events if int(notice.id) > viewer.at.event)
            viewer.at = _later(viewer.at, turn.upto)
        told = shown(notices, sight)
        return [*told, alerts] if alerts is not None and sight.alerts else told

    async def _missed(self, viewer: Viewer, after: Place | None) -> Frame:
        async with self._database.read() as connection:
            await steady(connection)
            upto = await place(connection)
            if after is None:
                return Frame(upto, ())
            if after.fact > upto.fact or after.event > upto.event:
                raise MissedTooMuch
            facts = await self._facts_missed(connection, viewer.operator, after)
            events = await journal.following(connection, after.event, MOST_MISSED)
            if len(events) == MOST_MISSED:
                raise MissedTooMuch
            notices = await state_notices(connection, concerned(facts))
            notices += await event_notices(connection, events)
            told = shown(notices, viewer.sight)
            if viewer.sight.alerts:
                told.append(_counted(await waiting(connection, viewer.operator.scope)))
        return Frame(upto, told)

    async def _facts_missed(self, connection: AsyncConnection, operator: Operator, after: Place) -> list[outbox.Fact]:
        """What has happened meanwhile. Raises `MissedTooMuch` also where it concerns what he may see."""
        if not await outbox.reaches(connection, after.fact):
            raise MissedTooMuch
        otherwise = await outbox.following(connection, after.fact, SIGHT, MOST_MISSED)
        facts = await outbox.following(connection, after.fact, KINDS, MOST_MISSED)
        if MOST_MISSED in (len(otherwise), len(facts)) or any(concerns(stored.fact, operator) for stored in otherwise):
            raise MissedTooMuch
        return [stored.fact for stored in facts]

    async def _follow(self) -> None:
        bell = self._database.arrivals
        while True:
            await self._watched.wait()
            heard = bell.rings
            try:
                turn = await self._look()
            except Exception as error:  # noqa: BLE001 - whatever the database has, the stream goes on after it
                log.warning("live site cannot be read", error=type(error).__name__)
                self._recount = True
                await asyncio.sleep(RETRY_SECONDS)
                continue
            now = asyncio.get_running_loop().time()
            if turn.state or turn.events or turn.alerts or now - self._appended >= QUIET_SECONDS:
                self._appended = now
                self.ring.append([turn])
                await asyncio.sleep(0)
            else:
                await bell.wait(heard)

    async def _look(self) -> Turn:
        """Read the next facts and events, and what they concern."""
        at = self._at
        async with self._database.read() as connection:
            await steady(connection)
            newest = await outbox.newest(connection)
            facts = await outbox.following(connection, at.fact, KINDS, FACTS_AT_ONCE) if newest > at.fact else []
            events = await journal.following(connection, at.event, EVENTS_AT_ONCE)
            found = concerned(stored.fact for stored in facts)
            state = await state_notices(connection, found)
            logged = await event_notices(connection, events)
            self._recount |= found.alerts or any(event.alert for event in events)
            alerts = await self._count(connection)
        fact = facts[-1].seq if len(facts) == FACTS_AT_ONCE else newest
        upto = _later(at, Place(fact, events[-1].id if events else 0))
        self._at = _later(self._at, upto)
        return Turn(upto, state, logged, alerts)

    async def _count(self, connection: AsyncConnection) -> dict[Seen, Notice]:
        """The alerts that wait, for the scope of each who watches; where there may be others than before."""
        now = asyncio.get_running_loop().time()
        if not self._recount or now - self._counted < ALERT_SECONDS:
            return {}
        scopes = {
            _seen(viewer.operator.scope): viewer.operator.scope for viewer in self._viewers if viewer.sight.alerts
        }
        self._recount, self._counted = False, now
        return {seen: _counted(await waiting(connection, scope)) for seen, scope in scopes.items()}


def _counted(count: int) -> Notice:
    return Notice(Topic.ALERT, "", count)


def _seen(scope: Scope) -> Seen:
    return scope.own_user, frozenset(scope.only.items())


def _later(one: Place, other: Place) -> Place:
    return Place(max(one.fact, other.fact), max(one.event, other.event))
