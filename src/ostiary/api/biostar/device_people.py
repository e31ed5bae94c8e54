"""The page "Devices", where the people a device really holds are listed, taken off it, and brought to the server."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from fastapi import Query as Parameter
from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.commanded import Commanded, commanded
from ostiary.api.biostar.wire.envelope import PARTLY, Answer, Collection, DeviceOutcomes, reply
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import Keys, PathId, whole, window_of
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Base64, FlagText, Moment, NumberText, Rows, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.identity.model import UserNotFound
from ostiary.kernel.context import Operator
from ostiary.kernel.paging import EVERYTHING, Window
from ostiary.people.enrolled import Enrolled, take_people
from ostiary.port.commands import Fault
from ostiary.port.content import FaceContent, UserContent, UserSummary, summary_of
from ostiary.provisioning.roster import Chosen, count_changes, request_export, request_removal, view_roster

router = page("Devices")

EVERYBODY = "*"
LIMIT = 50
"""People on a page where none is asked for."""
CREATED, DISABLED = 1, 128
"""Bits of the flag that a device has with a person."""
INFRARED = 0


class ModeOut(Message):
    """An authentication mode of the person's own."""

    operation_method: NumberText
    operation_mode: NumberText
    exclude: FlagText


class TemplateOut(Message):
    """A template of a face."""

    template_ex: Base64
    credential_bin_type: NumberText


class FaceOut(Message):
    """A visual face; a device has no picture of it."""

    template_ex_normalized_image: Base64 = b""
    index: NumberText
    templates: Rows[TemplateOut]
    flag: NumberText = CREATED

    @classmethod
    def of(cls, face: FaceContent) -> Self:
        """A face as the device holds it."""
        templates = [TemplateOut(template_ex=template, credential_bin_type=kind) for kind, template in face.templates]
        return cls(index=face.index, templates=templates)


class CredentialsOut(Message):
    """The visual faces."""

    visual_faces: Rows[FaceOut] = Field(alias="visualFaces")


class HeldOut(Message):
    """A person as a device holds him. `updated_count`: how often the server has changed him, 0 for whom it does not
    know.
    """

    user_id: Text
    updated_count: NumberText
    disabled: FlagText
    flag: NumberText
    cards_count: NumberText
    fingerprint_templates_count: NumberText
    face_count: NumberText
    start_datetime: Moment
    expiry_datetime: Moment
    security_level: NumberText
    private_operation_modes: Rows[ModeOut]
    name: Text
    credentials: CredentialsOut | None = None

    @classmethod
    def of(cls, user: UserSummary, changes: Mapping[str, int], credentials: CredentialsOut | None = None) -> Self:
        """A row."""
        return cls(
            user_id=user.user_id,
            updated_count=changes.get(user.user_id, 0),
            disabled=user.disabled,
            flag=CREATED + (DISABLED if user.disabled else 0),
            cards_count=user.cards,
            fingerprint_templates_count=user.fingers,
            face_count=user.faces,
            start_datetime=user.start,
            expiry_datetime=user.expiry,
            security_level=user.security_level,
            private_operation_modes=[
                ModeOut(operation_method=mode.method.value, operation_mode=mode.mode, exclude=mode.exclude)
                for mode in user.private_modes
            ],
            name=user.name,
            credentials=credentials,
        )


class HeldList(Answer):
    """The people at a device."""

    UserCollection: Collection[HeldOut]


class Exported(Answer):
    """The people who have come to the server."""

    UserCollection: Collection[HeldOut]
    DeviceResponse: DeviceOutcomes


async def _list(desk: Desk, caller: Operator, device_id: int, window: Window) -> Response:
    hidden = await desk.gate.ask(caller, view_roster, device_id)
    total, people = await desk.viewing(device_id, hidden, window)
    changes = await desk.gate.ask(caller, count_changes, [person.user_id for person in people])
    rows = [HeldOut.of(person, changes) for person in people]
    return reply(HeldList(UserCollection=Collection[HeldOut](total=total, rows=rows)))


@router.get("/api/devices/{id:int}/discover_userdata", response_model=HeldList, dependencies=needs(view_roster))
async def sum_up_people(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Everybody a device holds, of credentials how many."""
    return await _list(desk, caller, id, EVERYTHING)


@router.get("/api/devices/{id:int}/users", response_model=HeldList, dependencies=needs(view_roster))
async def list_people(
    desk: AtDesk,
    caller: Caller,
    id: PathId,
    limit: Annotated[str | None, Parameter(description="How many on a page: 50; 0 for all.")] = None,
    page: Annotated[str | None, Parameter(description="Which page: 1, and 0 too, is the first.")] = None,
) -> Response:
    """The people a device holds, a page at a time, by their ids."""
    asked, number = whole(limit, "limit"), whole(page, "page") or 0
    size = LIMIT if asked is None else asked
    return await _list(desk, caller, id, window_of(size, (number - 1) * size if number > 1 else min(number, 0)))


@router.delete("/api/devices/{device_id:int}/users", response_model=Commanded, dependencies=needs(request_removal))
async def delete_people(
    desk: AtDesk,
    caller: Caller,
    device_id: PathId,
    keys: Keys,
) -> Response:
    """Take people off a device (`*`: all). Whom it should hold it gets again at once."""
    everybody = keys == (EVERYBODY,)
    spared = (await desk.gate.run(caller, request_removal, Chosen(device_id, None if everybody else keys))).result
    await desk.removing(device_id, None if everybody else keys, spared)
    return commanded({device_id: Fault.OK})


@router.post("/api/devices/{device_id:int}/users/export", response_model=Exported, dependencies=needs(request_export))
async def export_people(desk: AtDesk, caller: Caller, device_id: PathId, keys: Keys) -> Response:
    """Bring people from a device to the server: unknown ones are made, of known ones the credentials taken over."""
    await desk.gate.run(caller, request_export, Chosen(device_id, keys))
    people = await desk.reading(device_id, keys)
    if not people:
        raise UserNotFound("the device does not hold them")
    receipt = await desk.gate.run(caller, take_people, Enrolled(device_id, tuple(people)))
    refused = {user_id: error for user_id, error in receipt.result if error is not None}
    if len(refused) == len(people):
        raise next(iter(refused.values()))
    await desk.settle(receipt)
    taken = [person for person in people if person.user_id not in refused]
    changes = await desk.gate.ask(caller, count_changes, [person.user_id for person in taken])
    answer = Exported(
        UserCollection=_collection(taken, changes), DeviceResponse=DeviceOutcomes.of([(device_id, Fault.OK)])
    )
    whole_of_them = len(taken) == len(keys)
    return reply(answer if whole_of_them else answer.model_copy(update={"Response": PARTLY}))


def _collection(people: Sequence[UserContent], changes: Mapping[str, int]) -> Collection[HeldOut]:
    rows = [HeldOut.of(summary_of(person), changes, _credentials(person)) for person in people]
    return Collection[HeldOut](total=len(rows), rows=rows)


def _credentials(person: UserContent) -> CredentialsOut:
    visual = [face for face in person.faces if all(kind != INFRARED for kind, _ in face.templates)]
    return CredentialsOut(visual_faces=[FaceOut.of(face) for face in visual])
