"""The page "Access Level" on the wire."""

from typing import Any

import httpx
import pytest

from tests.rig.site import READER, SECOND_READER, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


def an_item(*doors: str, schedule: str = "1", **more: Any) -> dict[str, Any]:
    """An item, as sent."""
    return {"doors": [{"id": door} for door in doors], "schedule_id": {"id": schedule}, **more}


async def door(site: Site, name: str, device: int) -> str:
    """The id of a new door."""
    body = {
        "name": name,
        "door_group_id": {"id": 1},
        "entry_device_id": {"id": device},
        "relay_output_id": {"device_id": {"id": device}, "relay_index": 0},
    }
    id: str = (await site.post("/api/doors", {"Door": body}))["Door"]["id"]
    return id


async def rows(site: Site) -> list[dict[str, Any]]:
    """Every level."""
    found: list[dict[str, Any]] = (await site.get("/api/access_levels"))["AccessLevelCollection"]["rows"]
    return found


class TestAccessLevels:
    """`/api/access_levels`."""

    async def test_one_is_made_and_changed_item_by_item(self, site: Site) -> None:
        front, back = await door(site, "Front", READER), await door(site, "Back", SECOND_READER)
        body = {"name": "Staff", "description": "", "access_level_items": [an_item(front, back, front)]}
        made = await site.post("/api/access_levels", {"AccessLevel": body})
        assert made["AccessLevel"] == {"id": "1", "name": "Staff"}
        (row,) = await rows(site)
        (item,) = row["access_level_items"]
        assert item["doors"] == [{"id": front, "name": "Front"}, {"id": back, "name": "Back"}]
        assert item["schedule_id"] == {"id": "1", "name": "Always"}
        await site.put("/api/access_levels/1", {"AccessLevel": {"description": "All day"}})
        change = [{"id": item["id"], "doors": [{"id": back}]}, an_item(front, id="128")]
        await site.put("/api/access_levels/1", {"AccessLevel": {"access_level_items": change}})
        (row,) = await rows(site)
        assert row["description"] == "All day"
        first, second = row["access_level_items"]
        assert (first["id"], first["doors"]) == (item["id"], [{"id": back, "name": "Back"}])
        assert (second["id"] != "128", second["doors"]) == (True, [{"id": front, "name": "Front"}])
        await site.delete(f"/api/doors?id={front}")
        assert (await rows(site))[0]["access_level_items"][1]["doors"] == []

    async def test_lists_are_paged_and_sorted(self, site: Site) -> None:
        for name in ("B", "A", "C"):
            await site.post("/api/access_levels", {"AccessLevel": {"name": name}})
        path = "/api/access_levels?filterObject=&limit=2&offset=1&SelectAllYN=true&order_by=name:true"
        found = (await site.get(path))["AccessLevelCollection"]
        assert ([row["name"] for row in found["rows"]], found["total"]) == (["B", "A"], "3")

    async def test_refusals(self, site: Site) -> None:
        async def refused(**level: Any) -> tuple[int, str]:
            return code(await site.admin.post("/api/access_levels", json={"AccessLevel": {"name": "New", **level}}))

        await site.post("/api/access_levels", {"AccessLevel": {"name": "Staff"}})
        assert await refused(name="Staff") == (400, "652")
        assert await refused(name="") == (400, "800")
        assert await refused(access_level_items=[an_item("77")]) == (400, "601")
        assert await refused(access_level_items=[an_item(schedule="77")]) == (400, "604")
        assert code(await site.admin.put("/api/access_levels/77", json={"AccessLevel": {}})) == (400, "605")
        assert code(await site.admin.delete(f"/api/access_levels/{2**63}")) == (400, "800")
        assert code(await site.admin.delete("/api/access_levels/abc")) == (400, "103")
        assert code(await site.admin.delete("/api/access_levels/1/")) == (400, "103")

    async def test_deleting_one_that_does_not_exist_is_no_error(self, site: Site) -> None:
        assert (await site.delete("/api/access_levels/77"))["Response"]["code"] == "0"
