"""The tree of doors, and the devices of a door's network."""

from typing import Any

import httpx
import pytest

from tests.rig.site import CONTROLLER, PASSWORD, READER, SLAVE_IN, SLAVE_OUT, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

TREE = "/api/v2/door_tree/search"


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


async def a_group(site: Site, name: str, parent: int = 1) -> int:
    """A door group."""
    made = await site.post("/api/door_groups", {"DoorGroup": {"name": name, "parent_id": {"id": parent}}})
    return int(made["DoorGroup"]["id"])


async def a_door(site: Site, name: str, group: int, **members: Any) -> int:
    """A door in a group."""
    door = {"name": name, "door_group_id": {"id": group}, **members}
    return int((await site.post("/api/doors", {"Door": door}))["Door"]["id"])


async def limited(site: Site, *groups: int) -> httpx.AsyncClient:
    """Somebody who sees these door groups and what is below them."""
    level = {
        "name": "Guards",
        "filter": {"DoorGroup": list(groups)},
        "module": {"Door": {"read": True, "write": False}},
    }
    made = await site.post("/api/permissions", {"Permission": level})
    user = {"user_id": "5", "user_group_id": {"id": 1}, "login_id": "guard", "password": PASSWORD}
    period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2037-12-31T23:59:00.00Z"}
    await site.post("/api/users", {"User": {**user, **period, "permission": {"id": made["Permission"]["id"]}}})
    return await site.sign_in("guard", PASSWORD)


class TestTree:
    async def test_shows_groups_within_groups_and_their_doors(self, site: Site) -> None:
        await site.online()
        north = await a_group(site, "North")
        attic = await a_group(site, "Attic", north)
        front = await a_door(site, "Front", 1, entry_device_id={"id": READER})
        hatch = await a_door(site, "Hatch", attic)
        found = (await site.post(TREE, {"collapsed_node_ids": [north]}))["DoorTreeCollection"]
        reader = {"id": READER, "name": "Reader", "status": 1}
        doors = [{"id": front, "name": "Front", "status": 0, "entry_device_id": reader}]
        attics = {"id": attic, "name": "Attic", "depth": 2, "parent_id": {"id": north}, "is_collapsed": False}
        norths = {"id": north, "name": "North", "depth": 1, "parent_id": {"id": 1}, "is_collapsed": True}
        below = {**attics, "doors": [{"id": hatch, "name": "Hatch", "status": 0}], "children": []}
        root = {"id": 1, "name": "All Doors", "depth": 0, "is_collapsed": False, "doors": doors}
        assert found == {"total": 1, "rows": [{**root, "children": [{**norths, "doors": [], "children": [below]}]}]}

    async def test_begins_at_a_root_and_ends_at_a_depth(self, site: Site) -> None:
        north = await a_group(site, "North")
        attic = await a_group(site, "Attic", north)
        hatch = await a_door(site, "Hatch", attic)
        (top,) = (await site.post(TREE, {"root_id": str(attic)}))["DoorTreeCollection"]["rows"]
        assert ([door["id"] for door in top["doors"]], top["children"]) == ([hatch], [])
        (top,) = (await site.post(TREE, {"root_id": 1, "max_recursion_depth": 1}))["DoorTreeCollection"]["rows"]
        assert [(each["id"], each["children"]) for each in top["children"]] == [(north, [])]
        (top,) = (await site.post(TREE, {"max_recursion_depth": 0}))["DoorTreeCollection"]["rows"]
        assert top["children"] == []

    async def test_refuses_what_is_no_root_and_no_depth(self, site: Site) -> None:
        for body, code in (({"root_id": 77}, "607"), ({"root_id": "x"}, "800"), ({"max_recursion_depth": -1}, "800")):
            assert code_of(await site.admin.post(TREE, json=body)) == (400, code)

    async def test_shows_the_branches_within_the_scope(self, site: Site) -> None:
        north, south = await a_group(site, "North"), await a_group(site, "South")
        attic = await a_group(site, "Attic", north)
        await a_door(site, "Front", 1)
        guard = await limited(site, north)
        answer = (await guard.post(TREE, json={})).json()["DoorTreeCollection"]
        assert [(top["id"], [child["id"] for child in top["children"]]) for top in answer["rows"]] == [(north, [attic])]
        assert code_of(await guard.post(TREE, json={"root_id": south})) == (403, "20")


class TestNetwork:
    async def test_shows_the_master_of_a_door_and_its_slaves(self, site: Site) -> None:
        lobby = await a_door(site, "Lobby", 1, entry_device_id={"id": SLAVE_IN})
        found = (await site.get(f"/api/doors/rs485/{lobby}"))["DeviceCollection"]
        assert found == {
            "total": "3",
            "rows": [
                {"id": str(id), "name": name, "device_type_id": {"id": type, "name": model}}
                for id, name, type, model in (
                    (CONTROLLER, "Controller", "14", "CoreStation 40"),
                    (SLAVE_IN, "Slave in", "24", "XPass D2 keypad"),
                    (SLAVE_OUT, "Slave out", "22", "XPass D2"),
                )
            ],
        }
        nowhere = await a_door(site, "Nowhere", 1)
        assert (await site.get(f"/api/doors/rs485/{nowhere}"))["DeviceCollection"] == {"total": "0", "rows": []}

    async def test_of_an_unknown_door_is_not_found(self, site: Site) -> None:
        assert code_of(await site.admin.get("/api/doors/rs485/77")) == (400, "601")
        assert code_of(await site.admin.get("/api/doors/rs485/x")) == (400, "103")
