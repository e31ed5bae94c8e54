"""`/native/find`: what is found of each kind, in which order, and of what one may not read."""

from typing import Any

import httpx
import pytest

from tests.api.native.premises import a_person, an_operator
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms/people/test_finding.py` has both."""


async def find(client: httpx.AsyncClient, q: str, **more: Any) -> list[tuple[str, str]]:
    """Kind and name of what is found."""
    answer = await client.get("/native/find", params={"q": q, **more})
    assert answer.status_code == 200, answer.text
    return [(item["kind"], item["name"]) for item in answer.json()["items"]]


async def furnish(site: Site) -> None:
    """One of each kind whose name has a word that begins with lab."""
    group = await site.post("/api/door_groups", {"DoorGroup": {"name": "Lab wing", "parent_id": {"id": 1}}})
    wing = {"id": group["DoorGroup"]["id"]}
    door = await site.post("/api/doors", {"Door": {"name": "East Lab", "door_group_id": wing}})
    items = [{"doors": [{"id": door["Door"]["id"]}], "schedule_id": {"id": "1"}}]
    await site.post("/api/access_levels", {"AccessLevel": {"name": "Lab level", "access_level_items": items}})
    await site.post("/api/access_groups", {"AccessGroup": {"name": "Lab staff", "description": "All of them"}})
    await site.post("/api/user_groups", {"UserGroup": {"name": "Labourers", "parent_id": {"id": 1}}})
    await a_person(site, "70", "Mina Labelle", "70001")
    await a_person(site, "71", "Lab Manager")


class TestFind:
    async def test_something_of_each_kind_people_first(self, site: Site) -> None:
        await furnish(site)
        everything = [
            ("person", "Lab Manager"),
            ("person", "Mina Labelle"),
            ("door", "East Lab"),
            ("access_group", "Lab staff"),
            ("access_level", "Lab level"),
            ("user_group", "Labourers"),
        ]
        assert await find(site.admin, "lab") == everything
        assert await find(site.admin, "lab", kinds="door,user_group") == [everything[2], everything[5]]
        assert await find(site.admin, "reader") == [("device", "Reader"), ("device", "Second reader")]
        assert await find(site.admin, "alw") == [("schedule", "Always")]

    async def test_the_limit_is_shared(self, site: Site) -> None:
        await furnish(site)
        answer = (await site.admin.get("/native/find", params={"q": "lab", "limit": 5})).json()
        kinds = [item["kind"] for item in answer["items"]]
        assert (kinds, answer["more"]) == (["person", "door", "access_group", "access_level", "user_group"], True)
        answer = (await site.admin.get("/native/find", params={"q": "lab", "limit": 6})).json()
        assert (len(answer["items"]), answer["more"]) == (6, False)

    async def test_an_id_comes_first(self, site: Site) -> None:
        await a_person(site, "70", "Bob")
        await a_person(site, "71", "100001 Street")
        assert await find(site.admin, "100001") == [("device", "Reader"), ("person", "100001 Street")]
        answer = (await site.admin.get("/native/find", params={"q": "70"})).json()
        item = {"kind": "person", "id": "70", "name": "Bob", "detail": "All Users", "photo": False}
        assert answer == {"items": [item], "more": False}

    async def test_what_one_may_not_read_is_not_found(self, site: Site) -> None:
        await furnish(site)
        users = await an_operator(site, 2)
        assert {kind for kind, _ in await find(users, "lab")} == {"person", "access_group", "user_group"}
        himself = await an_operator(site, 255)
        assert await find(himself, "lab") == []
        assert await find(himself, "oper") == [("person", "Operator 255")]

    async def test_nor_what_is_outside_the_scope(self, site: Site) -> None:
        await furnish(site)
        rights = {"Door": {"read": 1}, "Device": {"read": 1}, "AccessControl": {"read": 1}, "User": {"read": 1}}
        filters = {"DoorGroup": [2], "DeviceGroup": [], "AccessGroup": [], "UserGroup": []}
        level = {"name": "East", "module": rights, "filter": filters}
        made = await site.post("/api/permissions", {"Permission": level})
        limited = await an_operator(site, int(made["Permission"]["id"]))
        assert {kind for kind, _ in await find(limited, "lab", kinds="door,device,person,access_group,user_group")} == {
            "door"
        }
        assert await find(limited, "reader") == []

    @pytest.mark.parametrize("q", ["%", "_", "'", '"', "a' OR 1=1 --", "\\", "\0", "lab%", "%25", "  "])
    async def test_hostile_texts(self, site: Site, q: str) -> None:
        await find(site.admin, q)
        assert await find(site.admin, q, kinds="schedule,access_level") == []

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "q=" + "x" * 101,
            "q=a&kinds=door,window",
            "q=a&kinds=",
            "q=a&limit=0",
            "q=a&limit=51",
            "q=a+b+c+d+e+f+g+h+i",
        ],
    )
    async def test_what_does_not_fit(self, site: Site, query: str) -> None:
        assert (await site.admin.get(f"/native/find?{query}")).status_code == 422

    async def test_bytes_that_are_no_text(self, site: Site) -> None:
        assert (await site.admin.get("/native/find?q=%ff%ed%a0%80")).json()["items"] == []
