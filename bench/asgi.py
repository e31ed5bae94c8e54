"""A client of an application in this process."""

import json
from typing import Self

from starlette.types import ASGIApp

from tests.rig.asgi import Headers, ask


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
        answer = await ask(self._app, method, path, query, body, self._headers)
        assert answer.status == 200, answer
        return answer.headers, answer.body
