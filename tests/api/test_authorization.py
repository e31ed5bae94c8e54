"""The page "Authorization": logging in and out, and what a request needs to be somebody's."""

import re
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import update

from ostiary.identity.model import UserRow
from tests.rig.site import PASSWORD, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

NEW = "eight days a week"
OPERATOR = {
    "user_id": "7",
    "name": "Ada",
    "user_group_id": {"id": "1"},
    "start_datetime": "2020-01-01T00:00:00.00Z",
    "expiry_datetime": "2030-12-31T23:59:00.00Z",
    "permission": {"id": "2"},
    "login_id": "ada",
    "password": NEW,
}


async def log_in(site: Site, login_id: str = "admin", password: str = PASSWORD, **more: object) -> httpx.Response:
    """Try to log in."""
    body = {"User": {"login_id": login_id, "password": password, "mobile_device_type": "x"}, **more}
    return await site.client().post("/api/login", json=body)


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


class TestLogin:
    """`POST /api/login`."""

    async def test_it_answers_the_operator_and_a_session_in_header_and_cookie(self, site: Site) -> None:
        await site.put("/api/users/1", {"User": {"photo": "/9j/", "birthday": "1977-10-08"}})
        answer = await log_in(site)
        assert code(answer) == (200, "0")
        user = answer.json()["User"]
        assert (user["photo"], user["birthday"]) == ("/9j/", "1977-10-08T00:00:00.00Z")
        assert (user["user_id"], user["login_id"], user["need_to_update_pw"]) == ("1", "admin", "false")
        assert user["permission"]["filter"]["UserGroup"] == ["1"]
        assert user["permission"]["filter"]["ZoneType"] == ["-1"]
        assert user["permission"]["filter"]["AccessGroup"] == ["0"]
        assert user["permission"]["module"]["Report"] == {"read": "true", "write": "true"}
        session = answer.headers["bs-session-id"]
        assert re.fullmatch("[0-9a-f]{32}", session)
        assert any(name == b"bs-session-id" for name, _ in answer.headers.raw)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"bs-session-id={session};")
        assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert session not in answer.text

    async def test_another_site_sets_no_cookie(self, site: Site) -> None:
        body = {"User": {"login_id": "admin", "password": PASSWORD}}
        answer = await site.client().post("/api/login", json=body, headers={"origin": "https://other.example"})
        assert "bs-session-id" in answer.headers
        assert "set-cookie" not in answer.headers

    async def test_a_body_of_any_content_type_is_read(self, site: Site) -> None:
        body = f'{{"User": {{"login_id": "admin", "password": "{PASSWORD}"}}}}'
        for content_type in (None, "text/plain", "application/json; charset=utf-8"):
            headers = {} if content_type is None else {"content-type": content_type}
            answer = await site.client().post("/api/login", content=body, headers=headers)
            assert code(answer) == (200, "0")

    async def test_whatever_is_wrong_is_101_until_the_login_is_locked(self, site: Site) -> None:
        wrong = await log_in(site, password="wrong")
        assert code(wrong) == (400, "101")
        assert wrong.json()["Response"]["message"] == "Failed to login for invalid username or password"
        assert code(await log_in(site, "nobody")) == (400, "101")
        assert code(await site.client().post("/api/login", json={})) == (400, "101")
        assert code(await site.client().post("/api/login", content='{"User": {')) == (400, "700")
        assert code(await site.client().post("/api/login", json={"User": {"login_id": ["admin"]}})) == (400, "800")
        for _ in range(4):
            await log_in(site, password="wrong")
        locked = await log_in(site)
        assert code(locked) == (400, "113")
        assert "10 minutes" in locked.json()["Response"]["message"]

    async def test_an_operator_signs_in_from_his_address_only(self, site: Site) -> None:
        await site.post("/api/users", {"User": {**OPERATOR, "user_ip": "192.0.2.1"}})
        assert code(await log_in(site, "ada", NEW)) == (400, "109")
        await site.put("/api/users/7", {"User": {"user_ip": "127.0.0.1"}})
        assert code(await log_in(site, "ada", NEW)) == (200, "0")

    async def test_a_login_id_that_nobody_can_have_is_not_looked_at(self, site: Site) -> None:
        combining = {"User": {"login_id": "a" + "\u0301\u0316" * 4_000, "password": "x"}}
        answer = await site.client().post("/api/login", json=combining)
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "101")


