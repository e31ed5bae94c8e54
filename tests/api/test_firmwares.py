"""The page "Firmware": files are listed, brought to devices of their model, and a bad one harms nothing."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from ostiary.devices.firmware import UPGRADE, Folder, Upgrading, upgrade_devices
from ostiary.jobs.model import State
from ostiary.port.content import Family
from ostiary.protocols.firmware import pack
from tests.rig.askers import losing
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, Site

UNKNOWN, STATION, KEYPAD, UPGRADED = 4711, 46, 26, 17152
NEW = "9.9.1"
LOADED = 1 + 4
"""Looks at the asker before a file is loaded: at the beginning, and before each part."""


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def a_file(site: Site, name: str, data: bytes) -> str:
    """A file in the folder."""
    folder = Path(site.house.config.data_dir) / "firmware"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return name


def wanted(name: str, *ids: int, **file: Any) -> dict[str, Any]:
    """A file and devices, as sent."""
    rows = [{"id": str(id), "device_type_id": {"id": str(STATION)}} for id in ids]
    return {"FirmwareFile": {"filename": name, **file}, "DeviceCollection": {"rows": rows}}


async def versions(site: Site) -> dict[int, str]:
    """What each device runs, as shown."""
    rows = (await site.get("/api/devices"))["DeviceCollection"]["rows"]
    return {int(row["id"]): row["version"]["firmware"] for row in rows}


@pytest.fixture
async def name(site: Site) -> str:
    """A good file for the station."""
    await site.online()
    await site.house.plant.provisioner.settled()
    bell = site.house.database.bell
    while not all((await versions(site)).values()):
        await bell.wait(bell.rings)
    return a_file(site, "station.bin", pack(STATION, NEW, b"image" * 200_000))


class TestList:
    async def test_shows_what_is_firmware(self, site: Site) -> None:
        assert (await site.get("/api/firmwares"))["FirmwareFileCollection"] == {"total": "0", "rows": []}
        a_file(site, "b.bin", pack(KEYPAD, "2.0", b"image"))
        a_file(site, "a.bin", pack(STATION, NEW, b"image"))
        a_file(site, "readme.txt", b"no firmware")
        (Path(site.house.config.data_dir) / "firmware" / "link.bin").symlink_to("a.bin")
        assert (await site.get("/api/firmwares"))["FirmwareFileCollection"] == {
            "total": "2",
            "rows": [
                {"filename": "a.bin", "device_type": "46", "version": NEW},
                {"filename": "b.bin", "device_type": "26", "version": "2.0"},
            ],
        }


class TestUpgrade:
    async def test_a_device_restarts_with_it_and_keeps_what_it_holds(self, site: Site, name: str) -> None:
        before = dict(site.fleet.device(READER).holdings.digests(Family.USERS))
        answer = await site.post("/api/firmwares/update", wanted(name, READER, device_type="46"))
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "0"}], "result": "true"}
        bell = site.house.database.bell
        while (await versions(site))[READER] != NEW:
            await bell.wait(bell.rings)
        assert site.fleet.device(READER).holdings.digests(Family.USERS) == before
        while not (await site.get(f"/native/events?device={READER}&code={UPGRADED}"))["items"]:
            await bell.wait(bell.rings)
        (job,) = (await site.get("/native/jobs?kind=firmware"))["items"]
        assert (job["state"], job["done"], job["result"]) == ("done", job["total"], {"codes": {str(READER): 0}})

    async def test_is_not_installed_for_whoever_may_not_any_more(self, site: Site, name: str) -> None:
        before = await versions(site)
        plant, folder = site.house.plant, Folder(site.house.config.data_dir / "firmware")
        upgrade = partial(upgrade_devices, connections=plant.connections, folder=folder)
        upgrading = Upgrading((READER,), name, STATION, NEW)
        for looks in (2, LOADED):
            job = await losing(site.house.gate, UPGRADE, upgrading, upgrade, looks)
            assert (job.state, job.result) == (State.REFUSED, None)
        assert await versions(site) == before

    async def test_a_slave_too(self, site: Site) -> None:
        await site.online()
        a_file(site, "keypad.bin", pack(24, NEW, b"image"))
        answer = await site.post("/api/firmwares/update", wanted("keypad.bin", SLAVE_IN))
        assert answer["DeviceResponse"]["result"] == "true"
        assert site.fleet.device(SLAVE_IN).unit(SLAVE_IN).firmware == NEW

    async def test_what_is_bad_or_for_another_model_is_refused(self, site: Site, name: str) -> None:
        before = await versions(site)
        damaged = a_file(site, "damaged.bin", pack(STATION, NEW, b"image")[:-1])
        for body, code in (
            (wanted(damaged, READER), "1016"),
            (wanted(name, READER, device_type="26"), "1016"),
            (wanted(name, SECOND_READER), "1016"),
            (wanted(name, READER, CONTROLLER), "1016"),
            (wanted("nothing.bin", READER), "107"),
            (wanted("../station.bin", READER), "107"),
            (wanted("/etc/passwd", READER), "107"),
            (wanted(name, UNKNOWN), "301"),
            (wanted(name), "800"),
            ({}, "800"),
        ):
            assert code_of(await site.admin.post("/api/firmwares/update", json=body)) == (400, code), body
        assert await versions(site) == before

    async def test_a_device_that_is_away_keeps_what_it_runs(self, site: Site, name: str) -> None:
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        assert code_of(await site.admin.post("/api/firmwares/update", json=wanted(name, READER))) == (400, "1001")

    async def test_one_at_a_time_and_a_power_cut_in_the_middle_harms_nothing(self, site: Site, name: str) -> None:
        device = site.fleet.device(READER)
        before = device.own.firmware, dict(device.holdings.digests(Family.USERS))
        interference = site.fleet.interference(READER)
        interference.hang()
        first = asyncio.create_task(site.admin.post("/api/firmwares/update", json=wanted(name, READER)))
        bell = site.house.database.bell
        while not (await site.get("/native/jobs?kind=firmware&state=running"))["items"]:
            await bell.wait(bell.rings)
        assert code_of(await site.admin.post("/api/firmwares/update", json=wanted(name, READER))) == (400, "1017")
        await site.fleet.set_power(READER, False)
        interference.resume()
        assert code_of(await first) == (400, "1001")
        await site.fleet.set_power(READER, True)
        assert await site.house.plant.connections.turned(READER, True, 30)
        assert (device.own.firmware, dict(device.holdings.digests(Family.USERS))) == before
        await site.post("/api/firmwares/update", wanted(name, READER))
        assert device.own.firmware == NEW
