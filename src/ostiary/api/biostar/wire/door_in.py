"""A door as requests say it, whole or in part: a member that is absent is kept."""

from typing import Any

from ostiary.api.biostar.wire.door_actions import ActionIn, outputs
from ostiary.api.biostar.wire.door_terms import TermsIn
from ostiary.api.biostar.wire.message import Message, Ref, needing
from ostiary.api.biostar.wire.values import Flag, Number, Rows, Text
from ostiary.doors.operations import Door, described
from ostiary.doors.wiring import ContactChange
from ostiary.kernel.errors import Invalid


class RelayIn(Message):
    """The relay, as sent."""

    device_id: Ref | None = None
    relay_index: Number | None = None


class ContactIn(Message):
    """A sensor or an exit button, as sent."""

    device_id: Ref | None = None
    input_index: Number | None = None
    type: Flag | None = None
    apb_use_door_sensor: Flag | None = None
    simulated_unlock: Flag | None = None


class DoorIn(TermsIn):
    """A door, as sent; on a change what is absent is kept."""

    name: Text | None = None
    description: Text | None = None
    door_group_id: Ref | None = None
    open_duration: Number | None = None
    open_timeout: Number | None = None
    open_once: Flag | None = None
    unconditional_lock: Flag | None = None
    entry_device_id: Ref | None = None
    exit_device_id: Ref | None = None
    relay_output_id: RelayIn | None = None
    exit_button_input_id: ContactIn | None = None
    sensor_input_id: ContactIn | None = None
    trigger_actions: Rows[ActionIn] | None = None


class NewDoorIn(DoorIn):
    """A new door. Of what is not given it has the default: the group of all doors, no devices."""

    model_config = needing("name")


def values_of(body: DoorIn) -> dict[str, Any]:
    """What was given, by the names of `DoorChange`."""
    plain = ("name", "description", "open_duration", "open_timeout", "open_once", "unconditional_lock")
    values: dict[str, Any] = {name: getattr(body, name) for name in plain if getattr(body, name) is not None}
    values |= body.changes()
    if body.trigger_actions is not None:
        values["outputs"] = outputs(body.trigger_actions)
    for name, target in (
        ("door_group_id", "group_id"),
        ("entry_device_id", "entry_device_id"),
        ("exit_device_id", "exit_device_id"),
    ):
        reference = getattr(body, name)
        if reference is not None:
            values[target] = reference.id
    relay = body.relay_output_id
    if relay is not None:
        if relay.device_id is not None:
            values["relay_device_id"] = relay.device_id.id
        if relay.relay_index is not None:
            values["relay_index"] = relay.relay_index
    for name, sent in (("sensor", body.sensor_input_id), ("exit_button", body.exit_button_input_id)):
        if sent is not None:
            device_id = sent.device_id.id if sent.device_id else None
            values[name] = ContactChange(device_id, sent.input_index, sent.type)
    if body.sensor_input_id and body.sensor_input_id.apb_use_door_sensor is not None:
        values["apb_use_door_sensor"] = body.sensor_input_id.apb_use_door_sensor
    if body.exit_button_input_id and body.exit_button_input_id.simulated_unlock is not None:
        values["simulated_unlock"] = body.exit_button_input_id.simulated_unlock
    return values


def new_door(body: NewDoorIn) -> Door:
    """The door that is to be made; raises `Invalid` for one without a name."""
    values = values_of(body)
    if not values.get("name"):
        raise Invalid("a door needs a name", "name")
    return described(values)
