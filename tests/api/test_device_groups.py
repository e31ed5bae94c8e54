"""The page "Device Group"."""

from typing import Any

import httpx

from ostiary.devices.operations import DeviceChange, update_device
from ostiary.kernel.context import System
from tests.rig.site import READER, Site

ROOT = {"id": "1", "name": "All Devices"}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def body(name: str | None, parent_id: int | str | None = 1) -> dict[str, Any]:
    """A device group, as sent."""
    return {"DeviceGroup": {"name": name, "parent_id": None if parent_id is None else {"id": parent_id}}}


async def made(site: Site, name: str, parent_id: int | str = 1) -> str:
    """The id of a new group."""
    return str((await site.post("/api/device_groups", body(name, parent_id)))["DeviceGroup"]["id"])


async def listed(site: Site, query: str = "") -> dict[str, Any]:
    """The list of the first version."""
    found: dict[str, Any] = (await site.get(f"/api/device_groups{query}"))["DeviceGroupCollection"]
    return found


class TestActs:
    async def test_a_group_is_made_moved_and_deleted(self, site: Site) -> None:
        assert (await site.post("/api/device_groups", body("North")))["DeviceGroup"] == {"id": "2", "name": "North"}
        east, leaf = await made(site, "East"), await made(site, "Leaf", 2)
        await site.put(f"/api/device_groups/{leaf}", {"DeviceGroup": {"name": "Last", "parent_id": {"id": east}}})
        assert (await listed(site))["rows"] == [
            {"id": "1", "name": "All Devices", "depth": "0"},
            {"id": "2", "name": "North", "depth": "1", "parent_id": ROOT},
            {"id": east, "name": "East", "depth": "1", "parent_id": ROOT},
            {"id": leaf, "name": "Last", "depth": "2", "parent_id": {"id": east, "name": "East"}},
        ]
        for group in (leaf, east, "2"):
            await site.delete(f"/api/device_groups/{group}")
        assert (await listed(site))["total"] == "1"


class TestLists:
    async def test_of_the_second_version_show_numbers_in_order(self, site: Site) -> None:
        for name in ("North", "East"):
            await made(site, name)
        for path in ("/api/v2/device_groups/search", "/api/v2/device_groups/only_permission_item/search"):
            found = (await site.post(path, {"order_by": "depth:false", "limit": 2}))["DeviceGroupCollection"]
            assert found == {
                "total": 3,
                "rows": [
                    {"id": 1, "name": "All Devices", "depth": 0},
                    {"id": 2, "name": "North", "depth": 1, "parent_id": {"id": 1, "name": "All Devices"}},
                ],
            }

    async def test_are_paged(self, site: Site) -> None:
        await made(site, "North")
        assert [row["id"] for row in (await listed(site, "?limit=1&offset=1"))["rows"]] == ["2"]


class TestRefusals:
    async def test_have_the_codes_of_the_reference_and_leave_nothing_behind(self, site: Site) -> None:
        north = await made(site, "North")
        east = await made(site, "East")
        deepest = north
        for depth in range(2, 9):
            deepest = await made(site, f"Level {depth}", deepest)
        move = DeviceChange(READER, {"group_id": int(east)})
        await site.house.gate.run(System("test"), update_device, move)
        before = await listed(site)
        for method, path, sent, code in (
            ("POST", "/api/device_groups", body("North"), "65645"),
            ("POST", "/api/device_groups", body(""), "800"),
            ("POST", "/api/device_groups", body("x" * 49), "131094"),
            ("POST", "/api/device_groups", body("Lost", 77), "65647"),
            ("POST", "/api/device_groups", body("Orphan", None), "65648"),
            ("POST", "/api/device_groups", body("Too deep", deepest), "65704"),
            ("PUT", "/api/device_groups/77", body("x"), "500"),
            ("PUT", "/api/device_groups/1", body("x"), "106"),
            ("PUT", f"/api/device_groups/{east}", body("North"), "65645"),
            ("PUT", f"/api/device_groups/{north}", body("North", deepest), "65704"),
            ("PUT", f"/api/device_groups/{north}", body("North", 77), "65647"),
            ("PUT", f"/api/device_groups/{north}", body("x" * 49), "131094"),
            ("DELETE", "/api/device_groups/77", None, "500"),
            ("DELETE", f"/api/device_groups/{north}", None, "65742"),
            ("DELETE", f"/api/device_groups/{east}", None, "65741"),
            ("DELETE", "/api/device_groups/1", None, "106"),
            ("POST", "/api/v2/device_groups/search", {"order_by": "path:true"}, "800"),
        ):
            answer = await site.admin.request(method, path, json=sent)
            assert code_of(answer) == (400, code), (method, path, sent)
        assert await listed(site) == before
