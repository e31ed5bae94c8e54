"""Two servers on one PostgreSQL: both serve, one looks after the devices, and the other takes over."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ostiary.app import migrate
from ostiary.app.compose import House
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.port.commands import ScreenCommand, ScreenKind
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rig.databases import Build
from tests.rig.site import PLANS, READER, Site, config_of, running, visited

pytestmark = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)

SPARE = 100021
Pair = tuple[Site, Site, AsyncExitStack]


@pytest.fixture
async def pair(cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path) -> AsyncIterator[Pair]:
    """The server that looks after the devices, another, and what ends the first."""
    config = config_of(tmp_path, await cloned_url("migrated", migrate.upgrade))
    async with AsyncExitStack() as first, AsyncExitStack() as second:
        owner = await _served(first, *await first.enter_async_context(running(config, PLANS)))
        devices = tuple(
            NewDevice(plan.id, plan.name, model(plan.model).type_id, parent_id=plan.parent_id) for plan in PLANS
        )
        await owner.house.gate.run(System("test"), register_devices, devices)
        await owner.online()
        other = await _served(second, *await second.enter_async_context(running(config, PLANS)))
        yield owner, other, first


async def _served(stack: AsyncExitStack, house: House, url: str) -> Site:
    return await stack.enter_async_context(visited(house, url))


class TestTwoServers:
    async def test_a_session_of_one_is_a_session_of_the_other(self, pair: Pair) -> None:
        owner, other, _ = pair
        same = other.client(owner.admin.headers["bs-session-id"])
        assert (await same.get("/api/users")).status_code == 200
        assert (await same.post("/api/logout")).status_code == 200
        assert (await owner.admin.get("/api/users")).status_code == 401

    async def test_one_looks_after_the_devices(self, pair: Pair) -> None:
        owner, other, _ = pair
        assert (owner.house.at_work.is_set(), other.house.at_work.is_set()) == (True, False)

    async def test_the_other_gets_things_done_at_devices(self, pair: Pair) -> None:
        owner, other, _ = pair
        door = {
            "name": "Front",
            "entry_device_id": {"id": READER},
            "relay_output_id": {"device_id": {"id": READER}, "relay_index": 0},
        }
        made = await other.post("/api/doors", {"Door": {**door, "door_group_id": {"id": 1}}})
        assert made["DeviceResponse"]["rows"] == [{"id": str(READER), "code": "0"}]
        id = made["Door"]["id"]
        opened = await other.post("/api/doors/open", {"DoorCollection": {"rows": [{"id": id}]}})
        assert opened["DoorResponse"]["result"] == "true"
        assert owner.fleet.door(int(id))[1].state.unlocked

    async def test_the_other_has_a_card_scanned(self, pair: Pair) -> None:
        owner, other, _ = pair
        async with asyncio.TaskGroup() as tasks:
            scan = tasks.create_task(other.post(f"/api/devices/{READER}/scan_card"))
            await owner.scanning(READER)
            await owner.present(READER, card="4711")
        assert scan.result()["Card"]["card_id"] == "4711"

    async def test_a_scan_that_nobody_waits_for_at_the_other_ends(self, pair: Pair) -> None:
        owner, other, _ = pair
        left = asyncio.create_task(other.admin.post(f"/api/devices/{READER}/scan_card"))
        await owner.scanning(READER)
        left.cancel()
        await owner.idle(READER)

    async def test_the_other_finds_devices_and_sets_what_they_are(self, pair: Pair) -> None:
        owner, other, _ = pair
        await owner.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2"))
        option = {"UdpSearchOption": {"timeout": 30, "hide_known_devices": True}}
        (found,) = (await other.post("/api/devices/udp_search", option))["DeviceCollection"]["rows"]
        assert found["id"] == str(SPARE)
        await other.post("/api/devices/udp_put", {"Device": {"id": SPARE, "lan": {"connection_mode": 1}}})
        (calling,) = (await other.get("/api/devices/waiting"))["DeviceCollection"]["rows"]
        assert calling["lan"] == {**found["lan"], "connection_mode": "1"}
        await other.put(f"/api/devices/{READER}", {"Device": {"display": {"background_theme": 2}}})
        logo = b"\x89PNG\r\n\x1a\n\xff\xfe"
        picture = {"type": 2, "rows": [{"slot": 0, "data": b64encode(logo).decode()}]}
        body = {"DeviceCollection": {"rows": [{"id": READER}]}, "ResourceDataCollection": picture}
        shown = await other.post("/api/resources/update", body)
        assert shown["DeviceResponse"]["rows"] == [{"id": str(READER), "code": "0"}]
        assert owner.fleet.device(READER).own.screen() == ScreenCommand(ScreenKind.LOGO, pictures=(logo,))

    async def test_the_other_takes_over(self, pair: Pair) -> None:
        _, other, first = pair
        await first.aclose()
        await other.house.at_work.wait()
        await other.online()
        synced = await other.post("/api/devices/sync", {"DeviceCollection": {"rows": [{"id": READER}]}})
        assert synced["DeviceResponse"]["rows"] == [{"id": str(READER), "code": "0"}]
