"""What somebody with the right to does at a device's own menu: enter a person, change him, take him out."""

from dataclasses import replace
from datetime import UTC, datetime

from ostiary.port.content import CardContent, FaceContent, Family, FingerContent, UserContent, pin_hash
from ostiary.port.driver import Refused
from ostiary.simulator import templates
from ostiary.simulator.device import Device, Power
from ostiary.simulator.errors import DeviceOffError, NotPossibleError
from ostiary.simulator.holdings import Holdings
from ostiary.simulator.presentation import FaceSign, FingerSign, Presentation

ENROLLED, CHANGED, TAKEN_OUT = 8192, 8704, 9216
NOT_ENROLLED, NOT_CHANGED = 8448, 8960
START, EXPIRY = datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, 23, 59, tzinfo=UTC)
"""The period of a person who is entered at a device."""


def enrol(device: Device, name: str | None, presented: Presentation) -> tuple[Refused, ...]:
    """Enter or change a person: what is presented with his id is his from now on, beside what he has."""
    if device.power is not Power.ON:
        raise DeviceOffError(f"device {device.id} has no power")
    user = _entered(device.holdings, name, presented, templates.face_kinds(device.own.profile))
    is_new = device.holdings.user(user.user_id) is None
    refused = device.write(Family.USERS, (user,))
    done, failed = (ENROLLED, NOT_ENROLLED) if is_new else (CHANGED, NOT_CHANGED)
    device.log(failed if refused else done, user_id=user.user_id, by_device=not refused)
    return refused


def discharge(device: Device, user_id: str) -> None:
    """Take a person out."""
    if device.power is not Power.ON:
        raise DeviceOffError(f"device {device.id} has no power")
    if device.holdings.user(user_id) is None:
        raise NotPossibleError(f"device {device.id} does not hold {user_id}")
    device.delete(Family.USERS, [user_id])
    device.log(TAKEN_OUT, user_id=user_id, by_device=True)


def _entered(holdings: Holdings, name: str | None, presented: Presentation, kinds: tuple[int, ...]) -> UserContent:
    if presented.id is None:
        raise NotPossibleError("somebody is entered by his id")
    user = holdings.user(presented.id) or UserContent(presented.id, "", START, EXPIRY)
    if name is not None:
        user = replace(user, name=name)
    if presented.card is not None and all(card.number != presented.card for card in user.cards):
        user = replace(user, cards=(*user.cards, CardContent(presented.card)))
    if presented.finger is not None:
        user = replace(user, fingers=_fingers(user, presented.finger))
    if presented.face is not None:
        user = replace(user, faces=(_face(presented.face, kinds),))
    if presented.pin is not None:
        settings = holdings.settings(holdings.device_id)
        user = replace(user, pin_hash=pin_hash(presented.pin, settings.pin_key if settings else b""))
    return user


def _fingers(user: UserContent, sign: FingerSign) -> tuple[FingerContent, ...]:
    template = templates.finger_template(sign.user, sign.index)
    others = [finger for finger in user.fingers if template not in finger.templates]
    return (*others, FingerContent(len(others), (template, template)))


def _face(sign: FaceSign, kinds: tuple[int, ...]) -> FaceContent:
    return FaceContent(0, templates.face_templates(sign.user, sign.index, kinds))
