"""The fixture `ground`: a database with the whole schema on both engines, a vault, a clock to set, and a gate."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from ostiary.app import migrate
from ostiary.kernel.context import Context, System
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate, Guard, Operation, Query, Receipt, Within
from ostiary.kernel.vault import KEY_BYTES, Vault
from tests.rig.databases import Build

In = TypeVar("In")
Out = TypeVar("Out")

SYSTEM = System("tests")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands still until it is moved."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.at

    def move(self, **by: float) -> None:
        """Move it by a timedelta's arguments."""
        self.at += timedelta(**by)


@dataclass
class Ground:
    """What the tests of a room stand on."""

    database: Database
    vault: Vault = field(default_factory=lambda: Vault(b"\x01" * KEY_BYTES))
    clock: SetClock = field(default_factory=SetClock)

    def gate(self, guards: Mapping[str, Guard] | None = None, reactions: Iterable[Within] = ()) -> Gate:
        """A gate of this ground."""
        return Gate(self.database, self.vault, self.clock, guards or {}, reactions)


@dataclass
class Gated:
    """A ground and a gate that knows what rooms have to say."""

    ground: Ground
    gate: Gate

    async def run(self, operation: Operation[In, Out], input: In, context: Context = SYSTEM) -> Out:
        """What an act answers."""
        return (await self.gate.run(context, operation, input)).result

    async def receipt(self, operation: Operation[In, Out], input: In, context: Context = SYSTEM) -> Receipt[Out]:
        """What becomes of an act."""
        return await self.gate.run(context, operation, input)

    async def ask(self, query: Query[In, Out], input: In, context: Context = SYSTEM) -> Out:
        """What a read answers."""
        return await self.gate.ask(context, query, input)


@pytest.fixture
async def ground(cloned_url: Callable[[str, Build], Awaitable[str]]) -> AsyncIterator[Ground]:
    """A fresh ground on each engine in turn."""
    database = Database(await cloned_url("migrated", migrate.upgrade))
    await database.start()
    yield Ground(database)
    await database.stop()
