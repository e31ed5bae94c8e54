"""The page "Cards"."""

from typing import Any

import httpx

from tests.rig.site import Site

PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of a refusal."""
    return answer.status_code, answer.json()["Response"]["code"]


def csn(number: str) -> dict[str, Any]:
    """A card as the reference sends it."""
    return {"card_id": number, "card_type": {"id": "0", "type": "1"}}


def wiegand(number: str, format_id: str) -> dict[str, Any]:
    """A Wiegand card as the reference sends it."""
    return {"card_id": number, "card_type": {"id": "1", "type": "10"}, "wiegand_format_id": {"id": format_id}}


UNFIT = [
    (csn("0123"), "415"),
    (csn("12AB"), "415"),
    (csn("1" * 33), "415"),
    (csn(""), "131095"),
    (csn("4242"), "401"),
    (wiegand("99999999", "0"), "415"),
    (wiegand("1", "99"), "800"),
    ({"card_id": "x", "card_type": {"id": "6"}}, "103"),
]
"""What is no card that can be registered, and its code."""


async def register(site: Site, *cards: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that registering these cards answers."""
    answer = await site.post("/api/cards", {"CardCollection": {"rows": list(cards)}})
    rows: list[dict[str, Any]] = answer["CardCollection"]["rows"]
    return rows


async def numbers(site: Site, query: str = "") -> list[str]:
    """The numbers of a list."""
    return [row["card_id"] for row in (await site.get(f"/api/cards{query}"))["CardCollection"]["rows"]]


class TestCreate:
    """POST /api/cards."""

    async def test_a_serial_number_is_registered(self, site: Site) -> None:
        assert await register(site, csn("4242")) == [
            {
                "id": "1",
                "card_id": "4242",
                "display_card_id": "4242",
                "card_type": {"id": "0", "name": "CSN", "type": "1"},
            }
        ]

    async def test_a_mobile_card_is_registered(self, site: Site) -> None:
        card = {
            "isUserPhoto": True,
            "isDepartment": True,
            "isTitle": True,
            "start_datetime": "2022-04-25T14:36:00.00Z",
            "expiry_datetime": "2022-04-26T14:36:00.00Z",
            "card_type": {"id": "4", "type": "4"},
            "display_card_id": "16508685698911631",
            "card_id": "16508685698911631",
        }
        (row,) = await register(site, card)
        shown = (await site.get(f"/api/cards/{row['id']}"))["Card"]
        assert (shown["mobile_card"], shown["card_type"]["type"]) == ("true", "4")

    async def test_wiegand_cards_are_registered_with_and_without_facility_code(self, site: Site) -> None:
        rows = await register(site, wiegand("1000002", "1"), wiegand("23602938391607", "4"))
        assert [row["display_card_id"] for row in rows] == ["1000002", "2813689-4336695"]
        assert (await site.get("/api/cards?query=1000002"))["CardCollection"]["rows"][0]["wiegand_format_id"] == {
            "id": "1"
        }

    async def test_five_thousand_are_registered_at_once(self, site: Site) -> None:
        rows = await register(site, *(csn(str(number)) for number in range(1, 5001)))
        assert [rows[0]["card_id"], rows[-1]["card_id"]] == ["1", "5000"]

    async def test_a_card_that_cannot_be_has_its_code(self, site: Site) -> None:
        await register(site, csn("4242"))
        for card, code in UNFIT:
            answer = await site.admin.post("/api/cards", json={"CardCollection": {"rows": [csn("7"), card]}})
            assert code_of(answer) == (400, code), card
        assert code_of(await site.admin.post("/api/cards", json={"CardCollection": {"rows": []}})) == (400, "800")
        assert await numbers(site) == ["4242"]


class TestLists:
    """GET /api/cards, GET /api/cards/:id and POST /api/cards/search."""

    async def test_types_and_pages_are_filters(self, site: Site) -> None:
        await register(site, csn("7"), wiegand("8", "0"), csn("9"))
        assert await numbers(site, "?limit=50&offset=0&card_type=wiegand") == ["8"]
        assert await numbers(site, "?card_type=csn+wiegand") == ["7", "8", "9"]
        assert await numbers(site, "?limit=1&offset=1&order_by=id:true") == ["8"]
        assert await numbers(site, "?limit&offset&query=&card_type=") == ["7", "8", "9"]
        assert code_of(await site.admin.get("/api/cards?card_type=nonsense")) == (400, "800")

    async def test_a_number_finds_the_card_and_its_owner(self, site: Site) -> None:
        user = {"user_id": "7", "name": "Ada", "user_group_id": {"id": 1}, "cards": [csn("4242")], **PERIOD}
        await site.post("/api/users", {"User": user})
        found = (await site.get("/api/cards?query=4242"))["CardCollection"]
        assert found["total"] == "1"
        assert found["rows"][0] == {
            "id": "1",
            "card_id": "4242",
            "display_card_id": "4242",
            "status": "1",
            "is_blocked": "false",
            "is_assigned": "true",
            "card_type": {"id": "0", "name": "CSN", "type": "1"},
            "mobile_card": "false",
            "issue_count": "0",
            "card_slot": "0",
            "card_mask": "0",
            "user_id": {"user_id": "7", "name": "Ada"},
        }
        assert (await site.get("/api/cards?query=99"))["CardCollection"] == {"total": "0", "rows": []}

    async def test_conditions_find_cards(self, site: Site) -> None:
        await register(site, csn("7"), csn("8"))
        query = {"conditions": [{"column": "card_id", "operator": 2, "values": ["8", "9"]}]}
        found = await site.post("/api/cards/search", {"Query": query})
        assert [row["card_id"] for row in found["CardCollection"]["rows"]] == ["8"]

    async def test_unknown_cards_and_other_calls_below_the_path_have_their_codes(self, site: Site) -> None:
        assert code_of(await site.admin.get("/api/cards/99")) == (400, "400")
        for path in ("layouts", "wiegand_formats", "blacklist"):
            assert code_of(await site.admin.get(f"/api/cards/{path}")) == (400, "103")


class TestDelete:
    """DELETE /api/cards?id= and DELETE /api/cards/:id."""

    async def test_cards_are_deleted(self, site: Site) -> None:
        await register(site, csn("7"), csn("8"), csn("9"))
        await site.delete("/api/cards?id=1+2")
        await site.delete("/api/cards/3")
        assert await numbers(site) == []

    async def test_unknown_ids_make_it_partial(self, site: Site) -> None:
        await register(site, csn("7"))
        answer = await site.delete("/api/cards?id=1+99")
        assert answer["Response"]["code"] == "1"
        rows = [{"id": "1", "ret_code": "0"}, {"id": "99", "ret_code": "400"}]
        assert answer["CardCollection"] == {"rows": rows}
        assert code_of(await site.admin.delete("/api/cards?id=1")) == (400, "400")
        assert code_of(await site.admin.delete("/api/cards?id=")) == (400, "800")
