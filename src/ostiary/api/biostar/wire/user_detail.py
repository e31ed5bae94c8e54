"""A user on the wire with everything (v1): list row, photo, credentials, authentication modes, custom values."""

from datetime import datetime
from typing import Self

from pydantic import Field

from ostiary.api.biostar.wire.card import CardOut
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.user import UserOut, user_row
from ostiary.api.biostar.wire.values import Base64, FlagText, NumberText, Rows, Text
from ostiary.credentials.queries import FaceRecord
from ostiary.people.queries import FieldValue, PersonDetail


class FingerOut(Message):
    """A finger; `finger_mask` marks one for duress. No picture of it is kept: `template_image0` is empty."""

    finger_index: NumberText
    finger_mask: FlagText
    template0: Base64
    template1: Base64
    template_image0: Base64 = b""


class TemplateOut(Message):
    """A template of a face: `template` of an infrared one, the other two of a visual one."""

    template: Text | None = None
    credential_bin_type: NumberText | None = None
    template_ex: Text | None = None


class FaceOut(Message):
    """A face as it was given."""

    raw_image: Text | None = None
    template_ex_normalized_image: Text | None = None
    template_ex_picture: Text | None = None
    templates: Rows[TemplateOut] = Field(default_factory=list)
    flag: NumberText = 1
    use_profile: FlagText = Field(default=False, alias="useProfile")
    index: NumberText

    @classmethod
    def of(cls, face: FaceRecord) -> Self:
        """A stored face."""
        return cls.model_validate({"index": face.position, **face.document})


class CredentialsOut(Message):
    """Faces, visual and infrared."""

    visual_faces: Rows[FaceOut] = Field(alias="visualFaces")
    faces: Rows[FaceOut]


class ModeOut(Message):
    """An authentication mode of the user's own."""

    operation_method: NumberText
    operation_mode: NumberText
    exclude: FlagText


class FieldOut(Message):
    """A custom field."""

    id: NumberText
    name: Text
    type: NumberText
    order: NumberText


class ValueOut(Message):
    """The value of a custom field; `size`, `document` and `mimetype` of a file."""

    custom_field: FieldOut
    item: Text
    size: NumberText | None = None
    document: Base64 | None = None
    mimetype: Text | None = None

    @classmethod
    def of(cls, held: FieldValue) -> Self:
        """A stored value."""
        document = held.value.document
        return cls(
            custom_field=FieldOut(id=held.field_id, name=held.name, type=held.type, order=held.position),
            item=held.value.text,
            size=len(document) if document else None,
            document=document or None,
            mimetype=held.value.media_type or None,
        )


class UserDetailOut(UserOut):
    """A user with everything but PIN and password."""

    exclude_directory: NumberText = Field(alias="isExludeSyncADUser")
    photo: Base64 | None = None
    cards: Rows[CardOut]
    fingerprint_templates: Rows[FingerOut]
    credentials: CredentialsOut
    private_operation_modes: Rows[ModeOut]
    user_custom_fields: Rows[ValueOut]


def user_detail(person: PersonDetail, now: datetime) -> UserDetailOut:
    """A person with everything."""
    return UserDetailOut(
        **user_row(person.row, now),
        exclude_directory=int(person.row.user.exclude_directory),
        photo=person.photo or None,
        cards=[CardOut.of(card, with_override=True) for card in person.cards],
        fingerprint_templates=[
            FingerOut(
                finger_index=finger.position,
                finger_mask=finger.duress,
                template0=finger.template0,
                template1=finger.template1,
            )
            for finger in person.fingers
        ],
        credentials=CredentialsOut(
            visual_faces=[FaceOut.of(face) for face in person.faces if face.visual],
            faces=[FaceOut.of(face) for face in person.faces if not face.visual],
        ),
        private_operation_modes=[
            ModeOut(operation_method=entry.method, operation_mode=entry.mode, exclude=entry.exclude)
            for entry in person.private_modes
        ],
        user_custom_fields=[ValueOut.of(value) for value in person.values],
    )
