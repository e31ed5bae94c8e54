"""Exports of events and of the trail, and the files that they leave."""

import asyncio
import csv
import io
from datetime import timedelta
from typing import Any

import httpx
import pytest

from ostiary.api.biostar.events import USUAL, EventExportBody
from ostiary.events.types import type_of
from tests.rig.site import PASSWORD, READER, SECOND_READER, Site

EVERYTHING: dict[str, Any] = {"Query": {}}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


async def exported(site: Site, path: str, query: dict[str, Any]) -> str:
    """The name of the file."""
    name: str = (await site.post(path, {"Query": query}))["File"]["uri"]
    return name


async def fetched(client: httpx.AsyncClient, name: str) -> list[list[str]]:
    """The lines of a file."""
    answer = await client.get(f"/download/{name}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def files_of(site: Site) -> list[str]:
    """What lies in the folder."""
    return [path.name for path in (site.house.config.data_dir / "downloads").glob("[!.]*")]


class TestEvents:
    async def test_chosen_columns_stand_under_chosen_headers_in_the_time_asked_for(self, site: Site) -> None:
        await site.online()
        await site.put(f"/api/devices/{READER}", {"Device": {"name": "=Front"}})
        for reader in (READER, SECOND_READER):
            await site.present(reader, card="4711")
        found: list[dict[str, Any]] = []
        condition = {"column": "event_type_id", "operator": 2, "values": ["4354", "6400"]}
        while len(found) < 2:
            found = (await site.post("/api/events/search", {"Query": {"conditions": [condition]}}))["EventCollection"][
                "rows"
            ]
        columns = ["datetime", "device_id.id", "device_id.name", "user_id", "event_type_id", "temperature"]
        headers = ["Date", "Id", "Device", "User", "Event", "Temperature"]
        query = {"conditions": [condition], "columns": columns, "headers": headers}
        name = await exported(site, "/api/events/export?time_offset=480&use_centigrade=true", query)
        first, *lines = await fetched(site.admin, name)
        assert first == headers
        assert {line[1] for line in lines} == {str(READER), str(SECOND_READER)}
        assert {line[2] for line in lines} == {"'=Front", "Second reader"}
        assert {line[3] for line in lines} == {"4711(-)"}
        at = found[0]["datetime"][:19].replace("T", " ")
        shifted = (await fetched(site.admin, await exported(site, "/api/events/export", query)))[1][0]
        assert shifted == at
        assert lines[0][0] != at
        lines_of_trail = await site.post("/api/audit/search", {"Query": {"limit": 5}})
        assert any('"act":"EXPORT"' in row["CONTENT"] for row in lines_of_trail["AuditCollection"]["rows"])

    async def test_one_that_is_cancelled_is_no_failure_of_the_server(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.jobs.runner.AT_ONCE", 0)
        waiting = asyncio.create_task(site.admin.post("/api/events/export", json=EVERYTHING))
        while not (jobs := (await site.get("/native/jobs?kind=event_export&state=waiting"))["items"]):
            pass
        await site.post(f"/native/jobs/{jobs[0]['id']}/cancel")
        assert code_of(await waiting) == (400, "8")

    async def test_ids_and_codes_stand_bare_where_they_are_asked_for(self, site: Site) -> None:
        await site.online()
        await site.present(READER, card="4711")
        query: dict[str, Any] = {"conditions": [{"column": "event_type_id", "values": ["6400", "4354"]}]}
        found: list[dict[str, Any]] = []
        while not found:
            found = (await site.post("/api/events/search", {"Query": query}))["EventCollection"]["rows"]
        columns = ["id", "event_type_id.code", "event_type_id.name", "device_id", "user_id.user_id"]
        name = await exported(site, "/api/events/export", query | {"columns": columns})
        code = found[0]["event_type_id"]["code"]
        row = [found[0]["id"], code, type_of(int(code)).name, str(READER), "4711"]
        assert await fetched(site.admin, name) == [columns, row]

    def test_what_can_be_searched_by_can_be_written(self) -> None:
        assert EventExportBody.columns.keys() <= EventExportBody.written.keys()
        assert set(USUAL) <= EventExportBody.written.keys()

    async def test_what_is_no_column_is_refused(self, site: Site) -> None:
        for query in ({"columns": ["password"]}, {"columns": ["datetime"], "headers": ["A", "B"]}, {"headers": ["\0"]}):
            for path in ("/api/events/export", "/api/audit/export"):
                assert code_of(await site.admin.post(path, json={"Query": query})) == (400, "800")


class TestTrail:
    async def test_it_is_written_as_it_is_searched(self, site: Site) -> None:
        await site.post("/api/user_groups", {"UserGroup": {"name": "New", "parent_id": {"id": 1}}})
        query = {
            "conditions": [{"column": "METHOD", "operator": 0, "values": ["1"]}],
            "columns": ["USRID", "MENU", "METHOD"],
            "headers": ["Who", "Where", "How"],
        }
        lines = await fetched(site.admin, await exported(site, "/api/audit/export?time_offset=-60", query))
        assert lines[0] == ["Who", "Where", "How"]
        assert ["Administrator(1)", "user", "Add"] in lines


class TestDownloads:
    async def test_nobody_else_gets_a_file_and_it_ends_with_the_session(self, site: Site) -> None:
        other = await site.sign_in("admin", PASSWORD)
        name = (await other.post("/api/events/export", json=EVERYTHING)).json()["File"]["uri"]
        assert len(await fetched(other, name)) >= 1
        assert code_of(await site.admin.get(f"/download/{name}")) == (400, "107")
        assert (await site.client().get(f"/download/{name}")).status_code == 401
        folder = site.house.config.data_dir / "downloads"
        assert files_of(site) == [name]
        assert (folder.stat().st_mode & 0o777, (folder / name).stat().st_mode & 0o777) == (0o700, 0o600)
        await other.post("/api/logout")
        await site.house.desk.downloads.sweep()
        assert files_of(site) == []

    async def test_one_that_lies_elsewhere_is_not_found(self, site: Site) -> None:
        name = await exported(site, "/api/events/export", {})
        site.house.desk.downloads.path(name).unlink()
        assert code_of(await site.admin.get(f"/download/{name}")) == (400, "107")

    async def test_no_path_leads_out_of_the_folder(self, site: Site) -> None:
        for name in ("x", "..%2fkey", "..%2f..%2fetc%2fpasswd", "Report_x.csv%00", "%2e%2e"):
            assert (await site.admin.get(f"/download/{name}")).json()["Response"]["code"] in {"107", "103"}

    async def test_it_expires(self, site: Site) -> None:
        name = await exported(site, "/api/events/export", {})
        at = site.house.gate.clock() + timedelta(hours=1, seconds=1)
        site.house.gate.clock = lambda: at
        assert code_of(await site.admin.get(f"/download/{name}")) in {(400, "107"), (401, "10")}
        await site.house.desk.downloads.sweep()
        assert files_of(site) == []
