"""How people come to a device and leave it: by a server, or by somebody with the right to at the device's own menu. Its
log tells of both, and which it was; what a server fails to write is the server's to tell.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ostiary.port.content import CardContent, FaceContent, Family, FingerContent, Record, UserContent, pin_hash
from ostiary.port.driver import Refused
from ostiary.simulator import templates
from ostiary.simulator.device import Device, Power
from ostiary.simulator.errors import DeviceOffError, NotPossibleError
from ostiary.simulator.holdings import Holdings
from ostiary.simulator.presentation import FaceSign, FingerSign, Presentation

ENROLLED, CHANGED, TAKEN_OUT, ALL_TAKEN_OUT = 8192, 8704, 9216, 9728
NOT_ENROLLED, NOT_CHANGED = 8448, 8960
START, EXPIRY = datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, 23, 59, tzinfo=UTC)
"""The period of a person who is entered at a device."""


def store(device: Device, family: Family, records: Sequence[Record]) -> tuple[Refused, ...]:
    """Take what a server writes, and log the people who are new or not as they were."""
    before = {user.user_id: device.holdings.user(user.user_id) for user in records if isinstance(user, UserContent)}
    refused = device.write(family, records)
    for user_id, known in before.items():
        user = device.holdings.user(user_id)
        if user is not known:
            device.log(ENROLLED if known is None else CHANGED, user_id=user_id)
    return refused


def drop(device: Device, family: Family, keys: Sequence[str]) -> None:
    """Delete what a server says, and log the people who were there."""
    gone = [key for key in keys if device.holdings.user(key) is not None] if family is Family.USERS else []
    device.delete(family, keys)
    for user_id in gone:
        device.log(TAKEN_OUT, user_id=user_id)


def empty(device: Device) -> None:
    """Delete all content, and log it where there were people."""
    held = device.holdings.marks()[Family.USERS].count
    device.wipe()
    if held:
        device.log(ALL_TAKEN_OUT)


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
