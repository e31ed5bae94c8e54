"""Errands: what a process asks of the one that looks after the devices, where several share a database.

An errand is a row with a sealed answer, gone when it is fetched: an answer can hold a template. It is begun once, and
not at all after it has expired.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update

from ostiary.devices.model import DeviceFailed, ErrandRow
from ostiary.kernel.clock import Clock
from ostiary.kernel.database import Database
from ostiary.kernel.vault import Vault
from ostiary.port.commands import Fault

log = structlog.get_logger(__name__)

T = TypeVar("T")
In = TypeVar("In")
Out = TypeVar("Out")
PURPOSE = "errand.answer"
GRACE_SECONDS = 1.0
"""How much longer than the work itself the one who asks waits for the answer."""


class Said(BaseModel, Generic[T]):
    """A value as a row holds it."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    value: T


class Answer(BaseModel):
    """What became of an errand: a value, or the fault it failed with."""

    fault: Fault = Fault.OK
    detail: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Errand(Generic[In, Out]):
    """One kind of errand: what it takes and gives. An attended one is given up when whoever asked waits no longer."""

    kind: str
    takes: type[Said[In]]
    gives: type[Said[Out]]
    attended: bool = False


Work = Callable[[Any], Awaitable[Any]]


class Errands:
    """Asks and does errands. One for each process."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()
        self._attended: dict[int, asyncio.Task[None]] = {}

    async def ask(self, errand: Errand[In, Out], input: In, seconds: float) -> Out:
        """Have it done within these seconds; raises `DeviceFailed`, with TIMED_OUT where there is no answer by then."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds + GRACE_SECONDS
        id = await self._put(errand, input, seconds)
        try:
            while (answer := await self._answer(id)) is None:
                heard = self._database.bell.rings
                if loop.time() >= deadline:
                    raise DeviceFailed(Fault.TIMED_OUT, "whoever looks after the devices did not answer")
                await self._database.bell.wait(heard)
        finally:
            async with self._database.write() as session:
                await self._database.wake(session)
                await session.execute(delete(ErrandRow).where(ErrandRow.id == id))
        if answer.fault is not Fault.OK:
            raise DeviceFailed(answer.fault, answer.detail)
        return errand.gives.model_validate_json(answer.body).value

    async def serve(self, works: Mapping[Errand[Any, Any], Work]) -> None:
        """Do what others ask, for ever."""
        known = {errand.kind: (errand, work) for errand, work in works.items()}
        try:
            while True:
                heard = self._database.bell.rings
                for id, kind, body in await self._take():
                    task = asyncio.create_task(self._do(id, *known[kind], body), name=f"errand {kind}")
                    self._under_way.add(task)
                    task.add_done_callback(self._under_way.discard)
                    if known[kind][0].attended:
                        self._attended[id] = task
                await self._give_up_unattended()
                await self._database.bell.wait(heard)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _give_up_unattended(self) -> None:
        """End what nobody waits for any more: whoever asked has taken his row away."""
        begun = list(self._attended)
        if not begun:
            return
        async with self._database.read() as connection:
            wanted = set(await connection.scalars(select(ErrandRow.id).where(ErrandRow.id.in_(begun))))
        for id in set(begun) - wanted:
            if id in self._attended:
                self._attended.pop(id).cancel()

    async def _put(self, errand: Errand[In, Any], input: In, seconds: float) -> int:
        values = {
            "kind": errand.kind,
            "body": errand.takes(value=input).model_dump_json(),
            "expires": self._clock() + timedelta(seconds=seconds),
            "taken": False,
        }
        async with self._database.write(urgent=True) as session:
            await self._database.wake(session)
            id: int = (await session.execute(insert(ErrandRow).values(values).returning(ErrandRow.id))).scalar_one()
        return id

    async def _answer(self, id: int) -> Answer | None:
        async with self._database.read() as connection:
            sealed = await connection.scalar(select(ErrandRow.answer).where(ErrandRow.id == id))
        return None if sealed is None else Answer.model_validate_json(self._vault.open(sealed, PURPOSE))

    async def _take(self) -> list[tuple[int, str, str]]:
        """Claim what waits; forget what nobody came for."""
        async with self._database.read() as connection:
            if not await connection.scalar(select(ErrandRow.id).where(ErrandRow.taken.is_(False)).limit(1)):
                return []
        now = self._clock()
        async with self._database.write(urgent=True) as session:
            await session.execute(delete(ErrandRow).where(ErrandRow.expires < now - timedelta(minutes=1)))
            waiting = update(ErrandRow).where(ErrandRow.taken.is_(False), ErrandRow.expires > now).values(taken=True)
            rows = await session.execute(waiting.returning(ErrandRow.id, ErrandRow.kind, ErrandRow.body))
            return [(row.id, row.kind, row.body) for row in rows]

    async def _do(self, id: int, errand: Errand[Any, Any], work: Work, body: str) -> None:
        try:
            value = await work(errand.takes.model_validate_json(body).value)
            answer = Answer(body=errand.gives(value=value).model_dump_json())
        except DeviceFailed as error:
            answer = Answer(fault=error.fault, detail=error.detail)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the one who asked must hear of it
            log.error("errand failed", kind=errand.kind, error=type(error).__name__)
            answer = Answer(fault=Fault.UNKNOWN)
        finally:
            self._attended.pop(id, None)
        sealed = self._vault.seal(answer.model_dump_json().encode(), PURPOSE)
        async with self._database.write(urgent=True) as session:
            await session.execute(update(ErrandRow).where(ErrandRow.id == id).values(answer=sealed))
            await self._database.wake(session)
