"""The door's state machine by example: each row of the rule book, with its events in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ostiary.policy.door import (
    Act,
    Alarm,
    DoorRules,
    DoorState,
    Flag,
    exit_button_code,
    is_barred,
    next_tick,
    status_bits,
    step,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
RULES = DoorRules(open_duration=3, open_timeout=10)
OPERATOR, EMERGENCY, SCHEDULED = Flag.OPERATOR, Flag.EMERGENCY, Flag.SCHEDULED

Happening = tuple[float, Act] | tuple[float, Act, Flag]


def at(second: float) -> datetime:
    """That many seconds after noon."""
    return NOON + timedelta(seconds=second)


class Story:
    """A door to which things happen; remembers events with the second, and what was refused."""

    def __init__(self, rules: DoorRules = RULES) -> None:
        self.rules = rules
        self.state = DoorState()
        self.events: list[tuple[float, int]] = []
        self.refused: list[Act] = []

    def happens(self, *happenings: Happening) -> "Story":
        """Each in turn, with ticks in between when they are due, as a device does it."""
        for second, act, *flag in happenings:
            while (due := next_tick(self.state)) is not None and due < at(second):
                self._step((due - NOON).total_seconds(), Act.TICK)
            self._step(second, act, *flag)
        return self

    def _step(self, second: float, act: Act, flag: Flag = Flag.NONE) -> None:
        result = step(self.rules, self.state, act, at(second), flag)
        self.state = result.state
        self.events += [(second, code) for code in result.events]
        if result.refused:
            assert result.state == step(self.rules, self.state, Act.TICK, at(second)).state
            self.refused.append(act)


def story(*happenings: Happening, rules: DoorRules = RULES) -> Story:
    """What becomes of a door."""
    return Story(rules).happens(*happenings)


def codes(told: Story) -> list[int]:
    """The events without their seconds."""
    return [code for _, code in told.events]


class TestPassage:
    @pytest.mark.parametrize("act", [Act.GRANT, Act.EXIT_BUTTON, Act.OPEN])
    def test_unlocks_for_the_open_duration(self, act: Act) -> None:
        told = story((0, act), (60, Act.TICK))
        assert told.events == [(0, 20480), (3, 20736)]
        assert told.state == DoorState()

    def test_a_second_grant_prolongs_it_without_another_event(self) -> None:
        told = story((0, Act.GRANT), (2, Act.GRANT), (60, Act.TICK))
        assert told.events == [(0, 20480), (5, 20736)]

    def test_an_open_door_is_locked_when_it_closes(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (6, Act.SENSOR_CLOSED), (60, Act.TICK))
        assert told.events == [(0, 20480), (1, 20992), (6, 21248), (6, 20736)]
        assert told.state.opened_at == at(1)

    def test_a_door_that_closes_early_stays_unlocked_until_the_time_is_over(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (2, Act.SENSOR_CLOSED), (60, Act.TICK))
        assert told.events == [(0, 20480), (1, 20992), (2, 21248), (3, 20736)]

    def test_open_once_locks_as_soon_as_it_closes(self) -> None:
        once = replace(RULES, open_once=True)
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (2, Act.SENSOR_CLOSED), rules=once)
        assert told.events == [(0, 20480), (1, 20992), (2, 21248), (2, 20736)]
        assert next_tick(told.state) is None

    def test_unconditional_lock_does_not_wait_for_the_door(self) -> None:
        automatic = replace(RULES, unconditional_lock=True)
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (6, Act.SENSOR_CLOSED), rules=automatic)
        assert told.events == [(0, 20480), (1, 20992), (3, 20736), (6, 21248)]

    def test_acts_find_what_is_due_already_done(self) -> None:
        state = step(RULES, DoorState(), Act.GRANT, at(0)).state
        late = step(RULES, state, Act.SENSOR_OPEN, at(20))
        assert late.events == (20736, 20992, 21504, 22016)

    def test_a_door_that_loses_its_sensor_does_not_wait_for_it(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (4, Act.TICK))
        told.rules = replace(RULES, has_sensor=False)
        assert codes(told.happens((5, Act.TICK))) == [20480, 20992, 20736]
        assert not told.state.open


class TestHeldOpen:
    def test_after_the_limit_and_cleared_by_closing(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (30, Act.SENSOR_CLOSED))
        assert told.events == [(0, 20480), (1, 20992), (11, 21760), (11, 22528), (30, 21248), (30, 22784), (30, 20736)]
        assert told.state.alarms == Alarm.NONE

    def test_is_raised_once(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (12, Act.CLEAR_ALARM), (60, Act.TICK))
        assert codes(told) == [20480, 20992, 21760, 22528, 22784]

    def test_zero_is_never(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (9999, Act.TICK), rules=replace(RULES, open_timeout=0))
        assert codes(told) == [20480, 20992]

    def test_not_while_permanently_unlocked_and_counted_from_the_release(self) -> None:
        told = story((0, Act.UNLOCK, OPERATOR), (1, Act.SENSOR_OPEN), (99, Act.RELEASE, OPERATOR), (200, Act.TICK))
        assert told.events[2:] == [(1, 20992), (99, 23556), (99, 20736), (109, 21760), (109, 22528)]

    def test_not_any_more_once_permanently_unlocked(self) -> None:
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (5, Act.UNLOCK, OPERATOR), (99, Act.TICK))
        assert codes(told) == [20480, 20992, 24068]

    @pytest.mark.parametrize("act", [Act.LOCK, Act.RELEASE])
    def test_the_clock_goes_on_when_a_flag_locks_the_door(self, act: Act) -> None:
        told = story(
            (0, Act.LOCK, SCHEDULED), (0, Act.GRANT), (1, Act.SENSOR_OPEN), (5, act, SCHEDULED), (60, Act.TICK)
        )
        assert (11, 21760) in told.events
        told = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), (5, Act.LOCK, OPERATOR), (60, Act.TICK))
        assert told.events == [(0, 20480), (1, 20992), (5, 23812), (5, 20736), (11, 21760), (11, 22528)]

    def test_what_comes_due_first_is_told_first(self) -> None:
        slow = DoorRules(open_duration=20, open_timeout=5, unconditional_lock=True)
        state = story((0, Act.GRANT), (1, Act.SENSOR_OPEN), rules=slow).state
        assert step(slow, state, Act.TICK, at(60)).events == (21760, 22528, 20736)


class TestForcedOpen:
    def test_raises_the_alarm_which_stays_until_cleared(self) -> None:
        told = story((0, Act.SENSOR_OPEN), (2, Act.SENSOR_CLOSED))
        assert told.events == [(0, 20992), (0, 21504), (0, 22016), (2, 21248)]
        assert told.state.alarms == Alarm.FORCED_OPEN
        cleared = told.happens((3, Act.CLEAR_ALARM))
        assert codes(cleared)[-1] == 22272
        assert cleared.state.alarms == Alarm.NONE

    def test_may_be_held_open_as_well(self) -> None:
        told = story((0, Act.SENSOR_OPEN), (20, Act.CLEAR_ALARM))
        assert codes(told) == [20992, 21504, 22016, 21760, 22528, 22272, 22784]

    @pytest.mark.parametrize("flag", [SCHEDULED, OPERATOR, EMERGENCY])
    def test_not_during_an_unlock_flag(self, flag: Flag) -> None:
        assert 21504 not in codes(story((0, Act.UNLOCK, flag), (50, Act.SENSOR_OPEN)))

    @pytest.mark.parametrize("flag", [SCHEDULED, OPERATOR, EMERGENCY])
    def test_while_a_flag_keeps_it_locked(self, flag: Flag) -> None:
        assert 21504 in codes(story((0, Act.LOCK, flag), (50, Act.SENSOR_OPEN)))

    def test_clearing_nothing_says_nothing(self) -> None:
        assert codes(story((0, Act.CLEAR_ALARM))) == []


class TestSimulatedExitButton:
    RULES = replace(RULES, simulated_exit_button=True)

    def test_does_not_unlock_but_permits_an_opening(self) -> None:
        told = story((0, Act.EXIT_BUTTON), (2, Act.SENSOR_OPEN), (4, Act.SENSOR_CLOSED), rules=self.RULES)
        assert codes(told) == [20992, 21248]

    @pytest.mark.parametrize("moments", [(3.5, 5), (1, 1.5, 2)])
    def test_one_opening_and_not_for_ever(self, moments: Sequence[float]) -> None:
        acts = (
            [Act.SENSOR_OPEN, Act.SENSOR_CLOSED, Act.SENSOR_OPEN] if len(moments) == 3 else [Act.SENSOR_OPEN, Act.TICK]
        )
        told = story((0, Act.EXIT_BUTTON), *zip(moments, acts, strict=True), rules=self.RULES)
        assert codes(told).count(21504) == 1

    def test_has_its_own_cause(self) -> None:
        assert exit_button_code(RULES) == 18944
        assert exit_button_code(self.RULES) == 18945


class TestFlags:
    @pytest.mark.parametrize(
        ("flag", "lock", "unlock", "release"),
        [(SCHEDULED, 23809, 24065, 23553), (EMERGENCY, 23810, 24066, 23554), (OPERATOR, 23812, 24068, 23556)],
    )
    def test_each_has_its_events(self, flag: Flag, lock: int, unlock: int, release: int) -> None:
        assert codes(story((0, Act.UNLOCK, flag), (9, Act.RELEASE, flag))) == [unlock, 20480, release, 20736]
        assert codes(story((0, Act.LOCK, flag), (9, Act.RELEASE, flag))) == [lock, release]
        told = story((0, Act.UNLOCK, flag), (1, Act.LOCK, flag), (2, Act.UNLOCK, flag))
        assert codes(told) == [unlock, 20480, lock, 20736, unlock, 20480]

    @pytest.mark.parametrize("flag", [Flag.NONE, Flag.OPERATOR | Flag.EMERGENCY])
    def test_exactly_one_acts(self, flag: Flag) -> None:
        with pytest.raises(ValueError, match="exactly one flag"):
            step(RULES, DoorState(), Act.LOCK, at(0), flag)

    def test_repeating_changes_nothing(self) -> None:
        told = story((0, Act.UNLOCK, OPERATOR), (1, Act.UNLOCK, OPERATOR), (2, Act.RELEASE, SCHEDULED))
        assert codes(told) == [24068, 20480]
        assert codes(story((0, Act.RELEASE, OPERATOR))) == []

    def test_lock_ends_a_passage(self) -> None:
        told = story((0, Act.GRANT), (1, Act.LOCK, OPERATOR), (60, Act.TICK))
        assert told.events == [(0, 20480), (1, 23812), (1, 20736)]

    @pytest.mark.parametrize("act", [Act.GRANT, Act.EXIT_BUTTON, Act.OPEN])
    @pytest.mark.parametrize("flag", [OPERATOR, EMERGENCY])
    def test_a_lock_refuses_every_passage(self, act: Act, flag: Flag) -> None:
        told = story((0, Act.LOCK, flag), (1, act))
        assert told.refused == [act]
        assert is_barred(told.state)

    @pytest.mark.parametrize("act", [Act.GRANT, Act.EXIT_BUTTON, Act.OPEN])
    def test_a_passage_leads_through_a_scheduled_lock_and_back(self, act: Act) -> None:
        told = story((0, Act.LOCK, SCHEDULED), (1, act), (60, Act.TICK))
        assert told.events == [(0, 23809), (1, 20480), (4, 20736)]
        assert not is_barred(told.state)

    def test_a_scheduled_lock_lets_a_passage_finish(self) -> None:
        told = story((0, Act.GRANT), (1, Act.LOCK, SCHEDULED), (60, Act.TICK))
        assert told.events == [(0, 20480), (1, 23809), (3, 20736)]

    def test_a_grant_at_an_unlocked_door_says_nothing(self) -> None:
        told = story((0, Act.UNLOCK, OPERATOR), (1, Act.GRANT), (60, Act.RELEASE, OPERATOR))
        assert told.events == [(0, 24068), (0, 20480), (60, 23556), (60, 20736)]
        assert told.refused == []


class TestPriority:
    """EMERGENCY > OPERATOR > SCHEDULED > none."""

    @pytest.mark.parametrize("act", [Act.LOCK, Act.UNLOCK, Act.RELEASE])
    @pytest.mark.parametrize("hold", [Act.LOCK, Act.UNLOCK])
    def test_an_operator_is_refused_during_an_emergency(self, hold: Act, act: Act) -> None:
        told = story((0, hold, EMERGENCY), (1, act, OPERATOR), (2, Act.OPEN))
        assert told.refused == [act, Act.OPEN]
        assert told.state.locked_by | told.state.unlocked_by == EMERGENCY

    def test_a_passage_during_an_emergency_unlock_is_no_refusal(self) -> None:
        assert story((0, Act.UNLOCK, EMERGENCY), (1, Act.GRANT), (2, Act.EXIT_BUTTON)).refused == []

    def test_an_emergency_unlocks_what_an_operator_locked_and_gives_it_back(self) -> None:
        told = story((0, Act.LOCK, OPERATOR), (1, Act.UNLOCK, EMERGENCY), (9, Act.RELEASE, EMERGENCY))
        assert codes(told) == [23812, 24066, 20480, 23554, 20736]
        assert is_barred(told.state)

    def test_releasing_falls_back_to_the_schedule(self) -> None:
        told = story((0, Act.UNLOCK, SCHEDULED), (1, Act.LOCK, OPERATOR), (9, Act.RELEASE, OPERATOR))
        assert codes(told) == [24065, 20480, 23812, 20736, 23556, 20480]

    @pytest.mark.parametrize("flag", [OPERATOR, EMERGENCY])
    def test_a_schedule_begins_and_ends_in_silence_under_a_higher_flag(self, flag: Flag) -> None:
        told = story((0, Act.LOCK, flag), (1, Act.UNLOCK, SCHEDULED), (2, Act.RELEASE, flag))
        assert codes(told)[1:] == [{OPERATOR: 23556, EMERGENCY: 23554}[flag], 20480]
        told = story(
            (0, Act.UNLOCK, SCHEDULED), (1, Act.LOCK, flag), (2, Act.RELEASE, SCHEDULED), (3, Act.RELEASE, flag)
        )
        assert not told.state.unlocked
        assert 23553 not in codes(told)


class TestWithoutSensor:
    RULES = replace(RULES, has_sensor=False)

    def test_the_door_counts_as_closed(self) -> None:
        told = story((0, Act.SENSOR_OPEN), (1, Act.GRANT), (2, Act.SENSOR_OPEN), (60, Act.TICK), rules=self.RULES)
        assert told.events == [(1, 20480), (4, 20736)]


class TestStatusBits:
    @pytest.mark.parametrize(
        ("happenings", "bits"),
        [
            ([], 0),
            ([(0, Act.GRANT)], 2),
            ([(0, Act.SENSOR_OPEN)], 4),
            ([(0, Act.GRANT), (0, Act.SENSOR_OPEN), (60, Act.TICK)], 2 | 8),
            ([(0, Act.LOCK, SCHEDULED)], 64),
            ([(0, Act.LOCK, SCHEDULED), (1, Act.GRANT)], 64 | 2),
            ([(0, Act.UNLOCK, SCHEDULED)], 128),
            ([(0, Act.LOCK, EMERGENCY)], 256),
            ([(0, Act.UNLOCK, EMERGENCY)], 512),
            ([(0, Act.LOCK, OPERATOR)], 1024),
            ([(0, Act.UNLOCK, OPERATOR)], 2048),
            ([(0, Act.UNLOCK, SCHEDULED), (1, Act.LOCK, OPERATOR)], 1024),
        ],
    )
    def test_as_the_reference_numbers_them(self, happenings: list[Happening], bits: int) -> None:
        told = story(*happenings)
        assert status_bits(told.state) == bits
        assert status_bits(told.state, connected=False) == bits | 32
