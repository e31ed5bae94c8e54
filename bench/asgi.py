"""Requests to an application in this process, as a server would pass them on: without a socket."""

import json
from collections.abc import Sequence
from typing import Any, Self

from starlette.types import ASGIApp, Message

Headers = Sequence[tuple[bytes, bytes]]


class Client:
    """Asks one application; only answers of status 200 are taken."""

    def __init__(self, app: ASGIApp, headers: Headers = ()) -> None:
        self._app = app
        self._headers = headers

    @classmethod
    async def signed_in(cls, app: ASGIApp, password: str) -> Self:
        """A client with the session of `admin`."""
        body = json.dumps({"User": {"login_id": "admin", "password": password}}).encode()
        headers, _ = await cls(app).request("POST", "/api/login", "", body)
        return cls(app, [pair for pair in headers if pair[0] == b"bs-session-id"])

    async def get(self, path: str, query: str = "") -> bytes:
        """The body of the answer to a GET."""
        return (await self.request("GET", path, query, b""))[1]

    async def post(self, path: str, body: bytes) -> bytes:
        """The body of the answer to a POST."""
        return (await self.request("POST", path, "", body))[1]

    async def put(self, path: str, body: bytes) -> bytes:
        """The body of the answer to a PUT."""
        return (await self.request("PUT", path, "", body))[1]

    async def request(self, method: str, path: str, query: str, body: bytes) -> tuple[Headers, bytes]:
        """Headers and body of the answer."""
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", b"localhost"), *self._headers],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        sent: list[Message] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        assert sent[0]["status"] == 200, sent
        return sent[0]["headers"], b"".join(message.get("body", b"") for message in sent[1:])
