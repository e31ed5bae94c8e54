"""The pages "Schedules" and "Holiday Groups" on the wire."""

import httpx
import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


WEEKLY = {
    "name": "Weekly6",
    "description": "Desc",
    "daily_schedules": [
        {"day_index": 0, "time_segments": []},
        {
            "day_index": 1,
            "time_segments": [{"start_time": 0, "end_time": 360}, {"start_time": "1080", "end_time": "1440"}],
        },
        {"day_index": 3, "time_segments": {"0": {"start_time": 0, "end_time": 1440}}},
        {
            "day_index": 6,
            "time_segments": [
                {"start_time": 900, "end_time": 960},
                {"start_time": 540, "end_time": 600},
                {"start_time": 360, "end_time": 420},
                {"start_time": 720, "end_time": 780},
                {"start_time": 1080, "end_time": 1140},
            ],
        },
    ],
    "days_of_iteration": 7,
    "start_date": "2022-04-27T16:18:06.19Z",
    "use_daily_iteration": False,
}
DAILY = {
    "name": "Daily",
    "daily_schedules": [
        {"day_index": 0, "time_segments": [{"start_time": 0, "end_time": 1380}]},
        {"day_index": 1, "time_segments": [{"start_time": 1260, "end_time": 1320}]},
    ],
    "holiday_schedules": [],
    "days_of_iteration": 2,
    "start_date": "2022-04-26T00:00:00.00Z",
    "use_daily_iteration": "true",
}
CHRISTMAS = {"repeat_interval": 1, "start_date": "2026-12-25T00:00:00.00Z"}


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def holiday_group(site: Site, name: str = "Public") -> str:
    """The id of a new holiday group."""
    made = await site.post("/api/holiday_groups", {"HolidayGroup": {"name": name, "holidays": [CHRISTMAS]}})
    id: str = made["HolidayGroup"]["id"]
    return id


class TestSchedules:
    """`/api/schedules`."""

    async def test_always_is_there_and_stays(self, site: Site) -> None:
        (row,) = (await site.get("/api/schedules?limit&offset"))["ScheduleCollection"]["rows"]
        assert (row["id"], row["name"], row["use_daily_iteration"]) == ("1", "Always", "false")
        assert row["start_date"] == "2001-01-01T00:00:00.00Z"
        assert row["daily_schedules"][6] == {
            "day_index": "6",
            "time_segments": [{"start_time": "0", "end_time": "1440"}],
        }
        assert row["holiday_schedules"] == []
        assert code(await site.admin.put("/api/schedules/1", json={"Schedule": {"name": "X"}})) == (400, "106")
        assert code(await site.admin.delete("/api/schedules/1")) == (400, "106")

    async def test_a_weekly_one_comes_back_in_order(self, site: Site) -> None:
        group = await holiday_group(site)
        slots = {"holiday_group_id": {"id": group}, "time_segments": [{"start_time": 780, "end_time": 840}]}
        made = await site.post("/api/schedules", {"Schedule": {**WEEKLY, "holiday_schedules": [slots]}})
        assert made["Schedule"] == {"id": "2", "name": "Weekly6"}
        assert made["DeviceResponse"]["result"] == "true"
        shown = (await site.get("/api/schedules/2"))["Schedule"]
        assert len(shown["daily_schedules"]) == 7
        assert [slot["start_time"] for slot in shown["daily_schedules"][6]["time_segments"]] == [
            "360",
            "540",
            "720",
            "900",
            "1080",
        ]
        assert shown["start_date"] == "2022-04-27T00:00:00.00Z"
        assert shown["holiday_schedules"] == [
            {
                "holiday_group_id": {"id": group, "name": "Public"},
                "time_segments": [{"start_time": "780", "end_time": "840"}],
            }
        ]
        assert (await site.get("/api/schedules"))["ScheduleCollection"]["rows"][1] == shown

    async def test_a_daily_one_is_changed_in_part(self, site: Site) -> None:
        id = (await site.post("/api/schedules", {"Schedule": DAILY}))["Schedule"]["id"]
        await site.put(f"/api/schedules/{id}", {"Schedule": {"name": "Shift", "days_of_iteration": ""}})
        shown = (await site.get(f"/api/schedules/{id}"))["Schedule"]
        assert (shown["name"], shown["use_daily_iteration"], shown["days_of_iteration"]) == ("Shift", "true", "2")
        assert shown["daily_schedules"][1]["time_segments"] == [{"start_time": "1260", "end_time": "1320"}]
        listed = (await site.get("/api/schedules?limit=1&order_by=name:true"))["ScheduleCollection"]
        assert ([row["name"] for row in listed["rows"]], listed["total"]) == (["Shift"], "2")
        await site.delete(f"/api/schedules/{id}")
        assert code(await site.admin.get(f"/api/schedules/{id}")) == (400, "604")

    async def test_refusals(self, site: Site) -> None:
        async def refused(**change: object) -> tuple[int, str]:
            return code(await site.admin.post("/api/schedules", json={"Schedule": {**DAILY, **change}}))

        assert await refused(name="Always") == (400, "652")
        assert await refused(name="x" * 49) == (400, "131094")
        assert await refused(description="x" * 129) == (400, "131093")
        assert await refused(name="") == (400, "800")
        assert await refused(days_of_iteration=91) == (400, "800")
        overlapping = [{"start_time": 0, "end_time": 61}, {"start_time": 60, "end_time": 90}]
        assert await refused(daily_schedules=[{"day_index": 0, "time_segments": overlapping}]) == (400, "800")
        assert await refused(daily_schedules=[{"day_index": 0}, {"day_index": 0}]) == (400, "800")
        assert await refused(holiday_schedules=[{"holiday_group_id": {"id": 77}}]) == (400, "602")
        assert code(await site.admin.put("/api/schedules/77", json={"Schedule": {}})) == (400, "604")
        assert code(await site.admin.delete("/api/schedules/77")) == (400, "604")
        assert code(await site.admin.get(f"/api/schedules/{2**63}")) == (400, "800")
        assert code(await site.admin.get("/api/schedules/abc")) == (400, "103")

    async def test_one_that_doors_are_open_by_stays(self, site: Site) -> None:
        id = (await site.post("/api/schedules", {"Schedule": DAILY}))["Schedule"]["id"]
        item = {"doors": [], "schedule_id": {"id": id}}
        await site.post("/api/access_levels", {"AccessLevel": {"name": "Day", "access_level_items": [item]}})
        refused = await site.admin.delete(f"/api/schedules/{id}")
        assert code(refused) == (400, "8")
        assert "Day" in refused.json()["Response"]["message"]


