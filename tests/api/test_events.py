"""The page "Events" and the steps 298 to 301: searching the log, and the event types."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ostiary.api.biostar.wire.event import id_of
from ostiary.events import names
from ostiary.kernel.context import System
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.reports import LogRecord
from tests.rig.site import READER, Site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FRONT, BACK = 700001, 700002
"""Devices of old, not of this site."""

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


@operation(module=(), right="write", verb="TEST_NAME", method=Method.UPDATE)
async def give_names(work: Work, door_of: int) -> None:
    """Names as other rooms give them."""
    await names.record(work, names.USER, "12", "Ada Lovelace", 5)
    await names.record(work, names.USER_GROUP, "5", "Sales")
    await names.record(work, names.DOOR, "3", "Main door", 2, source_id=door_of)
    await names.record(work, names.DEVICE, str(FRONT), "Front", 1, timezone="Asia/Kolkata")
    await names.record(work, names.DEVICE, str(BACK), "Back", 1, timezone="America/Caracas")


def a_record(index: int, **changes: Any) -> LogRecord:
    """A record of the first reader, a second after the one before."""
    at = NOON + timedelta(seconds=index, microseconds=125_000)
    return LogRecord(**{"device_id": FRONT, "epoch": 9, "index": index, "at": at, "code": 4102, **changes})


@pytest.fixture
async def log(site: Site) -> Site:
    """A site with four events of old."""
    for door_of in (FRONT, BACK):
        await site.house.gate.run(System("test"), give_names, door_of)
    await site.house.plant.intake.take(
        [
            a_record(1, user_id="12", door_id=3, reason="granted by level 2"),
            a_record(2, code=4354, credential="987654", parameter="7"),
            a_record(3, device_id=BACK, code=20480, door_id=3),
            a_record(4, user_id="4711"),
        ]
    )
    return site


def query(*conditions: tuple[str, int, list[Any]], **more: Any) -> dict[str, Any]:
    """A body; only what is of old."""
    of_old = ("datetime", 3, ["2026-03-01T12:00:00.000Z", "2026-03-01T12:00:59.000Z"])
    listed = [{"column": column, "operator": op, "values": values} for column, op, values in (of_old, *conditions)]
    return {"Query": {"limit": 51, "conditions": listed, **more}}


async def rows(site: Site, body: dict[str, Any]) -> list[dict[str, Any]]:
    """What a search answers."""
    answer = await site.post("/api/events/search", body)
    assert answer["Response"] == {
        "code": "0",
        "link": "https://support.supremainc.com/en/support/home",
        "message": "Success",
    }
    assert set(answer["EventCollection"]) == {"rows"}
    found: list[dict[str, Any]] = answer["EventCollection"]["rows"]
    return found


async def indexes(site: Site, body: dict[str, Any]) -> list[str]:
    """Where what is found stands in its log."""
    return [row["index"] for row in await rows(site, body)]


class TestSearch:
    """POST /api/events/search."""

    async def test_a_row(self, log: Site) -> None:
        row = (await rows(log, query()))[0]
        id, hint, stored = row.pop("id"), row.pop("hint"), row.pop("server_datetime")
        assert row == {
            "datetime": "2026-03-01T12:00:01.12Z",
            "index": "1",
            "user_id_name": "12(Ada Lovelace)",
            "user_id": {"user_id": "12", "name": "Ada Lovelace", "photo_exists": "false"},
            "user_group_id": {"id": "5", "name": "Sales"},
            "device_id": {"id": str(FRONT), "name": "Front"},
            "event_type_id": {"code": "4102"},
            "door_id": [{"id": "3", "name": "Main door"}],
            "tna_key": "0",
            "parameter": "granted by level 2",
            "is_dst": "0",
            "timezone": {"half": "1", "hour": "5", "negative": "0"},
            "user_update_by_device": "false",
        }
        assert hint == "1772366401120" + f"{FRONT:010d}" + f"{int(id):07d}"
        assert id_of(hint) == int(id)
        assert stored.endswith("Z")
        assert abs(datetime.fromisoformat(stored) - datetime.now(UTC)) < timedelta(minutes=1)

    async def test_unknown_cards_nobody_and_people_without_a_name(self, log: Site) -> None:
        _, card, nobody, nameless = await rows(log, query())
        assert card["user_id"] == {"user_id": "987654", "name": "-", "photo_exists": "false"}
        assert (card["user_id_name"], card["door_id"], card["parameter"]) == ("987654(-)", [], "7")
        assert "user_group_id" not in card
        assert (nobody["user_id"], nobody["user_id_name"]) == ({"user_id": "", "name": "", "photo_exists": "false"}, "")
        assert nobody["timezone"] == {"half": "0", "hour": "4", "negative": "1"}
        assert nameless["user_id"] == {"user_id": "4711", "name": "-", "photo_exists": "false"}

    async def test_who_has_a_photo_now(self, log: Site) -> None:
        of_old = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-01-01T00:00:00.00Z"}
        person = {"user_id": "4711", "user_group_id": {"id": "1"}, "photo": "/9j/", **of_old}
        await log.post("/api/users", {"User": person})
        shown = [row["user_id"]["photo_exists"] for row in await rows(log, query())]
        assert shown == ["false", "false", "false", "true"]
        await log.put("/api/users/4711", {"User": {"photo": ""}})
        assert {row["user_id"]["photo_exists"] for row in await rows(log, query())} == {"false"}

    async def test_conditions(self, log: Site) -> None:
        expected: list[tuple[tuple[str, int, list[Any]], list[str]]] = [
            (("user_id.user_id", 0, ["12"]), ["1"]),
            (("user_id", 2, [12, "4711"]), ["1", "4"]),
            (("user_id.user_id", 1, ["12"]), ["2", "3", "4"]),
            (("device_id", 0, [str(FRONT)]), ["1", "2", "4"]),
            (("device_id.id", 1, [FRONT]), ["3"]),
            (("device_id", 2, [FRONT, BACK]), ["1", "2", "3", "4"]),
            (("event_type_id", 0, [4102]), ["1", "4"]),
            (("event_type_id.code", 2, ["4102", "4354"]), ["1", "2", "4"]),
            (("door_id", 0, ["3"]), ["1", "3"]),
            (("door_id.id", 1, ["3"]), ["2", "4"]),
            (("user_group_id", 0, ["5"]), ["1"]),
            (("user_group_id.id", 2, ["5", "6"]), ["1"]),
            (("datetime", 5, ["2026-03-01T12:00:02.12Z"]), ["3", "4"]),
            (("datetime", 6, ["2026-03-01T21:00:02.12+09:00"]), ["1"]),
            (("datetime", 0, ["2026-03-01T12:00:02.12"]), ["2"]),
            (("tna_key", 0, ["0"]), ["1", "2", "3", "4"]),
            (("id", 5, ["0"]), ["1", "2", "3", "4"]),
            (("id", 0, [77777]), []),
            (("user_id.name", 4, ["%love%"]), ["1"]),
        ]
        found = [(condition, await indexes(log, query(condition))) for condition, _ in expected]
        assert found == expected

    async def test_an_id_that_was_shown_finds_its_row(self, log: Site) -> None:
        shown = (await rows(log, query()))[2]
        assert await rows(log, query(("id", 0, [shown["id"]]))) == [shown]

    async def test_orders_and_pages(self, log: Site) -> None:
        expected: list[tuple[dict[str, Any], list[str]]] = [
            ({"orders": [{"column": "datetime", "descending": True}]}, ["4", "3", "2", "1"]),
            ({"orders": [{"column": "datetime", "descending": "false"}]}, ["1", "2", "3", "4"]),
            ({"orders": [{"column": "id", "descending": "true"}], "limit": "2"}, ["4", "3"]),
            ({"orders": [], "limit": 2, "offset": 1}, ["2", "3"]),
            ({"limit": 10_000_000}, ["1", "2", "3", "4"]),
        ]
        found = [(more, await indexes(log, query(**more))) for more, _ in expected]
        assert found == expected

    async def test_an_empty_question_finds_everything(self, log: Site) -> None:
        assert len(await rows(log, {})) >= 4
        assert len(await rows(log, {"Query": {"limit": 0, "conditions": []}})) >= 4

    async def test_a_bad_condition_is_refused(self, log: Site) -> None:
        bad: list[tuple[str, int, list[Any]]] = [
            ("password", 0, ["x"]),
            ("datetime", 3, ["2026-03-01T12:00:00.000Z"]),
            ("datetime", 0, ["yesterday"]),
            ("device_id", 0, ["1; DROP TABLE event"]),
            ("device_id", 9, ["1"]),
            ("device_id", 0, []),
        ]
        for condition in bad:
            answer = await log.admin.post("/api/events/search", json=query(condition))
            assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "800"), condition

    async def test_a_long_answer_is_written_while_it_is_read(self, log: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = await rows(log, query())
        monkeypatch.setattr("ostiary.events.queries.STRETCH", 1)
        assert await rows(log, query()) == whole
        assert await rows(log, query(limit=3)) == whole[:3]

    async def test_without_a_session_nothing_is_shown(self, site: Site) -> None:
        answer = await site.client().post("/api/events/search", json={})
        assert (answer.status_code, answer.json()["Response"]["code"]) == (401, "10")


class TestEventTypes:
    """GET /api/event_types."""

    async def test_every_code_in_a_row_is_listed(self, log: Site) -> None:
        await log.house.plant.intake.take([a_record(5, code=64999)])
        types = await log.get("/api/event_types")
        codes = {row["code"] for row in types["EventTypeCollection"]["rows"]}
        assert {row["event_type_id"]["code"] for row in await rows(log, {})} <= codes
        assert types["EventTypeCollection"]["total"] == str(len(codes))
        assert types["Response"]["code"] == "0"

    async def test_a_row(self, site: Site) -> None:
        found = await site.get("/api/event_types?is_break_glass=false&setting_alert=false&setting_all=true")
        listed = {row["code"]: row for row in found["EventTypeCollection"]["rows"]}
        assert set(listed["4001"]) == {"code", "name", "description", "alertable", "enable_alert"}
        assert (listed["4001"]["alertable"], listed["4001"]["enable_alert"]) == ("true", "true")
        assert (listed["4095"]["name"], listed["4095"]["alertable"]) == ("DEVICE_DISCONNECT", "true")
        assert (listed["4102"]["name"], listed["4102"]["alertable"]) == ("VERIFY_SUCCESS_CARD", "false")

    async def test_flags_choose(self, site: Site) -> None:
        alerts = await site.get("/api/event_types?is_break_glass=false&setting_alert=true&setting_all=false")
        assert {row["alertable"] for row in alerts["EventTypeCollection"]["rows"]} == {"true"}
        both = await site.get("/api/event_types?is_break_glass=false&setting_alert=true&setting_all=true")
        assert both == await site.get("/api/event_types")
        renamed = await site.get("/api/event_types?is_break_glass=true&setting_alert=false&setting_all=false")
        assert renamed["EventTypeCollection"] == {"total": "0", "rows": []}


class TestFlow:
    """From the card to the log."""

    async def test_a_card_presented_is_found_in_the_log(self, site: Site) -> None:
        await site.online()
        await site.present(READER, card="123456789")
        condition = {"column": "device_id.id", "operator": 0, "values": [str(READER)]}
        while True:
            found = await rows(site, {"Query": {"limit": 10, "conditions": [condition]}})
            denied = [row for row in found if row["event_type_id"]["code"] in {"4354", "5120", "6146"}]
            if denied:
                break
        assert denied[0]["user_id"] == {"user_id": "123456789", "name": "-", "photo_exists": "false"}
