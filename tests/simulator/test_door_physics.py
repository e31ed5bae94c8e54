"""Doors in time: relay, sensor, exit button, alarms, commands."""

import pytest

from ostiary.policy.door import Alarm, DoorRules, Flag
from ostiary.policy.outputs import Signal
from ostiary.policy.passing import ExtendedOpening, Terms
from ostiary.port.commands import DoorCommand, DoorVerb, Fault
from ostiary.port.content import AlarmOutput, Family
from ostiary.simulator.errors import NotPossibleError
from tests.simulator.site import CONTROLLER, FRONT, READER_IN, STATION, Site, a_door, a_user


async def after(site: Site, index: int) -> list[int]:
    """Codes logged at the front after this index."""
    return await site.codes(site.station, index)


class TestPassage:
    """Somebody goes through."""

    async def test_from_card_to_relock(self, site: Site) -> None:
        site.equip(site.station, a_user())
        begin = site.station.journal.newest
        await site.present(card="1234")
        site.clock.advance(1)
        await site.fleet.swing(FRONT, True)
        site.clock.advance(1)
        await site.fleet.swing(FRONT, False)
        site.clock.advance(1)
        assert await after(site, begin) == [4102, 20480, 20992, 21248, 20736]

    async def test_takes_longer_for_those_who_need_more_time(self, site: Site) -> None:
        terms = Terms(extended=ExtendedOpening(20, (4,)))
        slow = a_user("8", cards=("88",), groups=(1, 4))
        site.equip(site.station, a_user(), slow, door=a_door(terms=terms))
        for card, seconds in (("1234", 3), ("88", 20)):
            await site.present(card=card)
            site.clock.advance(seconds - 1)
            assert site.station.doors.reports()[0].unlocked
            site.clock.advance(1)
            assert not site.station.doors.reports()[0].unlocked

    async def test_a_door_left_open_locks_when_it_closes(self, site: Site) -> None:
        site.equip(site.station, a_user())
        await site.present(card="1234")
        await site.fleet.swing(FRONT, True)
        begin = site.station.journal.newest
        site.clock.advance(5)
        assert await after(site, begin) == []
        await site.fleet.swing(FRONT, False)
        assert await after(site, begin) == [21248, 20736]

    async def test_the_exit_button(self, site: Site) -> None:
        site.equip(site.station)
        begin = site.station.journal.newest
        assert await site.fleet.press_exit_button(FRONT)
        site.clock.advance(3)
        assert await after(site, begin) == [18944, 20480, 20736]

    async def test_timers_run_by_the_clock_to_the_moment(self, site: Site) -> None:
        site.equip(site.station, a_user())
        start = site.clock.now()
        await site.present(card="1234")
        site.clock.advance(100)
        locked = (await site.log(site.station))[-1]
        assert (locked.code, (locked.at - start).total_seconds()) == (20736, 3)


class TestAlarms:
    """Doors that are not where they should be."""

    async def test_held_open_until_it_closes(self, site: Site) -> None:
        site.equip(site.station, a_user())
        await site.present(card="1234")
        await site.fleet.swing(FRONT, True)
        begin = site.station.journal.newest
        site.clock.advance(10)
        assert await after(site, begin) == [21760, 22528]
        assert site.station.doors.reports()[0].alarms is Alarm.HELD_OPEN
        await site.fleet.swing(FRONT, False)
        assert await after(site, begin) == [21760, 22528, 21248, 22784, 20736]

    async def test_forced_open_until_it_is_cleared(self, site: Site) -> None:
        site.equip(site.station)
        begin = site.station.journal.newest
        await site.fleet.swing(FRONT, True)
        await site.fleet.swing(FRONT, False)
        assert await after(site, begin) == [20992, 21504, 22016, 21248]
        assert site.station.doors.reports()[0].alarms is Alarm.FORCED_OPEN
        assert site.station.command(DoorCommand(DoorVerb.CLEAR_ALARM, (FRONT,))).fault is Fault.OK
        assert (await after(site, begin))[-1] == 22272

    async def test_a_leaf_that_stands_open_at_the_start_is_held_open_in_time(self, site: Site) -> None:
        site.equip(site.station, a_user())
        await site.present(card="1234")
        await site.fleet.swing(FRONT, True)
        site.clock.advance(9)
        await site.fleet.set_power(STATION, False)
        await site.fleet.set_power(STATION, True)
        begin = site.station.journal.newest
        site.clock.advance(9)
        assert await after(site, begin) == []
        site.clock.advance(1)
        assert await after(site, begin) == [21760, 22528]

    async def test_switch_relays_by_their_signals_until_they_are_over(self, site: Site) -> None:
        blinking = AlarmOutput(Alarm.FORCED_OPEN, CONTROLLER, 6, signal=Signal(on=500, off=500))
        siren, late = (
            AlarmOutput(Alarm.FORCED_OPEN, CONTROLLER, 7),
            AlarmOutput(Alarm.HELD_OPEN, CONTROLLER, 7, after=5),
        )
        away = AlarmOutput(Alarm.HELD_OPEN, READER_IN, 0)
        door = a_door(5, READER_IN, relay_device_id=CONTROLLER, outputs=(blinking, siren, late, away))
        site.equip(site.controller, door=door)
        driven = site.controller.doors.driven
        assert driven() == []
        await site.fleet.swing(5, True)
        assert driven() == [(CONTROLLER, 6), (CONTROLLER, 7)]
        site.clock.advance(0.5)
        assert driven() == [(CONTROLLER, 7)]
        site.controller.command(DoorCommand(DoorVerb.CLEAR_ALARM, (5,)))
        assert driven() == []
        site.clock.advance(9.5)
        assert driven() == [(READER_IN, 0)]
        await site.fleet.set_network(READER_IN, False)
        site.clock.advance(5)
        assert driven() == [(CONTROLLER, 7)]
        await site.fleet.set_power(CONTROLLER, False)
        assert driven() == []

    async def test_a_door_without_a_sensor_has_no_leaf_to_watch(self, site: Site) -> None:
        site.equip(site.station, door=a_door(rules=DoorRules(has_sensor=False)))
        with pytest.raises(NotPossibleError):
            await site.fleet.swing(FRONT, True)


