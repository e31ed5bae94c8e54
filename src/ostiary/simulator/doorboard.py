"""The doors of one device: which reader stands at which, commands to them, what people do to them, flags that outlive a
reboot.
"""

from collections.abc import Callable, Sequence

from ostiary.policy.access import Person
from ostiary.policy.door import Act, Flag
from ostiary.policy.outputs import is_on
from ostiary.policy.passing import Passing
from ostiary.port.commands import ClearPassback, DoorCommand, DoorVerb, Fault
from ostiary.port.content import DoorContent
from ostiary.port.reports import DoorReport
from ostiary.simulator import rows
from ostiary.simulator.clock import Clock
from ostiary.simulator.doors import OPERATOR_OPEN, Door, Log, Wiring
from ostiary.simulator.errors import NotPossibleError
from ostiary.simulator.passages import Passages
from ostiary.simulator.store import Store
from ostiary.simulator.traces import Traces

_ACTS = {
    DoorVerb.OPEN: (Act.OPEN, Fault.UNLOCK_FAILED),
    DoorVerb.UNLOCK: (Act.UNLOCK, Fault.UNLOCK_FAILED),
    DoorVerb.LOCK: (Act.LOCK, Fault.LOCK_FAILED),
    DoorVerb.RELEASE: (Act.RELEASE, Fault.STATE_CHANGE_FAILED),
    DoorVerb.CLEAR_ALARM: (Act.CLEAR_ALARM, Fault.STATE_CHANGE_FAILED),
}
"""What a command does to a door, and the fault where it may not."""
_NO_FLAGS = (Flag.NONE, Flag.NONE)


