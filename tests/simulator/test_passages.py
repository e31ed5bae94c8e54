"""Anti-passback and pairs of people at simulated doors: what the log says, and what outlives the power."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ostiary.policy.antipassback import UNSEEN, Antipassback, Side, Strictness, TimedAntipassback
from ostiary.policy.door import Alarm, DoorRules
from ostiary.policy.dualauth import Approval, DualAuthentication
from ostiary.policy.passing import Terms
from ostiary.port.commands import ClearPassback, DoorCommand, DoorVerb, Fault
from ostiary.port.content import Family
from ostiary.simulator.presentation import Answer, Response
from tests.simulator.site import CONTROLLER, READER_IN, READER_OUT, Site, a_door, a_site, a_user

DOOR = 5
HARD, SOFT = Terms(Antipassback()), Terms(Antipassback(Strictness.SOFT))
PAIR = Terms(dual=DualAuthentication())


def equip(site: Site, terms: Terms, rules: DoorRules | None = None) -> None:
    """A door with two readers and three people: 7 with card 1234, 8 with card 88, 9 with card 99 and group 4 too."""
    door = a_door(
        DOOR, READER_IN, exit_reader_id=READER_OUT, relay_device_id=CONTROLLER, terms=terms, rules=rules or DoorRules()
    )
    people = a_user(), a_user("8", cards=("88",)), a_user("9", cards=("99",), groups=(1, 4))
    site.equip(site.controller, *people, door=door)


async def enter(site: Site, card: str = "1234") -> Answer:
    """Somebody presents a card on the way in."""
    return await site.present(READER_IN, card=card)


async def leave(site: Site, card: str = "1234") -> Answer:
    """Somebody presents a card on the way out."""
    return await site.present(READER_OUT, card=card)


async def new_codes(site: Site, after: int) -> list[int]:
    """What the controller has logged since."""
    return await site.codes(site.controller, after)


def newest(site: Site) -> int:
    """The newest index of the controller's log."""
    return site.controller.journal.newest


def clear(site: Site, users: Sequence[str] | None = None, *, timed: bool = False) -> dict[int, Fault]:
    """An operator clears anti-passback."""
    command = ClearPassback((DOOR,), timed, None if users is None else tuple(users))
    return site.controller.clear_passback(command).doors


class TestAntipassback:
    async def test_refuses_who_enters_twice_until_he_has_left(self, site: Site) -> None:
        equip(site, HARD)
        assert (await enter(site)).event_code == 4102
        before = newest(site)
        refused = await enter(site)
        assert (refused.response, refused.event_code) == (Response.DENIED, 6405)
        assert await new_codes(site, before) == [6405, 24577, 23040]
        record = next(record for record in await site.log(site.controller) if record.code == 24577)
        assert (record.user_id, record.door_id, record.reader_id) == ("7", DOOR, READER_IN)
        assert site.controller.doors.reports()[0].alarms is Alarm.PASSBACK
        assert (await enter(site, "88")).event_code == 4102
        assert (await leave(site)).event_code == 4102
        assert (await enter(site)).event_code == 4102
        before = newest(site)
        site.controller.command(DoorCommand(DoorVerb.CLEAR_ALARM, (DOOR,)))
        assert await new_codes(site, before) == [23296]

    async def test_that_is_soft_lets_pass_and_tells(self, site: Site) -> None:
        equip(site, SOFT)
        await enter(site)
        site.clock.advance(5)
        before = newest(site)
        assert (await enter(site)).response is Response.GRANTED
        assert await new_codes(site, before) == [4102, 6408, 24578, 23040, 20480]

    async def test_counts_with_a_sensor_only_who_has_opened_the_door(self, site: Site) -> None:
        equip(site, Terms(Antipassback(confirmed=True)))
        await enter(site)
        site.clock.advance(5)
        assert (await enter(site)).response is Response.GRANTED
        await site.fleet.swing(DOOR, True)
        assert (await enter(site)).event_code == 6405
        assert (await enter(site, "88")).response is Response.GRANTED
        await site.fleet.swing(DOOR, False)
        assert (await enter(site, "88")).event_code == 6405

    async def test_forgets_what_no_rule_asks_about_any_more(self, site: Site) -> None:
        equip(site, HARD)
        await enter(site)
        equip(site, Terms())
        equip(site, HARD)
        assert (await enter(site)).event_code == 4102
        site.controller.delete(Family.DOORS, [str(DOOR)])
        equip(site, HARD)
        assert site.controller.doors.passages.traces.of(DOOR, "7") == UNSEEN

    async def test_that_is_timed_watches_each_reader(self, site: Site) -> None:
        equip(site, Terms(timed=TimedAntipassback(seconds=60)))
        await enter(site)
        assert (await leave(site)).response is Response.GRANTED
        before = newest(site)
        assert (await enter(site)).event_code == 6406
        assert await new_codes(site, before) == [6406, 25345, 23040]
        site.clock.advance(60)
        assert (await enter(site)).response is Response.GRANTED

    async def test_counts_nobody_whom_a_dead_relay_keeps_out(self, site: Site) -> None:
        door = a_door(DOOR, READER_IN, exit_reader_id=READER_OUT, relay_device_id=READER_OUT, terms=HARD)
        site.equip(site.controller, a_user(), door=door)
        await site.fleet.set_network(READER_OUT, False)
        await enter(site)
        assert site.controller.doors.passages.traces.of(DOOR, "7") == UNSEEN


