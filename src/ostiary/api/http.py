"""The web application: every page of both dialects behind limits, request ids, security headers and one way to fail."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from importlib import resources
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ostiary.api import faults
from ostiary.api.biostar import DIALECT, code_table, complete
from ostiary.api.forwarded import Forwarded, Network
from ostiary.api.health import Counting
from ostiary.api.limits import Limits
from ostiary.api.native.problems import NATIVE
from ostiary.api.sessions import open_session

TITLE = "Ostiary"
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache, no-store, max-age=0, must-revalidate"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000")

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class Envelope:
    """Gives each request an id for the log, and each answer the security headers."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self.app = app
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=secrets.token_hex(6))

        headers = (*HEADERS, HSTS) if self.secure and not _is_local(Headers(scope=scope).get("host", "")) else HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                missing = (pair for pair in headers if pair[0] not in present)
                message["headers"] = [*message["headers"], *missing]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _is_local(host: str) -> bool:
    """Whether this is a name of the machine itself, which other servers share."""
    return host.partition(":")[0].lower().rpartition(".")[2] == "localhost"


class Application(FastAPI):
    """The framework's application; its document says also what routes cannot say."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        return self.openapi_schema or complete(super().openapi())


def make(
    routers: Sequence[APIRouter],
    version: str,
    *,
    max_body: int,
    origins: Sequence[str],
    secure: bool,
    proxies: Sequence[Network] = (),
) -> FastAPI:
    """The application. Whoever makes it sets its `state.desk` before the first request.

    `secure`: browsers shall come by HTTPS only. `proxies`: whose word on who calls counts.
    """
    introduction = resources.files(__package__).joinpath("introduction.md").read_text(encoding="utf-8")
    app = Application(
        title=TITLE,
        description=f"{introduction}\n## Codes\n\n{code_table()}",
        version=version,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        strict_content_type=False,
    )
    for router in routers:
        app.include_router(router)
    app.add_middleware(Limits, max_body=max_body, admit=open_session)
    faults.install(app, DIALECT, {"/native/": NATIVE})
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["bs-session-id", "content-type", "access-control-allow-origin"],
            expose_headers=["bs-session-id"],
        )
    app.add_middleware(Counting)
    app.add_middleware(Envelope, secure=secure)
    app.add_middleware(Forwarded, trusted=proxies)
    return app
