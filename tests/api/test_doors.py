"""The page "Doors"."""

from typing import Any

import httpx

from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

ALL_DOORS = {"id": "1", "name": "All Doors"}
UNKNOWN = 999999


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def contact(device: int, index: int, closed: int = 0, **more: Any) -> dict[str, Any]:
    """A sensor or an exit button, as sent."""
    return {"device_id": {"id": device}, "input_index": index, "type": closed, **more}


def at(reader: int, name: str = "Front door", **members: Any) -> dict[str, Any]:
    """A door at a reader that drives its own relay, or its controller's."""
    relay = CONTROLLER if reader in {SLAVE_IN, SLAVE_OUT} else reader
    wired = {"entry_device_id": {"id": reader}, "relay_output_id": {"device_id": {"id": relay}, "relay_index": 0}}
    return {"Door": {"name": name, "door_group_id": {"id": 1}, **wired, **members}}


async def made(site: Site, body: dict[str, Any]) -> str:
    """The id of a new door."""
    return str((await site.post("/api/doors", body))["Door"]["id"])


async def shown(site: Site, id: str) -> dict[str, Any]:
    """A door as it is shown."""
    door: dict[str, Any] = (await site.get(f"/api/doors/{id}"))["Door"]
    return door


X_STATION = 34
"""A type of slave that has a telephone."""
VOIP = {
    "server": {"address": "", "user_id": "", "password": "", "port": "5061", "autid": "", "regdur": "300"},
    "dtmf": {"mode": "0", "exit_button": "*"},
    "phonebook_list": [],
    "outbound": {"use_prox_ser": "false", "prox_ip_addrs": [], "prox_ser_port": "0"},
    "use_extension_num": "false",
    "speakerVolume": "50",
    "micVolume": "50",
}
"""Of a reader that has a telephone which nobody has set up."""


def device(id: int, name: str) -> dict[str, Any]:
    """A device where a door refers to it."""
    nothing = {"rows": [], "total": "0"}
    telephone = {"voip": VOIP} if id == READER else {}
    return {"id": str(id), "name": name, "input": {"supervised_inputs": []}, "event_filter": nothing, **telephone}


