"""Bounds on what a client may send: bodies over the limit are refused, and of somebody without a session no more than
64 kB are read, let alone parsed.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ostiary.api.sessions import session_of
from ostiary.kernel.errors import TooLarge

ANYBODYS = 64 * 1024
"""Bytes of a body that are taken from anybody: a login, or what there is before the session is looked at."""

Admit = Callable[[HTTPConnection], Awaitable[object]]
"""Raises `Unauthenticated` for who has no open session."""


class Limits:
    """Refuses bodies that are too large, for anybody or for this caller."""

    def __init__(self, app: ASGIApp, max_body: int, admit: Admit) -> None:
        self.app = app
        self.max_body = max_body
        self.admit = admit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self.max_body:
            raise too_large(self.max_body)
        got, most = 0, min(ANYBODYS, self.max_body)

        async def receive_counting() -> Message:
            nonlocal got, most
            message = await receive()
            got += len(message.get("body", b""))
            if most < got and most < self.max_body and _wants_session(scope.get("route")):
                await self.admit(HTTPConnection(scope))
                most = self.max_body
            if got > most:
                raise too_large(most)
            return message

        await self.app(scope, receive_counting, send)


def too_large(most: int) -> TooLarge:
    """What is said of a body that is longer."""
    return TooLarge(f"a request body has at most {most} bytes")


def _wants_session(route: Any) -> bool:
    return isinstance(route, APIRoute) and _asks_for_session(route.dependant)


def _asks_for_session(dependant: Dependant) -> bool:
    return dependant.call is session_of or any(map(_asks_for_session, dependant.dependencies))
