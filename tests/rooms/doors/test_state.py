"""How doors stand: what their own devices report, told when it changed."""

from datetime import timedelta

from ostiary.doors.facts import DoorStateChanged
from ostiary.doors.model import DoorStateRow
from ostiary.doors.state import report_doors
from ostiary.doors.wiring import Wiring
from ostiary.policy.door import Alarm, Flag
from ostiary.port.reports import DoorReport
from tests.rig.ground import NOON
from tests.rooms.doors.premises import CONTROLLER, READER, SECOND, SLAVE_IN, SYSTEM, Premises, by


def states(facts: list[object]) -> list[DoorStateChanged]:
    """The facts about how doors stand."""
    return [fact for fact in facts if isinstance(fact, DoorStateChanged)]


class TestReport:
    async def test_is_stored_and_told(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.report(
            id, unlocked=True, open=True, unlocked_by=Flag.OPERATOR, alarms=Alarm.HELD_OPEN, last_open=NOON
        )
        (row,) = await premises.rows(DoorStateRow)
        assert (row.door_id, row.unlocked, row.open, row.locked_by, row.unlocked_by) == (id, True, True, 0, 4)
        assert (row.alarms, row.last_open, row.told) == (int(Alarm.HELD_OPEN), NOON, NOON)
        assert states([*await premises.facts()]) == [
            DoorStateChanged(id, 2048 | 8, unlocked=True, open=True, alarms=int(Alarm.HELD_OPEN))
        ]

    async def test_that_says_the_same_again_is_not_told(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.report(id, open=True)
        premises.ground.clock.move(seconds=5)
        receipt = await premises.report(id, open=True)
        assert receipt.seq == 0
        (row,) = await premises.rows(DoorStateRow)
        assert row.told == NOON

    async def test_that_says_something_else_is_told(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.report(id, open=True)
        premises.ground.clock.move(seconds=5)
        await premises.report(id, open=False)
        assert [fact.open for fact in states([*await premises.facts()])] == [True, False]
        (row,) = await premises.rows(DoorStateRow)
        assert (row.open, row.told) == (False, NOON + timedelta(seconds=5))

    async def test_of_several_on_one_door_the_last_counts(self, premises: Premises) -> None:
        one, two = (
            await premises.a_door("One", by(READER)),
            await premises.a_door("Two", Wiring(relay_device_id=READER, relay_index=1)),
        )
        reports = tuple(
            DoorReport(READER, door, unlocked, False, Flag.NONE, Flag.NONE, Alarm.NONE)
            for door, unlocked in ((two, True), (one, True), (one, False))
        )
        await premises.run(report_doors, reports)
        told = [(fact.door_id, fact.unlocked) for fact in states([*await premises.facts()])]
        assert told == [(one, False), (two, True)]

    async def test_of_a_door_nobody_knows_is_for_nothing(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.delete(id)
        await premises.report(id, open=True)
        assert await premises.rows(DoorStateRow) == []

    async def test_of_a_device_that_does_not_hold_the_door_is_for_nothing(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=Wiring(SLAVE_IN))
        for liar in (SECOND, SLAVE_IN):
            await premises.report(id, liar, unlocked=True)
        assert await premises.rows(DoorStateRow) == []
        await premises.report(id, CONTROLLER, open=True)
        assert len(await premises.rows(DoorStateRow)) == 1

    async def test_leaves_no_line_in_the_trail(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.report(id, open=True)
        assert len(await premises.trail()) == 1

    async def test_of_nothing_changes_nothing(self, premises: Premises) -> None:
        assert (await premises.run(report_doors, (), SYSTEM)).seq == 0
