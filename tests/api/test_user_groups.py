"""The page "User Groups"."""

import httpx

from tests.rig.site import Site

UNFIT = [
    ({"name": "Research", "parent_id": {"id": 99}}, "65647"),
    ({"name": "Research"}, "65648"),
    ({"name": "Taken", "parent_id": {"id": 1}}, "65646"),
    ({"name": "x" * 49, "parent_id": {"id": 1}}, "131094"),
    ({"name": "a/b", "parent_id": {"id": 1}}, "131074"),
    ({"name": "", "parent_id": {"id": 1}}, "800"),
]
"""What is wrong with a new group, and its code."""


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of a refusal."""
    return answer.status_code, answer.json()["Response"]["code"]


async def made(site: Site, name: str, parent_id: int = 1) -> str:
    """The id of a new group."""
    answer = await site.post("/api/user_groups", {"UserGroup": {"name": name, "parent_id": {"id": parent_id}}})
    return str(answer["UserGroup"]["id"])


class TestLists:
    """GET /api/user_groups and POST /api/v2/user_groups/search."""

    async def test_a_list_shows_the_tree_as_text(self, site: Site) -> None:
        id = await made(site, "Research")
        rows = (await site.get("/api/user_groups"))["UserGroupCollection"]["rows"]
        assert rows[0] == {
            "id": "1",
            "name": "All Users",
            "description": "",
            "depth": "0",
            "inherited": "false",
            "face_count": "0",
            "user_count": "1",
            "user_groups": [{"id": id, "name": "Research"}],
        }
        assert rows[1]["parent_id"] == {"id": "1", "name": "All Users"}
        assert rows[1]["depth"] == "1"

    async def test_a_list_is_paged(self, site: Site) -> None:
        await made(site, "Research")
        page = (await site.get("/api/user_groups?limit=1&offset=1"))["UserGroupCollection"]
        assert (page["total"], [row["name"] for row in page["rows"]]) == ("2", ["Research"])

    async def test_a_search_by_id_shows_numbers(self, site: Site) -> None:
        id = await made(site, "Research")
        page = (await site.post("/api/v2/user_groups/search", {"user_group_id_list": [id, "99"]}))[
            "UserGroupCollection"
        ]
        assert (page["total"], page["rows"][0]["id"], page["rows"][0]["depth"]) == (1, int(id), 1)
        everything = await site.post("/api/v2/user_groups/search", {"user_group_id_list": []})
        assert everything["UserGroupCollection"]["total"] == 2


class TestActs:
    """Making, changing and deleting groups."""

    async def test_a_new_group_is_answered_with_id_and_name(self, site: Site) -> None:
        body = {"UserGroup": {"parent_id": {"id": 1}, "depth": 1, "name": "Research"}}
        assert (await site.post("/api/user_groups", body))["UserGroup"] == {"id": "2", "name": "Research"}

    async def test_a_group_is_renamed_and_moved(self, site: Site) -> None:
        upper, lower = await made(site, "Upper"), await made(site, "Lower")
        await site.put(f"/api/user_groups/{lower}", {"UserGroup": {"name": "Below", "parent_id": {"id": upper}}})
        row = (await site.get("/api/user_groups"))["UserGroupCollection"]["rows"][2]
        assert (row["name"], row["parent_id"]["name"], row["depth"]) == ("Below", "Upper", "2")

    async def test_a_group_is_deleted(self, site: Site) -> None:
        first, second = await made(site, "First"), await made(site, "Second")
        answer = await site.delete(f"/api/user_groups?id={first}+77")
        rows = [{"id": first, "ret_code": "0"}, {"id": "77", "ret_code": "600"}]
        assert (answer["UserGroupCollection"], answer["Response"]["code"]) == ({"rows": rows}, "1")
        await site.delete(f"/api/user_groups?id={second}")
        assert (await site.get("/api/user_groups"))["UserGroupCollection"]["total"] == "1"

    async def test_a_group_that_once_had_people_leaves_nothing_behind(self, site: Site) -> None:
        id = await made(site, "Research")
        period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        await site.post("/api/users", {"User": {"user_id": "9", "name": "Ada", **period, "user_group_id": {"id": id}}})
        await site.delete("/api/users?id=9")
        await site.delete(f"/api/user_groups?id={id}")
        rows = (await site.get("/api/user_groups"))["UserGroupCollection"]["rows"]
        assert [(row["name"], row["user_count"]) for row in rows] == [("All Users", "1")]

    async def test_a_group_that_cannot_be_made_has_its_code(self, site: Site) -> None:
        await made(site, "Taken")
        for sent, code in UNFIT:
            answer = await site.admin.post("/api/user_groups", json={"UserGroup": sent})
            assert code_of(answer) == (400, code), sent

    async def test_groups_that_stay_as_they_are_have_their_codes(self, site: Site) -> None:
        rename = {"UserGroup": {"name": "Other"}}
        assert code_of(await site.admin.put("/api/user_groups/99", json=rename)) == (400, "600")
        assert code_of(await site.admin.put("/api/user_groups/1", json=rename)) == (400, "106")
        assert code_of(await site.admin.delete("/api/user_groups?id=99")) == (400, "600")
        assert code_of(await site.admin.delete("/api/user_groups?id=1")) == (400, "106")
        assert code_of(await site.admin.delete("/api/user_groups?id=")) == (400, "800")
        upper = await made(site, "Upper")
        await made(site, "Lower", int(upper))
        assert code_of(await site.admin.delete(f"/api/user_groups?id={upper}")) == (400, "65741")
        await made(site, "Upper beside")
        assert code_of(await site.admin.put("/api/user_groups/4", json={"UserGroup": {"name": "Upper"}})) == (
            400,
            "65646",
        )

    async def test_of_several_those_go_that_can(self, site: Site) -> None:
        upper, empty = await made(site, "Upper"), await made(site, "Empty")
        await made(site, "Lower", int(upper))
        assert code_of(await site.admin.delete(f"/api/user_groups?id={upper}+{empty}+99")) == (200, "1")
        left = (await site.get("/api/user_groups"))["UserGroupCollection"]["rows"]
        assert [row["name"] for row in left] == ["All Users", "Upper", "Lower"]
