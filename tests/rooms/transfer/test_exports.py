"""Exports from the act that asks for one to the file: whole, with what its asker may see, or not there at all."""

import asyncio
import csv
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ostiary.events import journal
from ostiary.identity.sessions import log_out, present
from ostiary.jobs.model import State
from ostiary.jobs.operations import cancel_job
from ostiary.jobs.queries import JobView, get_job
from ostiary.jobs.runner import Present
from ostiary.kernel.context import Kind, Module, Operator, Scope
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.paging import Condition, Order, Search, Window
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.trail import Method
from ostiary.transfer.asked import Table
from ostiary.transfer.downloads import PLACE, Downloads, find_download
from ostiary.transfer.exports import NewExport, begin_event_export, begin_trail_export, runner
from ostiary.transfer.model import DownloadNotFound
from tests.rig.ground import SYSTEM, Ground
from tests.rooms.identity_operators.desk import Office, an_office

EVENTS = 5
STEPS = 2 + 3 + 1
"""Looks at the asker: at the beginning, for the count, for each of three stretches, at the end."""


@operation(module=(), right="write", verb="TEST", method=Method.ADD)
async def record(work: Work, count: int) -> None:
    """Record events."""
    for number in range(count):
        journal.record(work, 4102, user_id="1", reason=f"={number}")


@dataclass
class Press:
    """An office with events and a folder for files; `admin` has signed in."""

    office: Office
    downloads: Downloads
    folder: Path
    admin: Operator

    async def ask(self, table: Table | None = None) -> int:
        """Have events exported."""
        wanted = table or Table(Search(), ("id", "reason"), ("Id", "Reason"))
        new = NewExport(wanted, self.downloads.place)
        return (await self.office.gate.run(self.admin, begin_event_export, new)).result

    async def work(self, id: int, who: Present | None = None) -> JobView:
        """Do jobs until this one has ended."""
        gate = self.office.gate
        running = asyncio.create_task(runner(gate, self.downloads, who or partial(present, gate)).run())
        try:
            while True:
                heard = gate.database.bell.rings
                job = await gate.ask(SYSTEM, get_job, id)
                if job.ended_at is not None:
                    return job
                await gate.database.bell.wait(heard)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    def at_step(self, number: int, do: Callable[[], Awaitable[Any]]) -> Present:
        """Looks askers up; does something before one of the looks."""
        looks = 0

        async def look(asker: Operator) -> Operator:
            nonlocal looks
            looks += 1
            if looks == number:
                await do()
            return await present(self.office.gate, asker)

        return look

    async def stopped(self, number: int) -> int:
        """A job that was stopped before a look, and waits."""
        id, reached = await self.ask(), asyncio.Event()

        async def hang() -> None:
            reached.set()
            await asyncio.Event().wait()

        working = asyncio.create_task(self.work(id, self.at_step(number, hang)))
        await reached.wait()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return id

    def files(self) -> list[Path]:
        """What lies in the folder."""
        return [path for path in self.folder.iterdir() if path.name != PLACE]

    def rows(self, job: JobView) -> list[list[str]]:
        """The lines of the only file."""
        assert job.result is not None
        assert [path.name for path in self.files()] == [job.result["file"]]
        with self.files()[0].open(encoding="utf-8-sig", newline="") as file:
            first, *rows = csv.reader(file)
        assert (first, len(rows)) == (["Id", "Reason"], job.result["rows"])
        return rows


