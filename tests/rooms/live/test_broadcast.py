"""The broadcast on both engines: what any process stores is shown here, to open sessions, in the order of commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from sqlalchemy import delete

from ostiary.events.intake import Intake
from ostiary.identity.model import SessionRow
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Unauthenticated
from ostiary.live.broadcast import Broadcast, Watcher
from tests.rig.ground import Ground
from tests.rooms.events.builders import a_record
from tests.rooms.live.watchers import an_operator, open_sessions


@pytest.fixture
async def broadcast(ground: Ground) -> AsyncIterator[Broadcast]:
    """A broadcast that follows, and open sessions."""
    await open_sessions(ground)
    made = Broadcast(ground.database, ground.clock)
    await made.start()
    yield made
    await made.stop()


async def shown(broadcast: Broadcast, watcher: Watcher, until: int) -> list[int]:
    """The places in the log of what he is shown, to this one."""
    found: list[int] = []
    async with aclosing(watcher.notices(broadcast.ring)) as pieces:
        async for notices in pieces:
            found.extend(notice.event.log_index for notice in notices)
            if until in found:
                break
    return found


class TestShowing:
    """What is shown."""

    async def test_what_is_stored_from_the_binding_on(self, ground: Ground, broadcast: Broadcast) -> None:
        intake = Intake(ground.database, ground.clock)
        watcher = await broadcast.attach(an_operator(1))
        await broadcast.bind(2)
        assert not watcher.bound.is_set()
        await intake.take([a_record(1)])
        await broadcast.bind(1)
        assert watcher.bound.is_set()
        await intake.take([a_record(index) for index in (4, 3, 2)])
        found = await shown(broadcast, watcher, 2)
        assert found in ([4, 3, 2], [1, 4, 3, 2])

    async def test_what_another_process_stores(self, ground: Ground, broadcast: Broadcast) -> None:
        watcher = await broadcast.attach(an_operator(1))
        await broadcast.bind(1)
        other = Database(ground.database.url)
        await Intake(other, ground.clock).take([a_record(7)])
        await other.stop()
        assert await shown(broadcast, watcher, 7) == [7]

    @pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
    async def test_a_binding_that_another_process_was_asked_for(self, ground: Ground, broadcast: Broadcast) -> None:
        watcher = await broadcast.attach(an_operator(1))
        other = Database(ground.database.url)
        await Broadcast(other, ground.clock).bind(1)
        await other.stop()
        await watcher.bound.wait()

    async def test_who_asked_before_the_binding_is_bound_however_long_his_session_is_looked_up(
        self, broadcast: Broadcast
    ) -> None:
        clock = asyncio.get_running_loop().time
        before = clock()
        await broadcast.bind(1)
        assert (await broadcast.attach(an_operator(1), before)).bound.is_set()
        assert not (await broadcast.attach(an_operator(2), before)).bound.is_set()
        assert not (await broadcast.attach(an_operator(1), clock() + 1)).bound.is_set()

    async def test_nothing_is_kept_of_the_time_when_nobody_watched(self, ground: Ground, broadcast: Broadcast) -> None:
        intake = Intake(ground.database, ground.clock)
        await intake.take([a_record(1)])
        first = await broadcast.attach(an_operator(1))
        broadcast.detach(first)
        await intake.take([a_record(2)])
        watcher = await broadcast.attach(an_operator(1))
        await broadcast.bind(1)
        await intake.take([a_record(3)])
        assert await shown(broadcast, watcher, 3) == [3]

    async def test_several_writers_at_once_are_shown_completely(self, ground: Ground, broadcast: Broadcast) -> None:
        watcher = await broadcast.attach(an_operator(1))
        await broadcast.bind(1)
        databases = [Database(ground.database.url) for _ in range(3)]
        pages = [[a_record(index, device_id=device) for index in range(1, 101)] for device in (1, 2, 3)]

        async def store(database: Database, page: int) -> None:
            intake = Intake(database, ground.clock)
            for start in range(0, 100, 10):
                await intake.take(pages[page][start : start + 10])

        await asyncio.gather(*(store(database, page) for page, database in enumerate(databases)))
        await Intake(ground.database, ground.clock).take([a_record(999)])
        found = await shown(broadcast, watcher, 999)
        assert sorted(found[:-1]) == sorted(list(range(1, 101)) * 3)
        for database in databases:
            await database.stop()


class TestSessions:
    """Who may watch."""

    async def test_a_session_that_is_over_cannot_watch(self, broadcast: Broadcast) -> None:
        with pytest.raises(Unauthenticated):
            await broadcast.attach(an_operator(9))
        assert broadcast.clients == 0

    async def test_a_session_that_ends_is_told(self, ground: Ground, broadcast: Broadcast) -> None:
        one, other = await broadcast.attach(an_operator(1)), await broadcast.attach(an_operator(2))
        async with ground.database.write() as session:
            await session.execute(delete(SessionRow).where(SessionRow.key == 1))
        await broadcast.look_again()
        assert (one.over.is_set(), other.over.is_set(), broadcast.clients) == (True, False, 1)

    async def test_at_the_end_everybody_is_told(self, broadcast: Broadcast) -> None:
        watcher = await broadcast.attach(an_operator(1))
        await broadcast.stop()
        assert watcher.over.is_set()
