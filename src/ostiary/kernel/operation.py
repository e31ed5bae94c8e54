"""The gate: every act and every read of the domain passes here, whoever asks and over whatever transport.

An operation declares its permission (modules, right, the objects it touches) and its audit verb. `Gate.run` checks,
opens the transaction, lets `@within` reactions veto or cascade, runs the act, and writes change, trail and facts in one
transaction. `Gate.ask` is the same for reads: no transaction of its own, the scope becomes a WHERE in the query, and
only a read of many people's personal data leaves a line in the trail.

Two acts that run at the same time can both pass a check of which only one may (PostgreSQL): the constraint stops the
second, the gate begins it again, and now its check sees the first. So an act may run twice; all it does is in the
transaction.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.kernel import outbox
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Context, Module, Right, Scope, is_administrator
from ostiary.kernel.database import Database, lost_a_race, out_of_order
from ostiary.kernel.errors import Forbidden, LimitReached, StorageFull, Unavailable
from ostiary.kernel.outbox import Fact
from ostiary.kernel.trail import Line, Method, Trail, actor
from ostiary.kernel.vault import Vault

log = structlog.get_logger()

In = TypeVar("In")
Out = TypeVar("Out")

MOST_OBJECTS = 20_000
"""How many objects of one kind an act or a read may name: SQLite binds 32,766 values."""
MANY = 100
"""A read of personal data of more people than this is written down."""

Objects = Mapping[str, Iterable[Any]]
"""Kind of object -> the ids of those an input touches."""

Guard = Callable[[AsyncConnection | AsyncSession, Scope, Sequence[Any]], Awaitable[bool]]
"""Whether all of these ids lie within the scope. Unknown ids lie within: the act itself says that they are unknown."""


@dataclass(slots=True)
class Work:
    """What an act gets to work with: transaction, actor, moment; it collects facts and lines of the trail."""

    session: AsyncSession
    context: Context
    now: datetime
    vault: Vault
    facts: list[Fact] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    commands: list[int] = field(default_factory=list)
    last_inserts: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    awaited: bool = False
    """Whether somebody waits for rows of this act that are neither facts nor seq others follow."""
    asked: datetime | None = None
    """When the gate was asked, which may be long before the transaction began; None = now."""
    reactions: "Mapping[Operation[Any, Any], Sequence[Veto]]" = field(default_factory=dict)
    """What upper rooms have to say to each operation, also to one that an act carries out within its own."""

    def tell(self, *facts: Fact) -> None:
        """Say what has happened; stored with the commit."""
        self.facts.extend(facts)

    def note(self, target: str, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> None:
        """Note one target for the trail. Never pass a secret."""
        self.lines.append(Line(target, before or {}, after or {}))

    def at_last(self, insert: Callable[[], Awaitable[None]]) -> None:
        """Run an insert that takes a seq others follow, once the commit order is held."""
        self.last_inserts.append(insert)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """A part of the act that may fail by itself: an exception takes back what was done, told, noted in it."""
        kept = self.facts, self.lines, self.commands, self.last_inserts
        self.facts, self.lines, self.commands, self.last_inserts = [], [], [], []
        try:
            async with self.session.begin_nested():
                yield
                await self.session.flush()
        except BaseException:
            self.facts, self.lines, self.commands, self.last_inserts = kept
            raise
        kept[0].extend(self.facts)
        kept[1].extend(self.lines)
        kept[2].extend(self.commands)
        kept[3].extend(self.last_inserts)
        self.facts, self.lines, self.commands, self.last_inserts = kept


@dataclass(slots=True)
class View:
    """What a read gets to work with."""

    connection: AsyncConnection
    context: Context
    now: datetime
    vault: Vault
    lines: list[Line] = field(default_factory=list)

    def personal(self, what: str, count: int) -> None:
        """Say that personal data are handed out, and of how many."""
        if count > MANY:
            self.lines.append(Line(f"{count} {what}"))

    @property
    def scope(self) -> Scope:
        """What the reader may see."""
        return self.context.scope


@dataclass(frozen=True, slots=True)
class Receipt(Generic[Out]):
    """What became of an act: its result, the last seq of its facts (0 = none) and the commands it queued."""

    result: Out
    seq: int
    facts: tuple[Fact, ...]
    commands: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Generic[In, Out]):
    """An act with its permission and its audit verb."""

    perform: Callable[[Work, In], Awaitable[Out]]
    modules: tuple[Module, ...]
    right: Right
    verb: str
    method: Method
    objects: Callable[[In], Objects] | None
    administrators: bool = False

    @property
    def name(self) -> str:
        """Where the act is, for the permission matrix and the documentation."""
        return f"{self.perform.__module__}.{self.perform.__name__}"

    async def act(self, work: Work, input: In) -> Out:
        """Carry it out within a transaction that has begun: the reactions of upper rooms, then the act."""
        for react in work.reactions.get(self, ()):
            await react(work, input)
        return await self.perform(work, input)


@dataclass(frozen=True, slots=True, eq=False)
class Query(Generic[In, Out]):
    """A read with its permission."""

    read: Callable[[View, In], Awaitable[Out]]
    modules: tuple[Module, ...]
    objects: Callable[[In], Objects] | None

    @property
    def name(self) -> str:
        """Where the read is, for the permission matrix and the documentation."""
        return f"{self.read.__module__}.{self.read.__name__}"


def _modules(module: Module | tuple[Module, ...]) -> tuple[Module, ...]:
    return (module,) if isinstance(module, Module) else module


def operation(
    *,
    module: Module | tuple[Module, ...],
    right: Right,
    verb: str,
    method: Method,
    objects: Callable[[Any], Objects] | None = None,
    administrators: bool = False,
) -> Callable[[Callable[[Work, In], Awaitable[Out]]], Operation[In, Out]]:
    """Declare an act. `module`: any of them suffices; () = every operator. `objects`: what it touches.
    `administrators`: the right alone does not suffice, it takes the administrators' level.
    """

    def declare(act: Callable[[Work, In], Awaitable[Out]]) -> Operation[In, Out]:
        return Operation(act, _modules(module), right, verb, method, objects, administrators)

    return declare


def query(
    *, module: Module | tuple[Module, ...], objects: Callable[[Any], Objects] | None = None
) -> Callable[[Callable[[View, In], Awaitable[Out]]], Query[In, Out]]:
    """Declare a read. `module`: read right in any of them suffices; () = every operator."""

    def declare(read: Callable[[View, In], Awaitable[Out]]) -> Query[In, Out]:
        return Query(read, _modules(module), objects)

    return declare


Veto = Callable[[Work, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Within:
    """A reaction in the transaction of another room's act, before it: a veto raises, a cascade cleans up first."""

    operation: Operation[Any, Any]
    react: Veto


