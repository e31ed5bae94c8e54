"""The triggers of a device on the wire: what they refer to with its name, as far as the caller may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ostiary.devices.queries import Named
from ostiary.events.types import type_of
from ostiary.schedules.queries import ScheduleView
from ostiary.settings.signals import NUMBERS, Signal


@dataclass(frozen=True, slots=True)
class Known:
    """What triggers may refer to, by id."""

    schedules: Mapping[int, ScheduleView]
    signals: Mapping[int, Signal]
    devices: Mapping[int, Named]


def named(trigger: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """A trigger as its settings are written, with names beside the ids."""
    shown = dict(trigger)
    for member in ("input_device_id", "output_device_id"):
        if member in shown:
            shown[member] = shown[member] | _device(known.devices.get(int(shown[member]["id"])))
    if "input_schedule_id" in shown:
        schedule = known.schedules.get(int(shown["input_schedule_id"]["id"]))
        shown["input_schedule_id"] = shown["input_schedule_id"] | ({"name": schedule.name} if schedule else {})
    if "output_signal_id" in shown:
        signal = known.signals.get(int(shown["output_signal_id"]["id"]))
        shown["output_signal_id"] = shown["output_signal_id"] | _signal(signal)
    event = shown.get("input_event_id")
    if event:
        shown["input_event_id"] = event | {"name": type_of(int(event["code"])).name}
    return shown


def _device(device: Named | None) -> dict[str, Any]:
    if device is None:
        return {}
    return {"name": device.name, "device_type_id": {"id": str(device.type.id), "name": device.type.name}}


def _signal(signal: Signal | None) -> dict[str, Any]:
    if signal is None:
        return {}
    return {"name": signal.name, **{number: str(getattr(signal, number)) for number in NUMBERS}}
