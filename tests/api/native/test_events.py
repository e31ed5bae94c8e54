"""`GET /native/events` and `GET /native/events/:id`."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ostiary.api.native.values import cursor_of
from ostiary.events import names
from ostiary.kernel.context import System
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.reports import LogRecord
from tests.api.native.premises import an_operator
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OF_OLD = {"since": "2026-03-01T12:00:00Z", "until": "2026-03-01T13:00:00Z"}


def a_record(index: int, seconds: int, **changes: Any) -> LogRecord:
    """A record of a device that is not there any more."""
    at = NOON + timedelta(seconds=seconds)
    return LogRecord(**{"device_id": 700001, "epoch": 9, "index": index, "at": at, "code": 4102, **changes})


@operation(module=(), right="write", verb="TEST_NAME", method=Method.UPDATE)
async def name_door(work: Work, _: None) -> None:
    """The door that the device had."""
    await names.record(work, names.DOOR, "3", "", source_id=700001)


@pytest.fixture
async def log(site: Site) -> Site:
    """Twelve events of old, three in each second."""
    await site.house.gate.run(System("test"), name_door, None)
    records = [a_record(1, 0, user_id="12", door_id=3, reason="Because.")]
    records += [a_record(2, 0, code=4354, credential="987654", reason="The card is not known to the device.")]
    records += [a_record(index, index // 3, code=20480, door_id=3) for index in range(3, 13)]
    await site.house.plant.intake.take(records)
    return site


async def pages(site: Site, **asked: Any) -> list[dict[str, Any]]:
    """Every event that fits, page by page."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, Any] = {}
    while True:
        answer = await site.admin.get("/native/events", params={**OF_OLD, **asked, **cursor})
        assert answer.status_code == 200, answer.text
        document = answer.json()
        found += document["items"]
        if document["next_cursor"] is None:
            return found
        cursor = {"cursor": document["next_cursor"]}


class TestPages:
    async def test_of_any_size_neither_repeat_nor_skip(self, log: Site) -> None:
        for limit in (1, 2, 5, 11, 12, 500):
            for order in ("newest", "oldest"):
                found = await pages(log, limit=limit, order=order)
                keys = [(event["at"], event["id"]) for event in found]
                assert len(set(keys)) == 12
                assert keys == sorted(keys, reverse=order == "newest")

    async def test_what_comes_in_between_is_on_no_later_page(self, log: Site) -> None:
        first = (await log.admin.get("/native/events", params={**OF_OLD, "limit": 4})).json()
        await log.house.plant.intake.take([a_record(13, 60)])
        rest = await pages(log, cursor=first["next_cursor"])
        assert len(first["items"]) + len(rest) == 12

    async def test_what_is_no_cursor(self, log: Site) -> None:
        for cursor in ("x", "MQ", "LTEuMQ", cursor_of(2**62, 1), cursor_of(1, 2, 3), "é", "x" * 101):
            answer = await log.admin.get("/native/events", params={"cursor": cursor})
            assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


class TestConditions:
    async def test_each_chooses(self, log: Site) -> None:
        assert len(await pages(log, code=20480)) == 10
        assert len(await pages(log, code=[4102, 4354])) == 2
        assert len(await pages(log, door=3)) == 11
        assert len(await pages(log, person="12")) == 1
        assert len(await pages(log, device=700001)) == 12
        assert len(await pages(log, device=700002)) == 0
        assert len(await pages(log, **{"class": "door"})) == 10
        assert len(await pages(log, **{"class": ["granted", "denied"]})) == 2
        assert len(await pages(log, **{"class": ["granted", "system"]})) == 1
        assert len(await pages(log, **{"class": ["granted"], "code": [4354]})) == 0
        assert len(await pages(log, since="2026-03-01T12:00:02Z", until="2026-03-01T14:00:03+02:00")) == 6


