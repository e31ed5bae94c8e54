"""Anti-passback and dual authentication of doors on the wire, at the reader, and cleared by an operator."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.api.native.premises import a_person
from tests.rig.site import CONTROLLER, READER, SLAVE_IN, SLAVE_OUT, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

ADA, BOB = "7", "8"
ADAS_CARD, BOBS_CARD = "777001", "777002"
CLEAR, CLEAR_TIMED = "/api/doors/clear_apb_ex", "/api/doors/clear_timed_apb_ex"


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def wired(name: str = "Lab", **members: Any) -> dict[str, Any]:
    """A door with two readers."""
    relay = {"device_id": {"id": CONTROLLER}, "relay_index": 0}
    both = {"entry_device_id": {"id": SLAVE_IN}, "exit_device_id": {"id": SLAVE_OUT}, "relay_output_id": relay}
    return {"Door": {"name": name, **both, **members}}


def sensor(**members: Any) -> dict[str, Any]:
    """The door's sensor."""
    return {"sensor_input_id": {"device_id": {"id": CONTROLLER}, "input_index": 0, "type": 0, **members}}


def clearing(*doors: Any, timed: bool = False, **members: Any) -> dict[str, Any]:
    """Who is cleared where, as sent."""
    config = {"Door": {"DoorCollection": {"rows": [{"id": id} for id in doors]}}, **members}
    return {"TimedAntiPassBackConfig" if timed else "AntiPassBackConfig": config, "target": "users:"}


async def furnish(site: Site, **members: Any) -> int:
    """A laboratory that Ada and Bob may enter, and what the devices have of it; answers the id of the door."""
    await site.online()
    door = int((await site.post("/api/doors", wired(**members)))["Door"]["id"])
    items = [{"doors": [{"id": door}], "schedule_id": {"id": "1"}}]
    level = await site.post("/api/access_levels", {"AccessLevel": {"name": "Lab", "access_level_items": items}})
    levels = [{"id": level["AccessLevel"]["id"]}]
    group = await site.post("/api/access_groups", {"AccessGroup": {"name": "Lab", "access_levels": levels}})
    groups = [{"id": group["AccessGroup"]["id"]}]
    await a_person(site, ADA, "Ada", ADAS_CARD, access_groups=groups)
    await a_person(site, BOB, "Bob", BOBS_CARD, access_groups=groups)
    return door


async def enter(site: Site, card: str = ADAS_CARD) -> int:
    """What becomes of somebody on the way in."""
    return (await site.present(SLAVE_IN, card=card)).event_code


async def shown(site: Site, door: int) -> dict[str, Any]:
    """A door as it is shown."""
    found: dict[str, Any] = (await site.get(f"/api/doors/{door}"))["Door"]
    return found


async def stored(site: Site, door: int, *wanted: int) -> list[int]:
    """The events at a door, once these are in."""
    async with asyncio.timeout(20):
        while True:
            heard = site.house.database.arrivals.rings
            query = {"limit": 100, "conditions": [{"column": "door_id", "operator": 0, "values": [door]}]}
            found = await site.post("/api/events/search", {"Query": query})
            codes = [int(row["event_type_id"]["code"]) for row in found["EventCollection"]["rows"]]
            if set(wanted) <= set(codes):
                return codes
            await site.house.database.arrivals.wait(heard)


