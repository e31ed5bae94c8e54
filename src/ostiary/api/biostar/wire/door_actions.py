"""What the alarms of a door switch, on the wire (v1): `trigger_actions`, of which doors know relays.

The name is that of elevators, the members are those of a device's triggers.
"""

from collections.abc import Sequence

from ostiary.api.biostar.wire.message import Message, Ref
from ostiary.api.biostar.wire.values import Number, NumberText
from ostiary.doors.outputs import Output
from ostiary.kernel.errors import Invalid, NotSupported
from ostiary.policy.door import Alarm

RELAY = 6
"""The `output_type` of a relay."""
ALARMS = {
    21504: Alarm.FORCED_OPEN,
    22016: Alarm.FORCED_OPEN,
    21760: Alarm.HELD_OPEN,
    22528: Alarm.HELD_OPEN,
    23040: Alarm.PASSBACK,
}
"""Event that triggers -> the alarm it comes with."""
RAISED = {Alarm.FORCED_OPEN: 22016, Alarm.HELD_OPEN: 22528, Alarm.PASSBACK: 23040}


class EventRef(Message):
    """An event type, by its code."""

    code: NumberText


class ActionOut(Message):
    """A relay that an alarm switches `delay` seconds after it was raised."""

    input_event_id: EventRef
    output_device_id: Ref
    output_type: NumberText = RELAY
    output_relay: NumberText
    output_signal_id: Ref | None
    delay: NumberText

    @classmethod
    def of(cls, output: Output) -> "ActionOut":
        """An action as it is shown."""
        return cls(
            input_event_id=EventRef(code=RAISED[output.alarm]),
            output_device_id=Ref(id=output.device_id),
            output_relay=output.relay_index,
            output_signal_id=None if output.signal_id is None else Ref(id=output.signal_id),
            delay=output.after,
        )


class ActionIn(Message):
    """An action, as sent."""

    input_event_id: EventRef
    output_device_id: Ref
    output_type: Number = RELAY
    output_relay: Number = 0
    output_signal_id: Ref | None = None
    delay: Number = 0


def outputs(sent: Sequence[ActionIn]) -> tuple[Output, ...]:
    """What was sent; raises `Invalid` for events that are no alarm of a door, `NotSupported` for other than relays."""
    return tuple(_output(action) for action in sent)


def _output(sent: ActionIn) -> Output:
    alarm = ALARMS.get(sent.input_event_id.code)
    if alarm is None:
        raise Invalid("no alarm of a door", "input_event_id")
    if sent.output_type != RELAY:
        raise NotSupported("the alarms of doors switch relays")
    signal_id = sent.output_signal_id.id if sent.output_signal_id else None
    return Output(alarm, sent.output_device_id.id, sent.output_relay, signal_id or None, sent.delay)
