"""The page "Audit": searching the trail, and what occurs in it; 90 and 265 to 269."""

import json
from typing import Any

import httpx
import pytest

from ostiary.api.biostar.wire import stretches
from tests.api.native.premises import an_operator
from tests.rig.site import Site

ALL_TIME = ("DATE", 3, ["2020-01-01T00:00:00.000Z", "2037-12-31T23:59:59.000Z"])

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


@pytest.fixture
async def trail(site: Site) -> Site:
    """A site where a schedule was made, renamed and deleted."""
    slots = [{"time_segments": [{"start_time": 540, "end_time": 1020}]} for _ in range(7)]
    weekly = {"daily_schedules": [{"day_index": day, **slot} for day, slot in enumerate(slots)]}
    made = await site.post("/api/schedules", {"Schedule": {"name": "Office", "use_daily_iteration": "false", **weekly}})
    id = made["Schedule"]["id"]
    await site.put(f"/api/schedules/{id}", {"Schedule": {"name": "Shop"}})
    await site.delete(f"/api/schedules/{id}")
    return site


def query(*conditions: tuple[str, int, list[Any]], **more: Any) -> dict[str, Any]:
    """A body."""
    listed = [{"column": column, "operator": op, "values": values} for column, op, values in (ALL_TIME, *conditions)]
    return {"Query": {"offset": 0, "limit": 101, "conditions": listed, "total": False, **more}}


async def found(site: Site, *conditions: tuple[str, int, list[Any]], **more: Any) -> list[dict[str, Any]]:
    """The lines that fit."""
    answer = await site.post("/api/audit/search", query(*conditions, **more))
    rows: list[dict[str, Any]] = answer["AuditCollection"]["rows"]
    return rows


async def names(site: Site, path: str, wrapper: str, **question: Any) -> tuple[list[str], str]:
    """What occurs, and how much in all."""
    answer = await site.post(f"/api/audit/{path}", {wrapper: question})
    return [row["name"] for row in answer[wrapper]["rows"]], answer[wrapper]["total"]


def code(answer: httpx.Response) -> tuple[int, str]:
    """Status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


SCHEDULES = ("MENU", 2, ["setting.schedule"])


class TestSearch:
    """POST /api/audit/search."""

    async def test_a_line(self, trail: Site) -> None:
        row = (await found(trail, SCHEDULES))[1]
        assert set(row) == {"DATE", "USRID", "PERM", "IP", "MENU", "TARGET", "METHOD", "CONTENT"}
        assert (row["USRID"], row["PERM"], row["IP"]) == ("Administrator(1)", "Administrator", "127.0.0.1")
        assert (row["MENU"], row["METHOD"]) == ("setting.schedule", "3")
        content = json.loads(row["CONTENT"])
        assert content["act"] == "SCHEDULE_UPDATE"
        assert (content["before"]["name"], content["after"]["name"]) == ("Office", "Shop")

    async def test_methods(self, trail: Site) -> None:
        assert [row["METHOD"] for row in await found(trail, SCHEDULES)] == ["4", "3", "1"]
        assert [row["METHOD"] for row in await found(trail, SCHEDULES, ("METHOD", 2, ["1", "4"]))] == ["4", "1"]

    async def test_a_login_and_its_failure_are_there(self, trail: Site) -> None:
        login = {"User": {"login_id": "admin", "password": "wrong"}}
        assert (await trail.client().post("/api/login", json=login)).status_code == 400
        acts = [json.loads(row["CONTENT"])["act"] for row in await found(trail, ("MENU", 2, ["system"]))]
        assert {"LOGIN", "LOGIN_FAILED"} <= set(acts)

    async def test_conditions(self, trail: Site) -> None:
        everything = [("USRID", 2, ["Administrator(1)", "Eve(9)"]), ("PERM", 2, ["Administrator"])]
        everything += [("IP", 0, ["127.0.0.1"]), ("IP", 4, ["127.0.0.%"]), ("USRID", 0, ["Administrator(1)"])]
        for condition in everything:
            assert len(await found(trail, SCHEDULES, condition)) == 3, condition
        nothing = [("PERM", 2, ["Monitoring Operator"]), ("PERM", 2, ["Nobody"]), ("IP", 1, ["127.0.0.1"])]
        nothing += [("MENU", 2, ["graphicmap"]), ("MENU", 2, ["kitchen"])]
        for condition in nothing:
            assert await found(trail, SCHEDULES, condition) == [], condition
        target = (await found(trail, SCHEDULES))[0]["TARGET"]
        assert {row["TARGET"] for row in await found(trail, ("TARGET", 2, [target]))} == {target}

    async def test_totals(self, trail: Site) -> None:
        body = query(SCHEDULES, limit=2)
        assert (await trail.post("/api/audit/search", body))["AuditCollection"]["total"] == "2"
        body["Query"]["total"] = True
        answer = await trail.post("/api/audit/search", body)
        assert (answer["AuditCollection"]["total"], len(answer["AuditCollection"]["rows"])) == ("3", 2)

    async def test_orders(self, trail: Site) -> None:
        order = [{"column": "DATE", "descending": False}]
        assert [row["METHOD"] for row in await found(trail, SCHEDULES, orders=order)] == ["1", "3", "4"]

    async def test_long_answers_are_whole(self, trail: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = await found(trail, SCHEDULES)
        monkeypatch.setattr(stretches, "STRETCH", 2)
        assert await found(trail, SCHEDULES) == await found(trail, SCHEDULES, limit=0) == whole
        assert await found(trail, SCHEDULES, limit=1, offset=2) == whole[2:]

    async def test_refusals(self, trail: Site) -> None:
        assert code(await trail.admin.post("/api/audit/search", json=query(("COLOUR", 2, ["red"])))) == (400, "800")
        assert code(await trail.admin.post("/api/audit/search", json=query(("METHOD", 2, ["all"])))) == (400, "800")
        assert code(await trail.client().post("/api/audit/search", json=query())) == (401, "10")
        monitoring = await an_operator(trail, 3)
        for path in ("search", "userlist", "permlist", "iplist", "targetlist"):
            assert code(await monitoring.post(f"/api/audit/{path}", json={})) == (403, "20")


class TestLists:
    """POST /api/audit/userlist, permlist, iplist, targetlist."""

    async def test_what_occurs(self, trail: Site) -> None:
        assert "Administrator(1)" in (await names(trail, "userlist", "Userlist"))[0]
        assert await names(trail, "userlist", "Userlist", search="minis", limit=201, offset=0) == (
            ["Administrator(1)"],
            "1",
        )
        assert await names(trail, "permlist", "Permlist", search="adm", limit=201, offset=0) == (["Administrator"], "1")
        assert await names(trail, "permlist", "Permlist", search="x") == ([], "0")
        assert await names(trail, "iplist", "Iplist", search="1") == (["127.0.0.1"], "1")
        targets, total = await names(trail, "targetlist", "Targetlist", search="shop")
        assert (len(targets), total) == (1, "1")

    async def test_parts(self, trail: Site) -> None:
        everybody, total = await names(trail, "userlist", "Userlist")
        assert total == str(len(everybody))
        assert await names(trail, "userlist", "Userlist", limit=1, offset=1) == (everybody[1:2], total)

    async def test_none_of_them_needs_a_body(self, trail: Site) -> None:
        for path in ("userlist", "permlist", "iplist", "targetlist"):
            await trail.post(f"/api/audit/{path}")
