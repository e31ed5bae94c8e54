"""Facts: what has happened, appended in commit order, and the readers that follow them without missing or repeating
one.

A fact is a frozen dataclass derived from `Fact`. A reader's turn is one transaction: its cursor row, the next facts,
their effects as rows, the cursor, commit. A fact that fails five times is set aside in `reader_fault` and the reader
goes on; a failure of the database itself is nobody's fault and stops the reader until the database is back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, ClassVar, Self

import structlog
from pydantic import TypeAdapter
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.bell import POLL_SECONDS
from ostiary.kernel.clock import Clock
from ostiary.kernel.database import Database, out_of_order, upsert
from ostiary.kernel.errors import Unavailable
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered

log = structlog.get_logger()

BATCH = 200
ATTEMPTS = 5


class FactRow(Counted, Base):
    """The outbox: one row for each fact, `seq` in commit order."""

    __tablename__ = "fact"

    seq: Mapped[int] = counted_id()
    kind: Mapped[str] = mapped_column(ordered(64))
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]


class ReaderRow(Base):
    """How far a reader has come."""

    __tablename__ = "reader"

    name: Mapped[str] = mapped_column(ordered(64), primary_key=True)
    seq: Mapped[int] = mapped_column(Key)


class ReaderFault(Counted, Base):
    """A fact that a reader could not digest."""

    __tablename__ = "reader_fault"

    id: Mapped[int] = counted_id()
    reader: Mapped[str] = mapped_column(ordered(64))
    seq: Mapped[int] = mapped_column(Key)
    at: Mapped[datetime]
    error: Mapped[str] = mapped_column(ordered())


class Fact:
    """Something that has happened. Subclasses are frozen dataclasses of plain values, in the past tense."""

    kinds: ClassVar[dict[str, type["Fact"]]] = {}
    kind: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.kind = f"{cls.__module__.removeprefix('ostiary.').split('.')[0]}.{cls.__name__}"
        Fact.kinds[cls.kind] = cls

    def body(self) -> dict[str, Any]:
        """The fact as a document."""
        document: dict[str, Any] = _adapter(type(self)).dump_python(self, mode="json")
        return document

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """The fact of a document."""
        fact: Self = _adapter(cls).validate_python(dict(body))
        return fact


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(cls: type) -> TypeAdapter[Any]:
    if cls not in _adapters:
        _adapters[cls] = TypeAdapter(cls)
    return _adapters[cls]


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact with its place in the outbox."""

    seq: int
    at: datetime
    fact: Fact


async def append(session: AsyncSession, facts: Sequence[Fact], at: datetime) -> int:
    """Store facts and answer the last seq. The caller holds the commit order."""
    rows = [{"kind": fact.kind, "at": at, "body": fact.body()} for fact in facts]
    result = await session.scalars(insert(FactRow).returning(FactRow.seq, sort_by_parameter_order=True), rows)
    return max(result.all())


async def tell(database: Database, session: AsyncSession, facts: Sequence[Fact], at: datetime) -> None:
    """Store facts at the end of a transaction that is no act's, and have its commit ring the bell."""
    await session.flush()
    await database.wake(session)
    await database.commit_order(session)
    await append(session, facts, at)


async def set_aside(connection: AsyncConnection) -> int:
    """How many facts readers could not take in."""
    return (await connection.execute(select(func.count()).select_from(ReaderFault))).scalar_one()


_NEWEST = select(func.coalesce(func.max(FactRow.seq), 0))


async def newest(connection: AsyncConnection | AsyncSession) -> int:
    """The seq of the last fact; 0 = none yet."""
    return (await connection.execute(_NEWEST)).scalar_one()


async def following(
    connection: AsyncConnection | AsyncSession, seq: int, kinds: Sequence[str] | None = None, limit: int = BATCH
) -> list[Stored]:
    """The next facts after `seq`, of these kinds if given."""
    return [_stored(row) for row in await _rows(connection, seq, kinds, limit)]


async def forget(session: AsyncSession, before: datetime, upto: int, limit: int) -> int:
    """Delete the oldest facts from before a moment, so many of them, up to this one and as far as every reader has
    come; answers how many. The newest stays: its seq must not be given again.
    """
    last = min(upto, await newest(session) - 1)
    slowest = await session.scalar(select(func.min(ReaderRow.seq)))
    if slowest is not None:
        last = min(last, slowest)
    oldest = select(FactRow.seq, FactRow.at).where(FactRow.seq <= last).order_by(FactRow.seq).limit(limit)
    aged = [row.seq for row in takewhile(lambda row: row.at < before, await session.execute(oldest))]
    if aged:
        await session.execute(delete(FactRow).where(FactRow.seq <= aged[-1]))
    return len(aged)


async def reaches(connection: AsyncConnection | AsyncSession, seq: int) -> bool:
    """Whether every fact after `seq` is still there; whoever lags further behind cannot make up what he has missed."""
    oldest = await connection.scalar(select(func.min(FactRow.seq)))
    return oldest is None or oldest <= seq + 1


