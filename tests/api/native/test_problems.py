"""Failures of our own API: every kind of domain error has its type, and every way to fail its document."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI, Response
from pydantic import BaseModel

from ostiary.api.biostar import DIALECT, code_of
from ostiary.api.faults import install
from ostiary.api.native.problems import MEDIA_TYPE, NATIVE, TYPES, URN, Problem, type_of
from ostiary.api.native.route import page
from ostiary.devices.model import DeviceFailed
from ostiary.doors.model import DoorNotFound, RelayTaken
from ostiary.identity.model import PasswordChangeRequired
from ostiary.kernel.errors import DomainError, Forbidden, Invalid, TooLarge, Unauthenticated, Unavailable
from ostiary.port.commands import Fault
from tests.api.wire.test_codes import modules, subclasses

ERRORS: dict[str, Exception] = {
    "login": Unauthenticated(),
    "right": Forbidden("needs read in Door"),
    "password": PasswordChangeRequired(),
    "door": DoorNotFound("7"),
    "relay": RelayTaken("7 relay 0"),
    "value": Invalid("It is too long.", "name"),
    "device": DeviceFailed(Fault.TIMED_OUT, "device 7"),
    "body": TooLarge(),
    "away": Unavailable("The database cannot be reached now."),
    "bug": RuntimeError("password=secret"),
}
router = page("Trying")


class Body(BaseModel):
    """A body."""

    size: int


@router.post("/native/things")
async def take(body: Body) -> Response:
    """Take a thing."""
    return Response()


@router.get("/native/raise/{name}")
async def fail(name: str) -> Response:
    """Raise an error."""
    raise ERRORS[name]


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with these routes."""
    app = FastAPI(docs_url=None)
    install(app, DIALECT, {"/native/": NATIVE})
    app.include_router(router)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://ostiary.test") as client:
        yield client


def domain_errors() -> Iterator[type[DomainError]]:
    """Every class of domain error of the product."""
    names = {module.__name__ for module in modules()}
    return (kind for kind in subclasses(DomainError) if kind.__module__ in names and kind is not DomainError)


class TestTable:
    def test_every_error_class_has_a_row_or_an_ancestor_with_one(self) -> None:
        without = [kind.__qualname__ for kind in domain_errors() if TYPES.keys().isdisjoint(kind.__mro__)]
        assert without == []

    def test_a_row_is_that_of_the_nearest_ancestor(self) -> None:
        assert type_of(DoorNotFound("7")).name == "not-found"
        assert type_of(PasswordChangeRequired()).name == "password-change-required"

    def test_types_are_told_apart(self) -> None:
        assert len({row.name for row in TYPES.values()}) == len(TYPES)
        assert len({row.title for row in TYPES.values()}) == len(TYPES)
        assert {row.status for row in TYPES.values()} <= {401, 403, 404, 409, 413, 422, 424, 503, 507}


class TestAnswers:
    @pytest.mark.parametrize(
        ("name", "status", "type", "detail"),
        [
            ("login", 401, "unauthenticated", "Login required"),
            ("right", 403, "forbidden", "Permission denied: needs read in Door"),
            ("password", 403, "password-change-required", "Permission denied"),
            ("value", 422, "invalid", "It is too long."),
            ("away", 503, "unavailable", None),
            ("relay", 409, "in-use", None),
            ("device", 424, "device-failed", None),
            ("body", 413, "too-large", None),
            ("door", 404, "not-found", None),
        ],
    )
    async def test_a_domain_error(
        self, client: httpx.AsyncClient, name: str, status: int, type: str, detail: str | None
    ) -> None:
        answer = await client.get(f"/native/raise/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
        problem = Problem.model_validate(answer.json())
        assert (problem.status, problem.type) == (status, URN + type)
        error = ERRORS[name]
        assert isinstance(error, DomainError)
        assert problem.code == int(code_of(error).number)
        assert problem.detail == detail or (detail is None and error.detail in (problem.detail or ""))
        assert problem.field == ("name" if name == "value" else None)

    @pytest.mark.parametrize(
        ("method", "path", "status", "type"),
        [
            ("GET", "/native/nothing", 404, "no-route"),
            ("GET", "/native/things/", 404, "no-route"),
            ("DELETE", "/native/things", 405, "no-method"),
        ],
    )
    async def test_what_is_not_there(
        self, client: httpx.AsyncClient, method: str, path: str, status: int, type: str
    ) -> None:
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["type"]) == (status, URN + type)

    async def test_bodies(self, client: httpx.AsyncClient) -> None:
        answer = await client.post("/native/things", content=b"{", headers={"content-type": "application/json"})
        assert (answer.status_code, answer.json()["type"]) == (400, URN + "not-json")
        answer = await client.post("/native/things", json={"size": "secret"})
        assert (answer.status_code, answer.json()["field"]) == (422, "size")
        assert "secret" not in answer.text

    async def test_a_bug_tells_nothing(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/native/raise/bug")
        assert (answer.status_code, answer.json()["type"]) == (500, URN + "unexpected")
        assert "secret" not in answer.text

    async def test_the_dialect_is_spoken_elsewhere(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/api/nothing")).json()["Response"]["code"] == "103"


class TestReference:
    def test_every_route_says_how_it_fails(self) -> None:
        app = FastAPI()
        app.include_router(router)
        for path, operations in app.openapi()["paths"].items():
            for operation in operations.values():
                assert operation["tags"] == ["Native: Trying"]
                assert set(operation["responses"]) == {"200", "default"}, path
                assert set(operation["responses"]["default"]["content"]) == {MEDIA_TYPE}
