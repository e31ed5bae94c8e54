"""`ostiary serve` as a user starts it: a process of its own, its output in a file, stopped with SIGTERM or killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

PASSWORD = "a quiet harbour 42"
START_SECONDS = 60


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    url: str
    folder: Path

    def sign_in(self) -> str:
        """The session id of `admin`."""
        body = {"User": {"login_id": "admin", "password": PASSWORD}}
        answer = httpx.post(f"{self.url}/api/login", json=body, trust_env=False, timeout=30)
        answer.raise_for_status()
        return answer.headers["bs-session-id"]

    def log(self) -> str:
        """What it wrote so far."""
        return (self.folder / "server.log").read_text()


@contextlib.contextmanager
def served(folder: Path, *arguments: str, tls: bool = False, **environment: str) -> Iterator[Served]:
    """A server of the demo site, ready; stopped with SIGTERM at the end if it still runs."""
    port = free_port()
    more = arguments if tls else ("--http", *arguments)
    command = [sys.executable, "-m", "ostiary.app", "serve", "--demo", "--port", str(port), *more]
    settings = {
        **os.environ,
        "OSTIARY_DATA_DIR": str(folder),
        "OSTIARY_ADMIN_PASSWORD": PASSWORD,
        "OSTIARY_SIMULATOR_PORT": str(free_port()),
        **environment,
    }
    folder.mkdir(exist_ok=True)
    with (folder / "server.log").open("ab") as output:
        process = subprocess.Popen(command, env=settings, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    server = Served(process, f"{'https' if tls else 'http'}://127.0.0.1:{port}", folder)
    try:
        _until_ready(server)
        yield server
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)


def _until_ready(server: Served) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise AssertionError(server.log())
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{server.url}/health/ready", trust_env=False, verify=False).status_code == 200:  # noqa: S501
                return
        time.sleep(0.05)
    raise AssertionError(f"not ready after {START_SECONDS} s: {server.log()}")
