"""The alerts of the page "Events": their history, answers to them, and what the live stream says of them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect

from ostiary.api.biostar.wire import stretches
from ostiary.port.reports import LogRecord
from tests.api.native.premises import an_operator
from tests.rig.site import Site

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORCED_OPEN, UNKNOWN_CARD, GRANTED = 22016, 4354, 4102

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


def a_record(index: int, code: int = FORCED_OPEN) -> LogRecord:
    """A record of a device of old, a second after the one before."""
    return LogRecord(700001, 9, index, NOON + timedelta(seconds=index), code)


@pytest.fixture
async def log(site: Site) -> Site:
    """A site with three alerts of old, an event that can be one and one that cannot."""
    codes = [FORCED_OPEN, FORCED_OPEN, FORCED_OPEN, UNKNOWN_CARD, GRANTED]
    await site.house.plant.intake.take([a_record(index, code) for index, code in enumerate(codes, 1)])
    return site


def query(*conditions: tuple[str, int, list[Any]], **more: Any) -> dict[str, Any]:
    """A body; only what is of old."""
    of_old = ("event_id.datetime", 3, ["2026-03-01T12:00:00.00Z", "2026-03-01T12:01:00.00Z"])
    listed = [{"column": column, "operator": op, "values": values} for column, op, values in (of_old, *conditions)]
    return {"Query": {"conditions": listed, **more}}


async def found(site: Site, *conditions: tuple[str, int, list[Any]], **more: Any) -> list[dict[str, Any]]:
    """The alerts that fit."""
    answer = await site.post("/api/alerts/search", query(*conditions, **more))
    rows: list[dict[str, Any]] = answer["AlertCollection"]["rows"]
    return rows


async def indexes(site: Site, *conditions: tuple[str, int, list[Any]], **more: Any) -> list[str]:
    """Where their events stand in the log."""
    return [row["event_id"]["index"] for row in await found(site, *conditions, **more)]


async def hint(site: Site, index: int) -> str:
    """The hint of an event of old."""
    condition = {"column": "device_id.id", "operator": 0, "values": ["700001"]}
    answer = await site.post("/api/events/search", {"Query": {"limit": 51, "conditions": [condition]}})
    return next(str(row["hint"]) for row in answer["EventCollection"]["rows"] if row["index"] == str(index))


def an_answer(**changes: Any) -> dict[str, Any]:
    """The answer of the reference's sample."""
    alert = {
        "event_id": {"datetime": "2022-02-02T00:00:00.00Z"},
        "status": "1",
        "ack_user_id": {"user_id": "1"},
        "ack_message": "test",
        **changes,
    }
    return {"Alert": alert}


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


