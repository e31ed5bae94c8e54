"""`/native/exports`: files of events and of the audit trail, written by jobs."""

import csv
import io
import json
from typing import Any

import httpx
import pytest

from tests.api.native.premises import an_operator
from tests.api.native.test_jobs import ended
from tests.rig.site import READER, Site

USER_OPERATOR, MONITORING_OPERATOR = 2, 3


async def exported(site: Site, client: httpx.AsyncClient, what: str, body: dict[str, Any]) -> dict[str, Any]:
    """The job of an export, when it has ended."""
    answer = await client.post(f"/native/exports/{what}", json=body)
    assert answer.status_code == 202, answer.text
    begun = answer.json()
    assert begun["kind"] == {"events": "event_export", "audit": "audit_export"}[what]
    return await ended(site, client, begun["id"])


async def fetched(client: httpx.AsyncClient, job: dict[str, Any]) -> list[list[str]]:
    """The lines of its file."""
    answer = await client.get(f"/download/{job['result']['file']}")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


class TestExports:
    async def test_of_events_that_were_asked_for_and_of_the_trail(self, site: Site) -> None:
        await site.online()
        await site.present(READER, card="4711")
        found: list[Any] = []
        while not found:
            found = (await site.admin.get("/native/events", params={"device": READER, "code": 4354})).json()["items"]
        columns = ["id", "device", "person"]
        body = {"devices": [READER], "codes": [4354], "since": found[0]["at"], "columns": columns}
        job = await exported(site, site.admin, "events", body)
        assert (job["state"], job["done"], job["total"], job["result"]["rows"]) == ("done", 1, 1, 1)
        assert await fetched(site.admin, job) == [columns, [str(found[0]["id"]), "Reader", "4711(-)"]]
        job = await exported(site, site.admin, "audit", {"subjects": ["system"], "order": "newest"})
        first, *lines = await fetched(site.admin, job)
        assert first[:3] == ["at", "person", "level"]
        assert lines
        assert {line[4] for line in lines} == {"system"}
        assert lines == sorted(lines, key=lambda line: line[0], reverse=True)
        who, target = lines[0][1], lines[0][5]
        body = {"people": [who], "targets": [target], "methods": [5], "columns": ["person", "target", "method"]}
        _, *lines = await fetched(site.admin, await exported(site, site.admin, "audit", body))
        assert {tuple(line) for line in lines} == {(who, target, "Action")}

    async def test_each_needs_the_right_and_belongs_to_its_session(self, site: Site) -> None:
        watcher = await an_operator(site, MONITORING_OPERATOR)
        job = await exported(site, watcher, "events", {})
        assert (await site.admin.get(f"/download/{job['result']['file']}")).json()["Response"]["code"] == "107"
        assert await fetched(watcher, job)
        assert (await watcher.post("/native/exports/audit", json={})).status_code == 403
        clerk = await an_operator(site, USER_OPERATOR)
        assert (await clerk.post("/native/exports/events", json={})).status_code == 403

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    async def test_what_does_not_fit(self, site: Site) -> None:
        bodies: tuple[dict[str, Any], ...] = (
            {"columns": ["password"]},
            {"columns": []},
            {"columns": ["id"], "headers": ["A", "B"]},
            {"columns": ["id"], "headers": ["\ud800"]},
            {"columns": ["id"], "headers": ["\x00"]},
            {"columns": ["id"], "headers": [201 * "x"]},
            {"people": ["\ud800"]},
            {"people": ["\x00"]},
            {"since": "yesterday"},
            {"utc_offset_minutes": 9999},
        )
        for body in bodies:
            answer = await site.admin.post("/native/exports/events", content=json.dumps(body))
            assert answer.status_code == 422, body
        assert (await site.admin.post("/native/exports/audit", json={"subjects": ["password"]})).status_code == 422
