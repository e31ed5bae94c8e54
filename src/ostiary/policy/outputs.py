"""What the alarms of a door drive: a relay, by a signal, while the alarm lasts. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Signal:
    """How a relay is driven; milliseconds. `count` 0 = on and off for as long as the alarm lasts; without durations it
    is steadily on.
    """

    delay: int = 0
    count: int = 0
    on: int = 0
    off: int = 0


STEADY = Signal()


def is_on(signal: Signal, after: int, since: datetime, now: datetime) -> bool:
    """Whether the relay is on now, of an alarm that has lasted since then and drives it `after` seconds."""
    elapsed = (now - since) // _MILLISECOND - 1000 * after - signal.delay
    period = signal.on + signal.off
    if elapsed < 0:
        return False
    if not period:
        return True
    if signal.count and elapsed >= signal.count * period:
        return False
    return elapsed % period < signal.on