class DoorBoard:
    """The doors of one device. `reaches` says whether the unit of a relay or contact is alive."""

    def __init__(
        self,
        device_id: int,
        clock: Clock,
        store: Store,
        *,
        reaches: Callable[[int | None], bool],
        log: Log,
        tell: Callable[[DoorReport], None],
    ) -> None:
        self._device_id = device_id
        self._clock = clock
        self._store = store
        self._reaches = reaches
        self._tell = tell
        self._wiring = Wiring(log, self._changed, self._remember)
        self.passages = Passages(clock, Traces(device_id, store), log)
        self._doors: dict[int, Door] = {}
        self._at_reader: dict[int, Door] = {}
        self._kept: dict[int, tuple[Flag, Flag]] = {}
        self._powered = False

    def restore(self) -> None:
        """Take the operator's flags, and who passed, from the store."""
        self.passages.traces.restore()
        for door_id, locked_by, unlocked_by in self._store.load(rows.DOORS, (self._device_id,)):
            self._kept[door_id] = (Flag(locked_by), Flag(unlocked_by))

    def arrange(self, contents: Sequence[DoorContent]) -> None:
        """These are the doors from now on."""
        wanted = {content.id: content for content in contents}
        for door_id in [door_id for door_id in self._doors if door_id not in wanted]:
            door = self._doors.pop(door_id)
            door.power_down()
            self.passages.gone(door)
            self._kept.pop(door_id, None)
            self._store.change(rows.DROP_DOOR, [(self._device_id, door_id)])
        for content in wanted.values():
            self._arrange(content)
        self._at_reader = {}
        for door in self._doors.values():
            for reader_id in (door.content.entry_device_id, door.content.exit_device_id):
                if reader_id is not None:
                    self._at_reader.setdefault(reader_id, door)

    def power_up(self) -> None:
        """The device has started: relays and sensors live."""
        self._powered = True
        for door in self._doors.values():
            door.power_up(*self._kept.get(door.id, _NO_FLAGS))

    def power_down(self) -> None:
        """The device has lost power."""
        self._powered = False
        self.passages.power_down(self._doors.values())
        for door in self._doors.values():
            door.power_down()

    def get(self, door_id: int) -> Door | None:
        """The door with this id."""
        return self._doors.get(door_id)

    def ids(self) -> list[int]:
        """The doors' ids."""
        return sorted(self._doors)

    def ids_at(self, unit_id: int) -> list[int]:
        """The ids of the doors at which this unit is a reader or drives the relay."""
        return sorted(
            door.id
            for door in self._doors.values()
            if unit_id in {door.content.entry_device_id, door.content.exit_device_id, door.content.relay_device_id}
        )

    def at_reader(self, reader_id: int) -> Door | None:
        """The door this reader stands at."""
        return self._at_reader.get(reader_id)

    def reports(self) -> tuple[DoorReport, ...]:
        """How each door stands now."""
        return tuple(door.report(self._device_id) for door in self._doors.values())

    def driven(self) -> list[tuple[int, int]]:
        """The relays that alarms of doors drive now: device and index."""
        now = self._clock.now()
        outputs = ((door, output) for door in self._doors.values() for output in door.content.outputs)
        driven = {
            (output.device_id, output.relay_index)
            for door, output in outputs
            if output.alarm in door.alarmed and self._reaches(output.device_id)
            if is_on(output.signal, output.after, door.alarmed[output.alarm], now)
        }
        return sorted(driven) if self._powered else []

    def run(self, command: DoorCommand) -> dict[int, Fault]:
        """Carry out a command; how it ended for each door."""
        act, failed = _ACTS[command.verb]
        faults = {}
        for door_id in command.doors:
            door = self._doors.get(door_id)
            done = door is not None and self._command(door, act, command.flag)
            faults[door_id] = Fault.OK if done else failed
        return faults

    def clear(self, command: ClearPassback) -> dict[int, Fault]:
        """Forget how people passed; how it ended for each door."""
        faults = {}
        for door_id in command.doors:
            door = self._doors.get(door_id)
            faults[door_id] = Fault.STATE_CHANGE_FAILED if door is None else Fault.OK
            if door is not None:
                self.passages.traces.forgive(door_id, command.users, timed=command.timed)
                if command.users is None:
                    door.apply(Act.PASSBACK_CLEARED)
        return faults

    def admit(self, door: Door, reader_id: int, person: Person, passing: Passing) -> None:
        """Have the door do what comes of somebody at its reader; his own events are logged."""
        side = door.content.side(reader_id)
        if passing.violates:
            door.apply(Act.PASSBACK)
        if passing.waits is not None:
            self.passages.wait(door, side, reader_id, passing.waits)
        elif passing.verdict.granted and self._reaches(door.content.relay_device_id):
            door.apply(Act.GRANT, open_for=passing.open_for)
            self.passages.let_in(door, side, filter(None, (passing.first, person.user_id)))

    def swing(self, door: Door, is_open: bool) -> None:
        """A door is opened or closed by hand."""
        if not door.content.rules.has_sensor:
            raise NotPossibleError(f"door {door.id} has no sensor")
        sensor = door.content.sensor
        seen = self._powered and self._reaches(sensor.device_id if sensor else None)
        door.swing(is_open, seen=seen)
        if seen and is_open:
            self.passages.opened(door)

    def press_exit_button(self, door: Door) -> bool:
        """Somebody presses the exit button; False where nothing comes of it."""
        button = door.content.exit_button
        if button is None:
            raise NotPossibleError(f"door {door.id} has no exit button")
        reached = self._reaches(button.device_id) and self._reaches(door.content.relay_device_id)
        return reached and door.press_exit_button()

    def _command(self, door: Door, act: Act, flag: Flag) -> bool:
        if act is not Act.CLEAR_ALARM and not self._reaches(door.content.relay_device_id):
            return False
        return door.apply(act, flag, OPERATOR_OPEN if act is Act.OPEN else 0)

    def _arrange(self, content: DoorContent) -> None:
        door = self._doors.get(content.id)
        if door is None:
            self._doors[content.id] = door = Door(content, self._clock, self._wiring)
            if self._powered:
                door.power_up(*_NO_FLAGS)
            self.passages.arranged(door)
        elif door.content is not content:
            door.reconfigure(content)
            self.passages.arranged(door)

    def _changed(self, door: Door) -> None:
        self._tell(door.report(self._device_id))

    def _remember(self, door: Door) -> None:
        locked, unlocked = door.state.locked_by & Flag.OPERATOR, door.state.unlocked_by & Flag.OPERATOR
        self._kept[door.id] = (locked, unlocked)
        self._store.change(rows.PUT_DOOR, [(self._device_id, door.id, int(locked), int(unlocked))])
