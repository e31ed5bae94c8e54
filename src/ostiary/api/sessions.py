"""Who calls: the session in the header `bs-session-id` or in the cookie of that name, as a dependency of every route.

A header authenticates any request: no other site can make a browser send it. A cookie alone does so for requests of the
same origin only.
"""

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response, Security
from fastapi.params import Depends as Dependency
from fastapi.security import APIKeyCookie, APIKeyHeader
from starlette.requests import HTTPConnection

from ostiary.api.desk import AtDesk, Desk, desk
from ostiary.identity.model import PasswordChangeRequired
from ostiary.identity.sessions import Session, find_session
from ostiary.kernel.address import canonical
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Unauthenticated
from ostiary.kernel.operation import Operation, Query

NAME = "bs-session-id"
"""Of the header and of the cookie. Written in lower case: clients look it up so."""

_header = APIKeyHeader(name=NAME, auto_error=False, description="The session id that `POST /api/login` answers.")
_cookie = APIKeyCookie(name=NAME, auto_error=False, description="The same; for requests of the same origin only.")


def address_of(connection: HTTPConnection) -> str:
    """The IP address of whoever called; empty where there is none (sockets of the machine)."""
    try:
        return canonical(connection.client.host if connection.client else "")
    except ValueError:
        return ""


def of_same_origin(connection: HTTPConnection) -> bool:
    """Whether a browser says that the request comes from a page of ours, or no browser says anything."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    page = urlsplit(origin)
    encrypted = connection.url.scheme in {"https", "wss"}
    return page.netloc == connection.headers.get("host") and (page.scheme == "https" or not encrypted)


async def session_of(
    request: Request,
    desk: AtDesk,
    header: Annotated[str | None, Security(_header)] = None,
    cookie: Annotated[str | None, Security(_cookie)] = None,
) -> Session:
    """The open session of the caller, also of one who has yet to change his password; else `Unauthenticated` (401)."""
    return await _session(request, desk, header, cookie)


async def open_session(connection: HTTPConnection) -> Session:
    """The same for a connection that is no route's yet."""
    headers, cookies = connection.headers, connection.cookies
    return await _session(connection, desk(connection), headers.get(NAME), cookies.get(NAME))


async def _session(connection: HTTPConnection, desk: Desk, header: str | None, cookie: str | None) -> Session:
    id = header or (cookie if of_same_origin(connection) else None)
    if not id:
        raise Unauthenticated
    return await find_session(desk.gate, id, address_of(connection))


async def signed_in(request: Request, session: Annotated[Session, Depends(session_of)]) -> Operator:
    """The operator who calls. Until a generated password is changed he may do that and nothing else (403)."""
    operator = session.operator
    changing = request.method == "PUT" and request.url.path == f"/api/users/{operator.user_id}"
    if session.must_change_password and not changing:
        raise PasswordChangeRequired(f"Change the password first: PUT /api/users/{operator.user_id}.")
    return operator


Caller = Annotated[Operator, Depends(signed_in)]
"""The operator who calls, in the signature of a route."""

AnyCaller = Annotated[Session, Depends(session_of)]
"""The caller's session, for the routes that also one with a generated password may use."""


def needs(asked: Operation[Any, Any] | Query[Any, Any]) -> list[Dependency]:
    """What a route does, for its `dependencies`: who has no right to it is told so (403), whatever else he sent."""

    async def admitted(desk: AtDesk, caller: Caller) -> None:
        await desk.gate.admit(caller, asked)

    return [Depends(admitted)]


def give_session(request: Request, response: Response, session: Session) -> Response:
    """Put the id of a new session into an answer; into a cookie only where no other site has asked for it."""
    response.headers[NAME] = session.id
    if of_same_origin(request):
        response.set_cookie(NAME, session.id, path="/", secure=True, httponly=True, samesite="strict")
    return response


def take_session(response: Response) -> Response:
    """Take the cookie of a session that is over from the browser."""
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="strict")
    return response
