"""What the schema of a `POST` requires of a new thing is needed, and enough."""

from typing import Any, Final

import pytest

from ostiary.api.biostar import access_groups, access_levels, holiday_groups, permissions, schedules, user_groups
from ostiary.api.biostar.wire.group import NewGroupIn
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.user_in import NewUserIn
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

NEW: Final[tuple[tuple[str, str, type[Message]], ...]] = (
    ("/api/users", "User", NewUserIn),
    ("/api/user_groups", "UserGroup", user_groups.NewUserGroupIn),
    ("/api/door_groups", "DoorGroup", NewGroupIn),
    ("/api/device_groups", "DeviceGroup", NewGroupIn),
    ("/api/access_groups", "AccessGroup", access_groups.NewAccessGroupIn),
    ("/api/access_levels", "AccessLevel", access_levels.NewLevelIn),
    ("/api/schedules", "Schedule", schedules.NewScheduleIn),
    ("/api/holiday_groups", "HolidayGroup", holiday_groups.NewHolidayGroupIn),
    ("/api/permissions", "Permission", permissions.NewPermissionIn),
)
VALUES: Final[dict[str, Any]] = {
    "name": "New",
    "parent_id": {"id": 1},
    "user_id": "7",
    "user_group_id": {"id": 1},
    "start_datetime": "2001-01-01T00:00:00.00Z",
    "expiry_datetime": "2030-12-31T23:59:00.00Z",
}


async def test_each_is_refused_without_one_of_them_and_made_with_all(site: Site) -> None:
    for path, thing, model in NEW:
        whole = {name: VALUES[name] for name in model.model_json_schema()["required"]}
        for name in whole:
            rest = {other: value for other, value in whole.items() if other != name}
            answer = await site.admin.post(path, json={thing: rest})
            assert answer.status_code == 400, (path, name, answer.text)
        await site.post(path, {thing: whole})
