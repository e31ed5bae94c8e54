"""The page "Door Groups"."""

from typing import Any

import httpx

from tests.rig.site import READER, Site

ROOT = {"id": "1", "name": "All Doors"}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def body(name: str | None, parent_id: int | str | None = 1) -> dict[str, Any]:
    """A door group, as sent."""
    return {"DoorGroup": {"name": name, "depth": 1, "parent_id": None if parent_id is None else {"id": parent_id}}}


async def made(site: Site, name: str, parent_id: int | str = 1) -> str:
    """The id of a new group."""
    return str((await site.post("/api/door_groups", body(name, parent_id)))["DoorGroup"]["id"])


async def listed(site: Site, query: str = "") -> dict[str, Any]:
    """The list of the first version."""
    found: dict[str, Any] = (await site.get(f"/api/door_groups{query}"))["DoorGroupCollection"]
    return found


class TestActs:
    async def test_a_new_group_is_answered_with_id_and_name(self, site: Site) -> None:
        assert (await site.post("/api/door_groups", body("North")))["DoorGroup"] == {"id": "2", "name": "North"}
        assert (await site.post("/api/door_groups", body("Hall", "2")))["DoorGroup"] == {"id": "3", "name": "Hall"}
        assert (await listed(site))["rows"] == [
            {"id": "1", "name": "All Doors", "depth": "0"},
            {"id": "2", "name": "North", "depth": "1", "parent_id": ROOT},
            {"id": "3", "name": "Hall", "depth": "2", "parent_id": {"id": "2", "name": "North"}},
        ]

    async def test_a_group_is_renamed_and_moved_with_what_is_below(self, site: Site) -> None:
        north, east = await made(site, "North"), await made(site, "East")
        leaf = await made(site, "Leaf", east)
        await site.put(f"/api/door_groups/{east}", {"DoorGroup": {"parent_id": {"id": north}}})
        await site.put(f"/api/door_groups/{east}", {"DoorGroup": {"name": "Far east", "parent_id": {"id": ""}}})
        rows = {row["id"]: row for row in (await listed(site))["rows"]}
        assert (rows[east]["name"], rows[east]["parent_id"]["id"], rows[east]["depth"]) == ("Far east", north, "2")
        assert rows[leaf]["depth"] == "3"

    async def test_a_group_goes_with_its_groups_and_doors_and_these_leave_their_levels(self, site: Site) -> None:
        north = await made(site, "North")
        leaf = await made(site, "Leaf", north)
        door = {"name": "Back door", "door_group_id": {"id": leaf}, "entry_device_id": {"id": READER}}
        id = (await site.post("/api/doors", {"Door": door}))["Door"]["id"]
        items = [{"doors": [{"id": id}], "schedule_id": {"id": "1"}}]
        await site.post("/api/access_levels", {"AccessLevel": {"name": "Staff", "access_level_items": items}})
        await site.delete(f"/api/door_groups?id={north}")
        assert [row["id"] for row in (await listed(site))["rows"]] == ["1"]
        assert (await site.get("/api/doors"))["DoorCollection"]["rows"] == []
        (level,) = (await site.get("/api/access_levels"))["AccessLevelCollection"]["rows"]
        assert [item["doors"] for item in level["access_level_items"]] == [[]]

    async def test_of_several_those_go_that_can(self, site: Site) -> None:
        north = await made(site, "North")
        answer = await site.delete(f"/api/door_groups?id=77+{north}")
        assert answer["Response"]["code"] == "1"
        rows = [{"id": "77", "ret_code": "607"}, {"id": north, "ret_code": "0"}]
        assert answer["DoorGroupCollection"] == {"rows": rows}
        assert [row["id"] for row in (await listed(site))["rows"]] == ["1"]


class TestLists:
    async def test_of_the_second_version_show_numbers_in_order(self, site: Site) -> None:
        for name in ("North", "East"):
            await made(site, name)
        for path in ("/api/v2/door_groups/search", "/api/v2/door_groups/only_permission_item/search"):
            found = (await site.post(path, {"limit": 2, "offset": 1, "order_by": "id:false"}))["DoorGroupCollection"]
            assert found == {
                "total": 3,
                "rows": [
                    {"id": 2, "name": "North", "depth": 1, "parent_id": {"id": 1, "name": "All Doors"}},
                    {"id": 3, "name": "East", "depth": 1, "parent_id": {"id": 1, "name": "All Doors"}},
                ],
            }
            by_name = await site.post(path, {"limit": 0, "order_by": "name:true"})
            assert [row["id"] for row in by_name["DoorGroupCollection"]["rows"]] == [2, 3, 1]

    async def test_are_paged(self, site: Site) -> None:
        await made(site, "North")
        for query, ids in (("", ["1", "2"]), ("?limit=0", ["1", "2"]), ("?limit=1&offset=1", ["2"])):
            found = await listed(site, query)
            assert (found["total"], [row["id"] for row in found["rows"]]) == ("2", ids)


class TestRefusals:
    async def test_have_the_codes_of_the_reference_and_leave_nothing_behind(self, site: Site) -> None:
        north = await made(site, "North")
        deepest = north
        for depth in range(2, 9):
            deepest = await made(site, f"Level {depth}", deepest)
        before = await listed(site)
        for method, path, sent, code in (
            ("POST", "/api/door_groups", body("North"), "65653"),
            ("POST", "/api/door_groups", body(""), "800"),
            ("POST", "/api/door_groups", body("x" * 49), "131094"),
            ("POST", "/api/door_groups", body("Lost", 77), "65647"),
            ("POST", "/api/door_groups", body("Orphan", None), "131096"),
            ("POST", "/api/door_groups", body("Too deep", deepest), "800"),
            ("POST", "/api/door_groups", {}, "800"),
            ("PUT", "/api/door_groups/77", body("x"), "607"),
            ("PUT", "/api/door_groups/1", body("x"), "106"),
            ("PUT", f"/api/door_groups/{north}", body("North", deepest), "800"),
            ("PUT", f"/api/door_groups/{north}", body("North", 77), "65647"),
            ("PUT", f"/api/door_groups/{north}", body("x" * 49), "131094"),
            ("DELETE", "/api/door_groups?id=77", None, "607"),
            ("DELETE", "/api/door_groups?id=78+77", None, "607"),
            ("DELETE", "/api/door_groups?id=1", None, "106"),
            ("DELETE", "/api/door_groups", None, "800"),
            ("POST", "/api/v2/door_groups/search", {"order_by": "path:true"}, "800"),
        ):
            answer = await site.admin.request(method, path, json=sent)
            assert code_of(answer) == (400, code), (method, path, sent)
        assert await listed(site) == before
