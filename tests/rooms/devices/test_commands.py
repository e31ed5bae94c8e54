"""Commands are sent once, in order, in time, or not at all."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from ostiary.devices import commands
from ostiary.devices.commands import Commands, forget, outcomes
from ostiary.devices.crew import Crew
from ostiary.devices.model import CommandRow, DeviceFailed
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.door import DoorRules
from ostiary.port.commands import Command, DeviceError, DoorCommand, DoorVerb, Fault, Outcome
from ostiary.port.content import DoorContent, Family
from tests.rig.ground import NOON, Ground
from tests.rooms.devices.plant import ENTRANCE, TEST, Plant

SECONDS = 20.0


@operation(module=Module.DOOR, right="write", verb="TEST_COMMAND", method=Method.ACTION)
async def order(work: Work, wanted: tuple[int, DoorVerb, int]) -> int:
    """Queue a command to one door of a device."""
    device_id, verb, door_id = wanted
    return await commands.queue(work, device_id, DoorCommand(verb, (door_id,)))


@dataclass
class Reluctant:
    """Carries commands when it is let, and notes in which order."""

    begun: list[tuple[int, int]] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)
    at_once: int = 0
    most: int = 0

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Note it, and wait until it may end."""
        assert isinstance(command, DoorCommand)
        self.begun.append((device_id, command.doors[0]))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await self.may.wait()
        self.at_once -= 1
        return Outcome(doors=dict.fromkeys(command.doors, Fault.OK))


@dataclass
class Post:
    """A dispatcher over a carrier of the test."""

    ground: Ground
    carrier: Reluctant
    commands: Commands
    crew: Crew = field(default_factory=Crew)

    async def order(self, device_id: int, door_id: int = 1) -> int:
        """Queue a command."""
        gate = self.ground.gate()
        return (await gate.run(TEST, order, (device_id, DoorVerb.OPEN, door_id))).result

    async def begun(self, count: int) -> None:
        """Wait until so many commands have begun."""
        while len(self.carrier.begun) < count:
            await self.ground.database.bell.wait(self.ground.database.bell.rings)

    async def row(self, id: int) -> CommandRow:
        """A command as it is stored."""
        async with self.ground.database.write() as session:
            return (await session.scalars(select(CommandRow).where(CommandRow.id == id))).one()


@pytest.fixture
async def post(ground: Ground) -> Post:
    """A dispatcher that is not at work yet."""
    carrier = Reluctant()
    return Post(ground, carrier, Commands(ground.database, ground.clock, carrier))


class TestSend:
    """What is queued goes to its device."""

    async def test_a_door_opens_and_the_outcome_is_told(self, plant: Plant) -> None:
        assert await plant.connections.turned(ENTRANCE, True, SECONDS)
        door = DoorContent(1, "Front", DoorRules(), ENTRANCE, relay_device_id=ENTRANCE)
        await plant.connections.line(ENTRANCE).driver.write(ENTRANCE, Family.DOORS, [door])
        receipt = await plant.gate.run(TEST, order, (ENTRANCE, DoorVerb.OPEN, 1))
        ended = await outcomes(plant.ground.database, receipt.commands, SECONDS)
        assert ended[receipt.result].doors == {1: Fault.OK}
        assert plant.fleet.door(1)[1].state.unlocked

    async def test_a_door_the_device_does_not_hold_fails_with_its_code(self, plant: Plant) -> None:
        assert await plant.connections.turned(ENTRANCE, True, SECONDS)
        receipt = await plant.gate.run(TEST, order, (ENTRANCE, DoorVerb.OPEN, 5))
        ended = await outcomes(plant.ground.database, receipt.commands, SECONDS)
        assert ended[receipt.result].doors == {5: Fault.UNLOCK_FAILED}

    async def test_a_device_that_is_away_fails_at_once(self, plant: Plant) -> None:
        receipt = await plant.gate.run(TEST, order, (999, DoorVerb.OPEN, 1))
        ended = await outcomes(plant.ground.database, receipt.commands, SECONDS)
        assert ended[receipt.result].fault is Fault.NOT_CONNECTED

    async def test_an_outcome_can_be_asked_for_again(self, plant: Plant) -> None:
        receipt = await plant.gate.run(TEST, order, (999, DoorVerb.OPEN, 1))
        first = await outcomes(plant.ground.database, receipt.commands, SECONDS)
        assert await outcomes(plant.ground.database, receipt.commands, SECONDS) == first