class TestHolidayGroups:
    """`/api/holiday_groups`."""

    async def test_one_is_made_changed_in_part_and_deleted(self, site: Site) -> None:
        days = [{"repeat_interval": "0", "start_date": "2022-05-02T00:00:00.00Z"}, CHRISTMAS]
        made = await site.post("/api/holiday_groups", {"HolidayGroup": {"name": "Idul Fitri", "holidays": days}})
        id = made["HolidayGroup"]["id"]
        assert made["HolidayGroup"]["name"] == "Idul Fitri"
        await site.put(f"/api/holiday_groups/{id}", {"HolidayGroup": {"description": "Islamic"}})
        (row,) = (await site.get("/api/holiday_groups"))["HolidayGroupCollection"]["rows"]
        assert row == {
            "id": id,
            "name": "Idul Fitri",
            "description": "Islamic",
            "holidays": [
                {"id": "1", "repeat_interval": "0", "start_date": "2022-05-02T00:00:00.00Z"},
                {"id": "2", "repeat_interval": "1", "start_date": "2026-12-25T00:00:00.00Z"},
            ],
        }
        await site.put(f"/api/holiday_groups/{id}", {"HolidayGroup": {"holidays": ""}})
        (row,) = (await site.get("/api/holiday_groups?limit=0"))["HolidayGroupCollection"]["rows"]
        assert row["holidays"] == []
        await site.delete(f"/api/holiday_groups/{id}")
        assert (await site.get("/api/holiday_groups"))["HolidayGroupCollection"] == {"total": "0", "rows": []}

    async def test_refusals(self, site: Site) -> None:
        id = await holiday_group(site)
        twice = await site.admin.post("/api/holiday_groups", json={"HolidayGroup": {"name": "Public"}})
        assert code(twice) == (400, "652")
        wrong = {"HolidayGroup": {"name": "New", "holidays": [{**CHRISTMAS, "repeat_interval": 4}]}}
        assert code(await site.admin.post("/api/holiday_groups", json=wrong)) == (400, "800")
        assert code(await site.admin.put("/api/holiday_groups/77", json={"HolidayGroup": {}})) == (400, "602")
        assert code(await site.admin.delete("/api/holiday_groups/77")) == (400, "602")
        used = {**DAILY, "holiday_schedules": [{"holiday_group_id": {"id": id}, "time_segments": []}]}
        await site.post("/api/schedules", {"Schedule": used})
        assert code(await site.admin.delete(f"/api/holiday_groups/{id}")) == (400, "65695")