class TestOneDoor:
    async def test_is_made_as_in_the_reference_and_shown_as_text(self, site: Site) -> None:
        await site.online()
        sensor = contact(READER, 1, 1, apb_use_door_sensor="1")
        body = at(
            READER,
            description="Test",
            open_timeout=15,
            open_duration="5",
            open_once="true",
            unconditional_lock="true",
            exit_button_input_id={"device_id": {"id": str(READER)}, "input_index": 0, "type": "1"},
            sensor_input_id=sensor,
        )
        answer = await site.post("/api/doors", body)
        assert answer["Door"] == {"id": "1", "name": "Front door"}
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "0"}], "result": "true"}
        reader = device(READER, "Reader")
        assert await shown(site, "1") == {
            "id": "1",
            "name": "Front door",
            "description": "Test",
            "status": "0",
            "entry_device_id": reader,
            "open_duration": "5",
            "open_timeout": "15",
            "open_once": "true",
            "unconditional_lock": "true",
            "door_group_id": ALL_DOORS,
            "relay_output_id": {"device_id": reader, "relay_index": "0"},
            "exit_button_input_id": {
                "device_id": reader,
                "input_index": "0",
                "type": "1",
                "simulated_unlock": "false",
            },
            "sensor_input_id": {"device_id": reader, "input_index": "1", "type": "1", "apb_use_door_sensor": "1"},
            "trigger_actions": [],
        }
        assert (await site.get("/api/doors"))["DoorCollection"]["rows"] == [await shown(site, "1")]

    async def test_shows_the_telephone_of_both_readers(self, site: Site) -> None:
        for id in (200001, 200002):
            slave = {"id": id, "name": f"Slave {id}", "parent_device_id": {"id": CONTROLLER}}
            await site.post("/api/devices", {"Device": {**slave, "device_type_id": {"id": X_STATION}}})
        changed = {"micVolume": 30, "server": {"password": "secret"}}
        await site.put("/api/devices/200002", {"Device": {"voip": changed}})
        relay = {"device_id": {"id": CONTROLLER}, "relay_index": 0}
        readers = {"entry_device_id": {"id": 200001}, "exit_device_id": {"id": 200002}}
        await made(site, {"Door": {"name": "Lobby", "relay_output_id": relay, **readers}})
        (door,) = (await site.get("/api/doors"))["DoorCollection"]["rows"]
        assert door["entry_device_id"]["voip"] == VOIP
        assert door["exit_device_id"]["voip"] == {**VOIP, "micVolume": "30"}
        assert await shown(site, door["id"]) == door

    async def test_has_defaults_and_leaves_out_what_it_has_not(self, site: Site) -> None:
        door = await shown(site, await made(site, {"Door": {"name": "Bare"}}))
        assert door == {
            "id": "1",
            "name": "Bare",
            "description": "",
            "status": "0",
            "open_duration": "3",
            "open_timeout": "10",
            "open_once": "false",
            "unconditional_lock": "false",
            "door_group_id": ALL_DOORS,
            "trigger_actions": [],
        }

    async def test_is_changed_in_part(self, site: Site) -> None:
        await site.online()
        body = at(READER, description="Glass", open_duration=7, sensor_input_id=contact(READER, 1, 1))
        id = await made(site, body)
        before = await shown(site, id)
        changed = await site.put(f"/api/doors/{id}", {"Door": {"name": "Main door"}})
        assert changed["DeviceResponse"]["result"] == "true"
        assert await shown(site, id) == {**before, "name": "Main door"}
        await site.put(
            f"/api/doors/{id}",
            {"Door": {"name": None, "description": "", "open_duration": "", "sensor_input_id": {"input_index": "0"}}},
        )
        after = await shown(site, id)
        assert after["sensor_input_id"] == {**before["sensor_input_id"], "input_index": "0"}
        assert (after["name"], after["description"], after["open_duration"]) == ("Main door", "", "7")

    async def test_loses_devices_by_the_id_0(self, site: Site) -> None:
        body = at(SLAVE_IN, exit_device_id={"id": SLAVE_OUT}, sensor_input_id=contact(CONTROLLER, 0))
        id = await made(site, body)
        kept = {"exit_device_id": {"id": ""}, "sensor_input_id": {"device_id": {"id": ""}}}
        await site.put(f"/api/doors/{id}", {"Door": kept})
        assert (await shown(site, id))["exit_device_id"]["name"] == "Slave out"
        taken = {"exit_device_id": {"id": 0}, "sensor_input_id": {"device_id": {"id": "0"}}}
        await site.put(f"/api/doors/{id}", {"Door": taken})
        assert not {"exit_device_id", "sensor_input_id"} & set(await shown(site, id))

    async def test_is_deleted(self, site: Site) -> None:
        ids = [await made(site, {"Door": {"name": name}}) for name in "abc"]
        answer = await site.delete(f"/api/doors?id={ids[0]}+{ids[2]}")
        assert answer["DeviceResponse"] == {"rows": [], "result": "true"}
        rows = (await site.get("/api/doors"))["DoorCollection"]["rows"]
        assert [row["id"] for row in rows] == [ids[1]]
        assert code_of(await site.admin.get(f"/api/doors/{ids[0]}")) == (400, "601")
        partly = await site.admin.delete(f"/api/doors?id={ids[0]}+{ids[1]}")
        assert code_of(partly) == (200, "1")
        rows = [{"id": str(ids[0]), "ret_code": "601"}, {"id": str(ids[1]), "ret_code": "0"}]
        assert partly.json()["DoorCollection"] == {"rows": rows}
        assert (await site.get("/api/doors"))["DoorCollection"]["rows"] == []

    async def test_is_queued_for_a_device_that_is_away(self, site: Site) -> None:
        await site.online()
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        answer = await site.post("/api/doors", at(READER))
        assert answer["Response"]["code"] == "0"
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "1001"}], "result": "false"}