class TestCommands:
    """What an operator does."""

    async def test_open_unlock_lock_and_release(self, site: Site) -> None:
        site.equip(site.station)
        begin = site.station.journal.newest
        for verb in (DoorVerb.OPEN, DoorVerb.UNLOCK, DoorVerb.LOCK, DoorVerb.RELEASE):
            assert site.station.command(DoorCommand(verb, (FRONT,))).doors == {FRONT: Fault.OK}
            site.clock.advance(5)
        assert await after(site, begin) == [19200, 20480, 20736, 24068, 20480, 23812, 20736, 23556]

    async def test_a_locked_door_cannot_be_opened(self, site: Site) -> None:
        site.equip(site.station)
        site.station.command(DoorCommand(DoorVerb.LOCK, (FRONT,)))
        begin = site.station.journal.newest
        outcome = site.station.command(DoorCommand(DoorVerb.OPEN, (FRONT, 99)))
        assert outcome.fault is Fault.UNLOCK_FAILED
        assert outcome.doors == {FRONT: Fault.UNLOCK_FAILED, 99: Fault.UNLOCK_FAILED}
        assert await after(site, begin) == []

    async def test_an_emergency_outranks_the_operator(self, site: Site) -> None:
        site.equip(site.station)
        site.station.command(DoorCommand(DoorVerb.UNLOCK, (FRONT,), Flag.EMERGENCY))
        outcome = site.station.command(DoorCommand(DoorVerb.LOCK, (FRONT,)))
        assert outcome.doors == {FRONT: Fault.LOCK_FAILED}
        assert site.station.doors.reports()[0].unlocked

    async def test_the_operators_flags_survive_a_reboot(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.command(DoorCommand(DoorVerb.UNLOCK, (FRONT,)))
        await site.fleet.set_power(STATION, False)
        assert not site.station.doors.reports()[0].unlocked
        await site.fleet.set_power(STATION, True)
        report = site.station.doors.reports()[0]
        assert (report.unlocked, report.unlocked_by) == (True, Flag.OPERATOR)

    async def test_a_passage_does_not_survive_a_reboot(self, site: Site) -> None:
        site.equip(site.station, a_user())
        await site.present(card="1234")
        site.station.reboot(STATION)
        begin = site.station.journal.newest
        site.clock.advance(60)
        assert not site.station.doors.reports()[0].unlocked
        assert await after(site, begin) == []

    async def test_a_relay_on_a_dead_slave_is_not_driven(self, site: Site) -> None:
        site.equip(site.controller, door=a_door(5, READER_IN, relay_device_id=READER_IN))
        await site.fleet.set_power(READER_IN, False)
        assert site.controller.command(DoorCommand(DoorVerb.OPEN, (5,))).doors == {5: Fault.UNLOCK_FAILED}

    async def test_new_rules_take_effect_on_a_standing_door(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.command(DoorCommand(DoorVerb.UNLOCK, (FRONT,)))
        site.station.write(Family.DOORS, [a_door(rules=DoorRules(open_duration=30))])
        site.station.command(DoorCommand(DoorVerb.RELEASE, (FRONT,)))
        await site.present(card="1234")
        site.clock.advance(29)
        assert site.station.doors.reports()[0].unlocked
        site.clock.advance(1)
        assert not site.station.doors.reports()[0].unlocked
