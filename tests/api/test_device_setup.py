"""The page "Devices": adding devices, changing their settings, removing them, what they can do (`device_setup`)."""

import json
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import table
from ostiary.devices.types import UNKNOWN as NO_TYPE
from ostiary.kernel.trail import TrailRow
from ostiary.port.content import Family
from ostiary.port.settings import Kind, Setting
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.settings import shown
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

SPARE, UNKNOWN = 100020, 4711
BODY = {"id": str(SPARE), "name": "Spare", "device_type_id": {"id": "19"}, "device_group_id": {"id": 1}}
PASSWORD = "not for everybody"


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


async def viewed(site: Site, id: int) -> dict[str, Any]:
    """One device as it is shown."""
    device: dict[str, Any] = (await site.get(f"/api/devices/{id}"))["Device"]
    return device


async def change(site: Site, id: int, /, **values: Any) -> list[dict[str, str]]:
    """A change that must succeed; what became of it at each device."""
    answer = await site.put(f"/api/devices/{id}", {"Device": values})
    assert answer["Response"]["code"] == "0", answer
    rows: list[dict[str, str]] = answer.get("DeviceResponse", {"rows": []})["rows"]
    return rows


async def typed(site: Site, id: int) -> None:
    """Until a device has said of which type it is: that is written down after it is connected."""
    database = site.house.database
    while True:
        heard = database.bell.rings
        async with database.read() as connection:
            if await connection.scalar(select(DeviceRow.type_id).where(DeviceRow.id == id)) != NO_TYPE:
                return
        await database.bell.wait(heard)


def held(site: Site, id: int) -> dict[str, Any]:
    """The groups of settings that a simulated device holds."""
    record = site.fleet.device(id).holdings.settings(id)
    assert record is not None
    groups: dict[str, Any] = shown(record)["groups"]
    return groups


def another(setting: Setting) -> Any:
    """A value of the setting, as sent, that is not its default; None where the table has no other."""
    match setting.kind:
        case Kind.FLAG:
            return str(not setting.default).lower()
        case Kind.NUMBER | Kind.REF:
            bounds = setting.bounds
            values = sorted(bounds.choices) or [1 if bounds.most is None else bounds.most, bounds.least or 0]
            value = next((each for each in values if each != setting.default), None)
            return None if value is None or setting.kind is Kind.REF else str(value)
        case Kind.TEXT:
            return "#" if setting.default == "*" else "x"
        case Kind.DIGITS:
            return "17"
        case Kind.ADDRESS:
            return "192.0.2.7"
        case Kind.LIST if setting.item and setting.item.members:
            return [others(setting.item)]
        case Kind.LIST:
            return ["x"]
        case _:
            return None


def others(setting: Setting) -> dict[str, Any]:
    """Another value for every setting below, but for those with a rule of their own."""
    found: dict[str, Any] = {}
    for name, member in setting.members.items():
        if member.fact or member.kind is Kind.SAME or member.path in OWN_RULES:
            continue
        value = others(member) if member.kind is Kind.OBJECT else another(member)
        if value not in (None, {}):
            found[name] = value
    return found


OWN_RULES = {"rs485.mode", "lan.ip", "lan.device_port", "system.timezone", "authentication.operators"}


