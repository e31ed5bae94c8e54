"""The page "Preference" on the wire."""

import httpx
import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

PASSWORD = "eight days a week"
DEFAULTS = {
    "language": "en",
    "date_format": "yyyy/MM/dd",
    "time_format": "HH:mm",
    "time_long_term_format": "HH:mm:ss",
    "time_zone": "13",
    "dst1": "0",
    "dst2": "0",
    "depend_on_os": "true",
}


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def an_operator(site: Site) -> httpx.AsyncClient:
    """A client signed in as user 6."""
    period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    account = {"login_id": "op6", "password": PASSWORD, "permission": {"id": "3"}}
    await site.post("/api/users", {"User": {"user_id": "6", "user_group_id": {"id": "1"}, **period, **account}})
    return await site.sign_in("op6", PASSWORD)


class TestPreference:
    """`/api/preferences`."""

    async def test_it_has_the_id_of_its_user_and_begins_with_the_defaults(self, site: Site) -> None:
        found = (await site.get("/api/preferences/1"))["Preference"]
        assert found == {"id": "1", **DEFAULTS, "user_id": {"user_id": "1"}}

    async def test_one_is_added_and_changed(self, site: Site) -> None:
        him = await an_operator(site)
        sent = {"language": "ko", "time_zone": "25", "dst1": "0", "depend_on_os": False, "user_id": {"user_id": "6"}}
        added = await him.post("/api/preferences", json={"Preference": sent})
        assert added.json()["Preference"] == {"id": "6"}
        assert code(await him.put("/api/preferences/6", json={"Preference": {"time_zone": 26, "language": ""}})) == (
            200,
            "0",
        )
        found = (await site.get("/api/preferences/6"))["Preference"]
        changed = {"language": "ko", "time_zone": "26", "depend_on_os": "false"}
        assert found == {"id": "6", **DEFAULTS, **changed, "user_id": {"user_id": "6"}}

    async def test_refusals(self, site: Site) -> None:
        him = await an_operator(site)
        for client, method, path, members, refusal in (
            (site.admin, "GET", "/api/preferences/77", None, (400, "608")),
            (site.admin, "PUT", "/api/preferences/77", {"language": "ko"}, (400, "608")),
            (site.admin, "PUT", "/api/preferences/1", {"time_zone": "99"}, (400, "800")),
            (site.admin, "PUT", "/api/preferences/1", {"dst1": "summer"}, (400, "800")),
            (site.admin, "POST", "/api/preferences", {"language": "ko"}, (400, "800")),
            (site.admin, "POST", "/api/preferences", {"user_id": {"user_id": "77"}}, (400, "201")),
            (him, "GET", "/api/preferences/1", None, (403, "20")),
            (him, "PUT", "/api/preferences/1", {"language": "ko"}, (403, "20")),
            (him, "POST", "/api/preferences", {"user_id": {"user_id": "1"}}, (403, "20")),
        ):
            body = None if members is None else {"Preference": members}
            assert code(await client.request(method, path, json=body)) == refusal, (method, path, members)
        assert (await site.get("/api/preferences/1"))["Preference"]["language"] == "en"
