"""How a page of the reference makes its routes: `router = page("Doors")`, then `@router.get("/api/doors", ...)`.

The original reads every body as JSON, whatever the Content-Type says or whether there is one; an empty body, null,
`[]` and `""` are an empty object. Only multipart forms are left alone. This cannot be used for cross-site requests,
because a cookie alone authenticates same-origin requests only (api/sessions.py).

A route tells OpenAPI that it may refuse (`document` says how), and which columns its body may name.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope

from ostiary.api.biostar.wire.document import ANY_REFUSAL, REFUSED
from ostiary.api.biostar.wire.envelope import Refusal, RefusalPlain
from ostiary.api.biostar.wire.faults import is_plain
from ostiary.api.biostar.wire.query import ListBody, SearchBody


class JsonRequest(Request):
    """A request whose body is read as JSON."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        headers = [pair for pair in scope["headers"] if pair[0] != b"content-type"]
        super().__init__({**scope, "headers": [*headers, (b"content-type", b"application/json")]}, receive)

    async def body(self) -> bytes:
        """The body; `{}` when there is none."""
        return await super().body() or b"{}"

    async def json(self) -> Any:
        """The body as a value; what holds nothing is an empty object."""
        value = await super().json()
        return {} if value in (None, [], "") else value


class DialectRoute(APIRoute):
    """A route of the dialect."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **rest: Any) -> None:
        refused = {"model": RefusalPlain if is_plain(path) else Refusal, "description": REFUSED[400]}
        super().__init__(path, endpoint, **rest | {"responses": {ANY_REFUSAL: refused, **(rest["responses"] or {})}})
        asked = self.body_field.field_info.annotation if self.body_field else None
        if isinstance(asked, type) and issubclass(asked, ListBody | SearchBody):
            self.description = f"{self.description}\n\n{asked.described()}"

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler so that it sees a `JsonRequest`."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            if request.headers.get("content-type", "").lower().startswith("multipart/"):
                return await handle(request)
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


def page(tag: str) -> APIRouter:
    """The router of one page of the reference; `tag` is its heading in OpenAPI."""
    return APIRouter(route_class=DialectRoute, tags=[tag], redirect_slashes=False)
