"""The demo site's spare devices: found or waiting, added, and at work as any other; with slaves that outlive a cut."""

from typing import Any

from ostiary.simulator.plan import DevicePlan
from tests.flows.test_first_door import a_door, a_group, a_person
from tests.rig.site import Site

READER, STATION, CALLING = 542190031, 542190032, 542190033
SLAVE, WIEGAND = 542190034, 542190035


async def rows(site: Site, method: str, path: str, body: Any = None) -> list[dict[str, Any]]:
    """The devices that a request answers."""
    answer = await site.admin.request(method, path, json=body)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["DeviceCollection"]["rows"]
    return found


async def test_spares_are_found_added_and_open_doors(demo: Site) -> None:
    await demo.online()
    option = {"UdpSearchOption": {"timeout": 30, "hide_known_devices": True}}
    found = await rows(demo, "POST", "/api/devices/udp_search", option)
    assert [row["id"] for row in found] == [str(READER), str(STATION), str(CALLING)]
    reader, station, _ = found
    assert await rows(demo, "POST", "/api/devices/tcp_search", {"Device": station}) == [
        {"id": str(STATION), "name": station["name"], "device_type_id": {"id": "32"}, "lan": station["lan"]}
    ]
    (calling,) = await rows(demo, "GET", "/api/devices/waiting")
    assert calling["id"] == str(CALLING)
    new = {"rows": [{**row, "device_group_id": {"id": "1"}} for row in (reader, station, calling)]}
    added = await demo.post("/api/devices", {"DeviceCollection": new})
    assert added["DeviceResponse"]["rows"] == [{"id": str(id), "code": "0"} for id in (READER, STATION, CALLING)]
    assert await rows(demo, "GET", "/api/devices/waiting") == []
    assert await rows(demo, "POST", "/api/devices/udp_search", option) == []
    doors = [await a_door(demo, id, f"Door of {id}") for id in (READER, STATION, CALLING)]
    groups = [await a_group(demo, door, f"Door {door}") for door in doors]
    await a_person(demo, "900", "777001", groups)
    for id in (READER, STATION, CALLING):
        shown = await demo.present(id, card="777001")
        assert (shown.response.value, shown.event_code) == ("granted", 4102), id


async def test_slaves_of_a_spare_are_served_again_after_a_cut(demo: Site) -> None:
    await demo.fleet.add(DevicePlan(SLAVE, "Slave", "XPass D2", READER))
    await demo.fleet.add(DevicePlan(WIEGAND, "Wiegand", "Wiegand reader", READER))
    option = {"UdpSearchOption": {"timeout": 30, "hide_known_devices": True, "with_rs485": True}}
    found = {row["id"]: row for row in await rows(demo, "POST", "/api/devices/udp_search", option)}
    assert list(found) == [str(id) for id in (READER, SLAVE, WIEGAND, STATION, CALLING)]
    await demo.post("/api/devices", {"Device": {**found[str(READER)], "name": "Master"}})
    for word, id in (("discover", SLAVE), ("discover_wiegand", WIEGAND)):
        (slave,) = await rows(demo, "POST", f"/api/devices/{READER}/{word}")
        assert slave["id"] == str(id)
        answer = await demo.post("/api/devices", {"Device": {**slave, "name": f"Slave {id}"}})
        assert answer["DeviceResponse"]["rows"] == [{"id": str(id), "code": "0"}]
    connections = demo.house.plant.connections
    await demo.fleet.set_network(READER, False)
    for id in (READER, SLAVE, WIEGAND):
        assert await connections.turned(id, False, 30)
    await demo.fleet.set_network(READER, True)
    for id in (READER, SLAVE, WIEGAND):
        assert await connections.turned(id, True, 30)
    listed = await rows(demo, "GET", f"/api/devices/rs485/{READER}")
    assert [row["id"] for row in listed] == [str(SLAVE), str(WIEGAND)]
