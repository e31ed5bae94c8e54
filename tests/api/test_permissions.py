"""The operator levels on the wire."""

from typing import Any

import httpx
import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

PASSWORD = "eight days a week"
BOTH, READ, NONE = (
    {"read": read, "write": write} for read, write in (("true", "true"), ("true", "false"), ("false",) * 2)
)
GUARDS = {
    "name": "Guards",
    "description": "At night",
    "filter": {"UserGroup": ["1"], "DoorGroup": [2], "ElevatorGroup": ["1"], "ZoneType": ["-1"], "AccessGroup": "0"},
    "module": {"Door": {"read": True, "write": "true"}, "User": {"read": "true", "write": "false"}, "Unknown": 1},
    "device": {"id": "939257394"},
}


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def listed(site: Site) -> dict[str, Any]:
    """Every level by its id."""
    found = (await site.get("/api/permissions"))["PermissionCollection"]
    assert found["total"] == str(len(found["rows"]))
    return {row["id"]: row for row in found["rows"]}


async def an_operator(site: Site, id: str, level: str) -> httpx.AsyncClient:
    """A client signed in as a new operator."""
    period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    account = {"login_id": f"op{id}", "password": PASSWORD, "permission": {"id": level}}
    await site.post(
        "/api/users", {"User": {"user_id": id, "name": f"Op {id}", "user_group_id": {"id": "1"}, **period, **account}}
    )
    return await site.sign_in(f"op{id}", PASSWORD)


async def made(site: Site, **members: Any) -> str:
    """The id of a new level."""
    await site.post("/api/door_groups", {"DoorGroup": {"name": "North", "parent_id": {"id": 1}}})
    found = (await site.post("/api/permissions", {"Permission": {**GUARDS, **members}}))["Permission"]
    assert found["name"] == "Guards"
    return str(found["id"])


class TestList:
    """`GET /api/permissions`."""

    async def test_every_level_is_listed_with_its_operators(self, site: Site) -> None:
        found = await listed(site)
        assert list(found) == ["1", "2", "3", "253", "254", "255", "100000"]
        assert found["1"]["operators"] == [{"user_id": "1", "name": "Administrator"}]
        assert found["2"]["operators"] == []
        assert found["2"]["module"]["User"] == BOTH
        assert found["2"]["module"]["Door"] == NONE


