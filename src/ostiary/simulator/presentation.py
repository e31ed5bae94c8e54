"""What a person does at a reader, and what the reader answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ostiary.policy.authmode import Factor
from ostiary.simulator.templates import QUALITY


@dataclass(frozen=True, slots=True)
class FingerSign:
    """A finger on the sensor: whose, which one (0-9), and how well it is placed (0-100)."""

    user: str
    index: int = 0
    quality: int = QUALITY


@dataclass(frozen=True, slots=True)
class FaceSign:
    """A face before the camera: whose."""

    user: str
    index: int = 0


HEALTHY = 3650
"""The temperature of the skin, in hundredths of a degree Celsius, unless a presentation says otherwise."""

Sign = str | FingerSign | FaceSign


@dataclass(frozen=True, slots=True)
class Presentation:
    """One or several credentials presented together; `card` is a decimal number. `temperature` is that of the skin of
    whoever does it, 0 = hidden; `mask`: whether he wears one.
    """

    id: str | None = None
    card: str | None = None
    finger: FingerSign | None = None
    face: FaceSign | None = None
    pin: str | None = None
    temperature: int = HEALTHY
    mask: bool = False

    def signs(self) -> Iterator[tuple[Factor, Sign]]:
        """The credentials in the order they are presented: id, card, finger, face, pin."""
        given = (
            (Factor.ID, self.id),
            (Factor.CARD, self.card),
            (Factor.FINGER, self.finger),
            (Factor.FACE, self.face),
            (Factor.PIN, self.pin),
        )
        for factor, sign in given:
            if sign is not None:
                yield factor, sign


class Response(StrEnum):
    """How a reader responds. IGNORED also where it waits for a further factor, or for a second person: the reason says
    for which.
    """

    GRANTED = "granted"
    DENIED = "denied"
    CAPTURED = "captured"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Answer:
    """A reader's answer. `event_code` is that of the log record, 0 where there is none; `user_id` is empty where nobody
    is known.
    """

    response: Response
    event_code: int = 0
    reason: str = ""
    user_id: str = ""
