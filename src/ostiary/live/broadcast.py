"""The broadcast: follows the events of the database in this process and shows each to those who watch and may see it.

It has no durable cursor: it follows while somebody watches, and who was away asks a search for what he missed.
"""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable

import structlog

from ostiary.events import journal
from ostiary.events.visibility import sight
from ostiary.identity.facts import LevelChanged, OperatorChanged, PersonChanged, SessionsEnded
from ostiary.identity.queries import photographed_in
from ostiary.identity.sessions import keep_alive, open_operators
from ostiary.kernel import outbox
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Operator
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Unauthenticated
from ostiary.live.ring import Notice, Ring
from ostiary.live.watching import watch_events

log = structlog.get_logger(__name__)

READ_AT_ONCE = 200
CHECK_SECONDS = 5.0
"""How often the sessions and scopes of those who watch are looked up when nobody says that one has ended."""
KEEP_ALIVE_SECONDS = 20.0
"""The shortest session lives a minute."""
BREATH_SECONDS = 0.02
"""However often the bell rings, sessions are looked at no oftener."""
RETRY_SECONDS = 1.0
BOUND_SECONDS = 30.0
"""How long a binding is remembered for a watcher who asked before it and is still being looked up."""
BIND = "bind"
CONCERNING = (SessionsEnded.kind, OperatorChanged.kind, PersonChanged.kind, LevelChanged.kind)
"""Facts that may change what somebody who watches may see."""


class Watcher:
    """Somebody with an open session who may watch; he is shown events once he is bound."""

    def __init__(self, operator: Operator) -> None:
        self.operator = operator
        self.place = -1
        self.bound = asyncio.Event()
        self.over = asyncio.Event()
        """Set when his session has ended."""

    async def notices(self, ring: Ring) -> AsyncGenerator[list[Notice]]:
        """What he may see from the moment he is bound, for ever, in the pieces in which it comes. Raises `Behind`."""
        await self.bound.wait()
        while True:
            stretch = await ring.after(self.place)
            self.place += len(stretch)
            sees = sight(self.operator.scope)
            yield [notice for notice in stretch if sees(notice.event)]
            await asyncio.sleep(0)


