"""`GET /native/schedules/:id/days` and `POST /native/schedules/days`."""

from typing import Any

import pytest

from tests.api.native.premises import an_operator, furnish
from tests.rig.site import READER, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

OFFICE = [{"start": 480, "end": 1080}]
WEEK = [[], OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, []]


async def a_fair(site: Site) -> int:
    """A holiday group with one date."""
    holidays = [{"start_date": "2026-03-04T00:00:00.00Z"}]
    made = await site.post("/api/holiday_groups", {"HolidayGroup": {"name": "Fair", "holidays": holidays}})
    return int(made["HolidayGroup"]["id"])


async def tried(site: Site, body: dict[str, Any], query: str) -> list[dict[str, Any]]:
    """The days of a draft."""
    answer = await site.admin.post(f"/native/schedules/days?{query}", json=body)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


class TestDays:
    async def test_of_a_stored_one_are_those_of_its_draft(self, site: Site) -> None:
        group = await a_fair(site)
        days = [
            {"day_index": str(index), "time_segments": [{"start_time": "480", "end_time": "1080"}]}
            for index in range(1, 6)
        ]
        holidays = [
            {"holiday_group_id": {"id": str(group)}, "time_segments": [{"start_time": "600", "end_time": "720"}]}
        ]
        schedule = {"name": "Office", "daily_schedules": days, "holiday_schedules": holidays}
        made = (await site.post("/api/schedules", {"Schedule": schedule}))["Schedule"]
        found = await site.get(f"/native/schedules/{made['id']}/days?from=2026-03-01&days=5")
        assert found["timezone"] is None
        assert [day["hours"] for day in found["items"]] == ["never", *["08:00-18:00"] * 2, "10:00-12:00", "08:00-18:00"]
        holiday = [{"holiday_group_id": group, "intervals": [{"start": 600, "end": 720}]}]
        assert found["items"] == await tried(site, {"days": WEEK, "holidays": holiday}, "from=2026-03-01&days=5")
        assert found["items"][3] == {
            "date": "2026-03-04",
            "weekday": "wednesday",
            "why": "holiday",
            "cycle_day": None,
            "holiday": {"id": group, "name": "Fair"},
            "intervals": [{"start": 600, "end": 720}],
            "hours": "10:00-12:00",
            "length_minutes": 1440,
            "clock_moved_minutes": 0,
        }

    async def test_of_a_cycle_at_a_door_by_its_own_clock(self, site: Site) -> None:
        door = await furnish(site)
        await site.put(f"/api/devices/{READER}", {"Device": {"system": {"timezone": "32400"}}})
        cycle = {"days": [OFFICE, []], "cycle_start": "2026-03-28"}
        shown = await site.get(f"/native/schedules/1/days?door_id={door}&days=1")
        assert shown["timezone"] == "Etc/GMT-9"
        days = await tried(site, cycle, f"door_id={door}&from=2026-03-27&days=4")
        assert [(day["why"], day["cycle_day"], day["hours"]) for day in days] == [
            ("before_cycle", None, "never"),
            ("cycle", 1, "08:00-18:00"),
            ("cycle", 2, "never"),
            ("cycle", 1, "08:00-18:00"),
        ]

    async def test_from_today_where_nothing_is_said(self, site: Site) -> None:
        found = (await site.get("/native/schedules/1/days"))["items"]
        assert len(found) == 30
        assert {(day["hours"], day["why"]) for day in found} == {("at any time", "weekday")}

    async def test_what_could_not_be_stored_is_refused(self, site: Site) -> None:
        overlapping = [{"start": 0, "end": 60}, {"start": 30, "end": 90}]
        for body, status in (
            ({"days": [overlapping]}, 422),
            ({"days": [[{"start": 60, "end": 60}]]}, 422),
            ({"days": [[]] * 8}, 422),
            ({"days": [[]] * 91, "cycle_start": "2026-01-01"}, 422),
            ({"days": [], "cycle_start": "2026-01-01"}, 422),
            ({"days": WEEK, "holidays": [{"holiday_group_id": 99}]}, 404),
        ):
            answer = await site.admin.post("/native/schedules/days", json=body)
            assert answer.status_code == status, answer.text

    async def test_of_what_is_not_there(self, site: Site) -> None:
        for path, status in (
            ("/native/schedules/99/days", 404),
            ("/native/schedules/1/days?door_id=99", 404),
            ("/native/schedules/1/days?days=401", 422),
            ("/native/schedules/1/days?from=9999-12-31", 422),
        ):
            assert (await site.admin.get(path)).status_code == status, path

    async def test_who_may_choose_no_schedule_sees_none(self, site: Site) -> None:
        viewer = await an_operator(site, 2)
        assert (await viewer.get("/native/schedules/1/days")).status_code == 403