class TestAnOperator:
    async def test_clears_it_for_those_he_names(self, site: Site) -> None:
        equip(site, HARD)
        await enter(site)
        await enter(site, "88")
        await enter(site)
        before = newest(site)
        assert clear(site, ["7", "nobody"]) == {DOOR: Fault.OK}
        assert await new_codes(site, before) == []
        assert (await enter(site)).event_code == 4102
        assert (await enter(site, "88")).event_code == 6405

    async def test_clears_it_for_all_and_the_alarm_with_it(self, site: Site) -> None:
        equip(site, HARD)
        for card in ("1234", "88", "88"):
            await enter(site, card)
        before = newest(site)
        assert clear(site, timed=True) == {DOOR: Fault.OK}
        assert (await enter(site)).event_code == 6405
        clear(site)
        assert {23296} <= set(await new_codes(site, before))
        assert ((await enter(site)).event_code, (await enter(site, "88")).event_code) == (4102, 4102)

    async def test_clears_nothing_at_a_door_that_the_device_has_not(self, site: Site) -> None:
        equip(site, HARD)
        outcome = site.controller.clear_passback(ClearPassback((DOOR, 77)))
        assert outcome.doors == {DOOR: Fault.OK, 77: Fault.STATE_CHANGE_FAILED}


class TestPower:
    @pytest.mark.parametrize("terms", [HARD, Terms(timed=TimedAntipassback())])
    async def test_that_is_lost_does_not_let_anybody_in_again(self, tmp_path: Path, terms: Terms) -> None:
        async with a_site(tmp_path) as site:
            equip(site, terms)
            await enter(site)
            await site.fleet.set_power(CONTROLLER, False)
            await site.fleet.set_power(CONTROLLER, True)
            refused = (await enter(site)).event_code
        assert refused in {6405, 6406}
        async with a_site(tmp_path) as again:
            assert (await enter(again)).event_code == refused
            clear(again, timed=refused == 6406)
        async with a_site(tmp_path) as once_more:
            assert (await enter(once_more)).event_code == 4102

    async def test_that_is_lost_sends_away_who_waits_for_a_second_person(self, site: Site) -> None:
        equip(site, PAIR)
        await enter(site)
        await site.fleet.set_power(CONTROLLER, False)
        await site.fleet.set_power(CONTROLLER, True)
        before = newest(site)
        assert (await enter(site, "88")).response is Response.IGNORED
        site.clock.advance(20)
        assert await new_codes(site, before) == [4102, 5889]


class TestTwoPeople:
    async def test_open_the_door_together(self, site: Site) -> None:
        equip(site, Terms(Antipassback(), dual=DualAuthentication()))
        before = newest(site)
        first = await enter(site)
        assert (first.response, first.event_code) == (Response.IGNORED, 4102)
        assert "second person" in first.reason
        assert not site.controller.doors.reports()[0].unlocked
        site.clock.advance(14)
        assert (await enter(site, "88")).response is Response.GRANTED
        assert await new_codes(site, before) == [4102, 4102, 5632, 20480]
        assert {(await enter(site, card)).event_code for card in ("1234", "88")} == {6405}

    async def test_are_two_people(self, site: Site) -> None:
        equip(site, PAIR)
        await enter(site)
        assert (await enter(site)).event_code == 5888
        assert (await enter(site, "88")).response is Response.GRANTED

    async def test_come_in_time(self, site: Site) -> None:
        equip(site, PAIR)
        before = newest(site)
        await enter(site)
        site.clock.advance(15)
        assert await new_codes(site, before) == [4102, 5889]
        record = (await site.log(site.controller))[-1]
        assert (record.user_id, record.door_id, record.reader_id) == ("7", DOOR, READER_IN)
        assert (await enter(site, "88")).response is Response.IGNORED

    async def test_stand_on_the_same_side(self, site: Site) -> None:
        equip(site, PAIR)
        await enter(site)
        assert (await leave(site, "88")).response is Response.IGNORED

    async def test_are_needed_only_where_and_when_it_is_said(self, site: Site) -> None:
        equip(site, Terms(dual=DualAuthentication(Side.EXIT)))
        assert (await enter(site)).response is Response.GRANTED
        assert (await leave(site)).response is Response.IGNORED
        equip(site, Terms(dual=DualAuthentication(schedule_id=0)))
        assert (await enter(site)).response is Response.GRANTED

    async def test_need_an_approving_second(self, site: Site) -> None:
        equip(site, Terms(dual=DualAuthentication(approval=Approval.LAST, groups=(4,))))
        await enter(site, "99")
        assert (await enter(site)).event_code == 5890
        assert (await enter(site, "99")).event_code == 5888
        site.clock.advance(15)
        await enter(site)
        assert (await enter(site, "99")).response is Response.GRANTED
