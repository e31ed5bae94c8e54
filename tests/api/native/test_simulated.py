"""Virtual readers: `/native/simulated/...`."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.api.native.premises import ADA, ADAS_CARD, BOB, BOBS_CARD, an_operator, furnish
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page."""

DEVICES = "/native/simulated/devices"


async def listed(site: Site, client: httpx.AsyncClient | None = None) -> dict[int, dict[str, Any]]:
    """The simulated devices by id."""
    answer = await (client or site.admin).get(DEVICES)
    assert answer.status_code == 200, answer.text
    return {each["id"]: each for each in answer.json()["items"]}


async def present(site: Site, reader: int, **body: Any) -> dict[str, Any]:
    """What a reader answers."""
    return await site.post(f"{DEVICES}/{reader}/present", body)


async def limited(site: Site, **limits: list[str]) -> httpx.AsyncClient:
    """An operator who may do everything to devices, within these limits, and read nobody."""
    everything = {"UserGroup": ["1"], "DeviceGroup": ["1"], "DoorGroup": ["1"], "ElevatorGroup": ["1"]}
    rest = {"ZoneType": ["-1"], "AccessGroup": "0"}
    module = {"Device": {"read": True, "write": True}, "Door": {"read": True, "write": True}}
    level = {"name": f"Limited {len(limits)}", "filter": {**everything, **rest, **limits}, "module": module}
    made = (await site.post("/api/permissions", {"Permission": level}))["Permission"]
    return await an_operator(site, int(made["id"]))


async def test_what_there_is(site: Site) -> None:
    door = await furnish(site)
    found = await listed(site)
    assert sorted(found) == [READER, SECOND_READER, CONTROLLER, SLAVE_IN, SLAVE_OUT]
    assert found[READER] == {
        "id": READER,
        "name": "Reader",
        "model": "BioStation 3 Max FP",
        "online": True,
        "power": True,
        "network": True,
        "tamper": False,
        "parent_id": None,
        "takes": ["id", "card", "finger", "face", "pin"],
        "readers": [READER],
        "doors": [{"id": door, "name": "Front", "sensor_open": None, "relay": False, "exit_button": False}],
        "screen": {"scans": None, "last": None},
    }
    controller, slave = found[CONTROLLER], found[SLAVE_OUT]
    assert (controller["takes"], controller["readers"], controller["screen"]) == ([], [SLAVE_IN, SLAVE_OUT], None)
    assert (slave["parent_id"], slave["takes"], slave["doors"]) == (CONTROLLER, ["card"], [])


async def test_a_card_is_shown_and_the_door_opens(site: Site) -> None:
    door = await furnish(site)
    await site.put(f"/api/doors/{door}", {"Door": {"open_duration": 60}})
    granted = await present(site, READER, card=ADAS_CARD)
    assert (granted["verdict"], granted["event"]["code"], granted["user_id"]) == ("granted", 4102, ADA)
    reader = (await listed(site))[READER]
    assert reader["doors"][0]["relay"]
    last = reader["screen"]["last"]
    assert {**last, "at": None, "user_id": ADA} == {**granted, "at": None}
    denied = await present(site, READER, card=int(BOBS_CARD))
    assert (denied["verdict"], denied["user_id"]) == ("denied", BOB)
    unknown = await present(site, READER, card="1", mask=True)
    assert (unknown["verdict"], unknown["user_id"]) == ("denied", None)
    waits = await present(site, READER, id=ADA)
    assert (waits["verdict"], waits["event"]) == ("ignored", None)
    assert waits["reason"]


async def test_leaf_and_exit_button(site: Site) -> None:
    door = await furnish(site)
    contacts = {
        "sensor_input_id": {"device_id": {"id": READER}, "input_index": 0, "type": 0},
        "exit_button_input_id": {"device_id": {"id": READER}, "input_index": 1, "type": 0},
    }
    path = f"/native/simulated/doors/{door}"
    for body, part in (({"open": True}, "sensor"), ({}, "rex")):
        bare = await site.admin.post(f"{path}/{part}", json=body)
        assert (bare.status_code, bare.json()["code"]) == (424, 1002)
    await site.put(f"/api/doors/{door}", {"Door": contacts})
    assert await site.post(f"{path}/rex") == {"pressed": True}
    assert await site.post(f"{path}/sensor", {"open": True}) == {"open": True}
    (leaf,) = (await listed(site))[READER]["doors"]
    assert (leaf["sensor_open"], leaf["exit_button"]) == (True, True)
    assert await site.post(f"{path}/sensor", {"open": False}) == {"open": False}
    assert (await listed(site))[READER]["doors"][0]["sensor_open"] is False


async def test_plugs_and_housing(site: Site) -> None:
    await site.online()
    for what, member in (("tamper", "tamper"), ("network", "network"), ("power", "power")):
        before = (await listed(site))[READER][member]
        assert await site.post(f"{DEVICES}/{READER}/{what}", {"on": not before}) == {"on": not before}
        assert (await listed(site))[READER][member] is not before
    assert not (await listed(site))[READER]["online"]
    off = await site.admin.post(f"{DEVICES}/{READER}/present", json={"card": "1"})
    assert (off.status_code, off.json()["code"]) == (424, 1002)
    assert await site.post(f"{DEVICES}/{READER}/power", {"on": True}) == {"on": True}


