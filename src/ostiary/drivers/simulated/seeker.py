"""The searching side: calls on the network of the simulated devices, which is the loopback address and no other."""

import asyncio
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from ostiary.port.discovery import Found, Quest
from ostiary.simulator.search import (
    NUMBER_BYTES,
    Answer,
    Question,
    SearchError,
    framed,
    pack_question,
    receive,
    unpack_answer,
)
from ostiary.simulator.unit import ADDRESS

AGAIN_SECONDS = 0.5
"""How long until a question is asked again: datagrams can be lost."""
BUFFER = 1024 * 1024
"""Bytes of answers that may wait to be read."""


class Seeker:
    """Searches for simulated devices. `port` tells where these hear calls by UDP."""

    def __init__(self, port: Callable[[], int]) -> None:
        self._port = port

    async def search(self, quest: Quest) -> Sequence[Found]:
        """Who answers in time; over as soon as all have answered that are there."""
        ears = _Ears(secrets.token_bytes(NUMBER_BYTES))
        message = pack_question(ears.number, Question(quest.device_id, quest.slaves))
        with suppress(OSError, SearchError):
            async with asyncio.timeout(quest.seconds):
                if not quest.address:
                    await self._call(message, ears)
                elif quest.address == ADDRESS:
                    await _visit(quest.port, message, ears)
        return ears.found()

    async def _call(self, message: bytes, ears: "_Ears") -> None:
        """By UDP, again and again until all have answered."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(lambda: ears, remote_addr=(ADDRESS, self._port()))
        try:
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
            while not ears.complete.is_set():
                transport.sendto(message)
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN_SECONDS):
                        await ears.complete.wait()
        finally:
            transport.close()


class _Ears(asyncio.DatagramProtocol):
    """Hears answers to the question of this number; what is none is ignored."""

    def __init__(self, number: bytes) -> None:
        self.number = number
        self.complete = asyncio.Event()
        self._found: dict[int, tuple[Found, ...]] = {}

    def datagram_received(self, data: bytes, _addr: tuple[str, int]) -> None:
        """Somebody answers by UDP."""
        with suppress(SearchError):
            self.take(*unpack_answer(data))

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there now; whoever asks goes on until his time is over."""

    def take(self, number: bytes, answer: Answer) -> None:
        """An answer, to whatever question."""
        if number != self.number:
            return
        if answer.found:
            self._found[answer.found[0].device_id] = answer.found
        if len(self._found) >= answer.of:
            self.complete.set()

    def found(self) -> Sequence[Found]:
        """All that have answered, by id, each followed by its slaves."""
        return tuple(each for _, units in sorted(self._found.items()) for each in units)


async def _visit(port: int, message: bytes, ears: _Ears) -> None:
    """By TCP: whoever listens at this port."""
    stream, writer = await asyncio.open_connection(ADDRESS, port)
    try:
        writer.write(framed(message))
        ears.take(*unpack_answer(await receive(stream)))
    finally:
        writer.close()
