"""How much of a body is read, and of whom."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.types import Message

from ostiary.api.limits import ANYBODYS
from ostiary.app.compose import application
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

CHUNK = 16 * 1024
MANY = 64
MEGABYTE = CHUNK * MANY


class Call:
    """A request whose body comes in chunks, as if it never ended; counts those that are taken."""

    def __init__(self, path: str, chunks: Iterator[bytes], session: str | None = None) -> None:
        self.taken = 0
        self.status = 0
        self.body = b""
        self._path = path
        self._chunks = chunks
        self._headers = [] if session is None else [(b"bs-session-id", session.encode())]

    async def to(self, app: FastAPI, method: str = "POST") -> "Call":
        """Send it, and return with the answer."""
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "https",
            "method": method,
            "path": self._path,
            "raw_path": self._path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": self._headers,
            "client": ("192.0.2.7", 1),
            "server": ("ostiary.test", 443),
        }
        await app(scope, self._receive, self._send)
        return self

    @property
    def code(self) -> str:
        """The code of the answer."""
        return str(json.loads(self.body)["Response"]["code"])

    async def _receive(self) -> Message:
        self.taken += 1
        chunk = next(self._chunks, None)
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}

    async def _send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")


def padded(document: dict[str, Any], size: int) -> Iterator[bytes]:
    """The document in chunks, padded to this size."""
    text = json.dumps(document).encode().ljust(size)
    return iter([text[start : start + CHUNK] for start in range(0, len(text), CHUNK)])


class TestBodies:
    async def test_nobody_s_are_read_no_further_than_the_bound(self, site: Site) -> None:
        app = application(site.house)
        for session in (None, "0" * 32):
            for path in ("/api/users", "/api/devices/1/scan_card", "/api/events/search"):
                call = await Call(path, padded({}, MEGABYTE), session).to(app)
                assert (call.status, call.code) == (401, "10")
                assert call.taken <= ANYBODYS // CHUNK + 1

    async def test_a_login_is_no_longer_than_the_bound(self, site: Site) -> None:
        call = await Call("/api/login", padded({"User": {"login_id": "admin"}}, MEGABYTE)).to(application(site.house))
        assert (call.status, call.code) == (413, "702")
        assert call.taken <= ANYBODYS // CHUNK + 1

    async def test_an_operator_s_are_read_to_the_end(self, site: Site) -> None:
        session = str(site.admin.headers["bs-session-id"])
        body = padded({"UserGroup": {"name": "Padded", "parent_id": {"id": 1}}}, MEGABYTE)
        call = await Call("/api/user_groups", body, session).to(application(site.house))
        assert (call.status, call.code) == (200, "0")

    async def test_but_not_over_the_limit(self, site: Site) -> None:
        session = str(site.admin.headers["bs-session-id"])
        endless = iter(lambda: b" " * MEGABYTE, b"")
        call = await Call("/api/user_groups", endless, session).to(application(site.house))
        assert (call.status, call.code) == (413, "702")
        assert call.taken == site.house.config.max_body // MEGABYTE + 1
