"""The fleet's gateway: servers in other processes of this machine reach the simulated devices through it, by token."""

import asyncio
import hmac
from contextlib import suppress
from typing import Any

import structlog

from ostiary.port.commands import DeviceError, Fault
from ostiary.simulator.codec import CodecError, encoder
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.frames import CALLS, PORT, TRUSTED_LONGEST, Frame, FrameError, pack, pack_report, receive
from ostiary.simulator.session import Session

_log = structlog.get_logger(__name__)

GREETING_TIMEOUT = 5.0


class Gateway:
    """A TCP server on the loopback address, with a session for each connection. `port` 0 = any that is free."""

    def __init__(self, fleet: Fleet, token: str, port: int = PORT) -> None:
        self._fleet = fleet
        self._token = token
        self._wanted_port = port
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """The port it listens at."""
        if self._server is None:
            raise RuntimeError("the gateway is not started")
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._wanted_port)

    async def stop(self) -> None:
        """Cut off every client and listen no more."""
        if self._server is None:
            return
        self._server.close()
        for client in self._clients:
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    async def _accept(self, stream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._clients.add(task)
            task.add_done_callback(self._clients.discard)
        try:
            if await self._greet(stream, writer):
                await Client(Session(self._fleet), stream, writer).serve()
        except (FrameError, ConnectionError, TimeoutError) as error:
            _log.info("simulator client cut off", error=str(error))
        except asyncio.CancelledError:
            _log.debug("simulator gateway stops")
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _greet(self, stream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        async with asyncio.timeout(GREETING_TIMEOUT):
            frame = await receive(stream, TRUSTED_LONGEST)
        if frame is None:
            return False
        given = str(frame.get("token", "")).encode("utf-8", "replace")
        welcome = hmac.compare_digest(given, self._token.encode())
        writer.write(pack({"welcome": welcome}))
        await writer.drain()
        return welcome


class Client:
    """One server's connection."""

    def __init__(self, session: Session, stream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._session = session
        self._stream = stream
        self._writer = writer
        self._sending = asyncio.Lock()
        self._calls: dict[str, asyncio.Task[None]] = {}

    async def serve(self) -> None:
        """Answer calls and pass reports on until the client goes."""
        await self._session.start()
        reports = asyncio.create_task(self._pass_reports())
        try:
            while (frame := await receive(self._stream)) is not None:
                self._begin_or_end(frame)
        finally:
            await self._session.stop()
            tasks = (reports, *self._calls.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _begin_or_end(self, frame: Frame) -> None:
        """Begin a call, or end one that nobody waits for any more."""
        number = str(frame.get("id"))
        if "call" not in frame:
            if number in self._calls:
                self._calls[number].cancel()
            return
        self._calls[number] = call = asyncio.create_task(self._answer(frame))
        call.add_done_callback(lambda _: self._calls.pop(number, None))

    async def _pass_reports(self) -> None:
        async for report in self._session.reports():
            await self._send({"report": pack_report(report)})

    async def _answer(self, frame: Frame) -> None:
        number = frame.get("id")
        try:
            await self._send({"id": number, "result": await self._run(frame)})
        except DeviceError as error:
            await self._send({"id": number, "fault": int(error.fault), "detail": error.detail})
        except CodecError as error:
            await self._send({"id": number, "fault": int(Fault.INVALID), "detail": str(error)})
        except Exception as error:  # noqa: BLE001 -- whatever it is, the caller waits for an answer and for no other
            _log.error("simulator call failed", call=frame.get("call"), error=type(error).__name__)
            await self._send({"id": number, "fault": int(Fault.UNKNOWN), "detail": type(error).__name__})

    async def _run(self, frame: Frame) -> Any:
        call = CALLS.get(str(frame.get("call")))
        if call is None:
            raise CodecError(f"no call {frame.get('call')}")
        result = await getattr(self._session, call.name)(*call.unpack(frame.get("given")))
        return encoder(call.result)(result)

    async def _send(self, frame: Frame) -> None:
        async with self._sending:
            self._writer.write(pack(frame))
            with suppress(ConnectionError):
                await self._writer.drain()
