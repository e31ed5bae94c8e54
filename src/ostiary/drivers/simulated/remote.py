"""The driver of a fleet in another process of this machine, through its gateway; the connection is made again
whenever it is lost. Searches need no gateway.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog

from ostiary.drivers.simulated.seeker import Seeker
from ostiary.policy.antipassback import Trace
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import Command, DeviceError, Fault, Outcome
from ostiary.port.content import Family, Record, UserSummary
from ostiary.port.discovery import Bus, Found, Lan, Quest
from ostiary.port.driver import Refused, Target
from ostiary.port.marks import WHOLE, Mark
from ostiary.port.reports import ConnectionChanged, DoorReport, LogPage, Report
from ostiary.simulator import control
from ostiary.simulator.clock import SystemClock
from ostiary.simulator.codec import decoder
from ostiary.simulator.feed import HINTS, Feed
from ostiary.simulator.frames import CALLS, PORT, Frame, FrameError, pack, receive, unpack_report

_log = structlog.get_logger(__name__)

RETRY_SECONDS = (0.2, 0.4, 1.0)
"""Waits between attempts to connect; the last one goes on for ever."""


class Remote:
    """Devices behind a gateway. `token` is asked for at each connection, since the simulator may write it later than
    we start.
    """

    name = "simulated"

    def __init__(
        self, token: Callable[[], str], port: int = PORT, *, search_port: int = control.PORT, hints: int = HINTS
    ) -> None:
        self._token = token
        self._port = port
        self._seeker = Seeker(lambda: search_port)
        self._feed = Feed(hints)
        self._wanted: dict[int, Target] = {}
        self._connected: set[int] = set()
        self._numbers = itertools.count(1)
        self._open: dict[int, asyncio.Future[Any]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._task: asyncio.Task[None] | None = None
        self._tried = asyncio.Event()

    def reports(self) -> AsyncIterator[Report]:
        """Everything the connected devices tell on their own, until `stop`. One reader."""
        return self._feed.reports()

    async def start(self) -> None:
        """Begin to connect; returns after the first attempt, whether or not the gateway is there."""
        self._task = asyncio.create_task(self._keep_connected())
        await self._tried.wait()

    async def stop(self) -> None:
        """Let go of every device."""
        self._wanted.clear()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._feed.close()

    async def search(self, quest: Quest) -> Sequence[Found]:
        """Devices that answer a search, each followed by its slaves where these are wanted."""
        return await self._seeker.search(quest)

    async def waiting(self) -> Sequence[Found]:
        """Devices that call a server by themselves and are not let in."""
        found: Sequence[Found] = await self._call("waiting")
        return found

    async def place(self, device_id: int, lan: Lan) -> None:
        """Give a device that is not connected other network settings."""
        await self._call("place", device_id, lan)

    async def connect(self, target: Target) -> DeviceInfo:
        """Connect and keep connected, over losses of the gateway too."""
        self._wanted[target.device_id] = target
        info: DeviceInfo = await self._call("connect", target)
        return info

    async def disconnect(self, device_id: int) -> None:
        """Let the device go."""
        self._wanted.pop(device_id, None)
        await self._call("disconnect", device_id)

    async def discover(self, device_id: int, bus: Bus) -> Sequence[Found]:
        """Slaves that answer on this bus of a connected master."""
        found: Sequence[Found] = await self._call("discover", device_id, bus)
        return found

    async def attach(self, device_id: int, slave_ids: Sequence[int]) -> None:
        """Have a connected master serve these slaves and no others."""
        await self._call("attach", device_id, slave_ids)

    async def marks(self, device_id: int) -> Mapping[Family, Mark]:
        """What the device really holds of each family, as one mark."""
        marks: Mapping[Family, Mark] = await self._call("marks", device_id)
        return marks

    async def branches(self, device_id: int, family: Family, above: Sequence[str]) -> Mapping[str, Mark]:
        """The marks of the branches one digit below these; empty ones are left out."""
        marks: Mapping[str, Mark] = await self._call("branches", device_id, family, above)
        return marks

    async def digests(self, device_id: int, family: Family, branches: Sequence[str] = WHOLE) -> Mapping[str, bytes]:
        """Key -> digest of every record in these branches that the device really holds."""
        digests: Mapping[str, bytes] = await self._call("digests", device_id, family, branches)
        return digests

    async def read(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Record]:
        """The records with these keys, as the device holds them."""
        records: Sequence[Record] = await self._call("read", device_id, family, keys)
        return records

    async def summaries(self, device_id: int, user_ids: Sequence[str]) -> Sequence[UserSummary]:
        """Of these people what lists show, as the device holds them."""
        found: Sequence[UserSummary] = await self._call("summaries", device_id, user_ids)
        return found

    async def write(self, device_id: int, family: Family, records: Sequence[Record]) -> Sequence[Refused]:
        """Add or overwrite records; durable when this returns."""
        refused: Sequence[Refused] = await self._call("write", device_id, family, records)
        return refused

    async def delete(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Refused]:
        """Delete records; unknown keys are no error."""
        refused: Sequence[Refused] = await self._call("delete", device_id, family, keys)
        return refused

    async def wipe(self, device_id: int) -> None:
        """Delete all content but not the log."""
        await self._call("wipe", device_id)

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry out a command; a scan lasts until something is presented or the device's time-out."""
        outcome: Outcome = await self._call("run", device_id, command)
        return outcome

    async def doors(self, device_id: int) -> Sequence[DoorReport]:
        """How each door of the device stands now."""
        reports: Sequence[DoorReport] = await self._call("doors", device_id)
        return reports

    async def whereabouts(self, device_id: int, door_id: int, user_id: str) -> Trace:
        """What the device remembers of a person at one of its doors."""
        trace: Trace = await self._call("whereabouts", device_id, door_id, user_id)
        return trace

    async def log(self, device_id: int, start: int, limit: int) -> LogPage:
        """Records from index `start` (inclusive, 0 = oldest), oldest first."""
        page: LogPage = await self._call("log", device_id, start, limit)
        return page

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """The picture that was taken with a record of the log; empty where the device has it no more."""
        picture: bytes = await self._call("picture", device_id, epoch, index)
        return picture

    async def clear_log(self, device_id: int, epoch: int, newest: int) -> bool:
        """Clear the log if `newest` is the last record of this epoch; whether the epoch is over."""
        over: bool = await self._call("clear_log", device_id, epoch, newest)
        return over

    async def load_firmware(self, device_id: int, offset: int, part: bytes) -> None:
        """Hand over the next part of a firmware file; offset 0 begins anew."""
        await self._call("load_firmware", device_id, offset, part)

    async def install_firmware(self, device_id: int) -> None:
        """Restart with what was loaded."""
        await self._call("install_firmware", device_id)

    async def clock(self, device_id: int) -> datetime:
        """The device's clock, aware UTC."""
        at: datetime = await self._call("clock", device_id)
        return at

    async def set_clock(self, device_id: int, at: datetime) -> None:
        """Set the device's clock."""
        await self._call("set_clock", device_id, at)

    async def _call(self, name: str, *given: object) -> Any:
        if self._writer is None:
            raise DeviceError(Fault.NOT_CONNECTED, "no gateway")
        call, number = CALLS[name], next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._open[number] = answer
        try:
            self._writer.write(pack({"id": number, "call": name, "given": call.pack(given)}))
            with suppress(ConnectionError):
                await self._writer.drain()
            return decoder(call.result)(await answer)
        except asyncio.CancelledError:
            if self._writer is not None:
                self._writer.write(pack({"id": number}))
            raise
        finally:
            del self._open[number]

    async def _keep_connected(self) -> None:
        waits = itertools.chain(RETRY_SECONDS, itertools.repeat(RETRY_SECONDS[-1]))
        while True:
            try:
                if await self._connect():
                    waits = itertools.chain(RETRY_SECONDS, itertools.repeat(RETRY_SECONDS[-1]))
            except (OSError, FrameError) as error:
                _log.debug("no simulator gateway", error=str(error))
            finally:
                self._lost()
            self._tried.set()
            await asyncio.sleep(next(waits))

    async def _connect(self) -> bool:
        """One connection, from greeting to loss; whether it was welcomed."""
        stream, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(pack({"token": self._token()}))
            greeting = await receive(stream)
            if greeting is None or greeting.get("welcome") is not True:
                _log.warning("the simulator's gateway refuses the token")
                return False
            self._writer = writer
            self._tried.set()
            seeking = asyncio.create_task(self._seek())
            try:
                while (frame := await receive(stream)) is not None:
                    self._take(frame)
            finally:
                seeking.cancel()
                await asyncio.gather(seeking, return_exceptions=True)
            return True
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _seek(self) -> None:
        """Ask for every wanted device again; what does not answer now, the gateway goes on seeking."""
        for target in list(self._wanted.values()):
            with suppress(DeviceError):
                await self._call("connect", target)

    def _take(self, frame: Frame) -> None:
        if "report" in frame:
            report: Report = unpack_report(frame["report"])
            if isinstance(report, ConnectionChanged):
                (self._connected.add if report.connected else self._connected.discard)(report.device_id)
            self._feed.put(report)
            return
        answer = self._open.get(frame.get("id", 0))
        if answer is None or answer.done():
            return
        if "fault" in frame:
            answer.set_exception(DeviceError(Fault(frame["fault"]), str(frame.get("detail", ""))))
        else:
            answer.set_result(frame.get("result"))

    def _lost(self) -> None:
        """The gateway is gone, and with it every device."""
        self._writer = None
        for answer in self._open.values():
            if not answer.done():
                answer.set_exception(DeviceError(Fault.NOT_CONNECTED, "the gateway went away"))
        for device_id in sorted(self._connected):
            self._feed.put(ConnectionChanged(device_id, False, SystemClock().now()))
        self._connected.clear()
