"""A front door with two people: Ada may pass it at any time, Bob is in no access group."""

from typing import Any

import httpx

from tests.rig.site import READER, Site

PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
ADA, BOB = "900", "901"
ADAS_CARD, BOBS_CARD = "777001", "777002"
PASSWORD = "eight days a week"
BY_RULES = 'Access group "Staff", access level "Staff doors": schedule "Always" is open.'


async def furnish(site: Site) -> int:
    """Make all of it, and wait until the devices have it; answers the id of the door."""
    await site.online()
    wiring = {"entry_device_id": {"id": READER}, "relay_output_id": {"device_id": {"id": READER}, "relay_index": 0}}
    made = await site.post("/api/doors", {"Door": {"name": "Front", "door_group_id": {"id": 1}, **wiring}})
    door = int(made["Door"]["id"])
    items = [{"doors": [{"id": door}], "schedule_id": {"id": "1"}}]
    level = await site.post("/api/access_levels", {"AccessLevel": {"name": "Staff doors", "access_level_items": items}})
    levels = [{"id": level["AccessLevel"]["id"]}]
    group = await site.post("/api/access_groups", {"AccessGroup": {"name": "Staff", "access_levels": levels}})
    await a_person(site, ADA, "Ada", ADAS_CARD, access_groups=[{"id": group["AccessGroup"]["id"]}])
    await a_person(site, BOB, "Bob", BOBS_CARD)
    return door


async def a_person(site: Site, user_id: str, name: str, card: str = "", **more: Any) -> None:
    """A person, with a card if one is given."""
    cards = [{"card_id": card, "card_type": {"id": "0"}}] if card else []
    user = {"user_id": user_id, "name": name, "user_group_id": {"id": 1}, **PERIOD, "cards": cards, **more}
    await site.post("/api/users", {"User": user})


async def an_operator(site: Site, level: int) -> httpx.AsyncClient:
    """Somebody with this operator level, signed in."""
    login = f"operator{level}"
    more: dict[str, Any] = {"permission": {"id": level}, "login_id": login, "password": PASSWORD}
    await a_person(site, str(950 + level), f"Operator {level}", **more)
    return await site.sign_in(login, PASSWORD)
