"""For every route: 401 without a session, 403 until a generated password is changed, 403 without the right whatever was
sent; but for a few, with a reason.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Route, WebSocketRoute

from ostiary.api.console.pages import ROOMS
from ostiary.api.sessions import session_of
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from ostiary.identity.sessions import Session
from tests.contract.shapes import refuses
from tests.matrix.estate import operator
from tests.rig.ground import NOON
from tests.rig.site import PASSWORD, Site

WITHOUT_SESSION = {
    "POST /api/login": "how one gets a session",
    "GET /health/live": "for whoever watches the process",
    "GET /health/ready": "for whoever watches the process",
    "GET /metrics": "for whoever watches the process; numbers only",
    "GET /openapi.json": "the reference of the API",
    "GET /js/info.json": "a version number, which the reference of the API tells as well",
    "GET /wsapi": "a web socket; a request is only told so",
    "GET /": "the console, where one signs in",
    **dict.fromkeys(
        ("GET /assets/:name", *(f"GET /{room}{rest}" for room in ROOMS for rest in ("", "/:rest"))),
        "files of the console",
    ),
    "GET /native/live": "a web socket; a request is only told so",
    "GET /reference/": "leads to the reference of the API",
    "GET /reference": "the reference of the API",
    "GET /reference/:name": "the files of the reference's viewer",
}
"""Routes that anybody may call, and why."""

WITH_A_PASSWORD_TO_CHANGE = {
    "POST /api/logout": "one may give up",
    "GET /native/me": "who one is, and that the password has to be changed",
}
"""Routes that also one may call who has yet to change a generated password, and why."""

FOR_EVERY_OPERATOR = {
    "POST /api/logout": "everybody ends his own session",
    "GET /api/preferences/:id": "everybody has his own; another's is refused once it is known whose it is",
    "POST /api/preferences": "everybody has his own; another's is refused once it is known whose it is",
    "PUT /api/preferences/:id": "everybody has his own; another's is refused once it is known whose it is",
    "GET /download/:name": "everybody has his own; no other's is found",
    "GET /api/users/next_user_id": "a number",
    "GET /api/device_types": "the types of devices there can be",
    "GET /api/event_types": "the kinds of events there can be",
    "GET /api/setting/biostar": "what every client needs to know; no secrets among them",
    "GET /api/setting/custom_fields": "the names of fields",
    "GET /native/event-types": "the kinds of events there can be",
    "GET /native/me": "oneself",
    "GET /native/find": "of each kind only who may read it finds any",
    "GET /native/me/preferences": "one's own",
    "PUT /native/me/preferences": "one's own",
    "GET /native/site": "of each part what one may read",
    "GET /native/jobs": "one's own, and those of what one may read",
    "GET /native/jobs/:id": "one's own, and those of what one may read",
    "POST /native/jobs/:id/cancel": "one's own, and those of what one may change",
}
"""Routes that need no right, and why."""

SENT: tuple[dict[str, Any], ...] = (
    {"json": {}},
    {"json": [1]},
    {"json": "x"},
    {"params": {"limit": "x", "order_by": "x", "id": "x", "at": "x", "size": "x"}, "json": {}},
)
"""What fits no route, and what fits some."""

SOCKETS = {
    "/wsapi": "names its session in the first text; tests/api/test_stream.py",
    "/native/live": "refuses who has no session; tests/api/native/test_live.py",
}
"""Web sockets."""


def routes(found: Iterable[Any]) -> Iterator[Any]:
    """Every route, also those of included routers."""
    for route in found:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from routes(included.routes)


def calls(app: FastAPI) -> dict[str, str]:
    """`POST /api/doors/:id` -> a path that fits."""
    found: dict[str, str] = {}
    for route in routes(app.routes):
        if isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                name = re.sub(r"/[0-9.]+/", "/", re.sub(r"\{(\w+)(:\w+)?\}", r":\1", route.path))
                found[f"{method} {name}"] = re.sub(r"\{[^}]+\}", "1", route.path)
    return found


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """The application of a house that is not open: whoever gets as far as the domain fails."""
    house = House(Config(data_dir=tmp_path, simulator="off"), lambda _: None)
    return application(house)


async def call(app: FastAPI, name: str, path: str) -> httpx.Response:
    """Call a route with an empty object."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://ostiary.test") as client:
        method = name.partition(" ")[0]
        return await client.request(method, path, json=None if method in {"GET", "DELETE"} else {})


def refusal(answer: httpx.Response) -> tuple[str, str]:
    """Code and words of a refusal, in the form of its path."""
    document = answer.json()
    if answer.request.url.path.startswith("/native/"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert document["status"] == answer.status_code
        return str(document["code"]), document["detail"]
    assert refuses(document) == []
    return document["Response"]["code"], document["Response"]["message"].removesuffix(".")


class TestAnonymous:
    async def test_every_route_answers_401(self, app: FastAPI) -> None:
        assert set(WITHOUT_SESSION) <= set(calls(app))
        for name, path in calls(app).items():
            if name in WITHOUT_SESSION:
                continue
            answer = await call(app, name, path)
            assert answer.status_code == 401, f"{name} answered {answer.status_code}"
            assert refusal(answer) == ("10", "Login required")

    def test_there_is_no_other_web_socket(self, app: FastAPI) -> None:
        sockets = {route.path for route in routes(app.routes) if isinstance(route, WebSocketRoute)}
        assert sockets == set(SOCKETS)

    def test_every_route_is_of_a_kind_that_is_looked_at(self, app: FastAPI) -> None:
        assert [route for route in routes(app.routes) if not isinstance(route, Route | WebSocketRoute)] == []


class TestPasswordToChange:
    async def test_every_route_answers_403(self, app: FastAPI) -> None:
        app.dependency_overrides[session_of] = lambda: Session(operator(), True, NOON)
        for name, path in calls(app).items():
            if name in WITHOUT_SESSION or name in WITH_A_PASSWORD_TO_CHANGE:
                continue
            answer = await call(app, name, path.replace("/api/users/1", "/api/users/2"))
            assert answer.status_code == 403, f"{name} answered {answer.status_code}"
            assert refusal(answer)[0] == "20"

    async def test_but_for_the_change_itself(self, app: FastAPI) -> None:
        app.dependency_overrides[session_of] = lambda: Session(operator(), True, NOON)
        answer = await call(app, "PUT /api/users/:id", "/api/users/1")
        assert answer.status_code != 403


class TestWithoutTheRight:
    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    async def test_every_route_answers_403_whatever_is_sent(self, app: FastAPI, site: Site) -> None:
        level = (await site.post("/api/permissions", {"Permission": {"name": "Nothing"}}))["Permission"]["id"]
        period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        account = {"login_id": "nobody", "password": PASSWORD, "permission": level, "user_group_id": 1}
        await site.post("/api/users", {"User": {"user_id": "9", "name": "No One", **period, **account}})
        nobody = await site.sign_in("nobody", PASSWORD)
        for name, path in calls(app).items():
            if name in WITHOUT_SESSION or name in FOR_EVERY_OPERATOR:
                continue
            for sent in SENT:
                answer = await nobody.request(name.partition(" ")[0], path, **sent)
                assert answer.status_code == 403, f"{name} answered {answer.status_code} to {sent}: {answer.text}"
                assert refusal(answer)[0] == "20"
