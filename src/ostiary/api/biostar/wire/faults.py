"""Every way a request can fail, turned into an answer of the dialect: `install(app)`, called once by the application.

| what happened | HTTP | code |
|---|---|---|
| a `DomainError` | its row in codes.py | its row |
| a body that is not JSON | 400 | 700 |
| a value that does not fit | 400 | 800, or that of the `DomainError` a validator raised or chained |
| unknown path, wrong method, trailing slash | 400 | 103 |
| a body over the limit | 413 | 702 |
| anything else | 500 | 1000; one log line with the exception's type and place, never its text |
"""

from collections.abc import Sequence
from traceback import extract_tb
from typing import Any, cast

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ostiary.api.biostar.wire.codes import JSON_REFUSED, UNEXPECTED, code_of
from ostiary.api.biostar.wire.envelope import refusal
from ostiary.kernel.errors import DomainError, Invalid, NotSupported, TooLarge

SPOKEN_UNDER = ("/api", "/download/", "/js/")
log = structlog.get_logger(__name__)


def install(app: FastAPI) -> None:
    """Give the application the dialect's error answers. Call it after adding limits and sessions, before CORS."""
    app.router.redirect_slashes = False
    app.add_exception_handler(DomainError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_middleware(Shield)


def answer_to(error: DomainError, path: str) -> Response:
    """A domain error as it leaves; the path tells whether in v1 or v2."""
    detail = error.detail
    if isinstance(error, Invalid) and error.field:
        detail = f"{error.field}: {detail}" if detail else error.field
    return refusal(code_of(error), detail, plain=_plain(path))


class Shield:
    """Answers what middleware raises and what a bug raises, so that no exception reaches the server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application; answer what it raises, unless an answer has begun."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except DomainError as error:
            if begun:
                raise
            await answer_to(error, scope["path"])(scope, receive, send)
        except Exception as error:
            log.error("unexpected", method=scope["method"], route=_route(scope), **_trace(error))
            if begun:
                raise
            await refusal(UNEXPECTED, plain=_plain(scope["path"]))(scope, receive, send)


async def _domain_error(request: Request, error: Exception) -> Response:
    return answer_to(cast(DomainError, error), request.url.path)


async def _validation_error(request: Request, error: Exception) -> Response:
    problems: Sequence[Any] = cast(RequestValidationError, error).errors()
    for problem in problems:
        cause = problem.get("ctx", {}).get("error")
        for carried in (cause, getattr(cause, "__cause__", None)):
            if isinstance(carried, DomainError):
                return answer_to(carried, request.url.path)
    if any(problem["type"] == "json_invalid" for problem in problems):
        return refusal(JSON_REFUSED, plain=_plain(request.url.path))
    return answer_to(_described(problems), request.url.path)


def _described(problems: Sequence[Any]) -> Invalid:
    """The first problem in words: where it is (`User.cards.0.id`) and what should stand there, not what was sent."""
    if not problems:
        return Invalid()
    where = ".".join(str(part) for part in problems[0]["loc"] if part not in ("body", "query", "path"))
    return Invalid(str(problems[0]["msg"]), where)


async def _http_exception(request: Request, error: Exception) -> Response:
    raised = cast(HTTPException, error)
    path = request.url.path
    if isinstance(raised.__cause__, DomainError):
        return answer_to(raised.__cause__, path)
    if not path.startswith(SPOKEN_UNDER):
        return await http_exception_handler(request, raised)
    if raised.status_code == 413:
        return answer_to(TooLarge(), path)
    if raised.status_code == 400:
        return refusal(JSON_REFUSED, plain=_plain(path))
    return answer_to(NotSupported(), path)


def _plain(path: str) -> bool:
    return path.startswith("/api/v2/")


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", ""))


def _trace(error: Exception) -> dict[str, str]:
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return {"error": f"{type(error).__module__}.{type(error).__qualname__}", "at": place}
