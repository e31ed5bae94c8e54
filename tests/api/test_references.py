"""What refers to nothing, what is called as another, what is too much: the code, and nothing is changed."""

from typing import Any, Final

from tests.api.test_access_groups import group, level, people
from tests.api.test_schedules import WEEKLY, holiday_group
from tests.rig.site import Site


def item(door: int | None = None, schedule: int = 1) -> dict[str, Any]:
    """A line of an access level, as sent."""
    return {"doors": [] if door is None else [{"id": door}], "schedule_id": {"id": schedule}}


REFUSED: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("/api/access_groups/{group}", {"AccessGroup": {"users": [{"user_id": "404"}]}}, "201"),
    ("/api/access_groups/{group}", {"AccessGroup": {"user_groups": [{"id": 404}]}}, "600"),
    ("/api/access_groups/{group}", {"AccessGroup": {"access_levels": [{"id": 404}]}}, "605"),
    ("/api/access_groups/{group}", {"AccessGroup": {"name": "Other"}}, "652"),
    ("/api/access_groups/{group}", {"AccessGroup": {"new_users": [{"user_id": "7"}]}}, "65637"),
    ("/api/access_levels/{level}", {"AccessLevel": {"access_level_items": [item(door=404)]}}, "601"),
    ("/api/access_levels/{level}", {"AccessLevel": {"access_level_items": [item(schedule=404)]}}, "604"),
    ("/api/access_levels/{level}", {"AccessLevel": {"name": "Other"}}, "652"),
    ("/api/users/7", {"User": {"cards": [{"id": 404}]}}, "400"),
    ("/api/users/7", {"User": {"access_groups": [{"id": number} for number in range(1, 18)]}}, "65637"),
    ("/api/user_groups/{people}", {"UserGroup": {"name": "Other"}}, "65646"),
    ("/api/door_groups/{doors}", {"DoorGroup": {"name": "Other"}}, "65653"),
    ("/api/schedules/{schedule}", {"Schedule": {"name": "Other"}}, "652"),
    ("/api/schedules/{schedule}", {"Schedule": {"holiday_schedules": [{"holiday_group_id": {"id": 404}}]}}, "602"),
    ("/api/schedules/{schedule}", {"Schedule": {"use_daily_iteration": "maybe"}}, "800"),
    ("/api/holiday_groups/{holidays}", {"HolidayGroup": {"name": "Other"}}, "652"),
    ("/api/holiday_groups/{holidays}", {"HolidayGroup": {"holidays": [{"date": "never"}]}}, "800"),
)


async def test_a_change_is_refused_with_its_code_and_changes_nothing(site: Site) -> None:
    await people(site, "7")
    ids = {"group": await group(site), "level": await level(site), "holidays": await holiday_group(site)}
    full = [await group(site, f"Group {number}") for number in range(16)]
    await site.put("/api/users/7", {"User": {"access_groups": [{"id": id} for id in full]}})
    for kind, path, thing in (
        ("people", "/api/user_groups", "UserGroup"),
        ("doors", "/api/door_groups", "DoorGroup"),
    ):
        for name in ("Mine", "Other"):
            made = await site.post(path, {thing: {"name": name, "parent_id": {"id": 1}}})
            ids.setdefault(kind, made[thing]["id"])
    for name in ("Mine", "Other"):
        made = await site.post("/api/schedules", {"Schedule": {**WEEKLY, "name": name}})
        ids.setdefault("schedule", made["Schedule"]["id"])
    await group(site, "Other")
    await level(site, "Other")
    await holiday_group(site, "Other")
    for path, body, code in REFUSED:
        there = path.format(**ids)
        before = (await site.admin.get(there)).json()
        answer = await site.admin.put(there, json=body)
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, code), (path, body, answer.text)
        assert (await site.admin.get(there)).json() == before