class TestRules:
    async def test_are_shown_only_where_a_door_has_them(self, site: Site) -> None:
        group = int((await site.post("/api/access_groups", {"AccessGroup": {"name": "Guards"}}))["AccessGroup"]["id"])
        rules: dict[str, Any] = {
            "antipassback": {"apb_type": 1, "reset_time": "10", "bypass_groups": [{"id": group}]},
            "dual_authentication": {"device": 1, "approval_type": "1", "approval_groups": [{"id": group}]},
        }
        rules["extended_open"] = {"open_duration": 20, "access_groups": [{"id": group}]}
        door = int((await site.post("/api/doors", wired(**rules)))["Door"]["id"])
        groups = [{"id": str(group)}]
        pair = {"device": "1", "approval_type": "1", "timeout": "15", "schedule_id": {"id": "1"}}
        assert {name: (await shown(site, door)).get(name) for name in (*rules, "timed_antipassback")} == {
            "antipassback": {"apb_type": "1", "reset_time": "10", "bypass_groups": groups},
            "dual_authentication": {**pair, "approval_groups": groups},
            "extended_open": {"open_duration": "20", "access_groups": groups},
            "timed_antipassback": None,
        }
        change = {
            "antipassback": {"apb_type": 2},
            "timed_antipassback": {"device": 3},
            "dual_authentication": {"device": 0},
            "extended_open": {"access_groups": []},
        }
        await site.put(f"/api/doors/{door}", {"Door": change})
        (row,) = (await site.get("/api/doors"))["DoorCollection"]["rows"]
        assert row["timed_antipassback"] == {"apb_type": "0", "reset_time": "10", "bypass_groups": [], "device": "3"}
        assert not {"antipassback", "dual_authentication", "extended_open"} & set(row)
        kept = {"timed_antipassback": {"reset_time": 60, "bypass_groups": groups}}
        await site.put(f"/api/doors/{door}", {"Door": kept})
        await site.delete(f"/api/access_groups?id={group}")
        found = (await shown(site, door))["timed_antipassback"]
        assert found == {"apb_type": "0", "reset_time": "60", "bypass_groups": [], "device": "3"}

    async def test_that_no_door_can_have_are_refused(self, site: Site) -> None:
        door = int((await site.post("/api/doors", wired("Lab")))["Door"]["id"])
        hard = {"apb_type": 0}
        refused: tuple[tuple[dict[str, Any], str], ...] = (
            ({"exit_device_id": {"id": 0}, "antipassback": hard}, "131113"),
            ({"entry_device_id": {"id": 0}, "antipassback": hard}, "131112"),
            ({"antipassback": hard, **sensor(device_id={"id": 0}, apb_use_door_sensor=1)}, "611"),
            ({"antipassback": hard, "timed_antipassback": {"device": 1}}, "678"),
            ({"antipassback": {**hard, "bypass_groups": [{"id": id} for id in range(1, 18)]}}, "131107"),
            ({"antipassback": {**hard, "bypass_groups": [{"id": 77}]}}, "603"),
            ({"antipassback": {**hard, "reset_time": 10_081}}, "800"),
            ({"antipassback": {"apb_type": 3}}, "800"),
            ({"timed_antipassback": {"device": 1, "reset_time": 61}}, "800"),
            ({"timed_antipassback": {"device": 4}}, "800"),
            ({"dual_authentication": {"device": 3, "schedule_id": {"id": 77}}}, "604"),
            ({"dual_authentication": {"device": 3, "approval_type": 1}}, "800"),
        )
        for members, code in refused:
            assert code_of(await site.admin.put(f"/api/doors/{door}", json={"Door": members})) == (400, code), members
            body = wired("Other", **members)
            body["Door"] |= {name: value for name, value in members.items() if name.endswith("device_id")}
            assert code_of(await site.admin.post("/api/doors", json=body)) in {(400, code), (400, "65655")}, members
        await site.put(f"/api/doors/{door}", {"Door": {"antipassback": hard, **sensor(apb_use_door_sensor=1)}})
        without = {"Door": {"sensor_input_id": {"device_id": {"id": 0}}}}
        assert code_of(await site.admin.put(f"/api/doors/{door}", json=without)) == (400, "612")


class TestAlarms:
    async def test_switch_relays_of_the_network(self, site: Site) -> None:
        signal = {"name": "Blink", "on_duration": 60_000, "off_duration": 500}
        made = await site.post("/api/setting/output_signals", {"OutputSignal": signal})
        blink = made["OutputSignal"]["id"]
        on_device = {"output_device_id": {"id": CONTROLLER}, "output_relay": 6}
        forced = {"input_event_id": {"code": 21504}, "output_signal_id": {"id": blink}, **on_device}
        door = await furnish(site, trigger_actions=[forced], **sensor())
        shown_forced = {
            "input_event_id": {"code": "22016"},
            "output_device_id": {"id": str(CONTROLLER)},
            "output_type": "6",
            "output_relay": "6",
            "output_signal_id": {"id": blink},
            "delay": "0",
        }
        assert (await shown(site, door))["trigger_actions"] == [shown_forced]
        assert code_of(await site.admin.delete(f"/api/setting/output_signals/{blink}")) == (400, "8")
        await site.fleet.swing(door, True)
        controller = site.fleet.device(CONTROLLER)
        assert controller.doors.driven() == [(CONTROLLER, 6)]
        await site.post("/api/doors/clear_alarm", {"DoorCollection": {"rows": [{"id": door}]}})
        assert controller.doors.driven() == []
        for member, value, code in (
            ("input_event_id", {"code": 4102}, "800"),
            ("output_type", 3, "103"),
            ("output_relay", 8, "800"),
            ("output_relay", 0, "65656"),
            ("output_device_id", {"id": READER}, "65657"),
            ("output_signal_id", {"id": 77}, "30"),
            ("delay", 601, "800"),
        ):
            change = {"Door": {"trigger_actions": [{**forced, member: value}]}}
            assert code_of(await site.admin.put(f"/api/doors/{door}", json=change)) == (400, code), member
        await site.put(f"/api/doors/{door}", {"Door": {"trigger_actions": []}})
        assert (await shown(site, door))["trigger_actions"] == []


