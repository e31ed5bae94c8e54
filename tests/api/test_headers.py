"""What every answer says to browsers."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from ostiary.app.compose import House, application
from ostiary.app.config import Config

HSTS = "strict-transport-security"


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