class TestAdd:
    """Devices and slaves are registered."""

    async def test_what_is_there_is_connected_at_once(self, site: Site) -> None:
        await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2"))
        answer = await site.post(
            "/api/devices", {"Device": {**BODY, "lan": {"ip": "127.0.0.1", "connection_mode": "0"}}}
        )
        assert answer["Device"] == {"id": str(SPARE), "name": "Spare"}
        assert answer["DeviceResponse"] == {"rows": [{"id": str(SPARE), "code": "0"}], "result": "true"}
        device = await viewed(site, SPARE)
        assert (device["status"], device["lan"]["ip"], device["lan"]["connection_mode"]) == ("1", "127.0.0.1", "0")

    async def test_settings_may_come_with_it_and_what_cannot_be_reached_is_sought(self, site: Site) -> None:
        console = {"connection": {"status": "3"}, "capacity": {"support_alphanumeric": "true"}, "pktversion": "3"}
        whole = {**BODY, **console, "lan": {"ip": "192.0.2.9"}, "system": {"timezone": 28800}, "card": {"use_csn": "0"}}
        answer = await site.post("/api/devices", {"Device": whole})
        assert (answer["Response"]["code"], answer["DeviceResponse"]["rows"][0]["code"]) == ("0", "1001")
        device = await viewed(site, SPARE)
        assert (device["status"], device["system"]["timezone"], device["card"]["use_csn"]) == ("0", "28800", "false")

    async def test_one_that_is_disabled_is_left_alone(self, site: Site) -> None:
        answer = await site.post("/api/devices", {"Device": {**BODY, "isDisabled": "true"}})
        assert answer["DeviceResponse"]["rows"] == [{"id": str(SPARE), "code": "0"}]
        assert (await viewed(site, SPARE))["status"] == "0"

    async def test_one_without_a_type_tells_it(self, site: Site) -> None:
        await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass 2"))
        await site.post("/api/devices", {"Device": {"id": SPARE, "name": "Spare"}})
        await typed(site, SPARE)
        assert (await viewed(site, SPARE))["device_type_id"] == {"id": "19", "name": "XPass 2"}

    async def test_a_slave_joins_the_group_of_its_master(self, site: Site) -> None:
        await site.online()
        group = await site.post("/api/device_groups", {"DeviceGroup": {"name": "Hall", "parent_id": {"id": 1}}})
        await change(site, CONTROLLER, device_group_id=group["DeviceGroup"])
        await site.fleet.add(DevicePlan(SPARE, "Spare", "XPass D2", CONTROLLER))
        row = {
            "id": str(SPARE),
            "name": "Third slave",
            "device_type_id": {"id": "22"},
            "parent_device_id": {"id": CONTROLLER},
            "rs485": {"mode": "2", "connected_channel_index": "1", "parent_rs485_info": "RS485 Port 1"},
        }
        answer = await site.post("/api/devices", {"DeviceCollection": {"rows": [row]}})
        assert answer["DeviceResponse"]["rows"] == [{"id": str(SPARE), "code": "0"}]
        slave = await viewed(site, SPARE)
        assert (slave["parent_device_id"]["id"], slave["device_group_id"]["name"]) == (str(CONTROLLER), "Hall")
        assert (slave["rs485"]["mode"], slave["rs485"]["connected_channel_index"]) == ("2", "1")
        assert slave["rs485"]["parent_rs485_info"] == ["RS485 Port 1"]

    async def test_what_cannot_be_is_refused_and_nothing_is_added(self, site: Site) -> None:
        for changed, code in (
            ({"id": READER}, "300"),
            ({"id": 0}, "800"),
            ({"name": "Reader"}, "330"),
            ({"name": "x" * 49}, "131094"),
            ({"device_group_id": {"id": 77}}, "500"),
            ({"parent_device_id": {"id": SLAVE_IN}}, "65702"),
            ({"parent_device_id": {"id": UNKNOWN}}, "65702"),
            ({"lan": {"ip": "nowhere"}}, "1004"),
            ({"wlan": {"enabled": "true"}}, "1013"),
            ({"authentication": {"operators": [{"level": 1}]}}, "800"),
            ({"authentication": {"operation_modes": []}}, "800"),
            ({"authentication": {"operation_modes": [{"mode": "2", "schedule_id": {"id": 77}}]}}, "604"),
        ):
            answer = await site.admin.post("/api/devices", json={"Device": BODY | changed})
            assert code_of(answer) == (400, code), changed
        assert code_of(await site.admin.post("/api/devices", json={})) == (400, "800")
        assert (await site.get("/api/devices"))["DeviceCollection"]["total"] == "5"


