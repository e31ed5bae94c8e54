"""A stranger's first door: sign in, scan a card, enrol a person, grant a door, present the card, watch it open."""

import asyncio
import json
from typing import Any

import websockets

from tests.rig.site import READER, Site

PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}


async def a_door(site: Site, reader: int = READER, name: str = "Front door") -> int:
    """A door at a reader that drives its own relay and reads its own sensor."""
    made = await site.post(
        "/api/doors",
        {
            "Door": {
                "name": name,
                "door_group_id": {"id": 1},
                "entry_device_id": {"id": reader},
                "relay_output_id": {"device_id": {"id": reader}, "relay_index": 0},
                "sensor_input_id": {"device_id": {"id": reader}, "input_index": 0, "type": 0, "apb_use_door_sensor": 0},
                "exit_button_input_id": {"device_id": {"id": reader}, "input_index": 1, "type": 0},
                "open_duration": "5",
                "open_timeout": 15,
            }
        },
    )
    assert made["DeviceResponse"]["result"] == "true"
    return int(made["Door"]["id"])


async def a_group(site: Site, door: int, name: str = "Staff") -> int:
    """An access group that always opens one door."""
    level = await site.post(
        "/api/access_levels",
        {
            "AccessLevel": {
                "name": f"{name} doors",
                "access_level_items": [{"doors": [{"id": door}], "schedule_id": {"id": "1"}}],
            }
        },
    )
    group = await site.post(
        "/api/access_groups",
        {"AccessGroup": {"name": name, "access_levels": [{"id": level["AccessLevel"]["id"]}]}},
    )
    return int(group["AccessGroup"]["id"])


async def a_person(site: Site, user_id: str, card: str, groups: list[int], name: str = "Ada") -> None:
    """A person with a card."""
    await site.post(
        "/api/users",
        {
            "User": {
                "user_id": user_id,
                "name": name,
                "user_group_id": {"id": 1},
                **PERIOD,
                "cards": [{"card_id": card, "card_type": {"id": "0"}}],
                "access_groups": [{"id": group} for group in groups],
            }
        },
    )


async def frame_of(socket: websockets.ClientConnection, code: str) -> dict[str, Any]:
    """The next event of this type that the screen is told."""
    while True:
        event: dict[str, Any] = json.loads(await socket.recv())["Event"]
        if event["event_type_id"]["code"] == code:
            return event


class TestFirstDoor:
    async def test_a_scanned_card_opens_the_granted_door_and_the_screen_shows_it(self, site: Site) -> None:
        await site.online()
        door = await a_door(site)
        group = await a_group(site, door)
        scan = asyncio.create_task(site.admin.post(f"/api/devices/{READER}/scan_card"))
        await site.scanning(READER)
        assert (await site.present(READER, card="777001")).response.value == "captured"
        card = (await scan).json()["Card"]
        assert (card["card_id"], card["card_type"]["id"]) == ("777001", "0")
        await a_person(site, "900", card["card_id"], [])
        refused = await site.present(READER, card="777001")
        assert (refused.response.value, refused.event_code) == ("denied", 6401)
        await site.put("/api/users/900", {"User": {"access_groups": [{"id": group}]}})
        session = site.admin.headers["bs-session-id"]
        async with websockets.connect(site.url.replace("http", "ws") + "/wsapi") as socket:
            await socket.send(f"bs-session-id={session}")
            assert json.loads(await socket.recv())["Response"]["code"] == "0"
            await site.post("/api/events/start")
            granted = await site.present(READER, card="777001")
            assert (granted.response.value, granted.event_code, granted.user_id) == ("granted", 4102, "900")
            seen = [await frame_of(socket, code) for code in ("4102", "20480")]
        assert seen[0]["user_id"]["name"] == "Ada"
        assert seen[1]["door_id_list"][0] == {"id": str(door), "name": "Front door"}
        found = await site.post(
            "/api/events/search",
            {
                "Query": {
                    "limit": 10,
                    "conditions": [
                        {"column": "user_id.user_id", "operator": 0, "values": ["900"]},
                        {"column": "device_id", "operator": 0, "values": [READER]},
                    ],
                    "orders": [{"column": "id", "descending": False}],
                }
            },
        )
        codes = [row["event_type_id"]["code"] for row in found["EventCollection"]["rows"]]
        assert codes == ["8192", "6401", "8704", "4102"]

    async def test_what_is_taken_is_refused_when_the_answer_comes(self, site: Site) -> None:
        await site.online()
        group = await a_group(site, await a_door(site))
        await a_person(site, "900", "777001", [group])
        person = {
            "cards": [{"card_id": "777001", "card_type": {"id": "0"}}],
            "access_groups": [{"id": group}],
            **PERIOD,
        }
        (level,) = (await site.get("/api/access_levels"))["AccessLevelCollection"]["rows"]
        takings: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
            ("/api/users/900", {"User": {"disabled": "true"}}, {"User": {"disabled": "false"}}),
            ("/api/users/900", {"User": {"expiry_datetime": "2020-01-01T00:00:00.00Z"}}, {"User": person}),
            ("/api/users/900", {"User": {"cards": []}}, {"User": person}),
            ("/api/users/900", {"User": {"access_groups": []}}, {"User": person}),
            (
                f"/api/access_groups/{group}",
                {"AccessGroup": {"access_levels": []}},
                {"AccessGroup": {"access_levels": [{"id": level["id"]}]}},
            ),
            (f"/api/access_levels/{level['id']}", {"AccessLevel": {"access_level_items": []}}, {"AccessLevel": level}),
        ]
        for path, taken, given in takings:
            assert (await site.present(READER, card="777001")).response.value == "granted", taken
            assert (await site.put(path, taken))["DeviceResponse"]["result"] == "true"
            assert (await site.present(READER, card="777001")).response.value == "denied", taken
            await site.put(path, given)

    async def test_a_person_renamed_while_the_reader_was_away_keeps_the_old_name_in_its_events(
        self, site: Site
    ) -> None:
        await site.online()
        door = await a_door(site)
        await a_person(site, "900", "777001", [await a_group(site, door)], name="Old Name")
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        assert (await site.present(READER, card="777001")).event_code == 4102
        await site.put("/api/users/900", {"User": {"name": "New Name"}})
        await site.fleet.set_network(READER, True)
        await site.online()
        rows: list[dict[str, Any]] = []
        while not rows:
            condition = {"column": "event_type_id.code", "operator": 0, "values": ["4102"]}
            found = await site.post("/api/events/search", {"Query": {"limit": 10, "conditions": [condition]}})
            rows = found["EventCollection"]["rows"]
        assert rows[0]["user_id"]["name"] == "Old Name"
