"""What doors ask of those who pass: kept, changed in part, refused, and cleared."""

from dataclasses import replace
from typing import Any

import pytest

from ostiary.devices.model import CommandRow
from ostiary.doors.commands import Clearing, clear_passback
from ostiary.doors.model import (
    BypassGroupsFull,
    DoorNotFound,
    EntryNeeded,
    ExitNeeded,
    RulesExclude,
    SensorNeeded,
    SensorStays,
)
from ostiary.doors.queries import door_contents
from ostiary.doors.terms import RuleChange, forget_groups
from ostiary.doors.wiring import ContactChange, Wiring
from ostiary.events.model import EventRow
from ostiary.identity.model import AccessGroupNotFound, UserNotFound
from ostiary.kernel.context import Kind, Module, Operator, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.antipassback import Antipassback, Side, Strictness, TimedAntipassback
from ostiary.policy.dualauth import Approval, DualAuthentication
from ostiary.policy.passing import NO_TERMS, ExtendedOpening, Terms
from ostiary.port.content import Contact, DoorContent
from ostiary.schedules.model import ScheduleInUse, ScheduleNotFound
from ostiary.schedules.operations import NewSchedule, ScheduleIds, create_schedule, delete_schedules
from ostiary.schedules.seed import seed as seed_schedules
from tests.rooms.doors.premises import CONTROLLER, READER, SLAVE_IN, SLAVE_OUT, Premises, by, limited, operator

BOTH_SIDES = Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER, 0, Contact(CONTROLLER, 0))
PASSBACK, TIMED, PAIR = (
    Terms(antipassback=Antipassback()),
    Terms(timed=TimedAntipassback()),
    Terms(dual=DualAuthentication()),
)


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def schedules(work: Work, _: None) -> None:
    """Always and Never."""
    await seed_schedules(work)


@operation(module=(), right="write", verb="FORGET", method=Method.UPDATE)
async def forget(work: Work, groups: tuple[int, ...]) -> None:
    """Access groups go."""
    await forget_groups(work, groups)


@pytest.fixture
async def scheduled(premises: Premises) -> Premises:
    """Premises with schedules."""
    await premises.run(schedules, None)
    return premises


async def terms(premises: Premises, id: int) -> Terms:
    """What a door asks, as it is shown."""
    (found,) = [door for door in await premises.found() if door.id == id]
    return found.terms


async def held(premises: Premises, id: int) -> DoorContent:
    """The door as its device should hold it."""
    async with premises.ground.database.read() as connection:
        contents = await door_contents(connection)
    return next(door for doors in contents.values() for door in doors if door.id == id)