class TestCustom:
    """`POST`, `PUT` and `DELETE /api/permissions`."""

    async def test_a_new_level_is_listed_as_it_was_sent_and_can_be_sent_back(self, site: Site) -> None:
        assert await made(site) == "4"
        before = await listed(site)
        await site.put("/api/permissions/4", {"Permission": before["4"]})
        assert await listed(site) == before
        level = before["4"]
        assert (level["name"], level["description"]) == ("Guards", "At night")
        assert level["filter"] == {
            "UserGroup": ["1"],
            "DeviceGroup": ["1"],
            "DoorGroup": ["2"],
            "ElevatorGroup": ["1"],
            "ZoneType": ["-1"],
            "AccessGroup": ["0"],
            "GraphicMapGroup": ["1"],
        }
        assert {name: rights for name, rights in level["module"].items() if rights != NONE} == {
            "Door": BOTH,
            "User": READ,
        }

    async def test_a_change_keeps_the_rest_and_counts_for_open_sessions_at_once(self, site: Site) -> None:
        guard = await an_operator(site, "7", await made(site))
        assert code(await guard.get("/api/doors")) == (200, "0")
        assert code(await guard.get("/api/users/1")) == (200, "0")
        await site.put("/api/permissions/4", {"Permission": {"module": {"User": {"read": "false"}}}})
        assert code(await guard.get("/api/users/1")) == (403, "20")
        assert code(await guard.get("/api/doors")) == (200, "0")
        await site.put(
            "/api/permissions/4", {"Permission": {"module": {"User": {"read": 1}}, "filter": {"UserGroup": []}}}
        )
        assert code(await guard.get("/api/users/1")) == (403, "20")
        own = await guard.get("/api/users/7")
        assert (code(own), own.json()["User"]["name"]) == ((200, "0"), "Op 7")
        assert code(await guard.put("/api/users/7", json={"User": {"name": "Chief"}})) == (403, "20")
        await site.put("/api/permissions/4", {"Permission": {"filter": {"UserGroup": ["1"]}}})
        assert code(await guard.get("/api/users/1")) == (200, "0")

    async def test_operators_are_given_the_level_and_it_is_deleted_when_nobody_has_it(self, site: Site) -> None:
        await an_operator(site, "7", "2")
        await made(site, operators=[{"user_id": "7"}])
        assert (await listed(site))["4"]["operators"] == [{"user_id": "7", "name": "Op 7"}]
        await site.put("/api/permissions/4", {"Permission": {"operators": []}})
        assert (await listed(site))["4"]["operators"] == []
        for name in ("Second", "Third"):
            await site.post("/api/permissions", {"Permission": {"name": name}})
        await site.delete("/api/permissions/4")
        answer = await site.delete("/api/permissions?id=99+5")
        rows = [{"id": "99", "ret_code": "606"}, {"id": "5", "ret_code": "0"}]
        assert (answer["PermissionCollection"], answer["Response"]["code"]) == ({"rows": rows}, "1")
        await site.delete("/api/permissions?id=6")
        assert len(await listed(site)) == 7

    async def test_refusals_have_their_codes_and_change_nothing(self, site: Site) -> None:
        guard = await an_operator(
            site, "7", await made(site, module={"Setting": {"write": "true"}, "User": {"write": 1}})
        )
        before = await listed(site)
        for method, path, members, refusal in (
            ("POST", "/api/permissions", {"name": "Guards"}, "652"),
            ("POST", "/api/permissions", {"name": "Administrator"}, "652"),
            ("POST", "/api/permissions", {}, "800"),
            ("POST", "/api/permissions", {"name": "x" * 49}, "131094"),
            ("POST", "/api/permissions", {"name": "x", "description": "y" * 129}, "131093"),
            ("POST", "/api/permissions", {"name": "x", "filter": {"UserGroup": ["77"]}}, "600"),
            ("POST", "/api/permissions", {"name": "x", "filter": {"DeviceGroup": ["77"]}}, "500"),
            ("POST", "/api/permissions", {"name": "x", "filter": {"DoorGroup": ["77"]}}, "607"),
            ("POST", "/api/permissions", {"name": "x", "filter": {"AccessGroup": ["77"]}}, "603"),
            ("POST", "/api/permissions", {"name": "x", "filter": {"DoorGroup": ["all"]}}, "800"),
            ("POST", "/api/permissions", {"name": "x", "module": {"Door": {"read": "maybe"}}}, "800"),
            ("POST", "/api/permissions", {"name": "x", "operators": [{"user_id": "77"}]}, "201"),
            ("POST", "/api/permissions", {"name": "x", "operators": [{"user_id": "1"}]}, "206"),
            ("PUT", "/api/permissions/1", {"name": "x"}, "106"),
            ("PUT", "/api/permissions/255", {"module": {"User": {"write": "true"}}}, "106"),
            ("PUT", "/api/permissions/5", {"name": "x"}, "606"),
            ("PUT", "/api/permissions/4", {"name": "User"}, "652"),
            ("DELETE", "/api/permissions/4", None, "8"),
            ("DELETE", "/api/permissions/100000", None, "106"),
            ("DELETE", "/api/permissions/5", None, "606"),
            ("DELETE", "/api/permissions?id=4+5", None, "8"),
            ("DELETE", "/api/permissions", None, "800"),
        ):
            body = None if members is None else {"Permission": members}
            answer = await site.admin.request(method, path, json=body)
            assert code(answer) == (400, refusal), (method, path, members)
        assert code(await guard.delete("/api/permissions/4")) == (403, "20")
        for sent in ({"Permission": {"name": "x"}}, {"Permission": {"filter": 1, "module": "x"}}, {}):
            assert code(await guard.post("/api/permissions", json=sent)) == (403, "20")
            assert code(await guard.put("/api/permissions/4", json=sent)) == (403, "20")
        assert await listed(site) == before