def within(operation: Operation[Any, Any]) -> Callable[[Veto], Within]:
    """Declare a reaction within an act of a lower room; compose collects them."""

    def declare(react: Veto) -> Within:
        return Within(operation, react)

    return declare


@contextmanager
def in_order(name: str) -> Iterator[None]:
    """Turn a failure of the database itself into `Unavailable`; what fails otherwise is a bug and stays one."""
    try:
        yield
    except (DBAPIError, PoolTimeout, OSError) as error:
        if isinstance(error, DBAPIError) and not out_of_order(error):
            raise
        log.error("database out of order", act=name, error=type(error).__name__)
        raise Unavailable("The database cannot be reached now.") from error


class Gate:
    """The one way to the domain's acts and reads."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, guards: Mapping[str, Guard], reactions: Iterable[Within]
    ) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock
        self.trail = Trail(vault)
        self._guards = dict(guards)
        self._within: dict[Operation[Any, Any], list[Veto]] = {}
        for reaction in reactions:
            self._within.setdefault(reaction.operation, []).append(reaction.react)

    async def run(
        self, context: Context, operation: Operation[In, Out], input: In, *, urgent: bool = False
    ) -> Receipt[Out]:
        """Carry out an act. Raises `Forbidden` before anything is changed; any domain error leaves nothing behind."""
        async with self.permitted(context, operation):
            return await self._begin_again_once(context, operation, input, urgent)

    @asynccontextmanager
    async def permitted(self, context: Context, operation: Operation[Any, Any]) -> AsyncIterator[None]:
        """What comes before an act, outside its transaction, such as hashing: refused where the act would be refused
        for want of the right. A refusal, also one raised within, leaves its line in the trail.
        """
        with in_order(operation.name):
            try:
                self._permit(context, operation.modules, operation.right)
                if operation.administrators and not is_administrator(context):
                    raise Forbidden("for administrators only")
                yield
            except Forbidden as refusal:
                await self._record_refusal(context, operation, refusal)
                raise

    async def admit(self, context: Context, asked: Operation[Any, Any] | Query[Any, Any]) -> None:
        """Refuse, before anything else of a request is looked at, whoever lacks the right to the act or the read."""
        if isinstance(asked, Query):
            self._permit(context, asked.modules, "read")
            return
        async with self.permitted(context, asked):
            pass

    async def check(self, context: Context, operation: Operation[In, Any], input: In) -> None:
        """Refuse whoever would be refused the act, for want of the right or of the scope, and do nothing else."""
        async with self.permitted(context, operation), self.database.read() as connection:
            await self._within_scope(connection, context, operation.objects, input)

    async def _begin_again_once(
        self, context: Context, operation: Operation[In, Out], input: In, urgent: bool
    ) -> Receipt[Out]:
        asked = self.clock()
        try:
            return await self._carry_out(context, operation, input, urgent, asked)
        except DBAPIError as error:
            if not lost_a_race(error):
                raise
            return await self._carry_out(context, operation, input, urgent, asked)

    async def _carry_out(
        self, context: Context, operation: Operation[In, Out], input: In, urgent: bool, asked: datetime
    ) -> Receipt[Out]:
        async with self.database.write(urgent=urgent) as session:
            await self._within_scope(session, context, operation.objects, input)
            work = Work(session, context, self.clock(), self.vault, asked=asked, reactions=self._within)
            result = await operation.act(work, input)
            seq = await self._record(work, operation)
        return Receipt(result, seq, tuple(work.facts), tuple(work.commands))

    async def ask(self, context: Context, query: Query[In, Out], input: In) -> Out:
        """Answer a read."""
        self._permit(context, query.modules, "read")
        with in_order(query.name):
            async with self.database.read() as connection:
                await self._within_scope(connection, context, query.objects, input)
                view = View(connection, context, self.clock(), self.vault)
                answer = await query.read(view, input)
            if view.lines:
                await self._record_read(context, query, view)
            return answer

    async def _record_read(self, context: Context, query: Query[Any, Any], view: View) -> None:
        """Where the disk is full, reads go on: the line is in the server's log then."""
        menu = query.modules[0] if query.modules else ""
        try:
            async with self.database.write() as session:
                await self.database.commit_order(session)
                await self.trail.write(session, context, view.now, "BULK_READ", Method.ACTION, menu, view.lines)
        except StorageFull:
            who, _, _ = actor(context)
            log.warning("no room in the trail", verb="BULK_READ", by=who, targets=[line.target for line in view.lines])

    def _permit(self, context: Context, modules: tuple[Module, ...], right: Right) -> None:
        if modules and not context.may(modules, right):
            raise Forbidden(f"needs {right} in {' or '.join(modules)}")

    async def _within_scope(
        self,
        connection: AsyncConnection | AsyncSession,
        context: Context,
        objects: Callable[[Any], Objects] | None,
        input: object,
    ) -> None:
        if objects is None:
            return
        for kind, ids in objects(input).items():
            wanted = list(ids)
            if len(wanted) > MOST_OBJECTS:
                raise LimitReached(f"{MOST_OBJECTS} objects of a kind at most in one request")
            if wanted and not await self._guards[kind](connection, context.scope, wanted):
                raise Forbidden(f"{kind} outside the operator's scope")

    async def _record(self, work: Work, operation: Operation[Any, Any]) -> int:
        await work.session.flush()
        if work.awaited or work.facts or work.last_inserts:
            await self.database.wake(work.session)
        if not (work.lines or work.facts or work.last_inserts):
            return 0
        await self.database.commit_order(work.session)
        if work.lines:
            menu = operation.modules[0] if operation.modules else ""
            await self.trail.write(
                work.session, work.context, work.now, operation.verb, operation.method, menu, work.lines
            )
        for insert in work.last_inserts:
            await insert()
        return await outbox.append(work.session, work.facts, work.now) if work.facts else 0

    async def _record_refusal(self, context: Context, operation: Operation[Any, Any], refusal: Forbidden) -> None:
        async with self.database.write() as session:
            await self.database.commit_order(session)
            menu = operation.modules[0] if operation.modules else ""
            await self.trail.write(
                session,
                context,
                self.clock(),
                operation.verb,
                operation.method,
                menu,
                [Line("")],
                f"refused: {refusal.detail}"[:64],
            )
