"""What every answer says to browsers."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from ostiary.app.compose import House, application
from ostiary.app.config import Config

HSTS = "strict-transport-security"
ALLOWED, OTHER = "https://a.example", "https://b.example"
"""Origins."""


async def headers(tmp_path: Path, url: str, **settings: Any) -> httpx.Headers:
    """Those of an answer of a house with these settings."""
    house = House(Config(data_dir=tmp_path, simulator="off", **settings), lambda _: None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(application(house))) as client:
        return (await client.get(f"{url}/js/info.json")).headers


class TestStrictTransport:
    async def test_is_asked_for_with_a_certificate_of_ones_own(self, tmp_path: Path) -> None:
        own = {"certificate": tmp_path / "server.pem", "certificate_key": tmp_path / "server.key"}
        assert HSTS in await headers(tmp_path, "https://doors.example", **own)
        assert HSTS in await headers(tmp_path, "https://doors.example:8443", **own)

    @pytest.mark.parametrize("url", ["https://localhost:8443", "https://LocalHost", "https://doors.localhost:8443"])
    async def test_is_not_of_the_machine_itself(self, tmp_path: Path, url: str) -> None:
        own = {"certificate": tmp_path / "server.pem", "certificate_key": tmp_path / "server.key"}
        assert HSTS not in await headers(tmp_path, url, **own)

    async def test_is_not_with_our_own_authority_or_without_tls(self, tmp_path: Path) -> None:
        assert HSTS not in await headers(tmp_path, "https://doors.example")
        assert HSTS not in await headers(tmp_path, "http://doors.example", http=True)


class TestOtherOrigins:
    """Pages of other origins, by the settings."""

    def client(self, folder: Path, *origins: str) -> httpx.AsyncClient:
        """A client of a house that allows these."""
        app = application(House(Config(data_dir=folder, simulator="off", origins=origins), lambda _: None))
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://doors.example")

    def preflight(self, origin: str) -> dict[str, str]:
        """What a browser asks before a page of this origin logs in."""
        sent = "bs-session-id, content-type, access-control-allow-origin"
        return {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": sent}

    async def test_one_that_is_allowed_may_log_in_and_read_the_session(self, tmp_path: Path) -> None:
        async with self.client(tmp_path, ALLOWED) as client:
            asked = await client.options("/api/login", headers=self.preflight(ALLOWED))
            assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (200, ALLOWED)
            for path, status in (("/js/info.json", 200), ("/api/users", 401), ("/api/nothing", 400)):
                answer = await client.get(path, headers={"origin": ALLOWED})
                assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (status, ALLOWED)
                assert answer.headers["access-control-expose-headers"] == "bs-session-id"

    async def test_none_is_allowed_that_is_not_named(self, tmp_path: Path) -> None:
        for origins in ((), (ALLOWED,)):
            async with self.client(tmp_path, *origins) as client:
                asked = await client.options("/api/login", headers=self.preflight(OTHER))
                answer = await client.get("/js/info.json", headers={"origin": OTHER})
                assert asked.status_code == 400
                assert "access-control-allow-origin" not in asked.headers.keys() | answer.headers.keys()
