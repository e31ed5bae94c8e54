"""The fleet as a service: control API, answers to searches and, for servers in other processes, the gateway; one
process of its own with `serve`.
"""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import structlog
import uvicorn

from ostiary.simulator import control, frames
from ostiary.simulator.access_token import FILE_NAME, ensure_token
from ostiary.simulator.control import Control
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.gateway import Gateway
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.prompt import Server
from ostiary.simulator.responder import Responder

_log = structlog.get_logger(__name__)

STORE_NAME = "simulator.db"
LOOPBACK = "127.0.0.1"


class ControlServer:
    """The control API at a port of the loopback address. `port` 0 = any that is free."""

    def __init__(self, fleet: Fleet, token: str, port: int = control.PORT) -> None:
        app = Control(fleet, token).app
        self._server = Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        self._wanted_port = port
        self._socket: socket.socket | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port it listens at."""
        if self._socket is None:
            raise RuntimeError("the control API is not started")
        return int(self._socket.getsockname()[1])

    @property
    def address(self) -> str:
        """Where others on the machine reach it."""
        return f"http://{LOOPBACK}:{self.port}"

    async def start(self) -> None:
        """Listen; raises `OSError` when the port is taken."""
        self._socket = socket.create_server((LOOPBACK, self._wanted_port))
        # asyncio does this for sockets alone that name their protocol; without it an answer may take 40 ms more.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))

    async def stop(self) -> None:
        """Listen no more."""
        self._server.stop()
        if self._task is not None:
            await self._task
            self._task = None


class Service:
    """Fleet, control API, gateway and responder together; searches come to the control API's port, but by UDP."""

    def __init__(
        self,
        data_dir: Path,
        port: int = control.PORT,
        *,
        gateway_port: int = frames.PORT,
        plans: Iterable[DevicePlan],
    ) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        token = ensure_token(data_dir / FILE_NAME)
        self.fleet = Fleet(data_dir / STORE_NAME, plans)
        self.control = ControlServer(self.fleet, token, port)
        self.gateway = Gateway(self.fleet, token, gateway_port)
        self.responder = Responder(self.fleet, port)

    async def start(self) -> None:
        """Start them all."""
        await self.fleet.start()
        await self.responder.start()
        await self.gateway.start()
        await self.control.start()

    async def stop(self) -> None:
        """Stop them all; what was acknowledged is in the store."""
        await self.control.stop()
        await self.gateway.stop()
        await self.responder.stop()
        await self.fleet.stop()


async def serve(
    data_dir: Path,
    port: int = control.PORT,
    *,
    gateway_port: int = frames.PORT,
    plans: Iterable[DevicePlan],
    ready: Callable[[Service], None] = lambda _: None,
) -> None:
    """Run the simulated fleet in this process until SIGTERM or SIGINT; `ready` is called when it can be reached."""
    service = Service(data_dir, port, gateway_port=gateway_port, plans=plans)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    try:
        await service.start()
        _log.info("simulator started", control=service.control.port, gateway=service.gateway.port, data=str(data_dir))
        ready(service)
        await ended.wait()
    finally:
        await service.stop()
        _log.info("simulator stopped")