class TestSearch:
    """POST /api/alerts/search."""

    async def test_a_row_that_waits(self, log: Site) -> None:
        row = (await found(log))[0]
        assert set(row) == {"id", "event_id", "status", "ack_message"}
        assert (row["id"], row["status"], row["ack_message"]) == (row["event_id"]["hint"], "2", "")
        assert row["event_id"]["datetime"] == "2026-03-01T12:00:03.00Z"
        assert row["event_id"]["event_type_id"] == {"code": str(FORCED_OPEN)}

    async def test_everything(self, log: Site) -> None:
        answer = await log.post("/api/alerts/search", {"Query": {}})
        rows = answer["AlertCollection"]["rows"]
        assert int(answer["AlertCollection"]["total"]) == len(rows) >= 3

    async def test_orders_and_windows(self, log: Site) -> None:
        order = {"column": "event_id.datetime", "descending": False}
        assert await indexes(log, orders=[{**order, "descending": True}]) == ["3", "2", "1"]
        assert await indexes(log, orders=[order], limit=2) == ["1", "2"]
        answer = await log.post("/api/alerts/search", query(orders=[order], limit=2, offset=2))
        assert answer["AlertCollection"]["total"] == "3"
        assert len(answer["AlertCollection"]["rows"]) == 1

    async def test_long_answers_are_whole(self, log: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(stretches, "STRETCH", 2)
        assert await indexes(log) == ["3", "2", "1"]
        assert await indexes(log, limit=2) == ["3", "2"]
        assert await indexes(log, offset=1) == ["2", "1"]
        assert await indexes(log, limit=3, offset=0) == ["3", "2", "1"]

    async def test_by_status_and_by_what_the_event_is(self, log: Site) -> None:
        await log.put(f"/api/alerts/{await hint(log, 2)}", an_answer(status="0"))
        await log.put(f"/api/alerts/{await hint(log, 3)}", an_answer(ack_message="The cleaner."))
        assert await indexes(log, ("status", 0, ["0"])) == ["2"]
        assert await indexes(log, ("status", 0, ["1"])) == ["3"]
        assert await indexes(log, ("status", 1, ["1"])) == ["2", "1"]
        assert await indexes(log, ("ack_message", 4, ["clean"])) == ["3"]
        assert await indexes(log, ("ack_user_id.user_id", 0, ["1"])) == ["3", "2"]
        assert await indexes(log, ("id", 0, [await hint(log, 1)])) == ["1"]
        assert await indexes(log, ("id", 0, ["4711"])) == []
        assert await indexes(log, ("event_id.device_id.id", 0, ["700002"])) == []

    async def test_refusals(self, log: Site) -> None:
        assert code(await log.admin.post("/api/alerts/search", json=query(("colour", 0, ["red"])))) == (400, "800")
        assert code(await log.client().post("/api/alerts/search", json=query())) == (401, "10")


class TestAnswer:
    """PUT /api/alerts/:id."""

    async def test_it_is_acknowledged(self, log: Site) -> None:
        answer = await log.put(f"/api/alerts/{await hint(log, 3)}", an_answer())
        assert set(answer) == {"Response"}
        row = (await found(log))[0]
        assert (row["status"], row["ack_message"]) == ("1", "test")
        assert row["ack_user_id"] == {"user_id": "1", "name": "Administrator"}
        assert row["ack_datetime"].endswith("Z")

    async def test_an_alertable_event_becomes_an_alert(self, log: Site) -> None:
        await log.put(f"/api/alerts/{await hint(log, 4)}", {"Alert": {"ack_message": "Seen."}})
        assert await indexes(log, ("status", 0, [1])) == ["4"]

    async def test_refusals(self, log: Site) -> None:
        alarm, granted = await hint(log, 3), await hint(log, 5)
        refused: list[tuple[str, dict[str, Any], str]] = [
            ("12", an_answer(), "30"),
            ("1772366401120" + "0000700001" + "0999999", an_answer(), "30"),
            (granted, an_answer(), "800"),
            (alarm, an_answer(status="2"), "800"),
            (alarm, an_answer(status="7"), "800"),
            (alarm, an_answer(event_id={"datetime": "noon"}), "800"),
            (alarm, an_answer(ack_message="x" * 501), "131087"),
            (alarm, an_answer(ack_user_id={"user_id": "4711"}), "201"),
        ]
        for id, body, expected in refused:
            assert code(await log.admin.put(f"/api/alerts/{id}", json=body)) == (400, expected), body
        assert (await found(log))[0]["status"] == "2"

    async def test_who_only_looks_answers_none(self, log: Site) -> None:
        viewer = await an_operator(log, 3)
        answer = await viewer.put(f"/api/alerts/{await hint(log, 3)}", json=an_answer())
        assert code(answer) == (403, "20")


class TestLiveStream:
    """A frame tells whether its event is an alert."""

    async def test_by_enable_alert(self, site: Site) -> None:
        session = site.admin.headers["bs-session-id"]
        async with connect(f"ws{site.url.removeprefix('http')}/wsapi", proxy=None) as stream:
            await stream.send(f"bs-session-id={session}")
            await stream.recv()
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1), a_record(2, UNKNOWN_CARD), a_record(3, GRANTED)])
            told: list[tuple[str, str]] = []
            while len(told) < 3:
                event = json.loads(await stream.recv())["Event"]
                if event["device_id"]["id"] == "700001":
                    told.append((event["event_type_id"]["alertable"], event["event_type_id"]["enable_alert"]))
        assert told == [("true", "true"), ("true", "false"), ("false", "false")]
