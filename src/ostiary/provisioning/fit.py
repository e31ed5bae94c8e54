"""What of a person a device can hold: credentials its model has no room for are left out."""

from dataclasses import dataclass, replace

from ostiary.port.capabilities import Capability, Profile
from ostiary.port.content import FaceContent, UserContent

MOST_FACES = 5
INFRARED = 0
"""The kind of templates that come from an infrared face; all others are visual."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Kinds of credentials that a device, or a person, has."""

    cards: bool = False
    fingers: bool = False
    infrared: bool = False
    visual: bool = False
    many_faces: bool = False
    """More than any device holds of one person."""

    def covers(self, other: "Fit") -> bool:
        """Whether all kinds of the other are among these."""
        return (
            self.cards >= other.cards
            and self.fingers >= other.fingers
            and self.infrared >= other.infrared
            and self.visual >= other.visual
            and self.many_faces >= other.many_faces
        )


def of_profile(profile: Profile) -> Fit:
    """The kinds that a model holds."""
    faces = profile.capabilities if profile.max_faces else frozenset()
    return Fit(
        cards=profile.max_cards > 0,
        fingers=profile.max_fingers > 0,
        infrared=Capability.FACE in faces,
        visual=Capability.VISUAL_FACE in faces,
    )


def of_user(user: UserContent) -> Fit:
    """The kinds that a person has."""
    return Fit(
        cards=bool(user.cards),
        fingers=bool(user.fingers),
        infrared=any(_infrared(face) for face in user.faces),
        visual=any(not _infrared(face) for face in user.faces),
        many_faces=len(user.faces) > MOST_FACES,
    )


def fitted(user: UserContent, fit: Fit) -> UserContent:
    """The person as a device holds him; the same object where nothing has to be left out."""
    faces = tuple(face for face in user.faces if (fit.infrared if _infrared(face) else fit.visual))[:MOST_FACES]
    if (fit.cards or not user.cards) and (fit.fingers or not user.fingers) and len(faces) == len(user.faces):
        return user
    return replace(
        user, cards=user.cards if fit.cards else (), fingers=user.fingers if fit.fingers else (), faces=faces
    )


def _infrared(face: FaceContent) -> bool:
    return any(kind == INFRARED for kind, _ in face.templates)
