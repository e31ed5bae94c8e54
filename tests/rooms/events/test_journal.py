"""What the server itself records, within acts, and following the log."""

from typing import Any

import pytest

from ostiary.events import journal, names
from ostiary.events.intake import Intake
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import SYSTEM, Naming, a_record, all_events, give_names, name, record_events


@operation(module=(), right="write", verb="TEST_BROKEN", method=Method.ACTION)
async def break_off(work: Work, code: int) -> None:
    """An act that records and then fails."""
    journal.record(work, code)
    raise ArithmeticError


@operation(module=(), right="write", verb="TEST_BOTH", method=Method.ACTION)
async def name_and_record(work: Work, event: dict[str, Any]) -> None:
    """An act that names a door and records something about it."""
    await names.record(work, names.DOOR, "4", "New", 2)
    journal.record(work, **event)


class TestRecord:
    """Events of the server's own."""

    async def test_they_are_stored_with_the_act_and_named(self, ground: Ground) -> None:
        await name(
            ground,
            Naming("door", "4", "Main", 3),
            Naming("device", "8", "Front", 2, "Asia/Seoul"),
            Naming("user", "12", "Ada", 5),
            Naming("user_group", "5", "Sales"),
        )
        event = {"code": 24320, "door_id": 4, "device_id": 8, "user_id": "12", "parameter": "p", "reason": "r"}
        await ground.gate().run(SYSTEM, record_events, (event, {"code": 51001}))
        first, second = await all_events(ground)
        assert (first.code, first.at, first.stored_at, first.late) == (24320, NOON, NOON, False)
        assert (first.door_name, first.door_group_id, first.device_name, first.shift) == ("Main", 3, "Front", 540)
        assert (first.user_name, first.user_group_name, first.parameter, first.reason) == ("Ada", "Sales", "p", "r")
        assert (second.code, second.device_id, second.door_id, second.user_id) == (51001, 0, 0, "")

    async def test_nothing_is_stored_of_an_act_that_fails(self, ground: Ground) -> None:
        with pytest.raises(ArithmeticError):
            await ground.gate().run(SYSTEM, break_off, 4001)
        assert await all_events(ground) == []

    async def test_a_name_of_the_same_act_counts(self, ground: Ground) -> None:
        await ground.gate().run(SYSTEM, name_and_record, {"code": 24320, "door_id": 4})
        assert (await all_events(ground))[0].door_name == "New"


class TestFollowing:
    """The log as an outbox."""

    async def test_it_goes_on_after_an_id(self, ground: Ground) -> None:
        await Intake(ground.database, ground.clock).take([a_record(index) for index in range(1, 6)])
        async with ground.database.read() as connection:
            first = await journal.following(connection, 0, 2)
            rest = await journal.following(connection, first[-1].id, 200)
            assert [event.log_index for event in (*first, *rest)] == [1, 2, 3, 4, 5]
            assert await journal.newest(connection) == rest[-1].id

    async def test_an_empty_log_has_no_newest(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            assert await journal.newest(connection) == 0


class TestNames:
    """The history of names."""

    async def test_saying_the_same_again_changes_nothing(self, ground: Ground) -> None:
        naming = Naming("user", "12", "Ada", 5)
        for _ in range(3):
            ground.clock.move(hours=1)
            await ground.gate().run(SYSTEM, give_names, (naming,))
        async with ground.database.read() as connection:
            history = (await names.histories(connection, [(names.USER, "12")]))[names.USER, "12"]
            assert len(history) == 1

    async def test_many_names_in_one_act(self, ground: Ground) -> None:
        await name(ground, *(Naming("user", str(number), f"Person {number}", 1) for number in range(1, 1001)))
        async with ground.database.read() as connection:
            assert (await names.as_of(connection, names.USER, "777", NOON)).name == "Person 777"

    async def test_who_never_had_a_name_has_none(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            assert await names.as_of(connection, names.USER, "1", NOON) == names.NAMELESS
