"""What holds of a door whatever happens to it, found out by thousands of things happening at random."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.door import Act, Alarm, DoorRules, DoorState, Flag, Step, is_barred, next_tick, step

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PASSAGES = (Act.GRANT, Act.EXIT_BUTTON, Act.OPEN)
HOLDS = (Act.LOCK, Act.UNLOCK, Act.RELEASE)
FLAGS = (Flag.SCHEDULED, Flag.EMERGENCY, Flag.OPERATOR)

door_rules = st.builds(
    DoorRules,
    open_duration=st.integers(1, 5),
    open_timeout=st.integers(0, 8),
    open_once=st.booleans(),
    unconditional_lock=st.booleans(),
    has_sensor=st.booleans(),
    simulated_exit_button=st.booleans(),
)
happenings = st.lists(
    st.tuples(st.sampled_from((0, 0, 0.5, 1, 1, 2, 5, 20)), st.sampled_from(Act), st.sampled_from(FLAGS)), max_size=40
)
Happenings = list[tuple[float, Act, Flag]]
Told = list[tuple[datetime, Act, Flag, DoorState, Step]]

generously = settings(max_examples=600, derandomize=True, deadline=None)


def told(rules: DoorRules, happened: Happenings, *, ticking: bool = True) -> Told:
    """Moment, act, flag, state before and result of everything that happens; with ticks when they are due."""
    state, now, found = DoorState(), NOON, []

    def one(at: datetime, act: Act, flag: Flag) -> None:
        nonlocal state
        result = step(rules, state, act, at, flag)
        found.append((at, act, flag, state, result))
        state = result.state

    for wait, act, flag in happened:
        now += timedelta(seconds=wait)
        while ticking and (due := next_tick(state)) is not None and due <= now:
            one(due, Act.TICK, Flag.NONE)
        one(now, act, flag)
    return found


def highest(state: DoorState) -> Flag:
    """The flag that counts."""
    flags = state.locked_by | state.unlocked_by
    return next((flag for flag in (Flag.EMERGENCY, Flag.OPERATOR, Flag.SCHEDULED) if flag & flags), Flag.NONE)


@generously
@given(door_rules, happenings)
def test_the_highest_flag_decides(rules: DoorRules, happened: Happenings) -> None:
    for *_, result in told(rules, happened):
        state = result.state
        assert not state.locked_by & state.unlocked_by
        if highest(state) & state.unlocked_by:
            assert state.unlocked
        if highest(state) in (Flag.EMERGENCY, Flag.OPERATOR) and highest(state) & state.locked_by:
            assert not state.unlocked
            assert is_barred(state)


@generously
@given(door_rules, happenings)
def test_emergency_beats_operator(rules: DoorRules, happened: Happenings) -> None:
    for _, act, flag, before, result in told(rules, happened):
        if act in HOLDS and flag is Flag.OPERATOR and highest(before) is Flag.EMERGENCY:
            assert result.refused
            assert not set(result.events) & {23556, 23812, 24068}
        if act in HOLDS and flag is not Flag.OPERATOR:
            assert not result.refused


@generously
@given(door_rules, happenings)
def test_the_relay_and_its_events_go_in_pairs(rules: DoorRules, happened: Happenings) -> None:
    """20480 exactly when the relay unlocks, 20736 exactly when it locks, sensor and alarms likewise."""
    unlocked, is_open = False, False
    for *_, result in told(rules, happened):
        for code in result.events:
            if code in (20480, 20736):
                assert unlocked is (code == 20736)
                unlocked = code == 20480
            if code in (20992, 21248):
                assert is_open is (code == 21248)
                is_open = code == 20992
        assert unlocked == result.state.unlocked
        assert is_open == result.state.open


@generously
@given(door_rules, happenings)
def test_a_passage_always_ends(rules: DoorRules, happened: Happenings) -> None:
    """Once the door is closed and the time is over, only a flag keeps it unlocked."""
    end = (999.0, Act.SENSOR_CLOSED, Flag.NONE)
    state = told(rules, [*happened, end, end])[-1][-1].state
    assert state.unlocked == bool(highest(state) & state.unlocked_by)
    assert next_tick(state) is None
    assert not state.permitted


@generously
@given(door_rules, happenings)
def test_forced_open_only_when_locked_and_nothing_permits_it(rules: DoorRules, happened: Happenings) -> None:
    pressed = None
    for at, act, _, before, result in told(rules, happened):
        if 21504 in result.events:
            assert rules.has_sensor
            assert act is Act.SENSOR_OPEN
            assert not result.state.unlocked
            assert 20992 in result.events
            assert result.events[-1] == 22016
        elif 20992 in result.events and not before.unlocked:
            assert rules.simulated_exit_button
            assert pressed is not None
            assert at - pressed < timedelta(seconds=rules.open_duration)
        if act is Act.EXIT_BUTTON and not before.unlocked:
            pressed = at


@generously
@given(door_rules, happenings)
def test_held_open_only_after_the_limit_of_an_open_door(rules: DoorRules, happened: Happenings) -> None:
    opened = None
    for at, act, _, before, result in told(rules, happened):
        if 20992 in result.events:
            opened = at
        if 21760 in result.events:
            assert opened is not None
            assert before.open
            assert at - opened >= timedelta(seconds=rules.open_timeout)
            assert rules.open_timeout
            assert not highest(before) & before.unlocked_by
            assert act is Act.TICK
        if Alarm.HELD_OPEN in result.state.alarms:
            assert result.state.open


@generously
@given(door_rules, happenings)
def test_without_a_sensor_nothing_is_ever_sensed(rules: DoorRules, happened: Happenings) -> None:
    if not rules.has_sensor:
        found = {code for *_, result in told(rules, happened) for code in result.events}
        assert not found & {20992, 21248, 21504, 21760, 22016, 22528}


@generously
@given(door_rules, happenings)
def test_a_refusal_changes_and_says_nothing(rules: DoorRules, happened: Happenings) -> None:
    for at, act, flag, before, result in told(rules, happened):
        assert step(rules, before, act, at, flag) == result
        if result.refused:
            assert result.state == before
            assert result.events == ()
            assert act in PASSAGES or flag is Flag.OPERATOR


@generously
@given(door_rules, happenings)
def test_an_act_that_comes_late_finds_the_same_as_one_after_ticks(rules: DoorRules, happened: Happenings) -> None:
    """Whoever forgets to tick gets the same events, only later."""
    prompt, lazy = told(rules, happened), told(rules, happened, ticking=False)
    assert sum(len(each[-1].events) for each in prompt) == sum(len(each[-1].events) for each in lazy)
    if prompt:
        assert prompt[-1][-1].state == lazy[-1][-1].state