class TestRules:
    async def test_are_kept_and_go_to_the_device(self, scheduled: Premises) -> None:
        groups = tuple(await scheduled.access_groups("Guards", "Bosses"))
        for number, wanted in enumerate(
            (
                Terms(Antipassback(Strictness.SOFT, 600, False, groups), None, DualAuthentication()),
                Terms(None, TimedAntipassback(Strictness.SOFT, 120, Side.EXIT, groups[:1])),
                Terms(dual=DualAuthentication(Side.ENTRY, Approval.LAST, groups, 30, 1)),
                Terms(extended=ExtendedOpening(20, groups)),
            )
        ):
            id = await scheduled.a_door(f"Door {number}", BOTH_SIDES, terms=wanted)
            assert await terms(scheduled, id) == wanted
            assert (await held(scheduled, id)).terms == wanted
            await scheduled.delete(id)

    async def test_count_on_the_sensor_where_it_is_said(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=BOTH_SIDES, terms=PASSBACK, apb_use_door_sensor=True)
        assert await terms(premises, id) == PASSBACK
        assert (await held(premises, id)).terms == Terms(Antipassback(confirmed=True))

    async def test_are_changed_in_part(self, scheduled: Premises) -> None:
        (group,) = await scheduled.access_groups("Guards")
        id = await scheduled.a_door(wiring=BOTH_SIDES)
        cases: tuple[tuple[dict[str, Any], Terms], ...] = (
            ({"antipassback": RuleChange(None, {"reset": 60})}, NO_TERMS),
            ({"antipassback": RuleChange(True, {"reset": 60})}, Terms(Antipassback(reset=60))),
            (
                {"antipassback": RuleChange(None, {"bypass": (group,)})},
                Terms(Antipassback(reset=60, bypass=(group,))),
            ),
            (
                {"dual": RuleChange(True, {"timeout": 5})},
                Terms(Antipassback(reset=60, bypass=(group,)), None, PAIR.dual),
            ),
        )
        for values, wanted in cases:
            await scheduled.change(id, **values)
            expected = wanted if wanted.dual is None else replace(wanted, dual=replace(wanted.dual, timeout=5))
            assert await terms(scheduled, id) == expected
        off: dict[str, Any] = {"antipassback": RuleChange(False), "dual": RuleChange(False), "timed": RuleChange(True)}
        await scheduled.change(id, **off)
        assert await terms(scheduled, id) == TIMED

    @pytest.mark.parametrize(
        ("error", "asked", "wiring"),
        [
            (ExitNeeded, PASSBACK, by(READER)),
            (EntryNeeded, PASSBACK, Wiring(exit_device_id=READER)),
            (ExitNeeded, TIMED, by(READER)),
            (ExitNeeded, PAIR, by(READER)),
            (RulesExclude, Terms(Antipassback(), TimedAntipassback()), BOTH_SIDES),
            (BypassGroupsFull, Terms(Antipassback(bypass=tuple(range(17)))), BOTH_SIDES),
            (BypassGroupsFull, Terms(timed=TimedAntipassback(bypass=tuple(range(17)))), BOTH_SIDES),
            (Invalid, Terms(Antipassback(reset=10_081 * 60)), BOTH_SIDES),
            (Invalid, Terms(timed=TimedAntipassback(seconds=61 * 60)), BOTH_SIDES),
            (Invalid, Terms(timed=TimedAntipassback(seconds=0)), BOTH_SIDES),
            (Invalid, Terms(dual=DualAuthentication(timeout=0)), BOTH_SIDES),
            (Invalid, Terms(extended=ExtendedOpening(901)), BOTH_SIDES),
            (Invalid, Terms(extended=ExtendedOpening(20, tuple(range(17)))), BOTH_SIDES),
            (Invalid, Terms(dual=DualAuthentication(approval=Approval.LAST)), BOTH_SIDES),
            (Invalid, Terms(dual=DualAuthentication(groups=tuple(range(17)))), BOTH_SIDES),
            (AccessGroupNotFound, Terms(Antipassback(bypass=(77,))), BOTH_SIDES),
            (ScheduleNotFound, Terms(dual=DualAuthentication(schedule_id=77)), BOTH_SIDES),
        ],
    )
    async def test_that_no_door_can_have_are_refused(
        self, premises: Premises, error: type[Exception], asked: Terms, wiring: Wiring
    ) -> None:
        with pytest.raises(error):
            await premises.a_door(wiring=wiring, terms=asked)
        assert await premises.found() == []

    async def test_of_a_reader_that_is_watched_keep_it(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=BOTH_SIDES, terms=PASSBACK)
        with pytest.raises(ExitNeeded):
            await premises.change(id, exit_device_id=0)
        await premises.change(id, exit_device_id=0, antipassback=RuleChange(False))

    async def test_that_count_on_the_sensor_need_and_keep_it(self, premises: Premises) -> None:
        without = replace(BOTH_SIDES, sensor=None)
        with pytest.raises(SensorNeeded):
            await premises.a_door(wiring=without, terms=PASSBACK, apb_use_door_sensor=True)
        id = await premises.a_door(wiring=BOTH_SIDES, terms=PASSBACK, apb_use_door_sensor=True)
        with pytest.raises(SensorStays):
            await premises.change(id, sensor=ContactChange(0))
        await premises.change(id, sensor=ContactChange(0), apb_use_door_sensor=False)
        await premises.a_door("Other", Wiring(sensor=Contact(READER, 0)), apb_use_door_sensor=True)

    async def test_name_access_groups_within_the_scope(self, premises: Premises) -> None:
        mine, other = await premises.access_groups("Mine", "Other")
        id = await premises.a_door(wiring=BOTH_SIDES)
        scoped = operator(Scope({Kind.ACCESS_GROUP: frozenset({mine})}))
        await premises.change(id, scoped, antipassback=RuleChange(True, {"bypass": (mine,)}))
        with pytest.raises(Forbidden):
            await premises.change(id, scoped, antipassback=RuleChange(True, {"bypass": (mine, other)}))

    async def test_forget_access_groups_that_go(self, scheduled: Premises) -> None:
        one, two = await scheduled.access_groups("One", "Two")
        approved = DualAuthentication(approval=Approval.LAST, groups=(one,))
        id = await scheduled.a_door(
            wiring=BOTH_SIDES, terms=Terms(Antipassback(bypass=(one, two)), None, approved, ExtendedOpening(9, (one,)))
        )
        untouched = await scheduled.a_door("Other", Wiring(READER), terms=NO_TERMS)
        before = len(await scheduled.facts())
        await scheduled.run(forget, (one,))
        assert await terms(scheduled, id) == Terms(
            Antipassback(bypass=(two,)), None, replace(approved, groups=()), ExtendedOpening(9)
        )
        told: list[Any] = (await scheduled.facts())[before:]
        assert [fact.door_id for fact in told] == [id]
        assert untouched

    async def test_keep_their_schedule(self, scheduled: Premises) -> None:
        night = (await scheduled.run(create_schedule, NewSchedule("Night"))).result
        id = await scheduled.a_door(wiring=BOTH_SIDES, terms=Terms(dual=DualAuthentication(schedule_id=night)))
        with pytest.raises(ScheduleInUse):
            await scheduled.run(delete_schedules, ScheduleIds((night,)))
        await scheduled.change(id, dual=RuleChange(False))
        await scheduled.run(delete_schedules, ScheduleIds((night,)))


