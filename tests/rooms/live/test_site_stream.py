"""The site's stream on both engines: whatever happens, by whichever process, however often a connection is lost, a
snapshot and what is told afterwards are the site; each event is told once.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from sqlalchemy import update

from ostiary.app.compose import GUARDS
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.devices.presence import Presence, note_presence
from ostiary.doors.groups import create_group
from ostiary.doors.operations import Door, DoorChange, DoorIds, create_door, delete_doors, update_door
from ostiary.doors.state import report_doors
from ostiary.doors.wiring import Wiring
from ostiary.events.groups import NewGroup
from ostiary.events.intake import Intake
from ostiary.identity.facts import LevelChanged
from ostiary.identity.model import LevelRow, SessionRow
from ostiary.identity.sessions import open_operators
from ostiary.kernel import outbox
from ostiary.kernel.context import Operator
from ostiary.kernel.database import Database
from ostiary.live.notices import Logged
from ostiary.live.ring import Behind
from ostiary.live.site import Place, Site, view_site
from ostiary.live.site_stream import Frame, MissedTooMuch, SiteStream
from ostiary.policy.door import Alarm, Flag
from ostiary.port.reports import DoorReport
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import SYSTEM, a_record
from tests.rooms.live.watchers import GUARD_LEVEL, SEEN, open_sessions

READER, XPASS = 1001, 26
STEPS = 60


async def operator_of(ground: Ground, session: int) -> Operator:
    """Who is behind a session now."""
    async with ground.database.read() as connection:
        return (await open_operators(connection, [session], NOON))[session]


class Screen:
    """A screen of one operator that loses its connection at random and comes back to any of several processes."""

    def __init__(self, ground: Ground, operator: Operator, streams: list[SiteStream], chance: random.Random) -> None:
        self._ground = ground
        self._operator = operator
        self._streams = streams
        self._chance = chance
        self.things: dict[tuple[str, str], object] = {}
        self.events: list[int] = []
        self.at = Place(0, 0)
        self._told = asyncio.Event()

    async def fresh(self) -> tuple[Place, dict[tuple[str, str], object]]:
        """A snapshot as things by topic and id."""
        site: Site = await self._ground.gate(GUARDS).ask(self._operator, view_site, None)
        things: dict[tuple[str, str], object] = {("alert", ""): site.unacknowledged}
        things |= {("door", str(door.id)): door for door in site.doors}
        things |= {("device", str(device.id)): device for device in site.devices}
        return site.at, things

    async def begin(self) -> None:
        """Take a snapshot."""
        self.at, self.things = await self.fresh()

    def apply(self, frame: Frame) -> None:
        """Take in a frame, which is never older than what is shown."""
        assert frame.upto.fact >= self.at.fact
        assert frame.upto.event >= self.at.event
        self.at = frame.upto
        for notice in frame.notices:
            if isinstance(notice.value, Logged):
                self.events.append(notice.value.event.id)
            elif notice.value is None:
                self.things.pop((notice.topic.value, notice.id), None)
            else:
                self.things[notice.topic.value, notice.id] = notice.value
        self._told.set()

    async def agrees(self) -> None:
        """Until it shows what a fresh snapshot says."""
        async with asyncio.timeout(30):
            self._told.clear()
            while (await self.fresh())[1] != self.things:
                await self._told.wait()
                self._told.clear()

    async def watch(self) -> None:
        """Follow for ever, now here, now there."""
        while True:
            stream = self._chance.choice(self._streams)
            viewer = await stream.attach(self._operator)
            try:
                async with aclosing(stream.frames(viewer, self.at)) as frames:
                    async for frame in frames:
                        self.apply(frame)
                        if self._chance.random() < 0.3:
                            break
            finally:
                stream.detach(viewer)


async def happen(ground: Ground, chance: random.Random) -> None:
    """Things of every kind, one after another."""
    gate, intake, doors, index = ground.gate(GUARDS), Intake(ground.database, ground.clock), list[int](), 0
    for step in range(STEPS):
        act = chance.randrange(6) if doors else 0
        door = chance.choice(doors) if doors else 0
        if act == 0:
            wiring = Wiring(entry_device_id=READER) if step == 0 else Wiring()
            made = await gate.run(SYSTEM, create_door, Door(f"Door {step}", chance.choice((1, SEEN)), wiring=wiring))
            doors.append(made.result)
        elif act == 1:
            await gate.run(SYSTEM, update_door, DoorChange(door, {"group_id": chance.choice((1, SEEN))}))
        elif act == 2:
            report = DoorReport(READER, doors[0], chance.random() < 0.5, False, Flag.NONE, Flag.NONE, Alarm(0), None)
            await gate.run(SYSTEM, report_doors, (report,))
        elif act == 3:
            await gate.run(SYSTEM, note_presence, (Presence(READER, chance.random() < 0.5),))
        elif act == 4 and len(doors) > 2:
            doors.remove(door)
            await gate.run(SYSTEM, delete_doors, DoorIds((door,)))
        else:
            count = chance.randrange(1, 8)
            code = chance.choice((4102, 22016))
            await intake.take([a_record(index + number, code=code) for number in range(1, count + 1)])
            index += count
        await asyncio.sleep(0)


@pytest.fixture
async def streams(ground: Ground) -> AsyncIterator[list[SiteStream]]:
    """Two processes that tell of one site: a reader, and a door group that the guard sees."""
    await open_sessions(ground)
    gate = ground.gate(GUARDS)
    await gate.run(SYSTEM, create_group, NewGroup("Seen"))
    await gate.run(SYSTEM, register_devices, (NewDevice(READER, "Reader", XPASS),))
    databases = [ground.database, Database(ground.database.url)]
    await databases[1].start()
    made = [SiteStream(database, ground.clock) for database in databases]
    for stream in made:
        await stream.start()
    yield made
    for stream in made:
        await stream.stop()
    await databases[1].stop()


class TestNoGap:
    @pytest.mark.parametrize("seed", [1, 2])
    async def test_however_often_connections_are_lost(
        self, ground: Ground, streams: list[SiteStream], seed: int
    ) -> None:
        chance = random.Random(seed)  # noqa: S311
        screens = [
            Screen(ground, await operator_of(ground, session), streams, random.Random(seed + session))  # noqa: S311
            for session in (1, 3)
        ]
        for screen in screens:
            await screen.begin()
        async with asyncio.TaskGroup() as watching:
            tasks = [watching.create_task(screen.watch()) for screen in screens]
            await happen(ground, chance)
            for screen, task in zip(screens, tasks, strict=True):
                await screen.agrees()
                task.cancel()
        newest = (await screens[0].fresh())[0].event
        assert screens[0].events == list(range(screens[0].events[0], newest + 1))
        assert set(screens[1].events) <= set(screens[0].events)


class TestBeginningAnew:
    """Who cannot be told what he has missed, or sees the site otherwise, begins anew."""

    async def first(self, stream: SiteStream, operator: Operator, after: Place) -> Frame:
        """The first frame after a place."""
        viewer = await stream.attach(operator)
        try:
            async with aclosing(stream.frames(viewer, after)) as frames:
                return await anext(frames)
        finally:
            stream.detach(viewer)

    async def test_where_facts_are_forgotten_or_yet_to_come(self, ground: Ground, streams: list[SiteStream]) -> None:
        admin = await operator_of(ground, 1)
        now = (await self.first(streams[0], admin, Place(1, 0))).upto
        with pytest.raises(MissedTooMuch):
            await self.first(streams[0], admin, Place(now.fact + 1, 0))
        async with ground.database.write() as session:
            assert await outbox.forget(session, ground.clock.at.replace(year=2030), now.fact, 100)
        with pytest.raises(MissedTooMuch):
            await self.first(streams[0], admin, Place(0, 0))

    async def test_where_too_much_happened(
        self, ground: Ground, streams: list[SiteStream], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.live.site_stream.MOST_MISSED", 5)
        admin = await operator_of(ground, 1)
        at = (await self.first(streams[0], admin, Place(1, 0))).upto
        await Intake(ground.database, ground.clock).take([a_record(index) for index in range(1, 6)])
        with pytest.raises(MissedTooMuch):
            await self.first(streams[0], admin, at)

    async def test_where_the_level_has_changed_meanwhile_and_while_he_watches(
        self, ground: Ground, streams: list[SiteStream]
    ) -> None:
        guard = await operator_of(ground, 3)
        at = (await self.first(streams[0], guard, Place(1, 0))).upto
        viewer = await streams[0].attach(guard)
        async with ground.database.write() as session:
            await session.execute(update(LevelRow).where(LevelRow.id == GUARD_LEVEL).values(filters={"DoorGroup": [1]}))
            await outbox.tell(ground.database, session, [LevelChanged(GUARD_LEVEL, "Guards", "Guards")], NOON)
        await asyncio.wait_for(viewer.otherwise.wait(), 30)
        with pytest.raises(MissedTooMuch):
            await self.first(streams[0], await operator_of(ground, 3), at)

    async def test_a_session_that_ends_is_told(self, ground: Ground, streams: list[SiteStream]) -> None:
        viewer = await streams[0].attach(await operator_of(ground, 3))
        async with ground.database.write() as session:
            await session.execute(update(SessionRow).where(SessionRow.key == 3).values(last_used=NOON.replace(2020)))
        await streams[0].look_again()
        assert viewer.over.is_set()

    async def test_who_does_not_read_loses_his_place_and_nobody_waits_for_him(
        self, ground: Ground, streams: list[SiteStream], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        admin = await operator_of(ground, 1)
        slow = await streams[0].attach(admin)
        async with aclosing(streams[0].frames(slow, None)) as frames:
            await anext(frames)
            monkeypatch.setattr(streams[0].ring, "_capacity", 2)
            for index in range(1, 9):
                end = streams[0].ring.end
                await Intake(ground.database, ground.clock).take([a_record(index)])
                await streams[0].ring.after(end)
            with pytest.raises(Behind):
                await anext(frames)
