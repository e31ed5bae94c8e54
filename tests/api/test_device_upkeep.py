"""Devices are locked, restarted and silenced, and their logs cleared with nothing lost."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Response
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

UNKNOWN, RELAYS = 4711, 100020
LOCKED, UNLOCKED, STARTED, CLEARED = 14080, 14336, 12544, 16896


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def named(*ids: int) -> dict[str, Any]:
    """Devices, as sent."""
    return {"DeviceCollection": {"rows": [{"id": str(id)} for id in ids]}}


def rows_of(answer: dict[str, Any]) -> dict[int, str]:
    """Device -> code of an answer."""
    return {int(row["id"]): row["code"] for row in answer["DeviceResponse"]["rows"]}


async def cut_off(site: Site, device: int) -> None:
    """Take a device from the network and wait until the server has noticed."""
    await site.fleet.set_network(device, False)
    assert await site.house.plant.connections.turned(device, False, 30)


async def events_of(site: Site, device: int) -> list[tuple[int, int]]:
    """Index and code of everything stored of a device, oldest first."""
    query = {"limit": 0, "conditions": [{"column": "device_id", "operator": 0, "values": [device]}]}
    orders = [{"column": "id", "descending": False}]
    found = await site.post("/api/events/search", {"Query": {**query, "orders": orders}})
    return [(int(row["index"]), int(row["event_type_id"]["code"])) for row in found["EventCollection"]["rows"]]


async def until(site: Site, met: Callable[[], Any]) -> None:
    """Until something that is stored is so."""
    bell = site.house.database.bell
    heard = bell.rings
    while not await met():
        await bell.wait(heard)
        heard = bell.rings


async def is_locked(site: Site, device: int) -> bool:
    """Whether a device shows as locked."""
    return bool((await site.get(f"/api/devices/{device}"))["Device"]["system"]["locked"] == "true")


class TestLock:
    async def test_a_locked_reader_takes_no_card_until_it_is_unlocked(self, site: Site) -> None:
        await site.online()
        assert rows_of(await site.post("/api/devices/lock", named(READER, SLAVE_IN))) == {READER: "0", SLAVE_IN: "0"}
        await until(site, lambda: is_locked(site, SLAVE_IN))
        for reader in (READER, SLAVE_IN):
            assert (await site.present(reader, card="1")).response is Response.IGNORED
        assert (await site.present(SLAVE_OUT, card="1")).response is Response.DENIED
        answer = await site.admin.post(f"/api/devices/{READER}/scan_card")
        assert code_of(answer) == (400, "1002")
        await site.post("/api/devices/unlock", named(READER, SLAVE_IN))
        assert (await site.present(READER, card="1")).response is Response.DENIED

        async def both() -> bool:
            return {LOCKED, UNLOCKED} <= {code for _, code in await events_of(site, SLAVE_IN)}

        await until(site, both)
        assert not await is_locked(site, READER)

    async def test_a_locked_controller_bars_its_readers_and_its_doors_obey(self, site: Site) -> None:
        await site.online()
        relay = {"device_id": {"id": CONTROLLER}, "relay_index": 0}
        door = {"name": "Lobby", "entry_device_id": {"id": SLAVE_IN}, "relay_output_id": relay}
        id = int((await site.post("/api/doors", {"Door": door}))["Door"]["id"])
        await site.post("/api/devices/lock", named(CONTROLLER))
        assert (await site.present(SLAVE_IN, card="1")).response is Response.IGNORED
        opened = await site.post("/api/doors/open", {"DoorCollection": {"rows": [{"id": id}]}})
        assert opened["DoorResponse"]["result"] == "true"

    async def test_it_outlives_a_restart_of_the_device(self, site: Site) -> None:
        await site.online()
        await site.post("/api/devices/lock", named(READER))
        assert rows_of(await site.post("/api/devices/reboot", named(READER))) == {READER: "0"}
        await site.fleet.device(READER).started()
        assert await site.house.plant.connections.turned(READER, True, 30)
        assert (await site.present(READER, card="1")).response is Response.IGNORED

        async def started_twice() -> bool:
            return [code for _, code in await events_of(site, READER)].count(STARTED) == 2

        await until(site, started_twice)
        await until(site, lambda: is_locked(site, READER))

    async def test_what_reads_and_decides_nothing_cannot_be_locked(self, site: Site) -> None:
        await site.online()
        await site.fleet.add(DevicePlan(RELAYS, "Relays", "Secure I/O 2", CONTROLLER))
        module = NewDevice(RELAYS, "Relays", 6, parent_id=CONTROLLER)
        await site.house.gate.run(System("test"), register_devices, (module,))
        assert await site.house.plant.connections.turned(RELAYS, True, 30)
        for verb, code in (("lock", "1013"), ("unlock", "1013")):
            assert code_of(await site.admin.post(f"/api/devices/{verb}", json=named(RELAYS))) == (400, code)
        assert rows_of(await site.post("/api/devices/reboot", named(RELAYS))) == {RELAYS: "0"}


class TestAlarm:
    async def test_it_is_silenced_while_the_housing_is_open(self, site: Site) -> None:
        await site.online()
        await site.fleet.set_tamper(SLAVE_IN, True)
        unit = site.fleet.device(SLAVE_IN).unit(SLAVE_IN)
        assert unit.alarmed
        assert rows_of(await site.post("/api/devices/clear_alarm", named(SLAVE_IN))) == {SLAVE_IN: "0"}
        assert (unit.alarmed, unit.tampered) == (False, True)


class TestEveryCommand:
    @pytest.mark.parametrize("verb", ["lock", "unlock", "reboot", "clear_alarm"])
    async def test_is_refused_for_what_is_unknown_or_away(self, site: Site, verb: str) -> None:
        await site.online()
        path = f"/api/devices/{verb}"
        assert code_of(await site.admin.post(path, json=named(READER, UNKNOWN))) == (400, "301")
        for nothing in (named(), {}):
            assert code_of(await site.admin.post(path, json=nothing)) == (400, "800")
        await cut_off(site, SECOND_READER)
        assert code_of(await site.admin.post(path, json=named(SECOND_READER))) == (400, "1001")
        answer = await site.post(path, named(READER, SECOND_READER))
        assert (answer["Response"]["code"], rows_of(answer)) == ("1", {READER: "0", SECOND_READER: "1001"})


class TestClearLog:
    async def test_nothing_is_lost_and_another_epoch_begins(self, site: Site) -> None:
        await site.online()
        interference = site.fleet.interference(READER)
        interference.drop_hints(3)
        for card in ("1", "2", "3"):
            await site.present(READER, card=card)
        journal = site.fleet.device(READER).journal
        last = journal.newest
        answer = await site.admin.delete(f"/api/devices/clear_log?id={READER}")
        assert (code_of(answer), rows_of(answer.json())) == ((200, "0"), {READER: "0"})
        assert (journal.epoch, journal.newest) == (2, 1)

        async def cleared() -> bool:
            return (1, CLEARED) in await events_of(site, READER)

        await until(site, cleared)
        stored = [index for index, _ in await events_of(site, READER) if index]
        assert stored == [*range(1, last + 1), 1]

    async def test_all_those_of_a_group_or_a_part_of_all(self, site: Site) -> None:
        await site.online()
        whole = await site.delete("/api/devices/clear_log?id=*")
        assert rows_of(whole) == {READER: "0", SECOND_READER: "0", CONTROLLER: "0"}
        assert rows_of(await site.delete("/api/devices/clear_log?id=*&limit=1&offset=1")) == {SECOND_READER: "0"}
        assert set(rows_of(await site.delete("/api/devices/clear_log?id=*&group_id=1"))) == set(rows_of(whole))

    async def test_slaves_keep_none_of_their_own(self, site: Site) -> None:
        await site.online()
        answer = await site.delete(f"/api/devices/clear_log?id={SLAVE_IN}+{READER}%20{SECOND_READER}&group_id=77")
        assert rows_of(answer) == {READER: "0", SECOND_READER: "0"}
        assert (await site.delete(f"/api/devices/clear_log?id={SLAVE_IN}"))["DeviceResponse"]["rows"] == []

    async def test_what_makes_no_sense_is_refused(self, site: Site) -> None:
        await site.online()
        for query, code in (
            ("", "800"),
            ("?id=", "800"),
            ("?id=x", "800"),
            (f"?id={UNKNOWN}", "301"),
            ("?id=*&group_id=77", "500"),
            ("?id=*&limit=-1", "800"),
        ):
            assert code_of(await site.admin.delete(f"/api/devices/clear_log{query}")) == (400, code), query
        await cut_off(site, READER)
        assert code_of(await site.admin.delete(f"/api/devices/clear_log?id={READER}")) == (400, "1001")
        rows = rows_of(await site.delete("/api/devices/clear_log?id=*"))
        assert rows == {READER: "1001", SECOND_READER: "0", CONTROLLER: "0"}

    async def test_only_administrators_may(self, site: Site) -> None:
        level = {"name": "Keepers", "module": {"Device": {"read": "true", "write": "true"}}}
        id = (await site.post("/api/permissions", {"Permission": level}))["Permission"]["id"]
        person = {"user_id": "9", "name": "Bo", "user_group_id": {"id": "1"}, "permission": {"id": id}}
        account = {"login_id": "bo", "password": "a small boat 7"}
        period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        await site.post("/api/users", {"User": {**person, **account, **period}})
        keeper = await site.sign_in("bo", "a small boat 7")
        for ids in ("*", READER, "x", ""):
            assert code_of(await keeper.delete(f"/api/devices/clear_log?id={ids}")) == (403, "20")
