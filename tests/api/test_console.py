"""The console's page and files, made of a build that has one of each kind."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from ostiary.api.console.pages import ROOMS, console

PAGE = '<meta property="csp-nonce" nonce="NONCE"><script type="module" nonce="NONCE" src="/assets/index-1.js"></script>'


def client_of(static: Path) -> httpx.AsyncClient:
    """A client of an application with this build."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(console(static))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ostiary.test")


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a small build."""
    (tmp_path / "index.html").write_text(PAGE)
    assets = tmp_path / "assets"
    assets.mkdir()
    for name in ("index-1.js", "index-1.js.br", "index-1.js.gz", "font-1.woff2"):
        (assets / name).write_text(name)
    (tmp_path / "secret.js").write_text("not an asset")
    async with client_of(tmp_path) as client:
        yield client


@pytest.mark.parametrize("path", ["/", *(f"/{room}" for room in ROOMS), "/people/7/cards"])
async def test_the_page_is_at_every_address_of_a_room_with_a_nonce_of_its_own(
    client: httpx.AsyncClient, path: str
) -> None:
    answers = [await client.get(path), await client.get(path)]
    nonces = [re.findall('nonce="([^"]+)"', answer.text) for answer in answers]
    assert nonces[0][0] == nonces[0][1]
    assert nonces[0] != nonces[1]
    policy = answers[0].headers["content-security-policy"]
    assert f"'nonce-{nonces[0][0]}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/elsewhere", "/api/people", "/native/people", "/peoples"])
async def test_no_other_path_is_the_consoles(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("accepted", "coding", "content"),
    [
        ("gzip, deflate, br", "br", "index-1.js.br"),
        ("gzip;q=0.9", "gzip", "index-1.js.gz"),
        ("", None, "index-1.js"),
    ],
)
async def test_a_file_is_given_in_the_smallest_form_that_is_read(
    client: httpx.AsyncClient, accepted: str, coding: str | None, content: str
) -> None:
    request = client.build_request("GET", "/assets/index-1.js", headers={"accept-encoding": accepted})
    answer = await client.send(request, stream=True)
    raw = b"".join([part async for part in answer.aiter_raw()])
    assert (answer.headers.get("content-encoding"), raw.decode()) == (coding, content)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_file_without_copies_does_not_vary(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/font-1.woff2")
    assert (answer.headers["content-type"], "vary" in answer.headers) == ("font/woff2", False)


@pytest.mark.parametrize("name", ["nothing.js", "index-1.js.br", "..%2fsecret.js", "..%2findex.html"])
async def test_nothing_else_is_given(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/assets/{name}")).status_code == 404


async def test_where_nothing_is_built_it_leads_to_the_reference(tmp_path: Path) -> None:
    async with client_of(tmp_path) as client:
        answer = await client.get("/")
        assert (answer.status_code, answer.headers["location"]) == (307, "/reference")
        assert (await client.get("/assets/index-1.js")).status_code == 404