class TestSession:
    """What a request needs."""

    async def test_nobody_gets_anything(self, site: Site) -> None:
        for headers in ({}, {"bs-session-id": "0" * 32}, {"authorization": "Bearer x"}, {"bs-session-id": ""}):
            answer = await site.client().get("/api/access_groups", headers=headers)
            assert code(answer) == (401, "10")
            assert answer.json()["Response"]["message"] == "Login required."

    async def test_the_header_counts_in_any_case_and_beside_others(self, site: Site) -> None:
        session = site.admin.headers["bs-session-id"]
        headers = {"Bs-Session-Id": session, "authorization": "Basic eDp5", "cookie": "bs-session-id=stale"}
        assert code(await site.client().get("/api/access_groups", headers=headers)) == (200, "0")

    async def test_a_cookie_alone_counts_for_requests_of_the_same_origin(self, site: Site) -> None:
        cookie = {"cookie": f"bs-session-id={site.admin.headers['bs-session-id']}"}
        for accepted in (
            {},
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "none"},
            {"origin": site.url},
        ):
            answer = await site.client().get("/api/access_groups", headers=cookie | accepted)
            assert code(answer) == (200, "0"), accepted
        for refused in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "cross-site", "origin": site.url},
            {"origin": "https://evil.example"},
            {"origin": "null"},
        ):
            answer = await site.client().post("/api/access_groups", json={}, headers=cookie | refused)
            assert code(answer) == (401, "10"), refused

    async def test_a_logout_ends_the_session_and_takes_the_cookie(self, site: Site) -> None:
        client = await site.sign_in("admin", PASSWORD)
        answer = await client.post("/api/logout")
        assert code(answer) == (200, "0")
        assert 'bs-session-id=""' in answer.headers["set-cookie"]
        assert code(await client.post("/api/logout")) == (401, "10")
        await site.get("/api/access_groups")

    async def test_a_trailing_slash_and_another_method_are_not_supported(self, site: Site) -> None:
        assert code(await site.admin.post("/api/logout/")) == (400, "103")
        assert code(await site.admin.get("/api/logout")) == (400, "103")


class TestGeneratedPassword:
    """Who has a generated password changes it first."""

    async def test_until_then_every_other_call_is_refused(self, site: Site) -> None:
        async with site.house.database.write() as session:
            await session.execute(update(UserRow).where(UserRow.user_id == "1").values(must_change_password=True))
        answer = await log_in(site)
        assert answer.json()["User"]["need_to_update_pw"] == "true"
        client = site.client(answer.headers["bs-session-id"])
        assert code(await client.get("/api/access_groups")) == (403, "20")
        assert code(await client.get("/api/users/1")) == (403, "20")
        assert code(await client.put("/api/users/1", json={"User": {"password": PASSWORD}})) == (400, "224")
        assert code(await client.put("/api/users/1", json={"User": {"password": "short"}})) == (400, "131084")
        assert code(await client.put("/api/users/1", json={"User": {"password": NEW}})) == (200, "0")
        assert code(await client.get("/api/access_groups")) == (200, "0")
        assert code(await log_in(site, password=NEW)) == (200, "0")

    async def test_he_may_log_out(self, site: Site) -> None:
        async with site.house.database.write() as session:
            await session.execute(update(UserRow).where(UserRow.user_id == "1").values(must_change_password=True))
        assert code(await site.admin.post("/api/logout")) == (200, "0")


class TestRights:
    """What an operator may do is what his level says."""

    async def test_a_user_operator_neither_keeps_schedules_nor_makes_operators(self, site: Site) -> None:
        await site.post("/api/users", {"User": OPERATOR})
        client = await site.sign_in("ada", NEW)
        assert code(await client.post("/api/schedules", json={"Schedule": {"name": "X"}})) == (403, "20")
        assert code(await client.put("/api/users/1", json={"User": {"password": NEW}})) == (403, "20")
        assert code(await client.get("/api/access_groups")) == (200, "0")

    async def test_a_disabled_operator_is_out_at_once(self, site: Site) -> None:
        await site.post("/api/users", {"User": OPERATOR})
        client = await site.sign_in("ada", NEW)
        await site.put("/api/users/7", {"User": {"disabled": "true"}})
        assert code(await client.get("/api/access_groups")) == (401, "10")
        assert code(await log_in(site, "ada", NEW)) == (400, "101")

    async def test_an_expired_operator_too(self, site: Site) -> None:
        await site.post("/api/users", {"User": OPERATOR})
        client = await site.sign_in("ada", NEW)
        past = datetime(2021, 1, 1, tzinfo=UTC).isoformat()
        await site.put("/api/users/7", {"User": {"expiry_datetime": past}})
        assert code(await client.get("/api/access_groups")) == (401, "10")
