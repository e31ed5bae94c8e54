"""The page "Devices", where devices are found: slaves and Wiegand readers at their master (`device_discovery`)."""

import httpx

from ostiary.simulator.plan import DevicePlan
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

SPARE, WIEGAND, UNKNOWN = 100021, 100022, 4711


def code_of(answer: httpx.Response) -> str:
    """The code of an answer."""
    code: str = answer.json()["Response"]["code"]
    return code


async def found(site: Site, path: str) -> list[dict[str, object]]:
    """What answers at a master."""
    collection = (await site.post(f"/api/devices/{path}"))["DeviceCollection"]
    assert collection["total"] == str(len(collection["rows"]))
    rows: list[dict[str, object]] = collection["rows"]
    return rows


async def test_slaves_are_found_added_and_listed(site: Site) -> None:
    await site.online()
    assert await found(site, f"{CONTROLLER}/discover") == []
    await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass D2", CONTROLLER))
    await site.fleet.add(DevicePlan(WIEGAND, "Keypad", "Wiegand reader", CONTROLLER))
    (slave,) = await found(site, f"{CONTROLLER}/discover")
    assert slave == {
        "id": str(SPARE),
        "device_type_id": {"id": "22", "name": "XPass D2"},
        "parent_device_id": {"id": str(CONTROLLER)},
    }
    (reader,) = await found(site, f"{CONTROLLER}/discover_wiegand")
    assert (reader["id"], reader["device_type_id"]) == (str(WIEGAND), {"id": "0", "name": "Unknown"})
    for each, name in ((slave, "Third"), (reader, "Fourth")):
        answer = await site.post("/api/devices", {"Device": {**each, "name": name}})
        assert answer["DeviceResponse"]["rows"] == [{"id": each["id"], "code": "0"}]
    assert await found(site, f"{CONTROLLER}/discover") == await found(site, f"{CONTROLLER}/discover_wiegand") == []
    listed = (await site.get(f"/api/devices/rs485/{CONTROLLER}"))["DeviceCollection"]
    assert listed["total"] == "4"
    assert [(row["id"], row["name"]) for row in listed["rows"]] == [
        (str(SLAVE_IN), "Slave in"),
        (str(SLAVE_OUT), "Slave out"),
        (str(SPARE), "Third"),
        (str(WIEGAND), "Fourth"),
    ]


async def test_who_has_no_slaves_or_does_not_answer_says_so(site: Site) -> None:
    await site.online()
    for id, code in ((UNKNOWN, "301"), (SLAVE_IN, "1013")):
        assert code_of(await site.admin.get(f"/api/devices/rs485/{id}")) == code
        for word in ("discover", "discover_wiegand"):
            assert code_of(await site.admin.post(f"/api/devices/{id}/{word}")) == code
    assert await found(site, f"{SECOND_READER}/discover") == []
    await site.fleet.set_network(READER, False)
    assert await site.house.plant.connections.turned(READER, False, 30)
    for word in ("discover", "discover_wiegand"):
        assert code_of(await site.admin.post(f"/api/devices/{READER}/{word}")) == "1001"
