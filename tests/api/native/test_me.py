"""`/native/me`: who calls, what he may do, and how he likes to see things."""

from typing import Any

import pytest

from ostiary.identity.operators import PasswordReset, reset_password
from ostiary.identity.passwords import HASHER
from ostiary.kernel.context import Module, System
from tests.api.native.premises import an_operator
from tests.rig.site import PASSWORD, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

UNSAID: dict[str, Any] = {
    "language": None,
    "date_format": None,
    "time_format": None,
    "time_long_format": None,
    "theme": "system",
    "tabs": {},
    "columns": {},
}


class TestMe:
    async def test_an_administrator_may_write_everywhere(self, site: Site) -> None:
        assert (await site.get("/native/me")) == {
            "id": "1",
            "login_id": "admin",
            "name": "Administrator",
            "photo": False,
            "level": {"id": 1, "name": "Administrator"},
            "rights": dict.fromkeys(Module, "write"),
            "scope": {"everything": True, "only_oneself": False, "limited": []},
            "must_change_password": False,
            "preferences": UNSAID,
        }

    async def test_others_what_their_level_lets_them(self, site: Site) -> None:
        watching = (await (await an_operator(site, 3)).get("/native/me")).json()
        assert watching["level"] == {"id": 3, "name": "Monitoring Operator"}
        rights = watching["rights"]
        assert (rights["Monitoring"], rights["Door"], rights["Setting"]) == ("write", "read", "none")
        himself = (await (await an_operator(site, 255)).get("/native/me")).json()
        assert himself["scope"] == {"everything": False, "only_oneself": True, "limited": []}

    async def test_a_level_with_filters_says_of_which_kinds(self, site: Site) -> None:
        group = await site.post("/api/door_groups", {"DoorGroup": {"name": "East", "parent_id": {"id": 1}}})
        level = {
            "name": "East",
            "module": {"Door": {"read": 1, "write": 1}},
            "filter": {"DoorGroup": [group["DoorGroup"]["id"]]},
        }
        made = await site.post("/api/permissions", {"Permission": level})
        found = (await (await an_operator(site, int(made["Permission"]["id"]))).get("/native/me")).json()
        assert found["scope"] == {"everything": False, "only_oneself": False, "limited": ["DoorGroup"]}

    async def test_who_has_to_change_his_password_learns_that_and_nothing_else(self, site: Site) -> None:
        reset = PasswordReset(HASHER.hash(PASSWORD))
        await site.house.gate.run(System("cli"), reset_password, reset)
        client = await site.sign_in("admin", PASSWORD)
        found = (await client.get("/native/me")).json()
        assert (found["id"], found["must_change_password"]) == ("1", True)
        assert (await client.get("/native/me/preferences")).status_code == 403


class TestPreferences:
    async def test_they_are_replaced_and_shown(self, site: Site) -> None:
        sent = UNSAID | {
            "language": "ko",
            "time_format": "hh:mm a",
            "theme": "high-contrast",
            "tabs": {"log": [{"name": "Alarms", "search": {"class": ["alarm"]}}]},
            "columns": {"people": ["id", "name"]},
        }
        assert await site.put("/native/me/preferences", sent) == sent
        assert await site.get("/native/me/preferences") == sent
        assert (await site.get("/native/me"))["preferences"] == sent
        assert await site.put("/native/me/preferences", {"theme": "dark"}) == UNSAID | {"theme": "dark"}

    async def test_language_and_formats_are_those_of_the_dialect(self, site: Site) -> None:
        await site.put("/native/me/preferences", {"language": "ko", "theme": "dark"})
        shown = (await site.get("/api/preferences/1"))["Preference"]
        assert (shown["language"], shown["date_format"], shown["time_zone"]) == ("ko", "yyyy/MM/dd", "13")
        await site.put("/api/preferences/1", {"Preference": {"date_format": "dd.MM.yyyy", "time_zone": "25"}})
        found = UNSAID | {"language": "ko", "date_format": "dd.MM.yyyy", "theme": "dark"}
        assert await site.get("/native/me/preferences") == found
        await site.put("/native/me/preferences", found | {"language": None})
        shown = (await site.get("/api/preferences/1"))["Preference"]
        assert (shown["language"], shown["time_zone"]) == ("en", "25")

    async def test_everybody_has_his_own(self, site: Site) -> None:
        himself = await an_operator(site, 255)
        assert (await himself.put("/native/me/preferences", json={"theme": "light"})).status_code == 200
        assert await site.get("/native/me/preferences") == UNSAID
        assert (await himself.get("/native/me/preferences")).json()["theme"] == "light"

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ('{"theme": "pink"}', 422),
            ('{"colour": "red"}', 422),
            ('{"language": "x"}', 422),
            ('{"date_format": ""}', 422),
            ('{"tabs": [1]}', 422),
            ('{"tabs": {"a": NaN}}', 422),
            ('{"tabs": {"a": 1e999}}', 422),
            ('{"tabs": {"a": "\\u0000"}}', 422),
            ('{"tabs": {"a": "\\ud800"}}', 422),
            ('{"tabs": {"\\ud800": 1}}', 422),
            ('{"tabs": {"a": ' + "[" * 9 + "]" * 9 + "}}", 422),
            ('{"columns": {"a": "' + "x" * 65_536 + '"}}', 413),
        ],
    )
    async def test_what_does_not_fit_changes_nothing(self, site: Site, body: str, status: int) -> None:
        answer = await site.admin.put(
            "/native/me/preferences", content=body.encode(), headers={"content-type": "application/json"}
        )
        assert answer.status_code == status, answer.text
        assert await site.get("/native/me/preferences") == UNSAID