class TestLists:
    async def test_are_sorted_paged_and_searched(self, site: Site) -> None:
        group = await site.post("/api/door_groups", {"DoorGroup": {"name": "North", "parent_id": {"id": 1}}})
        north = group["DoorGroup"]["id"]
        names = ("b École", "a ÉCOLE", "100%", "Lobby")
        for name in names:
            await made(site, {"Door": {"name": name, "door_group_id": {"id": north if name == "Lobby" else 1}}})
        for query in ("", "?limit=0", "?limit=", "?limit", "?limit&offset", "?last_modified=0&junk=1"):
            found = (await site.get(f"/api/doors{query}"))["DoorCollection"]
            assert (found["total"], [row["name"] for row in found["rows"]]) == ("4", list(names)), query
        by_name = sorted(names)
        for query, expected in (
            ("?order_by=name:false", by_name),
            ("?order_by=name:true", by_name[::-1]),
            ("?order_by=name,false&limit=2", by_name[:2]),
            ("?order_by=id:true&limit=1&offset=1", ["100%"]),
            ("?order_by=door_group_id.name:true", ["Lobby", *names[:3]]),
        ):
            found = (await site.get(f"/api/doors{query}"))["DoorCollection"]
            assert (found["total"], [row["name"] for row in found["rows"]]) == ("4", expected), query
        for body, expected in (
            ({}, list(names)),
            ({"limit": 0, "order_by": "name:false"}, by_name),
            ({"search_text": "école"}, list(names[:2])),
            ({"search_text": "%"}, ["100%"]),
            ({"search_text": "_"}, []),
            ({"door_group_id": north}, ["Lobby"]),
            ({"limit": "1", "offset": "3"}, ["Lobby"]),
            ({"search_text": "x" * 70_000}, []),
        ):
            page = (await site.post("/api/v2/doors/search", body))["DoorCollection"]
            assert [row["name"] for row in page["rows"]] == expected, body

    async def test_of_the_second_version_show_numbers(self, site: Site) -> None:
        await made(site, at(READER, exit_button_input_id=contact(READER, 1, 1)))
        await made(site, {"Door": {"name": "Bare"}})
        page = (await site.post("/api/v2/doors/search", {"limit": 50, "order_by": "id:false"}))["DoorCollection"]
        nameless = {"id": READER, "slave_devices": []}
        reader = {**nameless, "name": "Reader"}
        assert page["total"] == 2
        assert {**page["rows"][0], "status": 0} == {
            "id": 1,
            "name": "Front door",
            "status": 0,
            "entry_device_id": reader,
            "door_group_id": {"id": 1, "name": "All Doors"},
            "exit_button_input_id": {"device_id": nameless, "input_index": 1, "type": "1"},
            "relay_output_id": {"device_id": nameless, "relay_index": 0},
        }
        assert set(page["rows"][1]) == {"id", "name", "status", "door_group_id"}


