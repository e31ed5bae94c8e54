"""What somebody meets who starts a server for the first time: a first password, both kinds of address, a crowd."""

import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from ostiary import __version__
from ostiary.app import sim
from ostiary.simulator.control import Control
from ostiary.simulator.fleet import Fleet
from tests.rig.served import Served, served

DOCUMENT = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text()


def run(*arguments: str, folder: Path, **environment: str) -> str:
    """The output of a command that succeeds."""
    done = subprocess.run(
        [sys.executable, "-m", "ostiary.app", *arguments],
        env={**os.environ, "OSTIARY_DATA_DIR": str(folder), **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def control_port() -> int:
    """The port of the simulator's control API."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, control_port: int) -> Iterator[Served]:
    """A server that nobody has given a password."""
    folder = tmp_path_factory.mktemp("first") / "data"
    with served(folder, OSTIARY_ADMIN_PASSWORD="", OSTIARY_SIMULATOR_PORT=str(control_port)) as started:
        yield started


class TestFirstPassword:
    def test_is_in_a_file_until_it_is_changed(self, server: Served) -> None:
        file = server.folder / "initial-password"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        credentials = {"login_id": "admin", "password": file.read_text().strip()}
        answer = httpx.post(f"{server.url}/api/login", json={"User": credentials}, trust_env=False, timeout=30)
        session = {"bs-session-id": answer.headers["bs-session-id"]}
        assert file.exists()
        body = {"User": {"password": "a quiet harbour 42"}}
        httpx.put(f"{server.url}/api/users/1", json=body, headers=session, trust_env=False).raise_for_status()
        end = time.monotonic() + 30
        while file.exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert not file.exists()

    def test_is_not_in_the_log(self, server: Served) -> None:
        lines = server.log().splitlines()
        assert [line.endswith("(to be changed at once)") for line in lines[:2]] == [True, False]


class TestAddresses:
    def test_it_listens_to_ipv4_and_ipv6(self, server: Served) -> None:
        port = server.url.rpartition(":")[2]
        for host in ("127.0.0.1", *(["[::1]"] if socket.has_dualstack_ipv6() else [])):
            assert httpx.get(f"http://{host}:{port}/health/live", trust_env=False).status_code == 200


class TestCrowd:
    def test_says_what_it_does_and_how_it_went(self, server: Served, control_port: int) -> None:
        with control_of(server, control_port) as control:
            _until_every_device_is_filled(control)
        told = run("demo", "crowd", "--rate", "50/s", "--count", "100", folder=server.folder).splitlines()
        assert told[0].startswith("Sending people to ")
        assert "50/s, 100 in all" in " ".join(told)
        assert told[-1] == "100 came: 93 granted, 7 denied"

    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_shuts_the_doors_when_it_is_ended(self, server: Served, control_port: int, how: signal.Signals) -> None:
        command = [sys.executable, "-m", "ostiary.app", "demo", "crowd", "--rate", "50/s"]
        with control_of(server, control_port) as control:
            _until_every_device_is_filled(control)
            with subprocess.Popen([*command, "--data-dir", str(server.folder)], stdout=subprocess.PIPE) as crowd:
                end = time.monotonic() + 60
                while len(doors_open(control)) < 3 and time.monotonic() < end:
                    time.sleep(0.02)
                crowd.send_signal(how)
                output, _ = crowd.communicate(timeout=30)
            assert (crowd.returncode, b" came: " in output) == (0, True)
            assert doors_open(control) == []


class TestDocumentedSimulator:
    """The examples of docs/simulator.md, in their order."""

    def test_every_call_answers_what_is_written(self, server: Served, control_port: int, tmp_path: Path) -> None:
        tried = set[str]()
        with control_of(server, control_port) as control:
            _until_every_device_is_filled(control)
            for method, path, body, wanted in examples():
                answer = control.request(method, path, content=body).json()
                assert holds(answer, wanted), f"{path} {body}: {answer}"
                tried.add(re.sub(r"/\d+(?=/|$)", "/{id}", path))
        app = Control(Fleet(tmp_path / "fleet.db"), "").app
        routes = {route.path.removeprefix("/sim/v1") for route in app.routes if isinstance(route, Route)}
        assert tried == routes

    def test_every_command_of_the_line_is_there(self) -> None:
        documented = set(re.findall(r"^    ostiary sim (\w+)", DOCUMENT, re.MULTILINE))
        assert documented == {
            command.name or getattr(command.callback, "__name__", "") for command in sim.app.registered_commands
        }


def examples() -> Iterator[tuple[str, str, str | None, Any]]:
    """Method, path, body and answer of each example of the document."""
    for command, answer in re.findall(r"^    (curl .*)\n    # (.*)$", DOCUMENT, re.MULTILINE):
        words = shlex.split(command)
        body = words[words.index("-d") + 1] if "-d" in words else None
        path = next(word for word in words if word.startswith("$sim")).removeprefix("$sim")
        yield "GET" if body is None else "POST", path, body, json.loads(answer)


def holds(answer: Any, wanted: Any) -> bool:
    """Whether an answer has what is written, and perhaps more."""
    if isinstance(wanted, dict):
        return all(name in answer and holds(answer[name], value) for name, value in wanted.items())
    if isinstance(wanted, list) and wanted:
        return all(any(holds(each, one) for each in answer) for one in wanted)
    return bool(answer == wanted)


def control_of(server: Served, port: int) -> httpx.Client:
    """A client of the simulator's control API."""
    headers = {"Authorization": f"Bearer {(server.folder / 'simulator.token').read_text().strip()}"}
    return httpx.Client(base_url=f"http://127.0.0.1:{port}/sim/v1", headers=headers, trust_env=False, timeout=30)


def doors_open(control: httpx.Client) -> list[int]:
    """The doors whose leaf is open."""
    return [
        door["id"] for device in control.get("/state").json()["devices"] for door in device["doors"] if door["open"]
    ]


def _until_every_device_is_filled(control: httpx.Client) -> None:
    """The last that gets its people is the controller of the server room."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        body = {"card": "10147", "pin": "2580"}
        if control.post("/devices/542190024/present", json=body).json().get("verdict") == "granted":
            return
        time.sleep(0.1)


class TestVersion:
    def test_is_told(self, tmp_path: Path) -> None:
        assert run("--version", folder=tmp_path) == f"Ostiary {__version__}\n"
