"""A browser at a virtual reader: the server over TLS, the simulator a process of its own, the session in the cookie."""

import asyncio
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.rig.served import PASSWORD, free_port, served

DEVICES = "/native/simulated/devices"
ENTRANCE = 542190001
CARD = "10002"
TRIES, AGAIN_SECONDS = 3000, 0.02


@contextmanager
def a_simulator(folder: Path, port: int, gateway_port: int) -> Iterator[None]:
    """The demo site's devices in a process of their own."""
    ports = ("--simulator-port", str(port), "--gateway-port", str(gateway_port))
    command = [sys.executable, "-m", "ostiary.app", "simulator", "--data-dir", str(folder), *ports]
    with (folder / "simulator.log").open("ab") as output:
        process = subprocess.Popen(command, env=os.environ, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


async def until(client: httpx.AsyncClient, **wanted: Any) -> None:
    """Until the main entrance is so."""
    for _ in range(TRIES):
        items = (await client.get(DEVICES)).json()["items"]
        found = [{**each, **each["screen"]} for each in items if each["id"] == ENTRANCE]
        if found and wanted.items() <= found[0].items():
            return
        await asyncio.sleep(AGAIN_SECONDS)
    raise AssertionError(f"the entrance never came to {wanted}")


async def until_level(client: httpx.AsyncClient) -> None:
    """Until the main entrance holds what it should."""
    for _ in range(TRIES):
        if (await client.get(f"/native/devices/{ENTRANCE}/content")).json().get("state") == "level":
            return
        await asyncio.sleep(AGAIN_SECONDS)
    raise AssertionError("the entrance never held what it should")


async def test_scan_and_present_at_once_from_one_browser(tmp_path: Path) -> None:
    port, gateway_port = free_port(), free_port()
    ports = {"OSTIARY_SIMULATOR_PORT": str(port), "OSTIARY_GATEWAY_PORT": str(gateway_port)}
    with served(tmp_path, "--simulator", "apart", tls=True, **ports) as server:
        page = {"Sec-Fetch-Site": "same-origin"}
        trust = ssl.create_default_context(cafile=tmp_path / "tls" / "ca.pem")
        options: dict[str, Any] = {"base_url": server.url, "headers": page, "verify": trust, "trust_env": False}
        async with httpx.AsyncClient(**options, timeout=60) as client:
            login = {"User": {"login_id": "admin", "password": PASSWORD}}
            assert (await client.post("/api/login", json=login)).status_code == 200
            assert (await client.get(DEVICES)).json() == {"items": []}
            with a_simulator(tmp_path, port, gateway_port):
                await until(client, online=True)
                await until_level(client)
                scan = asyncio.create_task(client.post(f"/api/devices/{ENTRANCE}/scan_card", json={}))
                await until(client, scans="card")
                shown = (await client.post(f"{DEVICES}/{ENTRANCE}/present", json={"card": "4711"})).json()
                assert shown["verdict"] == "captured", shown
                assert (await scan).json()["Card"]["card_id"] == "4711"
                shown = (await client.post(f"{DEVICES}/{ENTRANCE}/present", json={"card": CARD})).json()
                assert (shown["verdict"], shown["user_id"]) == ("granted", "2"), shown