class Broadcast:
    """Shows stored events to watchers. One for each process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.ring = Ring()
        self._database = database
        self._clock = clock
        self._watchers: set[Watcher] = set()
        self._watched = asyncio.Event()
        self._bound: dict[int, float] = {}
        """Session -> when it was bound, of the last seconds."""
        self._event = 0
        self._fact = 0
        self._tasks: list[asyncio.Task[None]] = []
        database.hear(self._hear)

    @property
    def clients(self) -> int:
        """How many watch."""
        return len(self._watchers)

    async def start(self) -> None:
        """Begin to follow."""
        self._tasks = [
            asyncio.create_task(self._follow_events(), name="live events"),
            asyncio.create_task(self._follow_sessions(), name="live sessions"),
        ]

    async def stop(self) -> None:
        """Stop following; whoever still watches is told that it is over."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._end(list(self._watchers))

    async def attach(self, operator: Operator, asked: float | None = None) -> Watcher:
        """Let an operator with an open session watch. Raises `Unauthenticated` where it has ended meanwhile.

        `asked`: when he asked, by the loop's clock: a binding since then is his, too.
        """
        if not self._watchers:
            async with self._database.read() as connection:
                self._event = max(self._event, await journal.newest(connection))
                self._fact = max(self._fact, await outbox.newest(connection))
        watcher = Watcher(operator)
        self._watchers.add(watcher)
        self._watched.set()
        await self._check([watcher])
        if watcher.over.is_set():
            raise Unauthenticated
        if asked is not None and self._bound.get(operator.session, -1.0) >= asked:
            self._show(watcher)
        return watcher

    def detach(self, watcher: Watcher) -> None:
        """He watches no longer."""
        self._watchers.discard(watcher)
        if not self._watchers:
            self._watched.clear()

    async def bind(self, session: int) -> None:
        """Show events from now on to those who watch through a session, in every process. Again is no error."""
        self._bind(session)
        await self._database.say(f"{BIND} {session}")

    def _hear(self, word: str) -> None:
        verb, _, session = word.partition(" ")
        if verb == BIND:
            self._bind(int(session))

    def _bind(self, session: int) -> None:
        now = asyncio.get_running_loop().time()
        lately = {bound: at for bound, at in self._bound.items() if at > now - BOUND_SECONDS}
        self._bound = {**lately, session: now}
        for watcher in self._watchers:
            if watcher.operator.session == session:
                self._show(watcher)

    def _show(self, watcher: Watcher) -> None:
        if not watcher.bound.is_set():
            watcher.place = self.ring.end
            watcher.bound.set()

    async def look_again(self) -> None:
        """Look up the rights and scopes of those who watch now, not only in a while."""
        await self._check(list(self._watchers))

    def _end(self, watchers: Iterable[Watcher]) -> None:
        for watcher in watchers:
            watcher.over.set()
            self.detach(watcher)

    async def _follow_events(self) -> None:
        bell = self._database.arrivals
        while True:
            await self._watched.wait()
            heard = bell.rings
            try:
                async with self._database.read() as connection:
                    found = await journal.following(connection, self._event, READ_AT_ONCE)
                    photographed = await photographed_in(connection, found)
            except Exception as error:  # noqa: BLE001 - whatever the database has, the stream goes on after it
                log.warning("live stream cannot read", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            # What was read while the last one left, and another came, is from the time when nobody watched.
            events = [event for event in found if event.id > self._event]
            if events:
                self._event = max(self._event, events[-1].id)
                self.ring.append(events, photographed)
                await asyncio.sleep(0)
            else:
                await bell.wait(heard)

    async def _follow_sessions(self) -> None:
        bell = self._database.bell
        checked = kept = 0.0
        while True:
            await self._watched.wait()
            heard = bell.rings
            now = asyncio.get_running_loop().time()
            try:
                if await self._somebody_changed() or now - checked >= CHECK_SECONDS:
                    await self.look_again()
                    checked = now
                if now - kept >= KEEP_ALIVE_SECONDS:
                    bound = [watcher.operator.session for watcher in self._watchers if watcher.bound.is_set()]
                    await keep_alive(self._database, bound, self._clock())
                    kept = now
            except Exception as error:  # noqa: BLE001 - as above
                log.warning("live sessions cannot be looked up", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)
            await asyncio.sleep(BREATH_SECONDS)
            await bell.wait(heard)

    async def _somebody_changed(self) -> bool:
        """Whether the facts since the last look end a session or concern somebody who watches, or his level."""
        async with self._database.read() as connection:
            newest = await outbox.newest(connection)
            if newest <= self._fact:
                return False
            facts = await outbox.following(connection, self._fact, CONCERNING)
        self._fact = facts[-1].seq if len(facts) == outbox.BATCH else newest
        watching = {watcher.operator.user_id for watcher in self._watchers}
        levels = {watcher.operator.level for watcher in self._watchers}
        told = [stored.fact for stored in facts]
        return any(
            fact.level_id in levels if isinstance(fact, LevelChanged) else fact.user_id in watching
            for fact in told
            if isinstance(fact, LevelChanged | OperatorChanged | PersonChanged | SessionsEnded)
        )

    async def _check(self, watchers: Collection[Watcher]) -> None:
        """Look up rights and scope as they are now; who has no open session or no right watches no longer."""
        sessions = {watcher.operator.session for watcher in watchers}
        async with self._database.read() as connection:
            operators = await open_operators(connection, sessions, self._clock())
        for watcher in watchers:
            operator = operators.get(watcher.operator.session)
            if operator is None or not operator.may(watch_events.modules, "read"):
                self._end([watcher])
            else:
                watcher.operator = operator
