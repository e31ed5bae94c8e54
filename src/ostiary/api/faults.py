"""Every way a request can fail, turned into an answer in the form that its path speaks: `install(app, form, others)`,
called once by the application.

| what happened | the form's |
|---|---|
| a `DomainError`, raised or carried by a validator | `refused` |
| a value that does not fit | `refused` with an `Invalid` that says where |
| a body that is not JSON | `not_json` |
| unknown path, wrong method, trailing slash | `not_there` |
| anything else | `unexpected`; one log line with the exception's type and place, never its text |
"""

from collections.abc import Callable, Mapping, Sequence
from traceback import extract_tb
from typing import Any, Protocol, cast

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ostiary.kernel.errors import DomainError, Invalid, TooLarge

log = structlog.get_logger(__name__)


class Form(Protocol):
    """How failures are told."""

    def speaks(self, path: str) -> bool:
        """Whether also what is not there is told in this form under this path."""
        ...

    def refused(self, error: DomainError, path: str) -> Response:
        """The domain refuses."""
        ...

    def not_json(self, path: str) -> Response:
        """The body is not JSON."""
        ...

    def not_there(self, status: int, path: str) -> Response:
        """No such path, or not with this method; `status` is what the framework would answer."""
        ...

    def unexpected(self, path: str) -> Response:
        """A bug."""
        ...


def install(app: FastAPI, form: Form, others: Mapping[str, Form]) -> None:
    """Give the application its error answers: `form`, and under these prefixes others. Call it after adding limits and
    sessions, before CORS.
    """

    def form_of(path: str) -> Form:
        return next((other for prefix, other in others.items() if path.startswith(prefix)), form)

    answers = _Answers(form_of)
    app.router.redirect_slashes = False
    app.add_exception_handler(DomainError, answers.domain_error)
    app.add_exception_handler(RequestValidationError, answers.validation_error)
    app.add_exception_handler(HTTPException, answers.http_exception)
    app.add_middleware(Shield, form_of=form_of)


class Shield:
    """Answers what middleware raises and what a bug raises, so that no exception reaches the server."""

    def __init__(self, app: ASGIApp, form_of: Callable[[str], Form]) -> None:
        self.app = app
        self.form_of = form_of

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

        path = scope["path"]
        try:
            await self.app(scope, receive, send_noting)
        except DomainError as error:
            if begun:
                raise
            await self.form_of(path).refused(error, path)(scope, receive, send)
        except Exception as error:
            log.error("unexpected", method=scope["method"], route=_route(scope), **_trace(error))
            if begun:
                raise
            await self.form_of(path).unexpected(path)(scope, receive, send)


class _Answers:
    """The framework's exceptions in the form of the path."""

    def __init__(self, form_of: Callable[[str], Form]) -> None:
        self.form_of = form_of

    async def domain_error(self, request: Request, error: Exception) -> Response:
        path = request.url.path
        return self.form_of(path).refused(cast(DomainError, error), path)

    async def validation_error(self, request: Request, error: Exception) -> Response:
        path = request.url.path
        form = self.form_of(path)
        problems: Sequence[Any] = cast(RequestValidationError, error).errors()
        for problem in problems:
            cause = problem.get("ctx", {}).get("error")
            for carried in (cause, getattr(cause, "__cause__", None)):
                if isinstance(carried, DomainError):
                    return form.refused(carried, path)
        if any(problem["type"] == "json_invalid" for problem in problems):
            return form.not_json(path)
        return form.refused(_described(problems), path)

    async def http_exception(self, request: Request, error: Exception) -> Response:
        raised = cast(HTTPException, error)
        path = request.url.path
        form = self.form_of(path)
        if isinstance(raised.__cause__, DomainError):
            return form.refused(raised.__cause__, path)
        if not form.speaks(path):
            return await http_exception_handler(request, raised)
        if raised.status_code == 413:
            return form.refused(TooLarge(), path)
        return form.not_json(path) if raised.status_code == 400 else form.not_there(raised.status_code, path)


def _described(problems: Sequence[Any]) -> Invalid:
    """The first problem in words: where it is (`User.cards.0.id`) and what should stand there, not what was sent."""
    if not problems:
        return Invalid()
    where = ".".join(str(part) for part in problems[0]["loc"] if part not in ("body", "query", "path"))
    return Invalid(str(problems[0]["msg"]), where)


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", ""))


def _trace(error: Exception) -> dict[str, str]:
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return {"error": f"{type(error).__module__}.{type(error).__qualname__}", "at": place}