async def _rows(
    connection: AsyncConnection | AsyncSession, seq: int, kinds: Sequence[str] | None, limit: int
) -> Sequence[Row[Any]]:
    statement = select(FactRow.seq, FactRow.at, FactRow.kind, FactRow.body).where(FactRow.seq > seq)
    if kinds is not None:
        statement = statement.where(FactRow.kind.in_(kinds))
    return (await connection.execute(statement.order_by(FactRow.seq).limit(limit))).all()


def _stored(row: Row[Any]) -> Stored:
    return Stored(row.seq, row.at, Fact.kinds[row.kind].of(row.body))


@dataclass(slots=True)
class Turn:
    """What an effect gets to work with: the transaction of the reader's turn, and the moment."""

    session: AsyncSession
    now: datetime
    stored: Stored


Effect = Callable[[Turn, Any], Awaitable[None]]


class _Elsewhere(Exception):
    """Another process is at it."""


class Reader:
    """Follows the facts durably: every effect happens once in the database, whatever is killed when."""

    def __init__(self, name: str, effects: Mapping[type[Fact], Sequence[Effect]]) -> None:
        self.name = name
        self.effects = {fact.kind: tuple(of_fact) for fact, of_fact in effects.items()}
        self._stuck_at = 0
        self._failures = 0

    async def turn(self, database: Database, clock: Clock) -> int:
        """Digest the next facts; answers how many. 0 = nothing to do, or another process is at it."""
        if not await self._has_more(database):
            return 0
        digesting = 0
        try:
            async with database.write() as session:
                rows = await _rows(session, await self._cursor(session), None, BATCH)
                for row in rows:
                    digesting = row.seq
                    await self._digest(session, row, clock())
                digesting = 0
                if rows:
                    await self._move(session, rows[-1].seq)
        except _Elsewhere:
            return 0
        except Exception as error:
            trouble = isinstance(error, Unavailable) or (isinstance(error, DBAPIError) and out_of_order(error))
            if trouble or not digesting:
                raise
            await self._failed(database, clock(), digesting, error)
            return 1
        self._failures = 0
        return len(rows)

    async def _has_more(self, database: Database) -> bool:
        """A look that takes no turn of the writer's: most are in vain."""
        async with database.read() as connection:
            cursor = await connection.scalar(select(ReaderRow.seq).where(ReaderRow.name == self.name))
            return await newest(connection) > (cursor or 0)

    async def _digest(self, session: AsyncSession, row: Row[Any], now: datetime) -> None:
        effects = self.effects.get(row.kind, ())
        if effects:
            stored = _stored(row)
            for effect in effects:
                await effect(Turn(session, now, stored), stored.fact)
            await session.flush()

    async def _cursor(self, session: AsyncSession) -> int:
        statement = select(ReaderRow.seq).where(ReaderRow.name == self.name).with_for_update(skip_locked=True)
        seq = await session.scalar(statement)
        if seq is None:
            known = select(func.count()).select_from(ReaderRow).where(ReaderRow.name == self.name)
            if not await session.scalar(known):
                await upsert(session, ReaderRow, [{"name": self.name, "seq": 0}], ["name"], keep=["seq"])
                seq = await session.scalar(statement)
        if seq is None:
            raise _Elsewhere
        return seq

    async def _move(self, session: AsyncSession, seq: int) -> None:
        await session.execute(update(ReaderRow).where(ReaderRow.name == self.name).values(seq=seq))

    async def _failed(self, database: Database, now: datetime, seq: int, error: Exception) -> None:
        """Count the failure; after the last attempt set the fact aside. What came before it in the batch is digested
        again.
        """
        self._failures = self._failures + 1 if seq == self._stuck_at else 1
        self._stuck_at = seq
        log.warning("fact not digested", reader=self.name, seq=seq, attempt=self._failures, error=type(error).__name__)
        try:
            async with database.write() as session:
                cursor = await self._cursor(session)
                for earlier in await _rows(session, cursor, None, BATCH):
                    if earlier.seq < seq:
                        await self._digest(session, earlier, now)
                aside = self._failures >= ATTEMPTS
                if aside and cursor < seq:
                    fault = f"{type(error).__name__}: {error}"[:500]
                    session.add(ReaderFault(reader=self.name, seq=seq, at=now, error=fault))
                await self._move(session, max(cursor, seq if aside else seq - 1))
        except _Elsewhere:
            return
        if aside:
            self._failures = 0

    async def follow(self, database: Database, clock: Clock) -> None:
        """Digest facts for ever, woken by the bell; before a fact is tried again there is a pause, longer each time."""
        while True:
            heard = database.bell.rings
            if not await self.turn(database, clock):
                await database.bell.wait(heard)
            elif self._failures:
                await asyncio.sleep(POLL_SECONDS * 2 ** (self._failures - 1))