class TestOrder:
    """One after the other for each device, so many at a time in all."""

    async def test_a_device_gets_its_commands_one_by_one_in_order(self, post: Post) -> None:
        ids = [await post.order(1, door) for door in (3, 1, 2)]
        post.crew.keep("dispatch", post.commands.dispatch)
        await post.begun(1)
        assert post.carrier.begun == [(1, 3)]
        post.carrier.may.set()
        await outcomes(post.ground.database, ids, SECONDS)
        assert post.carrier.begun == [(1, 3), (1, 1), (1, 2)]
        await post.crew.stop()

    async def test_no_more_than_the_cap_are_under_way(self, ground: Ground) -> None:
        carrier = Reluctant()
        post = Post(ground, carrier, Commands(ground.database, ground.clock, carrier, at_once=2))
        ids = [await post.order(device) for device in range(1, 6)]
        post.crew.keep("dispatch", post.commands.dispatch)
        await post.begun(2)
        carrier.may.set()
        await outcomes(post.ground.database, ids, SECONDS)
        assert (carrier.most, len(carrier.begun)) == (2, 5)
        await post.crew.stop()


class TestTime:
    """A command that is too late does nothing."""

    async def test_what_expired_is_never_sent(self, post: Post) -> None:
        id = await post.order(1)
        post.ground.clock.move(seconds=11)
        post.crew.keep("dispatch", post.commands.dispatch)
        ended = await outcomes(post.ground.database, [id], SECONDS)
        assert (ended[id].fault, post.carrier.begun) == (Fault.TIMED_OUT, [])
        await post.crew.stop()

    async def test_what_expired_behind_another_is_never_sent(self, post: Post) -> None:
        ids = [await post.order(1, door) for door in (1, 2)]
        post.crew.keep("dispatch", post.commands.dispatch)
        await post.begun(1)
        post.ground.clock.move(seconds=11)
        post.carrier.may.set()
        ended = await outcomes(post.ground.database, ids, SECONDS)
        assert ended[ids[1]].fault is Fault.TIMED_OUT
        assert post.carrier.begun == [(1, 1)]
        await post.crew.stop()

    async def test_what_was_sent_when_the_server_died_is_not_sent_again(self, post: Post) -> None:
        id = await post.order(1)
        post.crew.keep("dispatch", post.commands.dispatch)
        await post.begun(1)
        await post.crew.stop()
        carrier = Reluctant()
        again = Commands(post.ground.database, post.ground.clock, carrier)
        await again.recover()
        assert (await outcomes(post.ground.database, [id], SECONDS))[id].fault is Fault.TIMED_OUT
        assert (carrier.begun, (await post.row(id)).done) == ([], True)

    async def test_who_waits_no_longer_hears_that_it_timed_out(self, post: Post) -> None:
        id = await post.order(1)
        assert (await outcomes(post.ground.database, [id], 0))[id].fault is Fault.TIMED_OUT
        assert not (await post.row(id)).done

    async def test_one_that_waited_too_long_for_the_database_is_not_queued(self, post: Post) -> None:
        gate = post.ground.gate()
        async with post.ground.database.write() as session:
            work = Work(session, TEST, post.ground.clock(), post.ground.vault, asked=NOON - timedelta(seconds=11))
            with pytest.raises(DeviceFailed) as refused:
                await order.act(work, (ENTRANCE, DoorVerb.OPEN, 1))
        assert refused.value.fault is Fault.TIMED_OUT
        receipt = await gate.run(TEST, order, (ENTRANCE, DoorVerb.OPEN, 1))
        assert len(receipt.commands) == 1


class TestForget:
    """Commands that are done with go for their age."""

    async def test_old_ones_with_an_outcome_go(self, post: Post) -> None:
        ids = [await post.order(1, number) for number in range(4)]
        post.carrier.may.set()
        post.crew.keep("dispatch", post.commands.dispatch)
        await outcomes(post.ground.database, ids, SECONDS)
        await post.crew.stop()
        post.ground.clock.move(days=1)
        new = await post.order(1)
        gone = []
        for _ in range(3):
            async with post.ground.database.write() as session:
                gone.append(await forget(session, post.ground.clock(), 3))
        assert gone == [3, 1, 0]
        async with post.ground.database.read() as connection:
            assert (await connection.scalars(select(CommandRow.id))).all() == [new]

    async def test_one_of_which_nobody_knows_yet_stays(self, post: Post) -> None:
        id = await post.order(1)
        post.ground.clock.move(days=1)
        async with post.ground.database.write() as session:
            assert await forget(session, post.ground.clock(), 10) == 0
        assert not (await post.row(id)).done


class TestFailure:
    """A carrier that fails is one command's failure."""

    @pytest.mark.parametrize(
        ("error", "fault"),
        [(DeviceError(Fault.BUSY), Fault.BUSY), (TimeoutError(), Fault.TIMED_OUT), (ValueError("x"), Fault.UNKNOWN)],
    )
    async def test_whatever_is_raised_becomes_an_outcome(self, ground: Ground, error: Exception, fault: Fault) -> None:
        class Failing(Reluctant):
            async def run(self, device_id: int, command: Command) -> Outcome:
                raise error

        carrier = Failing()
        post = Post(ground, carrier, Commands(ground.database, ground.clock, carrier))
        id = await post.order(1)
        post.crew.keep("dispatch", post.commands.dispatch)
        assert (await outcomes(post.ground.database, [id], SECONDS))[id].fault is fault
        await post.crew.stop()
