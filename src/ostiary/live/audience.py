"""Those who watch: each has an open session, with the rights and the scope of now, and is told at once when it ends."""

import asyncio
from collections.abc import Collection, Iterable

import structlog

from ostiary.events.facts import GroupChanged
from ostiary.identity.facts import LevelChanged, OperatorChanged, PersonChanged, SessionsEnded, UserGroupChanged
from ostiary.identity.sessions import keep_alive, open_operators
from ostiary.kernel import outbox
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Kind, Module, Operator
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Unauthenticated
from ostiary.kernel.outbox import Fact

log = structlog.get_logger(__name__)

CHECK_SECONDS = 5.0
"""How often the sessions and scopes of those who watch are looked up when nobody says that one has ended."""
KEEP_ALIVE_SECONDS = 20.0
"""The shortest session lives a minute."""
BREATH_SECONDS = 0.02
"""However often the bell rings, sessions are looked at no oftener."""
RETRY_SECONDS = 1.0
SIGHT = (OperatorChanged.kind, PersonChanged.kind, LevelChanged.kind, UserGroupChanged.kind, GroupChanged.kind)
"""Facts that may change what somebody may see."""
CONCERNING = (SessionsEnded.kind, *SIGHT)
"""Those, and what ends a session."""


class Member:
    """Somebody with an open session who watches."""

    def __init__(self, operator: Operator) -> None:
        self.operator = operator
        self.over = asyncio.Event()
        """Set when his session has ended."""

    @property
    def is_served(self) -> bool:
        """Whether he is shown something now, which keeps his session alive."""
        return True

    def become(self, operator: Operator) -> None:
        """He has these rights and this scope from now on."""
        self.operator = operator


def concerns(fact: Fact, operator: Operator) -> bool:
    """Whether a fact may end an operator's session or change what he may see."""
    match fact:
        case LevelChanged(level_id=level_id):
            return level_id == operator.level
        case OperatorChanged() | PersonChanged() | SessionsEnded():
            return fact.user_id == operator.user_id
        case UserGroupChanged():
            return Kind.USER_GROUP in operator.scope.only
        case GroupChanged(group_kind=kind):
            return kind in operator.scope.only
        case _:
            return False


class Audience:
    """Looks after the sessions of those who watch one stream. `modules`: whoever may read in none of them may not; ()
    = every operator may.
    """

    def __init__(self, database: Database, clock: Clock, modules: tuple[Module, ...]) -> None:
        self._database = database
        self._clock = clock
        self._modules = modules
        self._members: set[Member] = set()
        self._somebody = asyncio.Event()
        self._fact = 0
        self._following: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._members)

    async def start(self) -> None:
        """Begin to look after sessions."""
        self._following = asyncio.create_task(self._follow(), name="live sessions")

    async def stop(self) -> None:
        """Stop it; whoever still watches is told that it is over."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        self._end(list(self._members))

    async def admit(self, member: Member) -> None:
        """Let an operator with an open session watch. Raises `Unauthenticated` where it has ended meanwhile."""
        if not self._members:
            async with self._database.read() as connection:
                self._fact = max(self._fact, await outbox.newest(connection))
        self._members.add(member)
        self._somebody.set()
        await self._check([member])
        if member.over.is_set():
            raise Unauthenticated

    def leave(self, member: Member) -> None:
        """He watches no longer."""
        self._members.discard(member)
        if not self._members:
            self._somebody.clear()

    async def look_again(self) -> None:
        """Look up the rights and scopes of those who watch now, not only in a while."""
        await self._check(list(self._members))

    def _end(self, members: Iterable[Member]) -> None:
        for member in members:
            member.over.set()
            self.leave(member)

    async def _follow(self) -> None:
        bell = self._database.bell
        checked = kept = 0.0
        while True:
            await self._somebody.wait()
            heard = bell.rings
            now = asyncio.get_running_loop().time()
            try:
                if await self._somebody_changed() or now - checked >= CHECK_SECONDS:
                    await self.look_again()
                    checked = now
                if now - kept >= KEEP_ALIVE_SECONDS:
                    served = [member.operator.session for member in self._members if member.is_served]
                    await keep_alive(self._database, served, self._clock())
                    kept = now
            except Exception as error:  # noqa: BLE001 - whatever the database has, sessions are looked after later
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
        return any(concerns(stored.fact, member.operator) for stored in facts for member in self._members)

    async def _check(self, members: Collection[Member]) -> None:
        """Look up rights and scope as they are now; who has no open session or no right watches no longer."""
        sessions = {member.operator.session for member in members}
        async with self._database.read() as connection:
            operators = await open_operators(connection, sessions, self._clock())
        for member in members:
            operator = operators.get(member.operator.session)
            if operator is None or (self._modules and not operator.may(self._modules, "read")):
                self._end([member])
            else:
                member.become(operator)
