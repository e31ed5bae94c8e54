"""The commands to doors, and how doors stand."""

import asyncio
from typing import Any

import httpx

from ostiary.policy.door import Act, Flag
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, Site

LOCKED, UNLOCKED, EMERGENCY, DISCONNECTED, ONE_PASSAGE, FORCED_OPEN, HELD_OPEN = 1024, 2048, 512, 32, 2, 4, 8
"""Bits of a door's status."""


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def named(*ids: Any) -> dict[str, Any]:
    """Doors, as sent."""
    return {"DoorCollection": {"rows": [{"id": id} for id in ids]}}


async def a_door(site: Site, reader: int, name: str, **members: Any) -> int:
    """A door at a reader."""
    relay = {"device_id": {"id": members.pop("relay", reader)}, "relay_index": 0}
    door = {"name": name, "entry_device_id": {"id": reader}, "relay_output_id": relay, **members}
    return int((await site.post("/api/doors", {"Door": door}))["Door"]["id"])


async def bits(site: Site, id: int) -> int:
    """The status of a door."""
    (row,) = (await site.post("/api/doors/status", named(id)))["DoorStatusCollection"]["rows"]
    return int(row["status"])


async def until(site: Site, id: int, wanted: int) -> None:
    """Until a door has this status."""
    async with asyncio.timeout(20):
        heard = site.house.database.bell.rings
        while await bits(site, id) != wanted:
            await site.house.database.bell.wait(heard)
            heard = site.house.database.bell.rings


async def codes(site: Site, door: int) -> list[int]:
    """The events at a door, oldest first."""
    query = {"limit": 100, "conditions": [{"column": "door_id", "operator": 0, "values": [door]}]}
    orders = [{"column": "id", "descending": False}]
    found = await site.post("/api/events/search", {"Query": {**query, "orders": orders}})
    return [int(row["event_type_id"]["code"]) for row in found["EventCollection"]["rows"]]


async def cut_off(site: Site, device: int) -> None:
    """Take a device from the network and wait until the server has noticed."""
    await site.fleet.set_network(device, False)
    assert await site.house.plant.connections.turned(device, False, 30)


class TestCommands:
    async def test_are_answered_door_by_door_and_done(self, site: Site) -> None:
        await site.online()
        front, lobby = await a_door(site, READER, "Front"), await a_door(site, SLAVE_IN, "Lobby", relay=CONTROLLER)
        done = {"rows": [{"id": str(front), "code": "0"}, {"id": str(lobby), "code": "0"}], "result": "true"}
        for verb, status in (("unlock", UNLOCKED), ("lock", LOCKED), ("release", 0)):
            answer = await site.post(f"/api/doors/{verb}", named(front, str(lobby), front))
            assert answer["DoorResponse"] == done
            assert answer["Response"]["code"] == "0"
            await until(site, front, status)
            await until(site, lobby, status)
        seen = [code for code in await codes(site, front) if 24320 <= code <= 24323]
        assert seen == [24321, 24322, 24323]

    async def test_open_lets_one_pass_and_is_refused_while_an_operator_keeps_the_door_locked(self, site: Site) -> None:
        await site.online()
        id = await a_door(site, READER, "Front", open_duration=60)
        await site.post("/api/doors/open", named(id))
        await until(site, id, ONE_PASSAGE)
        await site.post("/api/doors/lock", named(id))
        await until(site, id, LOCKED)
        refused = await site.admin.post("/api/doors/open", json=named(id))
        assert code_of(refused) == (400, "64533")
        assert "An operator keeps the door locked; release it first." in refused.text
        await site.post("/api/doors/clear_alarm", named(id))
        async with asyncio.timeout(20):
            heard = site.house.database.bell.rings
            while not {24320, 19200, 20480} <= set(await codes(site, id)):
                await site.house.database.bell.wait(heard)
                heard = site.house.database.bell.rings

    async def test_to_some_devices_that_are_away_are_done_in_part(self, site: Site) -> None:
        await site.online()
        here, away = await a_door(site, READER, "Here"), await a_door(site, SECOND_READER, "Away")
        nowhere = int((await site.post("/api/doors", {"Door": {"name": "Nowhere"}}))["Door"]["id"])
        await cut_off(site, SECOND_READER)
        answer = await site.post("/api/doors/unlock", named(here, away, nowhere))
        assert answer["Response"]["code"] == "1"
        rows = {row["id"]: row["code"] for row in answer["DoorResponse"]["rows"]}
        assert rows == {str(here): "0", str(away): "1001", str(nowhere): "1001"}
        assert answer["DoorResponse"]["result"] == "false"
        assert (await site.post("/api/doors/open", named(here, away)))["Response"]["code"] == "1"
        for verb in ("open", "lock", "unlock", "release", "clear_alarm"):
            assert code_of(await site.admin.post(f"/api/doors/{verb}", json=named(away))) == (400, "1001")
        await until(site, away, DISCONNECTED)

    async def test_of_an_operator_are_refused_in_an_emergency(self, site: Site) -> None:
        await site.online()
        id = await a_door(site, READER, "Front")
        site.fleet.door(id)[1].apply(Act.UNLOCK, Flag.EMERGENCY)
        await until(site, id, EMERGENCY)
        for verb, code in (("open", "64533"), ("lock", "64534"), ("unlock", "64533"), ("release", "64532")):
            assert code_of(await site.admin.post(f"/api/doors/{verb}", json=named(id))) == (400, code), verb
        refused = await site.admin.post("/api/doors/open", json=named(id))
        assert "An emergency keeps the door unlocked." in refused.text
        assert await bits(site, id) == EMERGENCY

    async def test_of_an_operator_outlive_the_power_of_the_device(self, site: Site) -> None:
        await site.online()
        id = await a_door(site, READER, "Front")
        for verb, status in (("lock", LOCKED), ("unlock", UNLOCKED)):
            await site.post(f"/api/doors/{verb}", named(id))
            await site.fleet.set_power(READER, False)
            await until(site, id, DISCONNECTED | status)
            await site.fleet.set_power(READER, True)
            await until(site, id, status)
            assert site.fleet.door(id)[1].state.unlocked is (verb == "unlock")
        await site.post("/api/doors/release", named(id))
        await until(site, id, 0)

    async def test_are_written_down_and_reach_no_door_when_one_is_unknown(self, site: Site) -> None:
        await site.online()
        id = await a_door(site, READER, "Front")
        for verb in ("open", "lock", "unlock", "release", "clear_alarm"):
            path = f"/api/doors/{verb}"
            for body, code in (
                (named(id, 77), "601"),
                (named(), "800"),
                ({}, "800"),
                (named("x"), "800"),
                (named(*range(1, 20_002)), "800"),
            ):
                assert code_of(await site.admin.post(path, json=body)) == (400, code), (verb, str(body)[:60])
            assert code_of(await site.admin.get(path)) in {(400, "103"), (400, "800")}
        assert await codes(site, id) == []
        assert await bits(site, id) == 0