async def test_a_card_is_scanned_and_shown_by_one_session_at_once(site: Site) -> None:
    await site.online()
    scan = asyncio.create_task(site.admin.post(f"/api/devices/{SECOND_READER}/scan_card"))
    await site.scanning(SECOND_READER)
    assert (await listed(site))[SECOND_READER]["screen"]["scans"] == "card"
    shown = await present(site, SECOND_READER, card="4711")
    assert (shown["verdict"], shown["event"]) == ("captured", None)
    answer = await scan
    assert (answer.status_code, answer.json()["Card"]["card_id"]) == (200, "4711")


async def test_each_act_has_a_line_of_the_trail_and_no_secret_in_it(site: Site) -> None:
    door = await furnish(site)
    await present(site, READER, card="918273", pin="645546", face={"user": ADA})
    await site.post(f"{DEVICES}/{READER}/network", {"on": True})
    await site.admin.post(f"/native/simulated/doors/{door}/rex")
    query = {"Query": {"limit": 5, "orders": [{"column": "DATE", "descending": True}]}}
    text = str(await site.post("/api/audit/search", query))
    for told in ("presented", f"Reader({READER})", "network", f"Front({door})", "exit_button"):
        assert told in text
    assert "918273" not in text
    assert "645546" not in text


NONSENSE: tuple[Any, ...] = (
    {},
    {"colour": "red"},
    {"card": "x"},
    {"card": True},
    {"card": "1" * 33},
    {"pin": ""},
    {"pin": "\ud800"},
    {"id": "a\u0000b"},
    {"finger": {"index": 1}},
    {"finger": {"user": "1", "index": 10}},
    {"face": "7"},
    {"temperature": -1},
    [],
    None,
)


async def test_what_makes_no_sense(site: Site) -> None:
    for body in NONSENSE:
        sent = json.dumps(body).encode()
        answer = await site.admin.post(f"{DEVICES}/{READER}/present", content=sent)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:ostiary:problem:invalid"), sent


async def test_what_is_not_there(site: Site) -> None:
    for path, body in (
        (f"{DEVICES}/4711/present", {"card": "1"}),
        (f"{DEVICES}/4711/power", {"on": True}),
        ("/native/simulated/doors/4711/sensor", {"open": True}),
        ("/native/simulated/doors/4711/rex", {}),
    ):
        assert (await site.admin.post(path, json=body)).status_code == 404, path
    controller = await site.admin.post(f"{DEVICES}/{CONTROLLER}/present", json={"card": "1"})
    assert controller.status_code == 424
    assert controller.json()["detail"].endswith(f"device {CONTROLLER} is no reader")


async def test_where_no_simulator_runs_there_is_nothing(site: Site) -> None:
    door = await furnish(site)
    site.house.plant._found.close()
    assert await listed(site) == {}
    for path, body in ((f"{DEVICES}/{READER}/present", {"card": "1"}), (f"/native/simulated/doors/{door}/rex", {})):
        assert (await site.admin.post(path, json=body)).status_code == 404, path


async def test_an_operator_is_held_to_his_right_and_scope(site: Site) -> None:
    door = await furnish(site)
    monitor = await an_operator(site, 3)
    assert (await monitor.post(f"{DEVICES}/{READER}/present", json={"card": "1"})).status_code == 403
    doors = (await site.post("/api/door_groups", {"DoorGroup": {"name": "North", "parent_id": {"id": 1}}}))["DoorGroup"]
    without_door = await limited(site, DoorGroup=[doors["id"]])
    assert (await listed(site, without_door))[READER]["doors"] == []
    assert (await without_door.post(f"{DEVICES}/{SECOND_READER}/present", json={"card": "1"})).status_code == 200
    group = {"name": "North", "parent_id": {"id": 1}}
    devices = (await site.post("/api/device_groups", {"DeviceGroup": group}))["DeviceGroup"]
    await site.put(f"/api/devices/{SECOND_READER}", {"Device": {"device_group_id": {"id": devices["id"]}}})
    without_device = await limited(site, DeviceGroup=[devices["id"]], DoorGroup=["1"])
    assert sorted(await listed(site, without_device)) == [SECOND_READER]
    for client in (without_door, without_device):
        for path, body in (
            (f"{DEVICES}/{READER}/present", {"card": ADAS_CARD}),
            (f"{DEVICES}/{READER}/power", {"on": False}),
            (f"/native/simulated/doors/{door}/rex", {}),
        ):
            assert (await client.post(path, json=body)).status_code == 403, path


async def test_who_may_not_see_people_is_not_told_who_it_was(site: Site) -> None:
    await furnish(site)
    operator = await limited(site)
    shown = await operator.post(f"{DEVICES}/{READER}/present", json={"card": ADAS_CARD})
    assert (shown.json()["verdict"], shown.json()["user_id"]) == ("granted", None)
