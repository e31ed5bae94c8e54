"""Relays that alarms drive."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.outputs import STEADY, Signal, is_on

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BLINKING = Signal(delay=100, count=2, on=300, off=200)

signals = st.builds(Signal, st.integers(0, 40), st.integers(0, 4), st.integers(0, 30), st.integers(0, 30))


def at(signal: Signal, milliseconds: int, after: int = 0) -> bool:
    """Whether the relay is on so long after the alarm."""
    return is_on(signal, after, NOON, NOON + timedelta(milliseconds=milliseconds))


def walked(signal: Signal, after: int, end: int) -> list[bool]:
    """The same, millisecond by millisecond."""
    shape = [True] * signal.on + [False] * signal.off
    times = signal.count or end
    beats = shape * times if shape else [True] * end
    whole = [False] * (1000 * after + signal.delay) + beats + [False] * end
    return whole[:end]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(signals, st.sampled_from((0, 0, 1)))
def test_a_relay_is_on_when_its_signal_says_so(signal: Signal, after: int) -> None:
    expected = walked(signal, after, 1000 * after + 300)
    assert [at(signal, moment, after) for moment in range(len(expected))] == expected


def test_a_signal_begins_after_its_delay_and_ends_after_its_count() -> None:
    assert [at(BLINKING, moment) for moment in (0, 99, 100, 399, 400, 599, 600, 899, 900, 1100, 5000)] == [
        False, False, True, True, False, False, True, True, False, False, False,
    ]  # fmt: skip


def test_without_a_signal_a_relay_is_on_until_the_alarm_is_over() -> None:
    assert [at(STEADY, moment, 2) for moment in (1999, 2000, 10**8)] == [False, True, True]