class TestAntipassback:
    async def test_is_obeyed_and_cleared_for_all_or_for_some(self, site: Site) -> None:
        door = await furnish(site, antipassback={"apb_type": 0})
        assert [await enter(site), await enter(site)] == [4102, 6405]
        assert [await enter(site, BOBS_CARD), await enter(site, BOBS_CARD)] == [4102, 6405]
        await stored(site, door, 6405, 24577, 23040)
        listed = clearing(door, User=[{"user_id": ADA}], UserType=2)
        answer = await site.post(CLEAR, listed)
        assert answer["DeviceResponse"] == {"rows": [{"id": str(CONTROLLER), "code": "0"}], "result": "true"}
        assert [await enter(site), await enter(site, BOBS_CARD)] == [4102, 6405]
        await site.post(CLEAR, clearing(door, User=[], UserType="1"))
        assert [await enter(site), await enter(site, BOBS_CARD)] == [4102, 4102]
        await stored(site, door, 23296)

    async def test_that_is_timed_is_cleared_by_its_own_call(self, site: Site) -> None:
        door = await furnish(site, timed_antipassback={"device": 1, "reset_time": 5})
        assert [await enter(site), await enter(site)] == [4102, 6406]
        await site.post(CLEAR, clearing(door, UserType=1))
        assert await enter(site) == 6406
        await site.post(CLEAR_TIMED, clearing(door, timed=True, User=[{"user_id": ADA}]))
        assert await enter(site) == 4102
        await site.post(CLEAR_TIMED, clearing(door, timed=True, UserType=1))
        assert await enter(site) == 4102

    async def test_is_not_cleared_at_devices_that_are_away(self, site: Site) -> None:
        door = await furnish(site, antipassback={"apb_type": 0})
        own = {"entry_device_id": {"id": READER}, "relay_output_id": {"device_id": {"id": READER}, "relay_index": 0}}
        here = int((await site.post("/api/doors", {"Door": {"name": "Here", **own}}))["Door"]["id"])
        nowhere = int((await site.post("/api/doors", {"Door": {"name": "Nowhere"}}))["Door"]["id"])
        await site.fleet.set_network(CONTROLLER, False)
        assert await site.house.plant.connections.turned(CONTROLLER, False, 30)
        for path, timed in ((CLEAR, False), (CLEAR_TIMED, True)):
            body = clearing(door, timed=timed, UserType=1)
            assert code_of(await site.admin.post(path, json=body)) == (400, "1001")
            answer = await site.post(path, clearing(door, here, nowhere, timed=timed, UserType=1))
            assert answer["Response"]["code"] == "1"
            rows = {row["id"]: row["code"] for row in answer["DeviceResponse"]["rows"]}
            assert rows == {str(CONTROLLER): "1001", str(READER): "0"}
        answer = await site.post(CLEAR, clearing(nowhere, UserType=1))
        assert answer["DeviceResponse"] == {"rows": [], "result": "true"}

    async def test_is_not_cleared_for_nobody_knows_whom(self, site: Site) -> None:
        door = int((await site.post("/api/doors", {"Door": {"name": "Nowhere"}}))["Door"]["id"])
        for path, timed in ((CLEAR, False), (CLEAR_TIMED, True)):
            for body, code in (
                (clearing(77, timed=timed, UserType=1), "601"),
                (clearing(timed=timed, UserType=1), "800"),
                (clearing(door, timed=timed), "800"),
                (clearing(door, timed=timed, UserType=3), "800"),
                (clearing(door, timed=timed, UserType=2), "800"),
                (clearing(door, timed=timed, UserType=2, User=[{"user_id": "77"}]), "201"),
                (clearing(door, timed=not timed, UserType=1), "800"),
                ({}, "800"),
            ):
                assert code_of(await site.admin.post(path, json=body)) == (400, code), (path, body)


class TestTwoPeople:
    async def test_open_a_door_that_needs_them(self, site: Site) -> None:
        door = await furnish(site, dual_authentication={"device": 1, "timeout": 600})
        first = await site.present(SLAVE_IN, card=ADAS_CARD)
        assert (first.response.value, first.event_code) == ("ignored", 4102)
        assert (await site.present(SLAVE_IN, card=ADAS_CARD)).event_code == 5888
        assert (await site.present(SLAVE_IN, card=BOBS_CARD)).response.value == "granted"
        await stored(site, door, 4102, 5888, 5632, 20480)
        assert site.fleet.door(door)[1].state.unlocked
        assert (await site.present(SLAVE_OUT, card=BOBS_CARD)).response.value == "granted"


class TestExplained:
    async def test_with_what_the_device_remembers(self, site: Site) -> None:
        door = await furnish(site, antipassback={"apb_type": 0}, dual_authentication={"device": 2})
        await enter(site)

        async def explained(reader: int) -> tuple[bool, int, dict[str, bool | None]]:
            asked: dict[str, str | int] = {"person": ADA, "reader": reader}
            document = (await site.admin.get("/native/explain", params=asked)).json()
            holds = {check["name"]: check["holds"] for check in document["checks"]}
            return document["granted"], document["event"]["code"], holds

        rules = {"enabled": True, "period": True, "rules": True, "lock": True, "credentials": True}
        assert await explained(SLAVE_IN) == (False, 6405, {**rules, "antipassback": False, "second_person": True})
        assert await explained(SLAVE_OUT) == (False, 4102, {**rules, "antipassback": True, "second_person": False})
        await site.fleet.set_network(CONTROLLER, False)
        assert await site.house.plant.connections.turned(CONTROLLER, False, 30)
        assert await explained(SLAVE_IN) == (True, 4102, {**rules, "antipassback": None, "second_person": True})
        assert door
