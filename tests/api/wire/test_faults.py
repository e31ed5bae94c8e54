"""Every way a request can fail, seen by a client."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

import httpx
import pytest
import structlog
from fastapi import FastAPI, Response, UploadFile
from pydantic import AfterValidator
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.testing import LogCapture

from ostiary.api.biostar.wire.envelope import Answer, reply
from ostiary.api.biostar.wire.faults import DIALECT
from ostiary.api.biostar.wire.message import Message as Wire
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import NumberText, Text
from ostiary.api.faults import install
from ostiary.kernel.errors import DomainError, Forbidden, Invalid, NotFound, TooLarge, Unauthenticated

LIMIT = 1000
router = page("Trying")


def refuse_odd(number: int) -> int:
    """A page's validator that refuses with the domain's own error."""
    if number % 2:
        raise Forbidden
    return number


def refuse_long(text: str) -> str:
    """A page's validator that chains the domain's error."""
    if len(text) > 3:
        raise ValueError from NotFound()
    return text


class Thing(Wire):
    """A body."""

    id: NumberText
    even: Annotated[NumberText, AfterValidator(refuse_odd)] | None = None
    short: Annotated[Text, AfterValidator(refuse_long)] | None = None


class ThingBody(Wire):
    """A body around it."""

    Thing: Thing


@router.put("/api/things")
async def put_thing(body: ThingBody) -> Response:
    """Take a thing."""
    return reply(Answer())


@router.put("/api/v2/things")
async def put_thing_plain(body: ThingBody) -> Response:
    """Take a thing in v2."""
    return reply(Answer())


@router.post("/api/files")
async def post_file(file: UploadFile) -> Response:
    """Take a file."""
    return reply(Answer())


ERRORS: dict[str, Exception] = {
    "login": Unauthenticated(),
    "right": Forbidden(),
    "value": Invalid("It is too long.", "name"),
    "bug": RuntimeError("password=secret"),
}


@router.get("/api/raise/{name}")
async def raise_error(name: str) -> Response:
    """Raise an error."""
    raise ERRORS[name]


class Limit:
    """A middleware that counts the body, as the application's own does."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a path, or a body that is too long."""
        if scope["path"] == "/api/closed":
            raise Unauthenticated
        taken = 0

        async def receive_counting() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LIMIT:
                raise TooLarge
            return message

        await self.app(scope, receive_counting, send)


