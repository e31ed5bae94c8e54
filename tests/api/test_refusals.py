"""What refusals say: the member or the id, and what is allowed there."""

from typing import Any

import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a text."""

PERIOD = {"start_datetime": "2001-01-01T00:00:00Z", "expiry_datetime": "2030-12-31T23:59:00Z"}
IN_ROOT = {"user_group_id": {"id": 1}}


def searched(**condition: Any) -> dict[str, Any]:
    """A search for events by one condition."""
    return {"Query": {"conditions": [condition]}}


TOLD: list[tuple[str, str, Any, str, str]] = [
    ("POST", "/api/users", {"User": {"user_id": "7", **IN_ROOT}}, "131085", "start_datetime: is required"),
    ("POST", "/api/users", {"User": {"user_id": "7", **PERIOD}}, "600", "user_group_id: is required"),
    (
        "POST",
        "/api/users",
        {"User": {"user_id": "7", **PERIOD, "user_group_id": 999}},
        "600",
        "User group not found. There is no group 999.",
    ),
    (
        "POST",
        "/api/users",
        {"User": {"user_id": "7", **IN_ROOT, **PERIOD, "expiry_datetime": "2040-01-01"}},
        "131085",
        "expiry_datetime: 2001-01-01 00:00 to 2037-12-31 23:59",
    ),
    ("POST", "/api/users", {}, "800", "User: is required"),
    ("DELETE", "/api/users", None, "800", "id: is required"),
    ("DELETE", "/api/users/99999", None, "201", "User not found. 99999"),
    ("POST", "/api/cards", {"CardCollection": {"rows": []}}, "800", "CardCollection: is required"),
    (
        "POST",
        "/api/setting/custom_fields",
        {"CustomFieldCollection": {"rows": [{"name": name, "type": 0, "order": 1} for name in ("a", "b")]}},
        "800",
        "order: Another field has place 1.",
    ),
    ("DELETE", "/api/devices", None, "800", "id: is required"),
    (
        "POST",
        "/api/events/search",
        searched(column="datetime", operator=99, values=["x"]),
        "800",
        "datetime: there is no operator 99, only 0 equal, 1 not equal, 2 contains",
    ),
    (
        "POST",
        "/api/events/search",
        searched(column="datetime", operator=0, values=["x"]),
        "800",
        "datetime: a value should be a date and time such as",
    ),
    (
        "POST",
        "/api/events/search",
        searched(column="door_id.name", values=["x"]),
        "800",
        "door_id.name: there is no such",
    ),
    ("GET", "/api/users?order_by=user_id:maybe", None, "800", "order_by: after a column comes true (descending)"),
    (
        "GET",
        "/api/users?order_by=nonsense:true",
        None,
        "800",
        "nonsense: there is no such column to order by, only user_id",
    ),
    (
        "POST",
        "/api/events/export",
        {"Query": {"columns": ["nonsense"]}},
        "800",
        "columns: there is no column nonsense, only",
    ),
]
"""A request, the code it is refused with, and a part of what is said."""


class TestTexts:
    async def test_name_the_member_and_what_is_allowed(self, site: Site) -> None:
        for method, path, body, code, text in TOLD:
            answer = (await site.admin.request(method, path, json=body)).json()["Response"]
            assert answer["code"] == code, (path, body, answer)
            assert text in answer["message"], (path, body, answer)

    async def test_of_our_own_api_say_what_is_not_there_and_what_should_be(self, site: Site) -> None:
        for path, text in (("events/999999", "There is no event 999999."), ("jobs/999", "There is no job 999.")):
            assert (await site.admin.get(f"/native/{path}")).json()["detail"] == text
        for query, text in (
            ("person=1&door=1&at=yesterday", "should be a moment of RFC 3339"),
            ("person=1&door=x", "should be a whole number above zero"),
            ("person=1&card=2&door=1", "Either person or card is needed, not both."),
            ("person=1&door=1&reader=2", "Either door or reader is needed, not both."),
        ):
            assert (await site.admin.get(f"/native/explain?{query}")).json()["detail"].startswith(text)
