"""The viewer is made of our own files only, under a policy without exceptions."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from ostiary.api.reference import viewer
from ostiary.api.reference.viewer import FILES, VERSION, reference

STATIC = Path(viewer.__file__).with_name("static")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with the viewer."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(reference())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ostiary.test") as client:
        yield client


async def test_the_page_names_its_document_and_only_files_that_are_there(client: httpx.AsyncClient) -> None:
    page = await client.get("/reference")
    assert 'data-openapi="/openapi.json"' in page.text
    named = re.findall('(?:src|href)="([^"]+)"', page.text)
    assert len(named) == 4
    for address in named:
        assert (await client.get(address)).status_code == 200


async def test_the_policy_allows_our_own_files_and_nothing_else(client: httpx.AsyncClient) -> None:
    page = await client.get("/reference")
    policy = dict(rule.split(" ", 1) for rule in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script>|<style|style=|onload=|https?://", page.text)


@pytest.mark.parametrize("name", sorted(FILES))
async def test_each_file_is_served_with_its_type(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(f"/reference/{VERSION}/{name}")
    assert answer.headers["content-type"] == FILES[name]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == (STATIC / name).read_bytes()


@pytest.mark.parametrize("name", ["README.md", "..%2fviewer.py", "nothing.js"])
async def test_no_other_file_is_served(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/reference/{VERSION}/{name}")).status_code == 404


async def test_the_viewer_is_not_in_the_document(client: httpx.AsyncClient) -> None:
    assert (await client.get("/openapi.json")).json()["paths"] == {}


def test_the_files_stay_small_and_keep_their_licences() -> None:
    assert sum(file.stat().st_size for file in STATIC.iterdir()) < 2_000_000
    assert {"LICENSE", "NOTICE"} <= FILES.keys()
    assert VERSION in (STATIC / "README.md").read_text(encoding="utf-8")


async def test_a_slash_at_the_end_leads_there(client: httpx.AsyncClient) -> None:
    answer = await client.get("/reference/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/reference")
