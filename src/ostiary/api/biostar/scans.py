"""The page "Devices", where a card, a finger or a face is read at a device for somebody who enrols."""

from typing import Annotated

from fastapi import Query as Parameter
from fastapi import Request, Response
from pydantic import Field

from ostiary.api.attended import attended
from ostiary.api.biostar.wire.card import UNREGISTERED
from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, NamedRef
from ostiary.api.biostar.wire.query import PathId, whole
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Base64, Flag, FlagText, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.credentials.faces import INFRARED_TEMPLATE
from ostiary.credentials.rules import TYPES
from ostiary.devices.captures import Scan, request_scan
from ostiary.devices.model import DeviceFailed
from ostiary.devices.queries import DeviceSearch, list_devices
from ostiary.devices.types import device_types
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Invalid
from ostiary.port.capabilities import Capability
from ostiary.port.commands import Capture, CardCapture, FaceCapture, Fault, FingerCapture, ScanCommand, ScanKind

router = page("Devices")

QUALITY, BEST_QUALITY = 40, 100
"""Quality of a finger where none is asked for, and the best there is."""


class Done(Message):
    """That the device did it."""

    result: FlagText = True


class ScannedType(Message):
    """The type of a card that was read."""

    id: NumberText
    name: Text
    type: NumberText
    mode: Text


class ScannedCard(Message):
    """A card that was read; its id is "0", registered or not."""

    id: NumberText = UNREGISTERED
    card_id: Text
    display_card_id: Text
    card_type: ScannedType


class CardScanned(Answer):
    """A card was read."""

    Card: ScannedCard
    DeviceResponse: Done = Done()


class FingerOptions(Message):
    """How a finger is to be read."""

    enroll_quality: Number = QUALITY
    raw_image: Flag = False


class FingerBody(Message):
    """The body of a fingerprint scan."""

    ScanFingerprintOption: FingerOptions = FingerOptions()


class ScannedFinger(Message):
    """A finger that was read: one template; scan twice for two. `raw_image0` where it was asked for."""

    template0: Base64
    template_image0: Base64
    enroll_quality: NumberText
    raw_image0: Base64 | None = None


class FingerScanned(Answer):
    """A finger was read."""

    FingerprintTemplate: ScannedFinger
    DeviceResponse: Done = Done()


class FaceTemplate(Message):
    """A template of a face: of a visual one with its type, 9 or 5; of an infrared one `template` alone."""

    credential_bin_type: NumberText | None = None
    template_ex: Base64 | None = None
    template: Base64 | None = None


class ScannedFace(Message):
    """A face that was read, in the form in which a user is given it: the picture of an infrared one is `raw_image`."""

    template_ex_normalized_image: Base64 | None = None
    raw_image: Base64 | None = None
    templates: Rows[FaceTemplate]
    flag: NumberText = 1
    use_profile: FlagText = Field(default=False, alias="useProfile")
    index: NumberText = 0


class ScannedFaces(Message):
    """The faces that were read: one."""

    faces: Rows[ScannedFace]


class FaceScanned(Answer):
    """A face was read."""

    credentials: ScannedFaces


class EnrolmentDevice(NamedRef):
    """A device at which somebody can be enrolled."""

    device_type_id: NamedRef


class EnrolmentDevices(Answer):
    """Devices at which somebody can be enrolled."""

    DeviceCollection: Collection[EnrolmentDevice]


ENROLS: dict[int, frozenset[Capability]] = {
    0: frozenset({Capability.READER}),
    1: frozenset({Capability.FINGER}),
    2: frozenset({Capability.CARD}),
    3: frozenset({Capability.CARD}),
    4: frozenset({Capability.FACE}),
    5: frozenset({Capability.VISUAL_FACE}),
}
"""Kind of enrolment (0 any, 1 finger, 2 card number, 3 smart card, 4 face, 5 visual face) -> what a reader needs."""