class TestStatus:
    async def test_shows_all_doors_or_those_that_are_named(self, site: Site) -> None:
        await site.online()
        front, lobby = await a_door(site, READER, "Front"), await a_door(site, SLAVE_IN, "Lobby", relay=CONTROLLER)
        for body in ({}, {"monitoring_permission": True}, {"DoorCollection": {"rows": ""}}):
            found = (await site.post("/api/doors/status", body))["DoorStatusCollection"]
            assert (found["total"], [row["door_id"]["id"] for row in found["rows"]]) == ("2", [str(front), str(lobby)])
        found = (await site.post("/api/doors/status", named(lobby)))["DoorStatusCollection"]
        assert found["rows"] == [
            {
                "door_id": {"id": str(lobby)},
                "opened": "false",
                "unlocked": "false",
                "last_open_time": "0",
                "alarm": "0",
                "status": "0",
            }
        ]
        assert code_of(await site.admin.post("/api/doors/status", json=named("x"))) == (400, "800")
        without_body = await site.admin.post("/api/doors/status")
        assert (without_body.status_code, without_body.json()["DoorStatusCollection"]["total"]) == (200, "2")

    async def test_shows_the_leaf_and_its_alarm(self, site: Site) -> None:
        await site.online()
        sensor = {"device_id": {"id": READER}, "input_index": 0, "type": 0}
        id = await a_door(site, READER, "Front", sensor_input_id=sensor)
        await site.fleet.swing(id, True)
        await until(site, id, FORCED_OPEN)
        (row,) = (await site.post("/api/doors/status", named(id)))["DoorStatusCollection"]["rows"]
        assert (row["opened"], row["unlocked"]) == ("true", "false")
        assert row["alarm"] == "2"
        assert int(row["last_open_time"]) > 0

    async def test_of_a_door_whose_device_is_away_is_what_is_last_known(self, site: Site) -> None:
        """The relay of a passage has fallen since; an alarm that nobody cleared stays in sight."""
        await site.online()
        sensor = {"device_id": {"id": READER}, "input_index": 0, "type": 0}
        id = await a_door(site, READER, "Front", sensor_input_id=sensor, open_duration=60, open_timeout=1)
        await site.fleet.swing(id, True)
        await site.post("/api/doors/open", named(id))
        await until(site, id, FORCED_OPEN | ONE_PASSAGE | HELD_OPEN)
        await cut_off(site, READER)
        (row,) = (await site.post("/api/doors/status", named(id)))["DoorStatusCollection"]["rows"]
        assert (row["opened"], row["unlocked"], row["alarm"]) == ("true", "false", "3")
        assert int(row["status"]) == DISCONNECTED | FORCED_OPEN | HELD_OPEN
