"""The page "Access Group" on the wire."""

from typing import Any

import httpx

from tests.rig.site import READER, Site


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def people(site: Site, *user_ids: str) -> None:
    """Make people."""
    for user_id in user_ids:
        body = {
            "user_id": user_id,
            "name": f"P{user_id}",
            "user_group_id": {"id": "1"},
            "start_datetime": "2020-01-01T00:00:00.00Z",
            "expiry_datetime": "2030-12-31T23:59:00.00Z",
        }
        await site.post("/api/users", {"User": body})


async def level(site: Site, name: str = "Day") -> str:
    """The id of a new level."""
    id: str = (await site.post("/api/access_levels", {"AccessLevel": {"name": name}}))["AccessLevel"]["id"]
    return id


async def group(site: Site, name: str = "Staff", **members: Any) -> str:
    """The id of a new access group."""
    made = await site.post("/api/access_groups", {"AccessGroup": {"name": name, **members}})
    assert made["AccessGroup"]["name"] == name
    id: str = made["AccessGroup"]["id"]
    return id


class TestAccessGroups:
    """`/api/access_groups`."""

    async def test_one_is_made_as_the_reference_does_and_viewed(self, site: Site) -> None:
        await people(site, "2")
        id = await group(
            site,
            description="",
            users=[{"user_id": 2}, {"user_id": "1"}],
            user_groups=[{"id": 1}],
            access_levels=[{"id": await level(site)}],
            floor_levels="",
        )
        shown = (await site.get(f"/api/access_groups/{id}"))["AccessGroup"]
        assert shown["users"] == [{"user_id": "1", "name": "Administrator"}, {"user_id": "2", "name": "P2"}]
        assert shown["user_count"] == "2"
        (everybody,) = shown["user_groups"]
        assert (everybody["id"], everybody["name"], everybody["user_count"]) == ("1", "All Users", "2")
        assert shown["access_levels"] == [{"id": "1", "name": "Day", "description": ""}]
        assert shown["floor_levels"] == []

    async def test_the_lists_of_v1_and_v2(self, site: Site) -> None:
        await people(site, "2")
        made = await site.post("/api/user_groups", {"UserGroup": {"name": "Staff", "parent_id": {"id": 1}}})
        day = await level(site)
        await group(site, "Bravo", users=[], user_groups=[{"id": 1}, made["UserGroup"]], access_levels=[{"id": day}])
        await group(site, "Alpha", users=[{"user_id": "2"}])
        found = (await site.get("/api/access_groups"))["AccessGroupCollection"]
        assert ([row["name"] for row in found["rows"]], found["total"]) == (["Bravo", "Alpha"], "2")
        everybody, below = found["rows"][0]["user_groups"]
        assert [inner["id"] for inner in everybody["user_groups"]] == [below["id"]]
        assert (below["parent_id"], below["depth"]) == ({"id": "1", "name": "All Users"}, "1")
        viewed = (await site.get("/api/access_groups/1"))["AccessGroup"]
        assert viewed["user_groups"][1]["parent_id"] == below["parent_id"]
        plain = await site.post("/api/v2/access_groups/search", {"limit": 0, "order_by": "name:false"})
        assert plain["AccessGroupCollection"]["total"] == 2
        assert plain["AccessGroupCollection"]["rows"][0] == {
            "id": 2,
            "name": "Alpha",
            "users": [{"user_id": "2", "name": "P2"}],
            "user_groups": [],
            "access_levels": [],
            "floor_levels": [],
        }
        assert plain["AccessGroupCollection"]["rows"][1]["access_levels"] == [{"id": int(day), "name": "Day"}]
        assert plain["Response"] == {"code": "0"}
        condition = {"column": "name", "operator": 2, "values": ["alp"]}
        searched = await site.post("/api/access_groups/search", {"Query": {"limit": 10, "conditions": [condition]}})
        assert [row["id"] for row in searched["AccessGroupCollection"]["rows"]] == ["2"]

    async def test_a_change_keeps_what_is_absent_and_clears_what_is_empty(self, site: Site) -> None:
        await people(site, "2", "3")
        id = await group(
            site, users=[{"user_id": "2"}], user_groups=[{"id": 1}], access_levels=[{"id": await level(site)}]
        )
        await site.put(f"/api/access_groups/{id}", {"AccessGroup": {"name": "Guests", "access_levels": None}})
        body = {
            "new_users": [{"user_id": 3}, {"user_id": 3}],
            "delete_users": {"0": {"user_id": "2"}},
            "user_groups": "",
        }
        await site.put(f"/api/access_groups/{id}", {"AccessGroup": body})
        shown = (await site.get(f"/api/access_groups/{id}"))["AccessGroup"]
        assert (shown["name"], shown["users"]) == ("Guests", [{"user_id": "3", "name": "P3"}])
        assert (shown["user_groups"], len(shown["access_levels"])) == ([], 1)
        members = (await site.get(f"/api/access_groups/{id}/users"))["UserCollection"]
        assert members == {"total": "1", "rows": [{"user_id": "3", "name": "P3"}]}

    async def test_of_several_those_are_deleted_that_there_are(self, site: Site) -> None:
        first, second, third = [await group(site, name) for name in ("First", "Second", "Third")]
        answer = await site.admin.delete(f"/api/access_groups?id={first}+77")
        assert code(answer) == (200, "1")
        rows = [{"id": first, "ret_code": "0"}, {"id": "77", "ret_code": "603"}]
        assert answer.json()["AccessGroupCollection"] == {"rows": rows}
        assert code(await site.admin.delete(f"/api/access_groups?id={first}+77")) == (400, "603")
        await site.delete(f"/api/access_groups?id={second}+{third}")
        assert (await site.get("/api/access_groups"))["AccessGroupCollection"]["rows"] == []
        assert code(await site.admin.delete("/api/access_groups")) == (400, "800")

    async def test_refusals(self, site: Site) -> None:
        async def refused(**members: Any) -> tuple[int, str]:
            return code(await site.admin.post("/api/access_groups", json={"AccessGroup": {"name": "New", **members}}))

        id = await group(site)
        assert await refused(name="Staff") == (400, "652")
        assert await refused(name="") == (400, "800")
        assert await refused(name="x" * 49) == (400, "131094")
        assert await refused(users=[{"user_id": 77}]) == (400, "201")
        assert await refused(user_groups=[{"id": 77}]) == (400, "600")
        assert await refused(access_levels=[{"id": 77}]) == (400, "605")
        assert await refused(floor_levels=[{"id": 32769}]) == (400, "103")
        assert await refused(users=[{"user_id": {}}]) == (400, "800")
        assert code(await site.admin.get("/api/access_groups/77")) == (400, "603")
        assert code(await site.admin.put("/api/access_groups/77", json={"AccessGroup": {}})) == (400, "603")
        assert code(await site.admin.get(f"/api/access_groups/{2**63}")) == (400, "800")
        assert code(await site.admin.get("/api/access_groups/abc")) == (400, "103")
        nobody = (await site.get("/api/access_groups/77/users"))["UserCollection"]
        assert nobody == {"total": "0", "rows": []}
        assert code(await site.admin.put(f"/api/access_groups/{id}/", json={})) == (400, "103")

    async def test_sixteen_groups_are_the_most_a_user_may_be_in(self, site: Site) -> None:
        for number in range(16):
            await group(site, f"G{number}", users=[{"user_id": "1"}])
        body = {"AccessGroup": {"name": "One more", "users": [{"user_id": "1"}]}}
        assert code(await site.admin.post("/api/access_groups", json=body)) == (400, "65637")


class TestDevices:
    """A change of groups reaches the devices."""

    async def test_the_answer_has_a_row_for_each_device(self, site: Site) -> None:
        await site.online()
        made = await site.post("/api/access_groups", {"AccessGroup": {"name": "Staff"}})
        outcomes = made["DeviceResponse"]
        assert outcomes["result"] == "true"
        assert {str(READER)} <= {row["id"] for row in outcomes["rows"]}
        assert {row["code"] for row in outcomes["rows"]} == {"0"}
