"""What a device remembers of who passed its doors. It survives the loss of power; an operator clears it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from ostiary.policy.antipassback import UNSEEN, Side, Trace, forgiven
from ostiary.simulator import rows
from ostiary.simulator.store import Store

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Traces:
    """The traces of people at the doors of one device."""

    def __init__(self, device_id: int, store: Store) -> None:
        self._device_id = device_id
        self._store = store
        self._at: dict[int, dict[str, Trace]] = {}

    def restore(self) -> None:
        """Go on with what the store holds."""
        for door_id, user_id, last, *moments in self._store.load(rows.TRACES, (self._device_id,)):
            self._at.setdefault(door_id, {})[user_id] = Trace(Side(last), *map(_moment, moments))

    def of(self, door_id: int, user_id: str) -> Trace:
        """What is remembered of a person at a door."""
        return self._at.get(door_id, {}).get(user_id, UNSEEN)

    def put(self, door_id: int, user_id: str, trace: Trace) -> None:
        """Remember this from now on."""
        self._at.setdefault(door_id, {})[user_id] = trace
        moments = (_micros(trace.last_at), _micros(trace.entered), _micros(trace.left))
        self._store.change(rows.PUT_TRACE, [(self._device_id, door_id, user_id, int(trace.last), *moments)])

    def forgive(self, door_id: int, users: Collection[str] | None, *, timed: bool) -> None:
        """Forget, for one rule or the other, how these people (None = all) passed a door."""
        known = self._at.get(door_id, {})
        for user_id in tuple(known) if users is None else known.keys() & set(users):
            before = known[user_id]
            after = forgiven(before, timed=timed)
            if after == UNSEEN:
                del known[user_id]
                self._store.change(rows.DROP_TRACE, [(self._device_id, door_id, user_id)])
            elif after != before:
                self.put(door_id, user_id, after)

    def drop(self, door_id: int) -> None:
        """The door is gone."""
        if self._at.pop(door_id, None):
            self._store.change(rows.DROP_TRACES, [(self._device_id, door_id)])


def _micros(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)