class TestRefusals:
    async def test_have_the_codes_of_the_reference_and_leave_nothing_behind(self, site: Site) -> None:
        await made(site, at(SLAVE_IN, "Taken", sensor_input_id=contact(CONTROLLER, 4)))
        free = {"device_id": {"id": CONTROLLER}, "relay_index": 1}
        other = await made(site, at(SECOND_READER, "Other"))
        before = await site.get("/api/doors")
        refused: tuple[tuple[dict[str, Any], str], ...] = (
            (at(READER, "Taken"), "65652"),
            (at(READER, ""), "800"),
            (at(READER, " "), "800"),
            (at(READER, "x" * 49), "131094"),
            (at(READER, door_group_id={"id": 77}), "607"),
            (at(UNKNOWN), "301"),
            (at(SLAVE_IN), "65655"),
            (at(SLAVE_OUT), "65656"),
            (at(READER, exit_device_id={"id": SLAVE_OUT}), "65657"),
            (at(READER, sensor_input_id=contact(CONTROLLER, 0)), "65657"),
            (at(SLAVE_OUT, relay_output_id=free, sensor_input_id=contact(CONTROLLER, 4)), "131110"),
            (at(SLAVE_OUT, relay_output_id=free, exit_button_input_id=contact(CONTROLLER, 4)), "131110"),
            (at(SLAVE_OUT, relay_output_id=free, exit_button_input_id=contact(CONTROLLER, 8)), "800"),
            (at(SLAVE_OUT, relay_output_id=free, exit_button_input_id=contact(SLAVE_OUT, 0)), "800"),
            (at(SLAVE_OUT, relay_output_id={"device_id": {"id": CONTROLLER}, "relay_index": 8}), "800"),
            (at(READER, open_duration=0), "800"),
            (at(READER, open_duration=901), "800"),
            (at(READER, open_timeout=-1), "800"),
            (at(READER, open_once="perhaps"), "800"),
            (at(READER, sensor_input_id=contact(READER, 2**60)), "800"),
            (at(READER, relay_output_id={"device_id": {"id": READER}, "relay_index": -1}), "800"),
            (at(2**63 - 1), "301"),
            (at(2**63), "800"),
        )
        for body, code in refused:
            assert code_of(await site.admin.post("/api/doors", json=body)) == (400, code), body
        for body, code in refused[:1] + refused[3:7] + refused[10:]:
            assert code_of(await site.admin.put(f"/api/doors/{other}", json=body)) == (400, code), body
        assert await site.get("/api/doors") == before

    async def test_of_what_is_no_door_and_no_request(self, site: Site) -> None:
        admin = site.admin
        for method, path, body, code in (
            ("GET", "/api/doors/77", None, "601"),
            ("PUT", "/api/doors/77", {"Door": {"name": "x"}}, "601"),
            ("DELETE", "/api/doors?id=77", None, "601"),
            ("DELETE", "/api/doors", None, "800"),
            ("DELETE", "/api/doors?id=x", None, "800"),
            ("GET", "/api/doors/status", None, "103"),
            ("GET", "/api/doors/99999999999999999999", None, "800"),
            ("GET", "/api/doors?order_by=password:true", None, "800"),
            ("GET", "/api/doors?limit=-1", None, "800"),
            ("POST", "/api/doors", {}, "800"),
            ("POST", "/api/doors", {"Door": []}, "800"),
            ("POST", "/api/doors", {"Door": {"name": "a\x00b"}}, "800"),
            ("POST", "/api/v2/doors/search", {"order_by": "id; drop table door"}, "800"),
            ("POST", "/api/v2/doors/search", {"limit": "'"}, "800"),
            ("GET", "/api/doors/", None, "103"),
            ("PATCH", "/api/doors/1", {}, "103"),
            ("POST", "/api/doors/1/open", {}, "103"),
        ):
            answer = await admin.request(method, path, json=body)
            assert code_of(answer) == (400, code), (method, path[:60], answer.text[:200])
        malformed = await admin.post("/api/doors", content=b'{"Door": {"name": ')
        assert code_of(malformed) == (400, "700")

    async def test_of_text_that_looks_like_sql_is_only_text(self, site: Site) -> None:
        name = "'); DROP TABLE door; --"
        id = await made(site, {"Door": {"name": name, "description": "%_\\ \" ' é"}})
        assert (await shown(site, id))["name"] == name
        page = await site.post("/api/v2/doors/search", {"search_text": "'); drop"})
        assert page["DoorCollection"]["total"] == 1

    async def test_a_device_of_a_door_cannot_be_deleted(self, site: Site) -> None:
        id = await made(site, at(SLAVE_IN, sensor_input_id=contact(CONTROLLER, 0)))
        for used in (SLAVE_IN, CONTROLLER):
            answer = await site.admin.delete(f"/api/devices?id={used}")
            assert code_of(answer) in {(400, "610"), (400, "103")}
        await site.delete(f"/api/doors?id={id}")
