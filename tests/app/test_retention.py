"""Events go for their age if the settings say so, and only then."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from ostiary.app.retention import EXPIRY, begin_expiry, expire
from ostiary.events import expiry, journal
from ostiary.events.images import Arrived, keep_images
from ostiary.events.model import EventImageRow, EventRow, Image
from ostiary.identity.sessions import present
from ostiary.jobs.model import State
from ostiary.jobs.queries import JobView, get_job
from ostiary.jobs.runner import Runner
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method, TrailRow
from ostiary.settings.operations import SettingsChange, change_settings, obey_weak_settings
from ostiary.settings.server import ServerChange
from tests.rig.ground import Gated, Ground

OLD, NEW = 7, 3


@operation(module=(), right="write", verb="TEST", method=Method.ADD)
async def record(work: Work, count: int) -> None:
    """Record events of now."""
    for _ in range(count):
        journal.record(work, 4102)


@operation(module=(), right="write", verb="TEST", method=Method.ADD)
async def picture(work: Work, _: None) -> None:
    """Have an image come for every event."""
    ids = (await work.session.scalars(select(EventRow.id))).all()
    await work.session.execute(update(EventRow).values(image=Image.AT_DEVICE))
    await keep_images.act(work, tuple(Arrived(id, b"\xff\xd8\xff") for id in ids))


@pytest.fixture
async def site(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Gated:
    """Some events are 40 days old, others are new."""
    monkeypatch.setattr("ostiary.app.retention.BATCH", 3)
    site = Gated(ground, ground.gate())
    await site.run(record, OLD)
    ground.clock.move(days=40)
    await site.run(record, NEW)
    return site


async def keep(site: Gated, days: int, *, active: bool = True) -> None:
    """Have events kept so long."""
    await site.run(change_settings, SettingsChange(server=ServerChange(events_expire=active, event_days=days)))


async def done(site: Gated, id: int) -> JobView:
    """The job as soon as it has ended."""
    database = site.ground.database
    running = asyncio.create_task(Runner(site.gate, {EXPIRY: expire}, partial(present, site.gate)).run())
    while (job := await site.ask(get_job, id)).ended_at is None:
        await database.bell.wait(database.bell.rings)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return job


async def left(site: Gated) -> int:
    """How many events there are."""
    async with site.ground.database.read() as connection:
        return len((await connection.execute(select(EventRow.id))).all())


class TestExpiry:
    async def test_what_is_older_goes_and_the_trail_says_so(self, site: Gated) -> None:
        await keep(site, 35)
        id = await site.run(begin_expiry, None)
        assert id is not None
        job = await done(site, id)
        assert (job.state, job.result, job.done, job.total) == (State.DONE, {"deleted": OLD}, OLD, OLD)
        assert await left(site) == NEW
        statement = select(TrailRow.verb, TrailRow.change).order_by(TrailRow.id.desc()).limit(2)
        async with site.ground.database.read() as connection:
            last, first = (await connection.execute(statement)).all()
        assert (first.verb, last.verb, last.change["before"]["count"]) == ("EVENT_EXPIRY_BEGIN", "EVENT_EXPIRY", OLD)

    async def test_once_a_day(self, site: Gated) -> None:
        await keep(site, 35)
        assert await site.run(begin_expiry, None) is not None
        assert await site.run(begin_expiry, None) is None
        site.ground.clock.move(days=1)
        assert await site.run(begin_expiry, None) is not None

    async def test_not_unless_it_is_set(self, site: Gated) -> None:
        assert await site.run(begin_expiry, None) is None
        await keep(site, 35, active=False)
        assert await site.run(begin_expiry, None) is None
        await keep(site, 41)
        assert await site.run(begin_expiry, None) is None

    async def test_nothing_younger_than_a_month_unless_that_is_obeyed(self, site: Gated) -> None:
        site.ground.clock.move(days=-15)
        await keep(site, 1)
        assert await site.run(begin_expiry, None) is None
        await site.run(obey_weak_settings, True)
        assert await site.run(begin_expiry, None) is not None

    async def test_days_are_needed(self, site: Gated) -> None:
        for days in (0, -1, 36501):
            with pytest.raises(Invalid):
                await keep(site, days)

    async def test_images_go_with_their_events(self, site: Gated) -> None:
        await site.run(picture, None)
        ground = site.ground
        async with ground.database.read() as connection:
            assert len((await connection.scalars(select(EventImageRow.event_id))).all()) == OLD + NEW
        assert await site.run(expiry.expire_events, expiry.Aged(ground.clock() - timedelta(days=1), 100)) == OLD
        async with ground.database.read() as connection:
            assert len((await connection.scalars(select(EventImageRow.event_id))).all()) == NEW

    async def test_a_batch_is_no_larger_than_it_may_be(self, site: Gated) -> None:
        assert await site.run(expiry.expire_events, expiry.Aged(site.ground.clock(), 4)) == 4
        assert await left(site) == OLD + NEW - 4
