"""Types of device on the wire, and what a device of a type has."""

from typing import Any, Self

from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import FlagText, NumberText, Text
from ostiary.devices.types import DeviceType
from ostiary.port.capabilities import Capability


class TypeOut(Message):
    """A type of device and what it has."""

    id: NumberText
    name: Text
    keypad: FlagText
    fingerprint: FlagText
    card: FlagText
    face: FlagText
    volume: FlagText
    wifi: FlagText

    @classmethod
    def of(cls, device_type: DeviceType, **more: Any) -> Self:
        """A type, with what a derived class shows more."""
        can = device_type.can
        return cls(
            id=device_type.id,
            name=device_type.name,
            keypad=can(Capability.PIN),
            fingerprint=can(Capability.FINGER),
            card=can(Capability.CARD),
            face=can(Capability.FACE, Capability.VISUAL_FACE),
            volume=can(Capability.VOLUME),
            wifi=can(Capability.WIFI),
            **more,
        )
