"""A user as requests say him, whole or in part: a member that is absent keeps, an empty one clears."""

from typing import Any

from pydantic import Field

from ostiary.api.biostar.wire.card import CardIn
from ostiary.api.biostar.wire.message import Message, Ref, needing
from ostiary.api.biostar.wire.values import Base64, Flag, Moment, Number, Rows, Text
from ostiary.credentials.faces import NewFace
from ostiary.credentials.fingers import NewFinger
from ostiary.identity import passwords
from ostiary.identity.operators import LoginChange, grantable
from ostiary.identity.queries import CustomValue, PrivateEntry
from ostiary.identity.user_rules import UserIdFixed
from ostiary.identity.users import UserChange
from ostiary.kernel.context import Operator
from ostiary.people.operations import Person, PersonChange

NO_LEVEL = frozenset({0, -1})
"""Ids of `permission` that mean: no operator. The reference leaves the member out, which a partial update cannot."""

OF_ACCOUNTS = frozenset({"permission", "login_id", "password", "user_ip"})


class FingerIn(Message):
    """A finger; `finger_mask` marks one for duress."""

    finger_mask: Flag = False
    template0: Base64 = b""
    template1: Base64 = b""


class TemplateIn(Message):
    """A template of a face."""

    template: Text | None = None
    credential_bin_type: Number | None = None
    template_ex: Text | None = None


class FaceIn(Message):
    """A face with its templates, or with only a picture."""

    raw_image: Text | None = None
    template_ex_normalized_image: Text | None = None
    template_ex_picture: Text | None = None
    templates: Rows[TemplateIn] = Field(default_factory=list)
    flag: Number | None = None
    use_profile: Flag | None = Field(default=None, alias="useProfile")
    index: Number | None = None

    def new(self) -> NewFace:
        """The face to be kept."""
        return NewFace(self.model_dump(exclude_none=True))

    def infrared(self) -> NewFace:
        """An infrared face to be kept: as clients send it, or with templates of type 0 as a device has scanned it."""
        seen = {"template_ex_normalized_image", "template_ex_picture", "templates"}
        document = self.model_dump(exclude_none=True, exclude=seen)
        document.setdefault("raw_image", self.template_ex_normalized_image or "")
        templates = (each.template or each.template_ex for each in self.templates if not each.credential_bin_type)
        document["templates"] = [{"template": template} for template in templates if template]
        return NewFace(document)


class CredentialsIn(Message):
    """Faces, visual and infrared; a list that is absent is kept."""

    visual_faces: Rows[FaceIn] | None = Field(default=None, alias="visualFaces")
    faces: Rows[FaceIn] | None = None


class ModeIn(Message):
    """An authentication mode of the user's own: first factor, code of the mode (-1 not used), whether hidden."""

    operation_method: Number
    operation_mode: Number
    exclude: Flag = False


class ValueIn(Message):
    """The value of a custom field; a file has its name in `item` and its content in `document`."""

    custom_field: Ref
    item: Text = ""
    document: Base64 = b""
    mimetype: Text = ""


class UserIn(Message):
    """A user, or what is new about him."""

    user_id: Text | None = None
    name: Text | None = None
    user_group_id: Ref | None = None
    disabled: Flag | None = None
    start_datetime: Moment | None = None
    expiry_datetime: Moment | None = None
    security_level: Number | None = None
    email: Text | None = None
    phone: Text | None = None
    department: Text | None = None
    user_title: Text | None = None
    title: Text | None = None
    birthday: Moment | None = None
    gender: Text | None = None
    pin: Text | None = None
    photo: Base64 | None = None
    permission: Ref | None = None
    login_id: Text | None = None
    password: Text | None = None
    user_ip: Text | None = None
    access_groups: Rows[Ref] | None = None
    cards: Rows[CardIn] | None = None
    fingerprint_templates: Rows[FingerIn] | None = None
    credentials: CredentialsIn | None = None
    private_operation_modes: Rows[ModeIn] | None = None
    user_custom_fields: Rows[ValueIn] | None = None
    exclude_directory: Flag | None = Field(default=None, alias="isExludeSyncADUser")

    async def person(self, user_id: str, caller: Operator) -> Person:
        """What the room is asked to do about this person. Hashes a password, outside any transaction, unless the act
        would refuse it from this caller: raises `Forbidden`.
        """
        if self.user_id not in {None, "", user_id}:
            raise UserIdFixed
        faces = self.credentials or CredentialsIn()
        change = PersonChange(
            data=self._data(),
            login=await self._login(user_id, caller),
            no_operator=self.permission is not None and self.permission.id in NO_LEVEL,
            access_groups=_each(self.access_groups, lambda group: group.id),
            cards=_each(self.cards, CardIn.choice),
            fingers=_each(self.fingerprint_templates, _finger),
            faces=_each(faces.faces, FaceIn.infrared),
            visual_faces=_each(faces.visual_faces, FaceIn.new),
        )
        return Person(user_id, change)

    def _data(self) -> UserChange:
        return UserChange(
            name=self.name,
            group_id=self.user_group_id.id if self.user_group_id else None,
            start=self.start_datetime,
            expiry=self.expiry_datetime,
            disabled=self.disabled,
            security_level=self.security_level,
            email=self.email,
            phone=self.phone,
            department=self.department,
            title=self.title if self.user_title is None else self.user_title,
            birthday=self.birthday,
            gender=self.gender,
            pin=self.pin,
            photo=self.photo,
            private_modes=_each(self.private_operation_modes, _mode),
            exclude_directory=self.exclude_directory,
            custom=None if self.user_custom_fields is None else dict(map(_value, self.user_custom_fields)),
        )

    async def _login(self, user_id: str, caller: Operator) -> LoginChange | None:
        if not OF_ACCOUNTS & self.model_fields_set:
            return None
        level_id = self.permission.id if self.permission and self.permission.id not in NO_LEVEL else None
        if self.password:
            grantable(caller, user_id)
        password = await passwords.prepare(self.password) if self.password else None
        return LoginChange(level_id, self.login_id, password, self.user_ip)


class NewUserIn(UserIn):
    """A new user. Without the members that are required here he is refused, with a code of its own for each."""

    model_config = needing("user_id", "user_group_id", "start_datetime", "expiry_datetime")


def _each(rows: list[Any] | None, read: Any) -> tuple[Any, ...] | None:
    """Each row as the room takes it, once; None stays None."""
    return None if rows is None else tuple(read(row) for row in rows)


def _finger(finger: FingerIn) -> NewFinger:
    return NewFinger(finger.template0, finger.template1, finger.finger_mask)


def _mode(mode: ModeIn) -> PrivateEntry:
    return PrivateEntry(mode.operation_method, mode.operation_mode, mode.exclude)


def _value(value: ValueIn) -> tuple[int, CustomValue]:
    return value.custom_field.id, CustomValue(value.item, value.document, value.mimetype)
