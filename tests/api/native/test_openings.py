"""`GET /native/people/:id/doors` and `GET /native/doors/:id/people`."""

from typing import Any

import pytest

from tests.api.native.premises import ADA, BOB, BY_RULES, a_person, furnish
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

STAFF = {"id": 1, "name": "Staff"}
STAFF_DOORS = {"id": 1, "name": "Staff doors"}
ALWAYS = {"id": 1, "name": "Always"}


async def got(site: Site, path: str, **asked: Any) -> dict[str, Any]:
    """An answer that must succeed."""
    answer = await site.admin.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


class TestDoorsOfAPerson:
    async def test_each_with_its_hours_and_paths(self, site: Site) -> None:
        door = await furnish(site)
        document = await got(site, f"/native/people/{ADA}/doors")
        assert document["person"] == {"id": ADA, "name": "Ada"}
        (opening,) = document["items"]
        assert opening["door"] == {"id": door, "name": "Front"}
        assert (opening["granted"], opening["reason"]) == (True, BY_RULES)
        assert (opening["hours"], opening["sentence"]) == ("at any time", "Front at any time")
        assert (opening["always"], opening["week_sentence"]) == (True, "Front at any time")
        whole = [{"start": 0, "end": 1440}]
        assert [(day["weekday"], day["intervals"]) for day in opening["week"]][::6] == [
            ("monday", whole),
            ("sunday", whole),
        ]
        assert (opening["today"]["intervals"], opening["today"]["holidays"]) == (whole, [])
        assert document["period"] == {"start": "2001-01-01T00:00:00Z", "expiry": "2030-12-31T23:59:00Z"}
        assert document["refusal"] is None
        (step,) = opening["steps"]
        assert (step["group"], step["level"]) == (STAFF, STAFF_DOORS)
        assert step["schedule"] == {**ALWAYS, "hours": "at any time"}
        assert (await got(site, f"/native/people/{BOB}/doors"))["items"] == []

    async def test_at_another_time_and_of_nobody(self, site: Site) -> None:
        await furnish(site)
        document = await got(site, f"/native/people/{ADA}/doors", at="2031-01-01T00:00:00Z")
        assert document["items"][0]["granted"] is False
        assert document["items"][0]["event"] == {"code": 6403, "name": "ACCESS_DENIED_EXPIRED"}
        assert document["basis"].endswith("is not looked at.")
        answer = await site.admin.get("/native/people/nobody/doors")
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:ostiary:problem:not-found")

    async def test_at_certain_hours_and_on_a_holiday(self, site: Site) -> None:
        await furnish(site)
        fair = {"name": "Fair", "holidays": [{"start_date": "2026-03-04T00:00:00.00Z"}]}
        group = (await site.post("/api/holiday_groups", {"HolidayGroup": fair}))["HolidayGroup"]["id"]
        office, short = ([{"start_time": start, "end_time": end}] for start, end in (("480", "1080"), ("600", "720")))
        days = [{"day_index": str(index), "time_segments": office} for index in range(1, 6)]
        holidays = [{"holiday_group_id": {"id": group}, "time_segments": short}]
        hours = {"name": "Office", "daily_schedules": days, "holiday_schedules": holidays}
        made = (await site.post("/api/schedules", {"Schedule": hours}))["Schedule"]
        level = (await site.get("/api/access_levels"))["AccessLevelCollection"]["rows"][0]
        item = {"id": level["access_level_items"][0]["id"], "schedule_id": {"id": made["id"]}}
        await site.put(f"/api/access_levels/{level['id']}", {"AccessLevel": {"access_level_items": [item]}})
        document = await got(site, f"/native/people/{ADA}/doors", at="2026-03-04T09:00:00Z")
        (opening,) = document["items"]
        assert (opening["always"], opening["granted"]) == (False, False)
        assert (opening["sentence"], opening["week_sentence"]) == (
            "Front only 10:00-12:00",
            "Front Mon-Fri 08:00-18:00",
        )
        assert opening["today"] == {
            "date": "2026-03-04",
            "intervals": [{"start": 600, "end": 720}],
            "holidays": [{"id": int(group), "name": "Fair"}],
        }

    async def test_why_somebody_passes_nowhere(self, site: Site) -> None:
        await furnish(site)

        async def refusal(user_id: str, **asked: str) -> tuple[int | None, str]:
            told = (await got(site, f"/native/people/{user_id}/doors", **asked))["refusal"]
            return told["event"] and told["event"]["code"], told["reason"]

        assert await refusal(BOB) == (6401, "The user is in no access group.")
        assert (await refusal(ADA, at="2031-01-01T00:00:00Z"))[0] == 6403
        await a_person(site, "902", "Cy", access_groups=[{"id": 1}])
        assert await refusal("902") == (None, "The user has no credential.")
        await site.put(f"/api/users/{ADA}", {"User": {"disabled": "true"}})
        assert await refusal(ADA) == (6402, "The user is disabled.")


class TestPeopleOfADoor:
    async def test_each_with_the_path_that_lets_him_pass(self, site: Site) -> None:
        door = await furnish(site)
        document = await got(site, f"/native/doors/{door}/people")
        path = {"group": STAFF, "level": STAFF_DOORS, "schedule": ALWAYS}
        assert document["items"] == [{"id": ADA, "name": "Ada", **path}]
        assert (document["total"], document["next_cursor"], document["refusal"]) == (1, None, None)
        later = await got(site, f"/native/doors/{door}/people", at="2031-01-01T00:00:00Z")
        assert (later["total"], later["items"]) == (0, [])

    async def test_pages_follow_each_other_while_people_come_and_go(self, site: Site) -> None:
        door = await furnish(site)
        for number in range(5):
            await a_person(site, str(910 + number), f"P{number}", access_groups=[{"id": 1}])
        first = await got(site, f"/native/doors/{door}/people", limit=2)
        assert ([one["id"] for one in first["items"]], first["total"]) == ([ADA, "910"], 6)
        await site.delete("/api/users/910")
        second = await got(site, f"/native/doors/{door}/people", limit=2, cursor=first["next_cursor"])
        assert ([one["id"] for one in second["items"]], second["total"]) == (["911", "912"], 5)
        last = await got(site, f"/native/doors/{door}/people", limit=2, cursor=second["next_cursor"])
        assert [one["id"] for one in last["items"]] == ["913", "914"]
        assert last["next_cursor"] is None

    async def test_a_door_without_a_reader_opens_to_nobody(self, site: Site) -> None:
        await furnish(site)
        made = await site.post("/api/doors", {"Door": {"name": "Wall", "door_group_id": {"id": 1}}})
        document = await got(site, f"/native/doors/{made['Door']['id']}/people")
        assert (document["refusal"], document["total"], document["items"]) == ("The door has no reader.", 0, [])

    async def test_what_is_no_page(self, site: Site) -> None:
        for name, value in (("cursor", "x"), ("cursor", "MS4y"), ("limit", "0"), ("limit", "1001")):
            answer = await site.admin.get("/native/doors/1/people", params={name: value})
            assert (answer.status_code, answer.json()["field"]) == (422, name)
