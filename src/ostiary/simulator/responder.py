"""The fleet as a search of the network sees it: every device that is online answers, by UDP at one port for all of them
and by TCP at the port that is its own. On the loopback address only, without a token: it tells what any device tells.

What is no question is not answered.
"""

import asyncio
import socket
from collections.abc import Coroutine
from contextlib import suppress

import structlog

from ostiary.port.reports import ConnectionChanged, Report
from ostiary.simulator.device import Device
from ostiary.simulator.errors import NoSuchDeviceError
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.search import Answer, Question, SearchError, framed, pack_answer, receive, unpack_question
from ostiary.simulator.unit import ADDRESS

_log = structlog.get_logger(__name__)

QUESTION_SECONDS = 5.0
"""How long whoever connects may take to ask."""
AT_ONCE = 64
"""Who is answered at one time, by UDP and again by TCP; more are not heard. Those who call and say nothing so take
nothing from a search by UDP.
"""
BURST = 32
"""Datagrams sent without letting anybody read in between."""


class Responder(asyncio.DatagramProtocol):
    """Answers searches for a fleet. `port` is that of UDP, 0 = any that is free."""

    def __init__(self, fleet: Fleet, port: int) -> None:
        self._fleet = fleet
        self._wanted_port = port
        self._transport: asyncio.DatagramTransport | None = None
        self._sockets: dict[int, socket.socket] = {}
        self._answering: set[asyncio.Task[None]] = set()
        self._talking: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """The UDP port it listens at."""
        if self._transport is None:
            raise RuntimeError("nobody answers searches yet")
        return int(self._transport.get_extra_info("sockname")[1])

    async def start(self) -> None:
        """Listen; raises `OSError` when the port is taken."""
        loop = asyncio.get_running_loop()
        place = ADDRESS, self._wanted_port
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=place)
        self._fleet.listen(self)
        for device in self._fleet.devices():
            self._arrange(device)

    async def stop(self) -> None:
        """Listen no more."""
        self._fleet.unlisten(self)
        for device_id in list(self._sockets):
            self._close(device_id)
        if self._transport is not None:
            self._transport.close()
            self._transport = None
        tasks = self._answering | self._talking
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def hear(self, report: Report) -> None:
        """A report of some device of the fleet: one that comes or goes begins or ends to listen."""
        if isinstance(report, ConnectionChanged):
            with suppress(NoSuchDeviceError):
                self._arrange(self._fleet.device(report.device_id))

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Somebody says something by UDP."""
        with suppress(SearchError):
            number, question = unpack_question(data)
            _begin(self._answering, self._answer(number, question, addr))

    def error_received(self, exc: Exception) -> None:
        """Whoever asked is gone."""
        _log.debug("search not answered", error=type(exc).__name__)

    # By UDP

    async def _answer(self, number: bytes, question: Question, asker: tuple[str, int]) -> None:
        wanted = [device for device in self._fleet.devices() if device.online and question.device_id in {0, device.id}]
        answers = [_answer_of(device, question, of=len(wanted)) for device in wanted] or [Answer(0)]
        for index, answer in enumerate(answers, 1):
            if self._transport is not None:
                self._transport.sendto(pack_answer(number, answer), asker)
            if index % BURST == 0:
                await asyncio.sleep(0)

    # By TCP

    def _arrange(self, device: Device) -> None:
        """Have the device listen if it can be reached, else not."""
        port = device.own.listens_at if device.online else None
        if port is None:
            self._close(device.id)
        elif device.id not in self._sockets:
            self._open(device, port)

    def _open(self, device: Device, port: int) -> None:
        try:
            listening = socket.create_server((ADDRESS, port))
        except OSError as error:
            _log.warning("no port to be searched for at", device=device.id, error=str(error))
            return
        listening.setblocking(False)
        self._sockets[device.id] = listening
        device.own.listening = int(listening.getsockname()[1])
        asyncio.get_running_loop().add_reader(listening, self._accept, listening, device)

    def _close(self, device_id: int) -> None:
        listening = self._sockets.pop(device_id, None)
        if listening is None:
            return
        asyncio.get_running_loop().remove_reader(listening)
        listening.close()
        with suppress(NoSuchDeviceError):
            self._fleet.device(device_id).own.listening = 0

    def _accept(self, listening: socket.socket, device: Device) -> None:
        try:
            caller, _ = listening.accept()
        except OSError as error:
            _log.debug("whoever called is gone", device=device.id, error=str(error))
            return
        caller.setblocking(False)
        if not _begin(self._talking, self._talk(device, caller)):
            caller.close()

    async def _talk(self, device: Device, caller: socket.socket) -> None:
        """One question, one answer."""
        stream, writer = await asyncio.open_connection(sock=caller)
        try:
            async with asyncio.timeout(QUESTION_SECONDS):
                number, question = unpack_question(await receive(stream))
                if question.device_id in {0, device.id}:
                    writer.write(framed(pack_answer(number, _answer_of(device, question, of=1))))
                    await writer.drain()
        except (SearchError, OSError) as error:
            _log.debug("call not answered", device=device.id, error=str(error))
        finally:
            writer.close()


def _begin(tasks: set[asyncio.Task[None]], answering: Coroutine[object, object, None]) -> bool:
    """Answer somebody as one of these, unless there are too many."""
    if len(tasks) >= AT_ONCE:
        answering.close()
        return False
    task = asyncio.create_task(answering)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return True


def _answer_of(device: Device, question: Question, *, of: int) -> Answer:
    units = device.units.values() if question.slaves else (device.own,)
    return Answer(of, tuple(unit.found() for unit in units if unit.alive))