class TestConfiguration:
    """Every group of settings is stored, checked and written to the device."""

    async def test_every_setting_is_stored_shown_and_held_by_the_device(self, site: Site) -> None:
        await site.online()
        sent = others(table())
        assert set(sent) >= {"lan", "wlan", "rs485", "voip", "display", "fingerprint", "face", "thermal_config", "tna"}
        del sent["wiegand_io"]
        sent["card"]["card_layout"] = {"id": "3"}
        sent["tna"]["tna_keys"][0]["schedule_id"] = {"id": "1"}
        signal = await site.post("/api/setting/output_signals", {"OutputSignal": {"name": "Siren", "count": 3}})
        refs = {"input_device_id": READER, "input_schedule_id": 1, "output_device_id": SECOND_READER}
        refs["output_signal_id"] = signal["OutputSignal"]["id"]
        sent["trigger_actions"][0] |= {name: {"id": str(id)} for name, id in refs.items()}
        rows = await change(site, READER, **sent)
        assert rows == [{"id": str(READER), "code": "0"}]
        device = await viewed(site, READER)
        assert {group: device[group] for group in sent} == {group: _over(device[group], sent[group]) for group in sent}
        (listed,) = (await site.get("/api/devices?limit=1&order_by=id:false"))["DeviceCollection"]["rows"]
        assert listed["trigger_actions"] == device["trigger_actions"]
        assert (await site.get(f"/api/devices/{READER}/config"))["Device"] == device
        (trigger,) = device["trigger_actions"]
        assert [trigger[name]["name"] for name in refs] == ["Reader", "Always", "Second reader", "Siren"]
        assert (trigger["output_signal_id"]["count"], trigger["input_event_id"]["name"]) == ("3", "UNKNOWN_65535")
        assert set(held(site, READER)) == set(sent)
        assert held(site, READER)["display"]["volume"] == 100

    async def test_what_is_read_can_be_sent_back_and_changes_nothing(self, site: Site) -> None:
        await site.online()
        holdings = site.fleet.device(CONTROLLER).holdings
        for id in (READER, SECOND_READER, CONTROLLER, SLAVE_IN):
            device = (await site.get(f"/api/devices/{id}/config"))["Device"]
            assert device.keys() == (await viewed(site, id)).keys()
            before = holdings.digests(Family.SETTINGS)
            assert await change(site, id, **device) == []
            assert holdings.digests(Family.SETTINGS) == before
            # What it says of itself may still be on its way.
            assert await viewed(site, id) | {"version": None} == device | {"version": None}

    async def test_an_unknown_one_has_none(self, site: Site) -> None:
        assert code_of(await site.admin.get(f"/api/devices/{UNKNOWN}/config")) == (400, "301")

    async def test_name_group_and_address_change_and_the_rest_is_kept(self, site: Site) -> None:
        await site.online()
        await change(site, SECOND_READER, name=" Front ", display={"language": "3"}, system={"timezone": 32400})
        await change(site, SECOND_READER, display={"time_format": "1"}, lan={"ip": "127.0.0.2", "device_port": ""})
        device = await viewed(site, SECOND_READER)
        assert (device["name"], device["display"]["language"], device["display"]["time_format"]) == ("Front", "3", "1")
        assert (device["lan"]["ip"], device["lan"]["device_port"]) == ("127.0.0.2", "51211")
        assert device["system"]["timezone"] == "32400"
        await site.online()
        record = site.fleet.device(SECOND_READER).holdings.settings(SECOND_READER)
        assert record is not None
        assert (record.name, record.timezone) == ("Front", "Etc/GMT-9")

    async def test_ways_to_authenticate_reach_the_device(self, site: Site) -> None:
        await site.online()
        mode = {"mode": "24", "schedule_id": {"id": "1"}}
        await change(site, SLAVE_IN, authentication={"operation_modes": {"0": mode}, "auth_timeout": "7"})
        record = site.fleet.device(SLAVE_IN).holdings.settings(SLAVE_IN)
        assert record is not None
        assert ([slot.mode for slot in record.modes], record.auth_timeout) == ([24], 7)
        (shown_mode,) = (await viewed(site, SLAVE_IN))["authentication"]["operation_modes"]
        assert (shown_mode["mode"], shown_mode["schedule_id"]["name"]) == ("24", "Always")

    async def test_older_words_mean_the_same(self, site: Site) -> None:
        thermal = {
            "thermal_config": {"temperature_threshold": "3750"},
            "thermal_camera_config": {"emission_rate": "95"},
        }
        await change(site, READER, **thermal)
        device = await viewed(site, READER)
        assert device["thermal_config"]["temperature_threshold_high"] == "3750"
        assert device["thermal_camera_config"]["emissivity"] == "95"

    async def test_a_secret_reaches_the_device_and_nobody_else(self, site: Site) -> None:
        await site.online()
        await change(site, READER, voip={"use": "true", "server": {"address": "192.0.2.1", "password": PASSWORD}})
        await change(site, READER, voip={"server": {"password": "", "user_id": "door"}})
        record = site.fleet.device(READER).holdings.settings(READER)
        assert record is not None
        assert json.loads(record.extra)["voip"]["server"]["password"] == PASSWORD
        assert PASSWORD not in repr(held(site, READER)) + repr(await viewed(site, READER))
        async with site.house.database.read() as connection:
            stored = (await connection.scalars(select(DeviceRow.settings))).all()
            trail = (await connection.scalars(select(TrailRow.change))).all()
        assert PASSWORD not in repr(stored) + repr(trail)
        assert "***" in repr(trail)

    async def test_operators_are_people_and_go_with_them(self, site: Site) -> None:
        period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        person = {"user_id": "7", "name": "Ada", "user_group_id": {"id": "1"}, **period}
        await site.post("/api/users", {"User": person})
        await change(site, READER, authentication={"operators": [{"user_id": {"user_id": "7"}, "level": "1"}]})
        assert (await viewed(site, READER))["authentication"]["operators"] == [
            {"user_id": {"user_id": "7"}, "level": "1"}
        ]
        await site.delete("/api/users?id=7")
        assert (await viewed(site, READER))["authentication"]["operators"] == []