@router.get("/api/devices/enrollment", response_model=EnrolmentDevices, dependencies=needs(list_devices))
async def list_enrolment_devices(
    desk: AtDesk,
    caller: Caller,
    type: Annotated[str | None, Parameter(description="What is to be enrolled; 0 for anything.")] = None,
) -> Response:
    """The readers at which something of a kind can be enrolled."""
    needed = ENROLS.get(whole(type, "type") or 0)
    if needed is None:
        raise Invalid(f"it is 0 to {max(ENROLS)}", "type")
    unfit = [kind.id for kind in device_types().values() if not (kind.can(Capability.READER) and kind.can(*needed))]
    found = await desk.gate.ask(caller, list_devices, DeviceSearch(without_types=tuple(unfit)))
    rows = [
        EnrolmentDevice(
            id=device.id, name=device.name, device_type_id=NamedRef(id=device.type.id, name=device.type.name)
        )
        for device in found.devices
    ]
    return reply(EnrolmentDevices(DeviceCollection=Collection[EnrolmentDevice](total=found.total, rows=rows)))


async def _capture(
    request: Request, desk: Desk, caller: Operator, device_id: int, command: ScanCommand
) -> Capture | None:
    """Have a reader capture what is presented next, while the client waits. Raises `DeviceFailed` with its code."""
    await desk.gate.run(caller, request_scan, Scan(device_id, command.kind))
    return (await attended(request, desk.running(device_id, command))).capture


@router.post("/api/devices/{id:int}/scan_card", response_model=CardScanned, dependencies=needs(request_scan))
async def scan_card(request: Request, desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Read the card that is presented next."""
    card = await _capture(request, desk, caller, id, ScanCommand(ScanKind.CARD))
    if not isinstance(card, CardCapture):
        raise DeviceFailed(Fault.CARD_SCAN_FAILED)
    kind = TYPES[card.type]
    scanned = ScannedCard(
        card_id=card.number,
        display_card_id=card.number,
        card_type=ScannedType(id=kind.id, name=kind.name, type=kind.type, mode=kind.mode),
    )
    return reply(CardScanned(Card=scanned))


@router.post("/api/devices/{id:int}/scan_fingerprint", response_model=FingerScanned, dependencies=needs(request_scan))
async def scan_fingerprint(request: Request, desk: AtDesk, caller: Caller, id: PathId, body: FingerBody) -> Response:
    """Read the finger that is presented next."""
    options = body.ScanFingerprintOption
    if not 0 <= options.enroll_quality <= BEST_QUALITY:
        raise Invalid("it is 0 to 100", "enroll_quality")
    finger = await _capture(request, desk, caller, id, ScanCommand(ScanKind.FINGER, options.enroll_quality))
    if not isinstance(finger, FingerCapture):
        raise DeviceFailed(Fault.FINGER_SCAN_FAILED)
    scanned = ScannedFinger(
        template0=finger.template,
        template_image0=finger.image,
        enroll_quality=finger.quality,
        raw_image0=finger.image if options.raw_image else None,
    )
    return reply(FingerScanned(FingerprintTemplate=scanned))


@router.get("/api/devices/{id:int}/credentials/face", response_model=FaceScanned, dependencies=needs(request_scan))
async def scan_face(
    request: Request,
    desk: AtDesk,
    caller: Caller,
    id: PathId,
    pose_sensitivity: Annotated[str | None, Parameter(description="Left to the device.")] = None,
) -> Response:
    """Read the face that is presented next."""
    face = await _capture(request, desk, caller, id, ScanCommand(ScanKind.FACE))
    if not isinstance(face, FaceCapture):
        raise DeviceFailed(Fault.FACE_SCAN_FAILED)
    return reply(FaceScanned(credentials=ScannedFaces(faces=[_scanned(face)])))


def _scanned(face: FaceCapture) -> ScannedFace:
    if all(kind == INFRARED_TEMPLATE for kind, _ in face.templates):
        templates = [FaceTemplate(template=template) for _, template in face.templates]
        return ScannedFace(raw_image=face.image, templates=templates)
    newest_first = sorted(face.templates, reverse=True)
    templates = [FaceTemplate(credential_bin_type=kind, template_ex=template) for kind, template in newest_first]
    return ScannedFace(template_ex_normalized_image=face.image, templates=templates)