@pytest.fixture
def log() -> Iterator[LogCapture]:
    """What is logged."""
    capture = LogCapture()
    before = structlog.get_config()
    structlog.configure(processors=[capture])
    yield capture
    structlog.configure(**before)


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with these routes."""
    app = FastAPI(docs_url=None)
    app.add_middleware(Limit)
    install(app, DIALECT, {})
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ostiary.test") as client:
        yield client


async def refused(client: httpx.AsyncClient, method: str, target: str, **more: Any) -> tuple[int, str]:
    """HTTP status and code of a refused request."""
    response = await client.request(method, target, **more)
    return response.status_code, response.json()["Response"]["code"]


class TestDomainErrors:
    async def test_each_answers_with_its_row(self, client: httpx.AsyncClient) -> None:
        assert await refused(client, "GET", "/api/raise/login") == (401, "10")
        assert await refused(client, "GET", "/api/raise/right") == (403, "20")
        assert await refused(client, "GET", "/api/raise/value") == (400, "800")

    async def test_the_field_and_the_detail_are_told(self, client: httpx.AsyncClient) -> None:
        answer = (await client.get("/api/raise/value")).json()
        assert answer["Response"]["message"] == "One or more values are invalid. name: It is too long."

    async def test_one_raised_by_a_middleware_is_answered_too(self, client: httpx.AsyncClient) -> None:
        assert await refused(client, "GET", "/api/closed") == (401, "10")


class TestBodies:
    @pytest.mark.parametrize("content", [b"{", b"{'a': 1}", b"\xff\xfe\xff", b"[" * 900, b"nonsense"])
    async def test_what_is_not_json(self, client: httpx.AsyncClient, content: bytes) -> None:
        assert await refused(client, "PUT", "/api/things", content=content) == (400, "700")

    @pytest.mark.parametrize("content", [b"", b"null", b"[]", b'""', b"{}"])
    async def test_nothing_is_an_empty_object(self, client: httpx.AsyncClient, content: bytes) -> None:
        answer = (await client.put("/api/things", content=content)).json()
        assert answer["Response"]["message"] == "One or more values are invalid. Thing: Field required"

    @pytest.mark.parametrize(
        "kind", [None, "application/json; charset=UTF-8", "text/plain", "application/x-www-form-urlencoded"]
    )
    async def test_the_content_type_does_not_matter(self, client: httpx.AsyncClient, kind: str | None) -> None:
        headers = {"content-type": kind} if kind else {}
        response = await client.put("/api/things", content=b'{"Thing":{"id":"1"}}', headers=headers)
        assert response.status_code == 200

    async def test_a_form_with_a_file_is_left_alone(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/files", files={"file": b"abc"})).status_code == 200

    async def test_a_value_that_does_not_fit_is_named_but_not_repeated(self, client: httpx.AsyncClient) -> None:
        response = await client.put("/api/things", json={"Thing": {"id": "secret"}})
        assert response.status_code == 400
        assert "Thing.id: should be a whole number" in response.json()["Response"]["message"]
        assert "secret" not in response.text

    @pytest.mark.parametrize(("member", "expected"), [({"even": 3}, (403, "20")), ({"short": "long"}, (400, "30"))])
    async def test_a_validator_refuses_with_the_domains_error(
        self, client: httpx.AsyncClient, member: dict[str, Any], expected: tuple[int, str]
    ) -> None:
        assert await refused(client, "PUT", "/api/things", json={"Thing": {"id": 1, **member}}) == expected

    async def test_a_body_over_the_limit(self, client: httpx.AsyncClient) -> None:
        assert await refused(client, "PUT", "/api/things", content=b" " * (LIMIT + 1)) == (413, "702")

    async def test_v2_refuses_in_its_own_flavour(self, client: httpx.AsyncClient) -> None:
        assert (await client.put("/api/v2/things", content=b"{")).json()["Response"]["by"] == "web"


class TestPaths:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/api/nothing"),
            ("GET", "/api"),
            ("PATCH", "/api/things"),
            ("PUT", "/api/things/"),
            ("GET", "/api/things/1/open"),
            ("GET", "/download/nothing.csv"),
        ],
    )
    async def test_what_is_not_there_is_not_supported(self, client: httpx.AsyncClient, method: str, path: str) -> None:
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "103")
        assert answer.json()["Response"]["message"] == "Request is not supported"

    async def test_paths_of_others_are_answered_as_usual(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/reference/nothing")).status_code == 404
        nowhere = await client.get("/nothing")
        assert (nowhere.status_code, nowhere.json()["Response"]["code"]) == (400, "103")


class TestBugs:
    async def test_the_client_learns_nothing_and_the_log_no_secret(
        self, client: httpx.AsyncClient, log: LogCapture
    ) -> None:
        response = await client.get("/api/raise/bug?token=secret")
        assert (response.status_code, response.json()["Response"]["code"]) == (500, "1000")
        assert len(log.entries) == 1
        entry = log.entries[0]
        assert (entry["event"], entry["method"], entry["route"]) == ("unexpected", "GET", "/api/raise/{name}")
        assert entry["error"] == "builtins.RuntimeError"
        assert "test_faults.py:" in entry["at"]
        assert "secret" not in str(entry) + response.text


def test_a_domain_error_is_no_value_error() -> None:
    """Pydantic would swallow it into its own error; so a validator may raise it as it is."""
    assert not issubclass(DomainError, ValueError | AssertionError)