REFUSED: tuple[tuple[int, dict[str, Any], str], ...] = (
    (UNKNOWN, {"name": "x"}, "301"),
    (READER, {"name": "Second reader"}, "330"),
    (READER, {"name": "x" * 49}, "131094"),
    (READER, {"name": " "}, "800"),
    (READER, {"device_group_id": {"id": "77"}}, "500"),
    (READER, {"lan": {"ip": "300.1.1.1"}}, "1004"),
    (READER, {"lan": {"device_port": "70000"}}, "800"),
    (READER, {"lan": {"gateway": "gate"}}, "800"),
    (READER, {"display": {"volume": "101"}}, "800"),
    (READER, {"display": {"volume": "loud"}}, "800"),
    (READER, {"system": {"timezone": "1234"}}, "800"),
    (READER, {"dst1": "3"}, "800"),
    (READER, {"thermal_config": {"temperature_threshold_low": "3900"}}, "800"),
    (READER, {"rs485": {"channels": [{"baudrate": "1200"}]}}, "800"),
    (READER, {"tna": {"tna_keys": [{"label": "x"}] * 17}}, "800"),
    (READER, {"voip": {"server": {"address": "x" * 129}}}, "800"),
    (READER, {"authentication": {"operation_modes": [{"mode": "11", "schedule_id": {"id": "77"}}]}}, "604"),
    (READER, {"authentication": {"operation_modes": [{"schedule_id": {"id": "1"}}]}}, "800"),
    (READER, {"authentication": {"operators": [{"user_id": {"user_id": "99"}}]}}, "201"),
    (READER, {"authentication": {"operation_modes": []}}, "800"),
    (SLAVE_IN, {"authentication": {"operation_modes": []}}, "800"),
    (READER, {"authentication": {"operators": [{"level": "1"}]}}, "800"),
    (READER, {"authentication": {"operators": [{"user_id": {"user_id": ""}}]}}, "800"),
    (READER, {"imageLogEventInfo": {"imageLogEventItems": [{"schedule_id": {"id": 1}}]}}, "800"),
    (READER, {"imageLogEventInfo": {"imageLogEventItems": [{"event_type_id": {"code": None}}]}}, "800"),
    (READER, {"event_filter": {"rows": [{"event_type_id": {}}]}}, "800"),
    (CONTROLLER, {"rs485": {"mode": "2"}}, "65722"),
    (CONTROLLER, {"rs485": {"mode": "3"}}, "800"),
    (SLAVE_IN, {"rs485": {"mode": "1"}}, "800"),
    (SECOND_READER, {"wlan": {"enabled": "true"}}, "1013"),
    (SECOND_READER, {"fingerprint": {"security_level": "2"}}, "1013"),
    (SECOND_READER, {"thermal_config": {"enable_mask": "1"}}, "1013"),
    (SECOND_READER, {"display": {"volume": "20"}}, "1013"),
    (SECOND_READER, {"authentication": {"operation_modes": [{"mode": "0"}]}}, "1013"),
    (CONTROLLER, {"authentication": {"auth_timeout": "5"}}, "1013"),
    (SLAVE_OUT, {"lan": {"ip": "192.0.2.4"}}, "1013"),
)


