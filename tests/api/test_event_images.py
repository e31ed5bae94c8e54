"""The image that a device takes with an event, and the temperature it measures: from the reader to the client."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import select

from ostiary.api.biostar.wire.event import frame_of
from ostiary.events.model import EventRow, Image
from ostiary.events.queries import get_event
from ostiary.kernel.context import System
from ostiary.port.reports import LogRecord
from tests.rig.site import READER, SECOND_READER, Site

UNKNOWN_CARD = 4354
SYSTEM = System("test")
PASSWORD = "eight days a week"


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def photograph(site: Site, *codes: int, device_id: int = READER) -> None:
    """Have a device take pictures of these events."""
    items = [{"event_type_id": {"code": str(code)}, "schedule_id": {"id": "1"}} for code in codes]
    wanted = {"use_image_log": "true", "imageLogEventInfo": {"imageLogEventItems": items}}
    await site.put(f"/api/devices/{device_id}", {"Device": wanted})


async def events(site: Site, path: str = "/api/events/search", **asked: Any) -> list[dict[str, Any]]:
    """The events of the reader with this code."""
    conditions = [
        {"column": "event_type_id.code", "operator": 0, "values": [str(asked.pop("code", UNKNOWN_CARD))]},
        {"column": "device_id.id", "operator": 0, "values": [str(asked.pop("device_id", READER))]},
    ]
    answer = await site.post(path, {"Query": {"limit": 51, "conditions": conditions, **asked}})
    rows: list[dict[str, Any]] = answer["EventCollection"]["rows"]
    return rows


async def arrived(site: Site, count: int) -> None:
    """Wait until so many images are here."""
    database = site.house.database
    statement = select(EventRow.id).where(EventRow.image == Image.STORED)
    while True:
        heard = database.bell.rings
        async with database.read() as connection:
            if len((await connection.scalars(statement)).all()) >= count:
                return
        await database.bell.wait(heard)


async def an_operator(
    site: Site, id: str, *, module: str = "Monitoring", groups: Sequence[str] = ("1",)
) -> httpx.AsyncClient:
    """Somebody who may read in one module, of devices within these groups."""
    rights = {module: {"read": "true", "write": "false"}}
    level = {"name": f"Level {id}", "filter": {"DeviceGroup": list(groups)}, "module": rights}
    made = (await site.post("/api/permissions", {"Permission": level}))["Permission"]
    period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    account = {"login_id": f"op{id}", "password": PASSWORD, "permission": {"id": made["id"]}}
    person = {"user_id": id, "name": f"Op {id}", "user_group_id": {"id": "1"}, **period, **account}
    await site.post("/api/users", {"User": person})
    return await site.sign_in(f"op{id}", PASSWORD)


class TestImages:
    """`GET /api/events/images/:image_data`."""

    async def test_from_the_reader_to_whoever_may_see_the_event(self, site: Site) -> None:
        await site.online()
        await site.present(READER, card="999")
        await photograph(site, UNKNOWN_CARD)
        await site.online()
        await site.present(READER, card="999")
        await arrived(site, 1)
        plain, pictured = await events(site)
        assert "image_id" not in plain
        assert {**pictured["image_id"], "image_data": ""} == {"image_data": "", "image_type": "JPG", "photo": "false"}
        name = pictured["image_id"]["image_data"]
        assert re.fullmatch(f"[0-9]{{10}}_{READER}_[0-9]+", name)
        answer = await site.admin.get(f"/api/events/images/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
        journal = site.fleet.device(READER).journal
        assert answer.content == await journal.picture(journal.epoch, int(pictured["index"]))
        native = await site.admin.get(f"/native/events/{pictured['id']}/image")
        assert (native.content, native.headers["content-type"]) == (answer.content, "image/jpeg")
        shown = [(await site.get(f"/native/events/{row['id']}"))["image"] for row in (plain, pictured)]
        assert shown == [None, "stored"]
        assert (await site.admin.get(f"/native/events/{plain['id']}/image")).status_code == 404

        await site.post("/api/device_groups", {"DeviceGroup": {"name": "Elsewhere", "parent_id": {"id": "1"}}})
        groups = (await site.get("/api/device_groups"))["DeviceGroupCollection"]["rows"]
        elsewhere = next(row["id"] for row in groups if row["name"] == "Elsewhere")
        here, there = [await an_operator(site, id, groups=[group]) for id, group in (("91", "1"), ("92", elsewhere))]
        assert (await here.get(f"/api/events/images/{name}")).content == answer.content
        assert code_of(await there.get(f"/api/events/images/{name}")) == (403, "20")
        assert code_of(await site.client().get(f"/api/events/images/{name}")) == (401, "10")

        assert f'"image_data":"{name}"' in frame_of(
            await site.house.gate.ask(SYSTEM, get_event, int(pictured["id"])), ()
        )

        second, device, event = name.split("_")
        for other in (f"{second}_{device}_1", f"{int(second) - 1}_{device}_{event}", f"{second}_1_{event}", "1_1", "x"):
            assert code_of(await site.admin.get(f"/api/events/images/{other}")) == (400, "107"), other

    async def test_a_device_without_a_camera_is_not_asked_for_pictures(self, site: Site) -> None:
        items = [{"event_type_id": {"code": "4354"}}]
        for wanted in ({"use_image_log": "true"}, {"imageLogEventInfo": {"imageLogEventItems": items}}):
            answer = await site.admin.put(f"/api/devices/{SECOND_READER}", json={"Device": wanted})
            assert code_of(answer) == (400, "1013")
        device = (await site.get(f"/api/devices/{SECOND_READER}"))["Device"]
        assert not {"use_image_log", "imageLogEventInfo", "thermal_config"} & device.keys()


class TestTemperatures:
    """`POST /api/events/search/thermal`, and the column of an export."""

    async def test_from_the_reader_to_the_list_of_those_who_were_measured(self, site: Site) -> None:
        await site.online()
        thermal = {"enable_thermal_camera": "1", "temperature_checkmode": "1", "temperature_threshold_high": "3750"}
        await site.put(f"/api/devices/{READER}", {"Device": {"thermal_config": thermal}})
        assert (await site.get(f"/api/devices/{READER}"))["Device"]["capability"]["thermalAuthSupported"] == "1"
        await site.online()
        await site.present(READER, card="999")
        await site.present(READER, card="999", temperature=3865)
        await site.present(READER, card="999", temperature=0)
        await site.house.plant.connections.line(READER).catch_up()
        path = "/api/events/search/thermal"
        everything = {"conditions": [{"column": "device_id.id", "operator": 0, "values": [str(READER)]}]}
        found = (await site.post(path, {"Query": {"limit": 51, **everything}}))["EventCollection"]["rows"]
        assert [(row["event_type_id"]["code"], row["temperature"]) for row in found] == [("6419", "3865")]
        warm = {"column": "temperature", "operator": 5, "values": ["3900"]}
        assert (await site.post(path, {"Query": {"limit": 51, "conditions": [warm]}}))["EventCollection"]["rows"] == []
        (unmeasured,) = await events(site, code=6420)
        assert "temperature" not in unmeasured
        (unknown,) = await events(site)
        assert "temperature" not in unknown

        noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
        record = LogRecord(700001, 1, 1, noon, 4102, user_id="1", picture=True, temperature=3650)
        await site.house.plant.intake.take([record])
        (row,) = await events(site, path, code=4102, device_id=700001)
        assert (row["temperature"], row["user_group_id"]["id"]) == ("3650", "1")
        assert [row] == await events(site, code=4102, device_id=700001)

        wanted = {"columns": ["device_id.id", "temperature"], "headers": ["Device", "Degrees"]}
        for given, degrees in (("true", "38.65"), ("false", "101.57")):
            export = f"/api/events/export?use_centigrade={given}"
            uri = (await site.post(export, {"Query": {**everything, **wanted}}))["File"]["uri"]
            assert f"{READER},{degrees}\r\n" in (await site.admin.get(f"/download/{uri}")).text

        nowhere = {"Query": {"limit": 1, "conditions": [{"column": "colour", "operator": 0, "values": ["red"]}]}}
        assert code_of(await site.admin.post(path, json=nowhere)) == (400, "800")
        assert code_of(await site.client().post(path, json=nowhere)) == (401, "10")
        operator = await an_operator(site, "93", module="Device")
        assert code_of(await operator.post(path, json={"Query": {"limit": 1}})) == (403, "20")