class TestClearing:
    async def test_is_queued_once_for_each_master_device_and_written_down(self, premises: Premises) -> None:
        one = await premises.a_door("One", Wiring(SLAVE_IN, relay_device_id=CONTROLLER))
        two, three = await premises.a_door("Two", by(READER)), await premises.a_door("Three", Wiring(SLAVE_OUT))
        nowhere = await premises.a_door("Nowhere")
        receipt = await premises.run(clear_passback, Clearing((one, two, three, nowhere), timed=True))
        rows = {row.device_id: row for row in await premises.rows(CommandRow)}
        assert rows[CONTROLLER].body == {
            "kind": "ClearPassback",
            "doors": [one, three],
            "timed": True,
            "users": None,
        }
        assert receipt.result == {rows[CONTROLLER].id: CONTROLLER, rows[READER].id: READER}
        lines = [line for line in await premises.trail() if line.verb == "DOOR_CLEAR_APB"]
        assert {line.target for line in lines} == {
            f"{n}({id})" for n, id in (("One", one), ("Two", two), ("Three", three), ("Nowhere", nowhere))
        }
        assert lines[0].change["after"] == {"cleared": "timed anti-passback", "users": "all"}
        assert await premises.rows(EventRow) == []

    @pytest.mark.parametrize(
        ("error", "clearing"),
        [
            (Invalid, Clearing(())),
            (Invalid, Clearing((1,), users=())),
            (DoorNotFound, Clearing((1, 77))),
            (UserNotFound, Clearing((1,), users=("7",))),
        ],
    )
    async def test_reaches_nobody_when_it_names_what_is_not_there(
        self, premises: Premises, error: type[Exception], clearing: Clearing
    ) -> None:
        await premises.a_door("Front", by(READER))
        with pytest.raises(error):
            await premises.run(clear_passback, clearing)
        assert await premises.rows(CommandRow) == []

    async def test_needs_the_right_and_the_doors_within_the_scope(self, premises: Premises) -> None:
        mine = await premises.a_group("Mine")
        inside, outside = await premises.a_door("In", by(READER), group_id=mine), await premises.a_door("Out")
        await premises.run(clear_passback, Clearing((inside,)), limited(mine))
        reader = Operator("8", "Bob", 5, frozenset({(Module.DOOR, "read")}), Scope())
        for context, id in ((limited(mine), outside), (reader, inside)):
            with pytest.raises(Forbidden):
                await premises.run(clear_passback, Clearing((id,)), context)
