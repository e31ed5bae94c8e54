"""What the schema of a `POST` requires of a new thing is needed, and enough."""

from typing import Any, Final

import pytest

from ostiary.api.biostar import (
    access_groups,
    access_levels,
    cards,
    custom_fields,
    device_setup,
    holiday_groups,
    output_signals,
    permissions,
    preferences,
    schedules,
    user_groups,
)
from ostiary.api.biostar.wire.door_in import NewDoorIn
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
    ("/api/doors", "Door", NewDoorIn),
    ("/api/devices", "Device", device_setup.NewDeviceIn),
    ("/api/setting/output_signals", "OutputSignal", output_signals.NewSignalIn),
    ("/api/cards", "CardCollection", cards.NewCardIn),
    ("/api/setting/custom_fields", "CustomFieldCollection", custom_fields.CustomFieldIn),
    ("/api/preferences", "Preference", preferences.NewPreferenceIn),
)
VALUES: Final[dict[str, Any]] = {
    "name": "New",
    "parent_id": {"id": 1},
    "user_id": "7",
    "user_group_id": {"id": 1},
    "start_datetime": "2001-01-01T00:00:00.00Z",
    "expiry_datetime": "2030-12-31T23:59:00.00Z",
    "id": 4711,
    "card_id": "4711",
    "type": 0,
}
VALUES_OF: Final[dict[str, dict[str, Any]]] = {"Preference": {"user_id": {"user_id": "1"}}}
"""Where a member of the same name is something else."""


def body(thing: str, members: dict[str, Any]) -> dict[str, Any]:
    """A body with one thing of this kind."""
    return {thing: {"rows": [members]} if thing.endswith("Collection") else members}


def needed(model: type[Message]) -> list[str]:
    """What its schema requires; the schema of what may be an id alone stands beside that of the id."""
    schema = model.model_json_schema()
    required: list[str] = schema.get("anyOf", [schema])[0]["required"]
    return required


async def test_each_is_refused_without_one_of_them_and_made_with_all(site: Site) -> None:
    for path, thing, model in NEW:
        values = {**VALUES, **VALUES_OF.get(thing, {})}
        whole = {name: values[name] for name in needed(model)}
        for name in whole:
            rest = {other: value for other, value in whole.items() if other != name}
            answer = await site.admin.post(path, json=body(thing, rest))
            assert answer.status_code == 400, (path, name, answer.text)
        await site.post(path, body(thing, whole))
        answer = await site.admin.post(path, json={})
        assert answer.status_code == 400, (path, answer.text)