class TestWindow:
    async def test_rows_by_position_below_a_newest_id(self, log: Site) -> None:
        whole = await log.get("/native/events/window?device=700001")
        assert (whole["total"], whole["offset"], len(whole["items"])) == (12, 0, 12)
        ids = [row["id"] for row in whole["items"]]
        assert ids == sorted(ids, reverse=True)
        await log.house.plant.intake.take([a_record(13, 60)])
        path = f"/native/events/window?device=700001&class=door&until_id={whole['until_id']}"
        part = await log.get(f"{path}&offset=8&limit=5")
        assert (part["until_id"], part["total"]) == (whole["until_id"], 10)
        assert part["items"] == whole["items"][8:10]
        assert (await log.get(f"{path}&offset=10"))["items"] == []

    async def test_what_is_no_position(self, log: Site) -> None:
        for name, value in (("offset", "-1"), ("limit", "0"), ("limit", "501"), ("until_id", "x"), ("class", "none")):
            answer = await log.admin.get("/native/events/window", params={name: value})
            assert answer.status_code == 422, name


class TestOneEvent:
    async def test_it_has_the_reason_that_was_stored_with_it(self, log: Site) -> None:
        unknown = (await pages(log, code=4354))[0]
        assert unknown["reason"] == "The card is not known to the device."
        assert (unknown["credential"], unknown["person"], unknown["door"]) == ("987654", None, None)
        granted = (await pages(log, person="12"))[0]
        assert (granted["reason"], granted["credential"]) == ("Because.", None)
        assert (granted["door"]["id"], granted["person"]["id"]) == (3, "12")
        assert (granted["type"]["name"], granted["type"]["class"]) == ("VERIFY_SUCCESS_CARD", "granted")
        assert (granted["person"]["photo"], granted["alert"], granted["image"]) == (False, None, None)
        assert granted["at"] == "2026-03-01T12:00:00Z"
        assert granted["late"] is True
        answer = await log.admin.get(f"/native/events/{granted['id']}")
        assert answer.json() == granted

    async def test_it_tells_how_its_alert_stands(self, log: Site) -> None:
        await log.house.plant.intake.take([a_record(13, 0, code=22528, door_id=3)])
        (held,) = await pages(log, **{"class": "alarm"})
        assert held["alert"] == "waiting"
        conditions = [{"column": "id", "operator": 0, "values": [str(held["id"])]}]
        (row,) = (await log.post("/api/events/search", {"Query": {"conditions": conditions}}))["EventCollection"][
            "rows"
        ]
        await log.put(f"/api/alerts/{row['hint']}", {"Alert": {"status": "1", "ack_message": "Seen."}})
        assert (await log.get(f"/native/events/{held['id']}"))["alert"] == "acknowledged"

    async def test_the_last_refusal_of_somebody_is_one_row_with_its_sentence(self, log: Site) -> None:
        refused = [a_record(index, index, code=6401, user_id="12", reason=f"No. {index}") for index in (20, 21)]
        await log.house.plant.intake.take([*refused, a_record(22, 22, user_id="12")])
        (row,) = (await log.get("/native/events?person=12&class=denied&limit=1"))["items"]
        assert (row["reason"], row["type"]["name"]) == ("No. 21", "ACCESS_DENIED_ACCESS_GROUP")

    async def test_of_one_that_is_not_there(self, log: Site) -> None:
        answer = await log.admin.get("/native/events/999999")
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:ostiary:problem:not-found")
        assert answer.json()["detail"] == "There is no event 999999."


class TestScope:
    async def test_who_has_no_right_to_the_log_reads_none_of_it(self, log: Site) -> None:
        operator = await an_operator(log, 2)
        for path in ("/native/events", "/native/events/window", "/native/events/1"):
            answer = await operator.get(path)
            assert (answer.status_code, answer.json()["type"]) == (403, "urn:ostiary:problem:forbidden")

    async def test_who_sees_only_himself_finds_no_event_of_others(self, log: Site) -> None:
        himself = await an_operator(log, 255)
        somebody = (await pages(log, person="12"))[0]["id"]
        assert (await himself.get("/native/events", params=OF_OLD)).json()["items"] == []
        assert (await himself.get(f"/native/events/{somebody}")).status_code == 404
