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


async def test_a_search_finds_what_is_not_registered_yet(site: Site) -> None:
    await site.online()
    await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2"))
    await site.fleet.add(DevicePlan(WIEGAND, "Slave", "XPass D2", SPARE))

    def option(**given: object) -> dict[str, object]:
        return {"UdpSearchOption": {"timeout": 1, **given}}

    rows = (await site.post("/api/devices/udp_search", option()))["DeviceCollection"]["rows"]
    states = {row["id"]: row["server_connected"]["status"] for row in rows}
    known = {str(id): "connected" for id in (READER, SECOND_READER, CONTROLLER)}
    assert states == {**known, str(SPARE): "disconnected"}
    (device,) = (await site.post("/api/devices/udp_search", option(hide_known_devices="true")))["DeviceCollection"][
        "rows"
    ]
    assert (device["id"], device["device_type_id"]) == (str(SPARE), {"id": "19", "name": "XPass 2"})
    both = await site.post("/api/devices/udp_search", option(hide_known_devices=True, with_rs485=True))
    assert [row["id"] for row in both["DeviceCollection"]["rows"]] == [str(SPARE), str(WIEGAND)]
    place = {"ip": device["lan"]["ip"], "device_port": device["lan"]["device_port"]}
    there = (await site.post("/api/devices/tcp_search", {"Device": {"lan": place}}))["DeviceCollection"]["rows"]
    assert [(row["id"], row["device_type_id"], row["lan"]) for row in there] == [
        (str(SPARE), {"id": "19"}, device["lan"])
    ]
    shown = (await site.post("/api/devices/udp_get", {"Device": {"id": SPARE}}))["Device"]
    assert shown["lan"] == device["lan"]
    await site.post("/api/devices", {"Device": {**device, "name": "New"}})
    assert (await site.post("/api/devices/tcp_search", {"Device": {"lan": place}}))["DeviceCollection"]["total"] == "0"
    for word, body, code in (
        ("udp_get", {"Device": {"id": SPARE}}, "300"),
        ("udp_get", {"Device": {"id": UNKNOWN}}, "301"),
        ("udp_search", option(timeout=31), "800"),
        ("tcp_search", {"Device": {"lan": {"ip": "192.0.2.1", "device_port": 51211}}}, "1005"),
        ("tcp_search", {"Device": {"lan": {"ip": "a.example", "device_port": 51211}}}, "1004"),
    ):
        assert code_of(await site.admin.post(f"/api/devices/{word}", json=body)) == code, word


async def test_a_device_that_calls_waits_until_it_is_added(site: Site) -> None:
    await site.online()
    empty = {"total": "0", "rows": []}
    assert (await site.get("/api/devices/waiting"))["DeviceCollection"] == empty
    await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2", calls_server=True))
    (device,) = (await site.get("/api/devices/waiting"))["DeviceCollection"]["rows"]
    assert (device["id"], device["device_type_id"]) == (str(SPARE), {"id": "19", "name": "XPass 2"})
    assert device["lan"]["connection_mode"] == "1"
    answer = await site.post("/api/devices", {"Device": {**device, "name": "Let in"}})
    assert answer["DeviceResponse"]["rows"] == [{"id": str(SPARE), "code": "0"}]
    assert (await site.get("/api/devices/waiting"))["DeviceCollection"] == empty
    await site.delete(f"/api/devices?id={SPARE}")
    assert await site.house.plant.connections.turned(SPARE, False, 30)
    (again,) = (await site.get("/api/devices/waiting"))["DeviceCollection"]["rows"]
    assert again["id"] == str(SPARE)


async def test_network_settings_are_set_before_a_device_is_added(site: Site) -> None:
    await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2"))

    async def lan() -> dict[str, str]:
        shown = (await site.post("/api/devices/udp_get", {"Device": {"id": SPARE}}))["Device"]["lan"]
        assert isinstance(shown, dict)
        return shown

    before = await lan()
    change = {"ip": "192.0.2.25", "gateway": "192.0.2.1", "subnet_mask": "255.255.255.0", "device_port": 51215}
    body = {"Device": {"id": str(SPARE), "lan": {**change, "enable_dhcp": "false"}, "device_type_id": {"id": "19"}}}
    assert "DeviceResponse" not in await site.post("/api/devices/udp_put", body)
    moved = {**before, **change, "device_port": "51215", "enable_dhcp": "false"}
    assert await lan() == moved
    place = {"Device": {"lan": {"ip": before["ip"], "device_port": before["device_port"]}}}
    assert code_of(await site.admin.post("/api/devices/tcp_search", json=place)) == "1005"
    calling = {"connection_mode": "1", "server_ip": "server.example", "server_port": "51212", "use_dns": True}
    await site.post("/api/devices/udp_put", {"Device": {"id": SPARE, "lan": calling}})
    assert await lan() == {**moved, "connection_mode": "1", "server_ip": "server.example", "use_dns": "true"}
    (waiting,) = (await site.get("/api/devices/waiting"))["DeviceCollection"]["rows"]
    assert waiting["id"] == str(SPARE)
    for id, values, code in (
        (SPARE, {"ip": "reader.example"}, "1004"),
        (SPARE, {"ip": ""}, "1004"),
        (SPARE, {"gateway": "somewhere"}, "800"),
        (SPARE, {"device_port": 70000}, "800"),
        (SPARE, {"connection_mode": 2}, "800"),
        (SPARE, {"server_ip": "a" * 129}, "800"),
        (UNKNOWN, change, "301"),
        (READER, change, "300"),
    ):
        answer = await site.admin.post("/api/devices/udp_put", json={"Device": {"id": id, "lan": values}})
        assert code_of(answer) == code, values
    assert (await lan())["ip"] == "192.0.2.25"
