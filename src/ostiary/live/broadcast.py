"""The broadcast: follows the events of the database in this process and shows each to those who watch and may see it.

It has no durable cursor: it follows while somebody watches, and who was away asks a search for what he missed.
"""

import asyncio
from collections.abc import AsyncGenerator

import structlog

from ostiary.events import journal
from ostiary.events.visibility import sight
from ostiary.identity.queries import photographed_in
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Operator
from ostiary.kernel.database import Database
from ostiary.live.audience import RETRY_SECONDS, Audience, Member
from ostiary.live.ring import Notice, Ring
from ostiary.live.watching import watch_events

log = structlog.get_logger(__name__)

READ_AT_ONCE = 200
BOUND_SECONDS = 30.0
"""How long a binding is remembered for a watcher who asked before it and is still being looked up."""
BIND = "bind"


class Watcher(Member):
    """Somebody with an open session who may watch; he is shown events once he is bound."""

    def __init__(self, operator: Operator) -> None:
        super().__init__(operator)
        self.place = -1
        self.bound = asyncio.Event()

    @property
    def is_served(self) -> bool:
        """Whether he is bound."""
        return self.bound.is_set()

    async def notices(self, ring: Ring[Notice]) -> AsyncGenerator[list[Notice]]:
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
        self.ring: Ring[Notice] = Ring()
        self._database = database
        self._audience = Audience(database, clock, watch_events.modules)
        self._watchers: set[Watcher] = set()
        self._watched = asyncio.Event()
        self._bound: dict[int, float] = {}
        """Session -> when it was bound, of the last seconds."""
        self._event = 0
        self._following: asyncio.Task[None] | None = None
        database.hear(self._hear)

    @property
    def clients(self) -> int:
        """How many watch."""
        return len(self._audience)

    async def start(self) -> None:
        """Begin to follow."""
        await self._audience.start()
        self._following = asyncio.create_task(self._follow_events(), name="live events")

    async def stop(self) -> None:
        """Stop following; whoever still watches is told that it is over."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        await self._audience.stop()

    async def attach(self, operator: Operator, asked: float | None = None) -> Watcher:
        """Let an operator with an open session watch. Raises `Unauthenticated` where it has ended meanwhile.

        `asked`: when he asked, by the loop's clock: a binding since then is his, too.
        """
        if not self._watchers:
            async with self._database.read() as connection:
                self._event = max(self._event, await journal.newest(connection))
        watcher = Watcher(operator)
        self._watchers.add(watcher)
        self._watched.set()
        try:
            await self._audience.admit(watcher)
        except BaseException:
            self.detach(watcher)
            raise
        if asked is not None and self._bound.get(operator.session, -1.0) >= asked:
            self._show(watcher)
        return watcher

    def detach(self, watcher: Watcher) -> None:
        """He watches no longer."""
        self._audience.leave(watcher)
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
        await self._audience.look_again()

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
                self.ring.append([Notice(event, photographed) for event in events])
                await asyncio.sleep(0)
            else:
                await bell.wait(heard)
