"""Jobs from the act that asks for them to their end."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from ostiary.jobs.model import JobEnded, JobNotFound, JobRow, State
from ostiary.jobs.operations import cancel_job
from ostiary.jobs.progress import Claim, JobLostError, Progress
from ostiary.jobs.queries import JobSearch, JobView, get_job, list_jobs
from ostiary.jobs.runner import ATTEMPTS, Do, Present, Runner
from ostiary.kernel.context import Context, Kind, Module, Operator, Scope
from ostiary.kernel.errors import Invalid
from ostiary.kernel.trail import TrailRow
from tests.rig.ground import SYSTEM, Gated, Ground
from tests.rooms.jobs.steps import COUNT, as_then, begin_counting, count, store_number, stored

WRITER = Operator("7", "Grace", 2, frozenset({(Module.DEVICE, "read"), (Module.DEVICE, "write")}), key=1)
READER = Operator("8", "Ada", 2, frozenset({(Module.DEVICE, "read")}), key=2)
STRANGER = Operator("9", "Mary", 2, frozenset({(Module.USER, "read"), (Module.USER, "write")}), key=3)
LIMITED = replace(WRITER, user_id="10", key=4, scope=Scope({Kind.DEVICE_GROUP: frozenset({1})}))


async def within(_: object, scope: Scope, numbers: Sequence[int]) -> bool:
    """Whether one may count so far."""
    limit = scope.limit(Kind.MAP_GROUP)
    return limit is None or limit.issuperset(numbers)


@pytest.fixture
def site(ground: Ground) -> Gated:
    """A gate on fresh ground; a scope limits how far one may count."""
    return Gated(ground, ground.gate({"count": within}))


@asynccontextmanager
async def at_work(site: Gated, do: Do = count, present: Present = as_then, **options: Any) -> AsyncIterator[Runner]:
    """A runner that knows the job."""
    runner = Runner(site.gate, {COUNT: do}, present, **options)
    running = asyncio.create_task(runner.run())
    yield runner
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def until(site: Gated, id: int, fits: Callable[[JobView], bool]) -> JobView:
    """The job as soon as it is so."""
    while True:
        heard = site.ground.database.bell.rings
        job = await site.ask(get_job, id)
        if fits(job):
            return job
        await site.ground.database.bell.wait(heard)


async def ended(site: Gated, id: int) -> JobView:
    """The job as soon as it has ended."""
    return await until(site, id, lambda job: job.ended_at is not None)


async def unchanged(context: Context) -> Context:
    """Whoever asked is what he was."""
    return context


def holding(reached: asyncio.Event) -> Do:
    """Stores one number and then does not get on."""

    async def do(progress: Progress, _: Any) -> None:
        if progress.checkpoint is None:
            await progress.run(store_number, 1, {"last": 1})
        reached.set()
        await asyncio.Event().wait()

    return do


class TestDone:
    async def test_from_asking_to_its_result(self, site: Gated) -> None:
        id = await site.run(begin_counting, 3, WRITER)
        asked = await site.ask(get_job, id, WRITER)
        assert (asked.state, asked.title, asked.asked_by, asked.begun_at) == (State.WAITING, "Count to 3", "7", None)
        async with at_work(site):
            job = await ended(site, id)
        assert (job.state, job.done, job.total, job.step) == (State.DONE, 3, 3, "At 3.")
        assert job.result == {"counted": 3}
        assert await stored(site.ground.database) == [1, 2, 3]

    async def test_its_acts_are_those_of_who_asked(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1, WRITER)

        async def act_alone(progress: Progress, _: Any) -> Any:
            return {"who": progress.context == WRITER}

        async with at_work(site, act_alone):
            assert (await ended(site, id)).result == {"who": True}

    async def test_progress_is_seen_while_it_goes_on(self, site: Gated) -> None:
        async def tell(progress: Progress, _: Any) -> None:
            progress.tell("Half way.", done=5, total=10)
            await asyncio.Event().wait()

        id = await site.run(begin_counting, 1)
        async with at_work(site, tell, lease_seconds=0.03):
            job = await until(site, id, lambda job: job.done == 5)
        assert (job.state, job.total, job.step) == (State.RUNNING, 10, "Half way.")


class TestPresentRights:
    """An operator is another meanwhile: his job ends as refused, nothing more is done, and the trail says so."""

    @pytest.mark.parametrize(
        ("become", "why"),
        [
            ({"rights": READER.rights}, "needs write in Device"),
            ({"rights": frozenset()}, "needs write in Device"),
            ({"scope": Scope({Kind.MAP_GROUP: frozenset({4})})}, "count outside the operator's scope"),
        ],
    )
    async def test_from_the_next_step_on(self, site: Gated, become: dict[str, Any], why: str) -> None:
        himself = WRITER
        id = await site.run(begin_counting, 3, WRITER)

        async def present(asker: Operator) -> Operator:
            assert asker.user_id == WRITER.user_id
            return himself

        async def do(progress: Progress, counting: Any) -> Any:
            nonlocal himself
            await progress.run(store_number, 1, {"last": 1})
            himself = replace(WRITER, **become)
            return await count(progress, counting)

        async with at_work(site, do, present):
            job = await ended(site, id)
        assert (job.state, job.error) == (State.REFUSED, f"Whoever asked for it may not do it any more: {why}.")
        assert await stored(site.ground.database) == [1]
        async with site.ground.database.read() as connection:
            lines = (await connection.execute(TrailRow.__table__.select())).all()
        assert [(line.verb, line.user_id, line.outcome) for line in lines] == [("JOB_STEP", "7", f"refused: {why}")]

    async def test_before_it_begins_and_before_it_goes_on(self, site: Gated) -> None:
        left, reached = await site.run(begin_counting, 3, WRITER), asyncio.Event()
        async with at_work(site, holding(reached)):
            await reached.wait()
        never = await site.run(begin_counting, 3, WRITER)

        async def present(_: Operator) -> Operator:
            return READER

        async with at_work(site, present=present):
            assert [(await ended(site, id)).state for id in (left, never)] == [State.REFUSED, State.REFUSED]
        assert await stored(site.ground.database) == [1]

    async def test_what_the_server_asked_for_has_no_asker(self, site: Gated) -> None:
        async def nobody(_: Operator) -> Operator:
            raise AssertionError("nobody asked")

        id = await site.run(begin_counting, 2)
        async with at_work(site, present=nobody):
            assert (await ended(site, id)).state == State.DONE


class TestFailure:
    async def test_a_refusal_is_told(self, site: Gated) -> None:
        async def refuse(_: Progress, __: Any) -> None:
            raise Invalid("The file is none.")

        id = await site.run(begin_counting, 1)
        async with at_work(site, refuse):
            job = await ended(site, id)
        assert (job.state, job.error) == (State.FAILED, "The file is none.")

    async def test_a_bug_says_nothing_of_what_it_saw(self, site: Gated) -> None:
        async def fail(_: Progress, __: Any) -> None:
            raise ValueError("pin 4711")

        id = await site.run(begin_counting, 1)
        async with at_work(site, fail):
            job = await ended(site, id)
        assert (job.state, job.error) == (State.FAILED, "Something went wrong here: ValueError.")

    async def test_one_that_comes_nowhere_is_given_up(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1)
        async with site.ground.database.write() as session:
            await session.execute(update(JobRow).values(attempts=ATTEMPTS))
        async with at_work(site):
            assert (await ended(site, id)).state == State.FAILED
        assert await stored(site.ground.database) == []


class TestCancel:
    async def test_before_it_begins(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1)
        await site.run(cancel_job, id)
        async with at_work(site):
            assert (await site.ask(get_job, id)).state == State.CANCELLED
        assert await stored(site.ground.database) == []

    async def test_in_the_middle(self, site: Gated) -> None:
        id, reached = await site.run(begin_counting, 2), asyncio.Event()
        async with at_work(site, holding(reached)):
            await reached.wait()
            await site.run(cancel_job, id)
            assert (await ended(site, id)).state == State.CANCELLED
        assert await stored(site.ground.database) == [1]

    async def test_what_has_ended_stays(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1)
        async with at_work(site):
            await ended(site, id)
        with pytest.raises(JobEnded):
            await site.run(cancel_job, id)

    async def test_leaves_a_line_in_the_trail(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1)
        await site.run(cancel_job, id, WRITER)
        async with site.ground.database.read() as connection:
            lines = (await connection.execute(TrailRow.__table__.select())).all()
        assert [(line.verb, line.user_id, line.target) for line in lines] == [("JOB_CANCEL", "7", f"Count to 1({id})")]


class TestWhoSeesAndCancels:
    async def test_ones_own_and_those_of_ones_part_of_the_product(self, site: Gated) -> None:
        his = await site.run(begin_counting, 1, WRITER)
        the_servers = await site.run(begin_counting, 1)
        limited = await site.run(begin_counting, 1, LIMITED)
        seen = {
            who.user_id: [job.id for job in await site.ask(list_jobs, JobSearch(), who)]
            for who in (WRITER, READER, STRANGER, LIMITED)
        }
        assert seen == {"7": [limited, the_servers, his], "8": [limited, the_servers, his], "9": [], "10": [limited]}

    async def test_whoever_is_given_a_user_id_inherits_no_job(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1, LIMITED)
        heir = replace(LIMITED, key=5)
        assert await site.ask(list_jobs, JobSearch(), heir) == []
        with pytest.raises(JobNotFound):
            await site.run(cancel_job, id, heir)

    @pytest.mark.parametrize("who", [READER, STRANGER, LIMITED])
    async def test_others_cancel_nothing(self, site: Gated, who: Operator) -> None:
        id = await site.run(begin_counting, 1, WRITER)
        with pytest.raises(JobNotFound):
            await site.run(cancel_job, id, who)

    async def test_lists_have_pages_and_states(self, site: Gated) -> None:
        ids = [await site.run(begin_counting, 1) for _ in range(5)]
        await site.run(cancel_job, ids[1])
        assert [job.id for job in await site.ask(list_jobs, JobSearch(limit=2))] == [ids[4], ids[3]]
        assert [job.id for job in await site.ask(list_jobs, JobSearch(before=ids[3]))] == ids[2::-1]
        assert [job.id for job in await site.ask(list_jobs, JobSearch((State.CANCELLED,)))] == [ids[1]]
        assert await site.ask(list_jobs, JobSearch(kinds=("other",))) == []

    async def test_a_month_after_its_end_it_is_forgotten(self, site: Gated) -> None:
        id = await site.run(begin_counting, 1)
        await site.run(cancel_job, id)
        site.ground.clock.move(days=31)
        later = await site.run(begin_counting, 1)
        assert [job.id for job in await site.ask(list_jobs, JobSearch())] == [later]


class TestGoingOn:
    async def test_a_runner_that_stops_lets_another_go_on_at_once(self, site: Gated) -> None:
        id, reached = await site.run(begin_counting, 3), asyncio.Event()
        async with at_work(site, holding(reached)):
            await reached.wait()
        assert (await site.ask(get_job, id)).state == State.WAITING
        async with at_work(site):
            assert (await ended(site, id)).state == State.DONE
        assert await stored(site.ground.database) == [1, 2, 3]

    async def test_whoever_lost_it_stores_nothing_more(self, site: Gated) -> None:
        id, reached = await site.run(begin_counting, 3), asyncio.Event()
        async with at_work(site, holding(reached)):
            await reached.wait()
            late = Progress(site.gate, Claim(id, "somebody before", 10), SYSTEM, {"last": 0}, unchanged)
            with pytest.raises(JobLostError):
                await late.run(store_number, 1, {"last": 1})
            with pytest.raises(JobLostError):
                await late.end(State.DONE)
        assert await stored(site.ground.database) == [1]

    async def test_two_runners_do_each_job_once(self, site: Gated) -> None:
        async with at_work(site), at_work(site):
            ids = [await site.run(begin_counting, 1) for _ in range(8)]
            for id in ids:
                await ended(site, id)
        assert await stored(site.ground.database) == [1] * len(ids)


class TestTakeover:
    """A lease that has ended (PostgreSQL; on SQLite there is one process)."""

    pytestmark = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)

    async def test_what_is_being_done_is_nobody_elses_until_its_lease_ends(self, site: Gated) -> None:
        id = await site.run(begin_counting, 2)
        async with site.ground.database.write() as session:
            lease = site.ground.clock() + timedelta(seconds=10)
            held = {"state": State.RUNNING, "owner": "another", "lease": lease, "checkpoint": {"last": 1}}
            await session.execute(update(JobRow).values(held))
        async with at_work(site):
            await ended(site, await site.run(begin_counting, 1))
            assert (await site.ask(get_job, id)).state == State.RUNNING
            site.ground.clock.move(seconds=11)
            assert (await ended(site, id)).state == State.DONE
        assert await stored(site.ground.database) == [1, 2]
