"""Requests to an application in this process, as a server would pass them on: without a socket."""

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

Headers = Sequence[tuple[bytes, bytes]]


class Answered(NamedTuple):
    """What came back."""

    status: int
    headers: Headers
    body: bytes


async def ask(
    app: ASGIApp, method: str, path: str, query: str = "", body: bytes = b"", headers: Headers = ()
) -> Answered:
    """Send a request; `path` and `query` as they stand on the wire."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Message] = []
    whole = False
    """Whether the request has been received; then nothing more comes: whoever asked waits for the answer."""

    async def receive() -> dict[str, Any]:
        nonlocal whole
        if whole:
            await asyncio.Event().wait()
        whole = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return Answered(sent[0]["status"], sent[0]["headers"], b"".join(message.get("body", b"") for message in sent[1:]))
