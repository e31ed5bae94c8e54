"""What a model of device can do and hold."""

from dataclasses import dataclass, field
from enum import StrEnum

from ostiary.policy.authmode import Factor


class Capability(StrEnum):
    """Things a device may or may not have."""

    CARD = "card"
    FINGER = "finger"
    FACE = "face"
    VISUAL_FACE = "visual_face"
    PIN = "pin"
    QR = "qr"
    DOOR = "door"
    READER = "reader"
    SLAVE = "slave"
    MASTER = "master"
    VOLUME = "volume"
    SCREEN = "screen"
    WIFI = "wifi"
    WIEGAND = "wiegand"
    CAMERA = "camera"
    """It takes pictures with events."""
    THERMAL = "thermal"
    """It measures the temperature of the skin."""


_NEEDS: dict[Factor, frozenset[Capability]] = {
    Factor.ID: frozenset({Capability.PIN}),
    Factor.CARD: frozenset({Capability.CARD}),
    Factor.FINGER: frozenset({Capability.FINGER}),
    Factor.FACE: frozenset({Capability.FACE, Capability.VISUAL_FACE}),
    Factor.PIN: frozenset({Capability.PIN}),
}
"""A reader can take a factor when it has one of these; an id and a PIN are typed on the keypad."""


def taken(capabilities: frozenset[Capability]) -> frozenset[Factor]:
    """The factors that a device with these capabilities can read; none where it is no reader."""
    if Capability.READER not in capabilities:
        return frozenset()
    return frozenset(factor for factor, needs in _NEEDS.items() if needs & capabilities)


@dataclass(frozen=True, slots=True)
class Profile:
    """A device model: type id and name as in the reference, capabilities and limits. `modes` are the authentication
    modes it starts with, used whenever its settings name none; `face_kinds` the templates of a visual face that it
    reads, by credential_bin_type, none named = any.
    """

    type_id: int
    name: str
    capabilities: frozenset[Capability]
    relays: int = 1
    inputs: int = 2
    max_users: int = 100_000
    max_cards: int = 100_000
    max_fingers: int = 0
    max_faces: int = 0
    max_log: int = 1_000_000
    max_pictures: int = 0
    firmware: str = "1.0.0"
    modes: tuple[int, ...] = ()
    face_kinds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What a device says of itself when connected. `epoch` numbers the lives of its log; a slave names its master as
    `parent_id`; `locked` by `DeviceVerb.LOCK`.
    """

    device_id: int
    profile: Profile
    mac: str
    firmware: str
    hardware: str
    slaves: tuple[int, ...] = ()
    epoch: int = 1
    extra: dict[str, str] = field(default_factory=dict)
    parent_id: int | None = None
    locked: bool = False