@pytest.fixture
async def press(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Some events, which are read two at a time."""
    monkeypatch.setattr("ostiary.events.queries.STRETCH", 2)
    monkeypatch.setattr("ostiary.transfer.sheets.STRETCH", 2)
    office = await an_office(ground)
    await office.gate.run(SYSTEM, record, EVENTS)
    admin = (await office.log_in()).operator
    return Press(office, Downloads(tmp_path / "downloads", office.gate), tmp_path / "downloads", admin)


WHOLE = [[str(number), f"'={number - 1}"] for number in range(1, EVENTS + 1)]


class TestWritten:
    async def test_every_row_once_for_the_session_that_asked(self, press: Press) -> None:
        job = await press.work(await press.ask())
        assert (job.state, job.done, job.total) == (State.DONE, EVENTS, EVENTS)
        assert press.rows(job) == WHOLE
        assert job.result is not None
        assert await press.office.gate.ask(press.admin, find_download, job.result["file"]) == job.result["file"]

    async def test_for_whoever_may_still_see_the_rows(self, press: Press) -> None:
        gate, himself = press.office.gate, press.admin
        job = await press.work(await press.ask())
        assert job.result is not None
        name = job.result["file"]
        watching = replace(himself, rights=frozenset({(Module.TA, "read")}))
        assert await gate.ask(watching, find_download, name) == name
        for other in (
            replace(himself, rights=frozenset({(Module.SETTING, "read"), (Module.TA, "write")})),
            replace(himself, scope=Scope({Kind.DOOR_GROUP: frozenset({1})})),
            replace(himself, scope=Scope(own_user="1")),
            replace(himself, session=himself.session + 1),
        ):
            with pytest.raises(DownloadNotFound):
                await gate.ask(other, find_download, name)

    async def test_what_is_searched_in_the_order_asked_for(self, press: Press) -> None:
        conditions = (
            Condition("id", Compares.GREATER, (1,)),
            Condition("at", Compares.BETWEEN, (press.office.ground.clock(), press.office.ground.clock())),
        )
        search = Search(conditions, (Order("id", descending=True),), Window(3))
        job = await press.work(await press.ask(Table(search, ("id", "reason"), ("Id", "Reason"))))
        assert (press.rows(job), job.total) == (WHOLE[:1:-1], 3)

    async def test_the_trail_by_whatever_order(self, press: Press) -> None:
        gate = press.office.gate
        for orders in ((), (Order("subject"), Order("person", descending=True))):
            table = Table(Search((), orders), ("id", "subject"), ("Id", "Reason"), words={"subject": {"system": "S"}})
            new = NewExport(table, press.downloads.place)
            job = await press.work((await gate.run(press.admin, begin_trail_export, new)).result)
            rows = press.rows(job)
            ids = [int(id) for id, _ in rows]
            assert len(set(ids)) == len(ids) == job.total
            assert {about for _, about in rows} <= {"S", "user", "setting", "server"}
            assert orders or ids == sorted(ids, reverse=True)
            await press.downloads.remove(press.files()[0].name)

    async def test_headers_of_any_script(self, press: Press) -> None:
        name = (await press.work(await press.ask(Table(Search(), ("id",), (200 * "\u540d",))))).result
        assert name is not None
        assert press.files()[0].read_text(encoding="utf-8-sig").startswith(200 * "\u540d")

    async def test_what_cannot_be_asked_is_refused_at_once(self, press: Press) -> None:
        for table in (
            Table(Search(), ("password",), ("Id",)),
            Table(Search(), ("id",), ("Id", "Reason")),
            *(Table(Search(), ("id",), (header,)) for header in ("\ud800", "a\0", "two\nlines", 201 * "x")),
            Table(Search((), (Order("user_name"),)), ("id",), ("Id",)),
        ):
            with pytest.raises(Invalid):
                await press.ask(table)


class TestGoingOn:
    @pytest.mark.parametrize("step", range(1, STEPS + 1))
    async def test_after_a_stop_wherever_it_stood(self, press: Press, step: int) -> None:
        id = await press.stopped(step)
        for path in press.files():
            with path.open("a") as file:
                file.write("half a row that nobody vouched for")
        assert press.rows(await press.work(id)) == WHOLE

    async def test_begins_anew_where_the_draft_is_gone(self, press: Press) -> None:
        id = await press.stopped(4)
        for path in press.files():
            path.unlink()
        assert press.rows(await press.work(id)) == WHOLE

    async def test_a_server_with_another_folder_leaves_it_alone(self, press: Press, tmp_path: Path) -> None:
        id = await press.stopped(4)
        assert Downloads(press.folder, press.office.gate).place == press.downloads.place
        other = replace(press, downloads=Downloads(tmp_path / "other", press.office.gate), folder=tmp_path / "other")
        assert other.rows(await other.work(await other.ask())) == WHOLE
        assert (await press.office.gate.ask(SYSTEM, get_job, id)).state == State.WAITING
        assert press.rows(await press.work(id)) == WHOLE


class TestNothingIsLeft:
    async def test_of_one_that_is_cancelled_in_the_middle(self, press: Press) -> None:
        id = await press.ask()

        async def cancel() -> None:
            await press.office.gate.run(press.admin, cancel_job, id)
            await asyncio.Event().wait()

        assert (await press.work(id, press.at_step(4, cancel))).state == State.CANCELLED
        assert press.files() == []

    async def test_of_one_that_is_cancelled_while_no_server_is_at_it(self, press: Press) -> None:
        id = await press.stopped(4)
        await press.office.gate.run(press.admin, cancel_job, id)
        assert (await press.work(id)).state == State.CANCELLED
        assert press.files() == []

    async def test_of_one_whose_session_is_over(self, press: Press) -> None:
        id = await press.ask()
        leave = partial(press.office.gate.run, press.admin, log_out, None)
        job = await press.work(id, press.at_step(4, leave))
        assert (job.state, press.files()) == (State.REFUSED, [])
        assert job.error == "Whoever asked for it may not do it any more: the session that asked is over."

    @pytest.mark.parametrize("step", range(1, STEPS + 1))
    async def test_of_one_whose_asker_has_lost_the_right(self, press: Press, step: int) -> None:
        id, looks = await press.ask(), 0

        async def who(asker: Operator) -> Operator:
            nonlocal looks
            looks += 1
            return asker if looks < step else replace(asker, rights=frozenset())

        assert (await press.work(id, who)).state == State.REFUSED
        assert press.files() == []

    async def test_what_he_may_not_see_any_more_is_in_no_file(self, press: Press) -> None:
        id, looks = await press.ask(), 0

        async def who(asker: Operator) -> Operator:
            nonlocal looks
            looks += 1
            return asker if looks < 4 else replace(asker, scope=Scope({Kind.USER_GROUP: frozenset({99})}))

        job = await press.work(id, who)
        assert (job.state, press.rows(job)) == (State.DONE, [])