class TestRefusals:
    """What cannot be set."""

    async def test_have_their_code_and_change_nothing(self, site: Site) -> None:
        await site.online()
        before = (await site.get("/api/devices"))["DeviceCollection"]["rows"]
        for device, values, code in REFUSED:
            answer = await site.admin.put(f"/api/devices/{device}", json={"Device": values})
            assert code_of(answer) == (400, code), values
        assert (await site.get("/api/devices"))["DeviceCollection"]["rows"] == before

    async def test_what_a_model_has_not_may_be_named_while_it_asks_for_nothing(self, site: Site) -> None:
        nothing = {"wlan": {"enabled": "false"}, "thermal_config": {"enable_mask": "0"}, "usb": {"enable_usb": "false"}}
        assert await change(site, SECOND_READER, **nothing, capability={"thermalAuthSupported": "1"}) == []


class TestRemove:
    """Devices go."""

    async def test_a_device_is_let_go_and_a_master_takes_its_slaves_along(self, site: Site) -> None:
        await site.online()
        answer = await site.delete(f"/api/devices?id={READER}+{CONTROLLER}")
        assert answer["DeviceResponse"]["rows"] == [{"id": str(id), "code": "0"} for id in (READER, CONTROLLER)]
        rows = (await site.get("/api/devices"))["DeviceCollection"]["rows"]
        assert [row["id"] for row in rows] == [str(SECOND_READER)]
        assert await site.house.plant.connections.turned(READER, False, 30)

    async def test_one_that_a_door_uses_stays(self, site: Site) -> None:
        await site.post("/api/doors", {"Door": {"name": "Front", "entry_device_id": {"id": SLAVE_IN}}})
        for query, code in ((SLAVE_IN, "610"), (CONTROLLER, "610"), (UNKNOWN, "301"), ("", "800")):
            assert code_of(await site.admin.delete(f"/api/devices?id={query}")) == (400, code)
        assert (await site.get("/api/devices"))["DeviceCollection"]["total"] == "5"


class TestCapability:
    """What devices have."""

    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_each_tells_what_it_has(self, site: Site, method: str) -> None:
        named = {"DeviceCollection": {"rows": [{"id": str(SECOND_READER)}, {"id": READER}]}}
        answer = await site.admin.request(method, "/api/devices/capability", json=named)
        rows = answer.json()["DeviceTypeCollection"]["rows"]
        assert [row["device_id"]["id"] for row in rows] == [str(SECOND_READER), str(READER)]
        assert [(row["card"], row["fingerprint"], row["wifi"]) for row in rows] == [
            ("true", "false", "false"),
            ("true", "true", "true"),
        ]

    async def test_an_unknown_one_is_not_found(self, site: Site) -> None:
        named = {"DeviceCollection": {"rows": [{"id": UNKNOWN}]}}
        assert code_of(await site.admin.post("/api/devices/capability", json=named)) == (400, "301")


def _over(below: Any, above: Any) -> Any:
    if isinstance(above, list):
        return [_over(*pair) for pair in zip(below, above, strict=True)]
    if not isinstance(above, dict):
        return above
    return {**below, **{name: _over(below.get(name), value) for name, value in above.items()}}
