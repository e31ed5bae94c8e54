"""`GET /native/event-types` and `PUT /native/event-types/:code`."""

from typing import Any

import pytest

from tests.api.native.premises import an_operator
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


async def told(site: Site, code: int) -> dict[str, Any]:
    """How a type is listed."""
    listed = await site.get("/native/event-types")
    return next(item for item in listed["items"] if item["code"] == code)


class TestEventTypes:
    async def test_a_type(self, site: Site) -> None:
        assert await told(site, 4354) == {
            "code": 4354,
            "name": "VERIFY_FAIL_CARD",
            "description": "1:1 verification failed: unknown card",
            "category": "Access/Denied",
            "class": "denied",
            "alertable": True,
            "alerts": False,
        }

    async def test_each_is_of_a_class(self, site: Site) -> None:
        listed = (await site.get("/native/event-types"))["items"]
        assert len(listed) >= 475
        assert {item["class"] for item in listed} == {"granted", "denied", "door", "alarm", "device", "system"}

    async def test_a_choice_is_kept_and_told_in_the_dialect_too(self, site: Site) -> None:
        assert await site.put("/native/event-types/4354", {"alerts": True}) == {"alerts": True}
        assert (await told(site, 4354))["alerts"] is True
        rows = (await site.get("/api/event_types"))["EventTypeCollection"]["rows"]
        assert next(row for row in rows if row["code"] == "4354")["enable_alert"] == "true"

    async def test_what_cannot_be_an_alert_is_refused(self, site: Site) -> None:
        for code in (4102, 77777):
            answer = await site.admin.put(f"/native/event-types/{code}", json={"alerts": True})
            assert (answer.status_code, answer.json()["type"]) == (422, "urn:ostiary:problem:invalid")

    async def test_who_only_looks_chooses_nothing(self, site: Site) -> None:
        viewer = await an_operator(site, 3)
        assert (await viewer.put("/native/event-types/4354", json={"alerts": True})).status_code == 403
