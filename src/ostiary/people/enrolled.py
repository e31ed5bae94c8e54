"""People as a device holds them come to the server: made where they are unknown, their credentials taken over else."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ostiary.credentials.cards import CardChoice
from ostiary.credentials.faces import INFRARED_TEMPLATE, NewFace, templates_of
from ostiary.credentials.fingers import NewFinger
from ostiary.credentials.queries import FaceRecord, faces_of
from ostiary.credentials.rules import NewCard
from ostiary.identity.queries import PrivateEntry, UserRecord, users_by_id
from ostiary.identity.user_guards import user_groups_within
from ostiary.identity.users import UserChange
from ostiary.kernel.context import Module
from ostiary.kernel.errors import DomainError, Forbidden
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.kernel.tree import ROOT
from ostiary.people.operations import Person, PersonChange, create_people, update_person
from ostiary.port.content import CardContent, FaceContent, FingerContent, UserContent


@dataclass(frozen=True, slots=True)
class Enrolled:
    """People as a device holds them."""

    device_id: int
    people: tuple[UserContent, ...] = field(repr=False)


@operation(
    module=Module.USER,
    right="write",
    verb="USER_FROM_DEVICE",
    method=Method.ACTION,
    objects=lambda enrolled: {
        "device": [enrolled.device_id],
        "user": [person.user_id for person in enrolled.people],
    },
)
async def take_people(work: Work, enrolled: Enrolled) -> list[tuple[str, DomainError | None]]:
    """Take people over from a device, each by himself; answers why one was refused.

    Who is unknown is made in the root group, with all but PIN (a device has only its hash) and access groups (these are
    given here). Of who is known the credentials are taken over of which the device holds any, and his name and private
    modes; his period, whether he is disabled, his groups and what the device has nothing of stay.
    """
    known = await users_by_id(work.session, [person.user_id for person in enrolled.people])
    outcomes: list[tuple[str, DomainError | None]] = []
    for person in enrolled.people:
        try:
            async with work.attempt():
                await _take(work, person, known.get(person.user_id))
        except DomainError as error:
            outcomes.append((person.user_id, error))
        else:
            outcomes.append((person.user_id, None))
    return outcomes


async def _take(work: Work, user: UserContent, known: UserRecord | None) -> None:
    faces = [] if known is None else (await faces_of(work.session, work.vault, [known.key])).get(known.key, [])
    modes = tuple(PrivateEntry(mode.method.value, mode.mode, mode.exclude) for mode in user.private_modes)
    credentials: dict[str, Any] = {
        "cards": tuple(_card(card) for card in user.cards),
        "fingers": tuple(_finger(finger) for finger in user.fingers),
        "faces": tuple(_face(face, faces) for face in user.faces if _is_infrared(face)),
        "visual_faces": tuple(_face(face, faces) for face in user.faces if not _is_infrared(face)),
    }
    given = {name: held for name, held in credentials.items() if held}
    if known is not None:
        data = UserChange(name=user.name or None, private_modes=modes or None)
        await update_person.act(work, Person(user.user_id, PersonChange(data, **given)))
        return
    if not await user_groups_within(work.session, work.context.scope, [ROOT]):
        raise Forbidden("new people come into the group of all")
    data = UserChange(
        name=user.name,
        group_id=ROOT,
        start=user.start,
        expiry=user.expiry,
        disabled=user.disabled,
        security_level=user.security_level,
        private_modes=modes,
    )
    await create_people.act(work, [Person(user.user_id, PersonChange(data, **given))])


def _card(card: CardContent) -> CardChoice:
    return CardChoice(scanned=NewCard(card.number, card.type))


def _finger(finger: FingerContent) -> NewFinger:
    return NewFinger(*finger.templates, duress=finger.duress)


def _is_infrared(face: FaceContent) -> bool:
    return any(kind == INFRARED_TEMPLATE for kind, _ in face.templates)


def _face(face: FaceContent, known: Sequence[FaceRecord]) -> NewFace:
    """A face as it is kept here, with its pictures where it is one that is known."""
    for record in known:
        if templates_of(record) == face.templates:
            return NewFace(record.document)
    return NewFace({"templates": [_template(kind, template) for kind, template in face.templates], "index": face.index})


def _template(kind: int, template: bytes) -> dict[str, Any]:
    text = base64.b64encode(template).decode("ascii")
    return {"template": text} if kind == INFRARED_TEMPLATE else {"credential_bin_type": kind, "template_ex": text}
