"""A user on the wire: the row of lists and of the login (v1), the row of searches (v2), and his operator level."""

from datetime import datetime
from typing import Any

from pydantic import Field

from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain
from ostiary.api.biostar.wire.values import (
    Flag,
    FlagText,
    Moment,
    MomentPlain,
    Number,
    NumberText,
    Rows,
    Text,
    flag_text,
    moment_text,
)
from ostiary.identity.levels import Level, rights_of
from ostiary.kernel.context import Kind, Module
from ostiary.people.queries import PersonRow

DISPLAY_SECONDS, DISPLAY_TIMES = 20, 3
"""What the original says of everybody; nothing decides on them."""

NO_GENDER = "0"
"""What is said of somebody whose gender nobody has given."""

EVERYTHING = {
    Kind.USER_GROUP: (1,),
    Kind.DEVICE_GROUP: (1,),
    Kind.DOOR_GROUP: (1,),
    Kind.ELEVATOR_GROUP: (1,),
    Kind.ZONE_TYPE: (-1,),
    Kind.ACCESS_GROUP: (0,),
    Kind.MAP_GROUP: (1,),
}
"""How a filter says that there is no limit."""


class LevelFilter(Message):
    """The group filters of an operator level: ids of what its operators may see."""

    UserGroup: Rows[NumberText]
    DeviceGroup: Rows[NumberText]
    DoorGroup: Rows[NumberText]
    ElevatorGroup: Rows[NumberText]
    ZoneType: Rows[NumberText]
    AccessGroup: Rows[NumberText]
    GraphicMapGroup: Rows[NumberText]


class ModuleRights(Message):
    """What an operator level may do in a module."""

    read: FlagText
    write: FlagText


class LevelModules(Message):
    """The rights of an operator level by module."""

    Dashboard: ModuleRights
    User: ModuleRights
    Device: ModuleRights
    Door: ModuleRights
    Elevator: ModuleRights
    Zone: ModuleRights
    AccessControl: ModuleRights
    Monitoring: ModuleRights
    TA: ModuleRights
    Setting: ModuleRights
    Video: ModuleRights
    Visitor: ModuleRights
    Report: ModuleRights


class PermissionOut(Message):
    """An operator level (v1)."""

    id: NumberText
    name: Text
    description: Text
    filter: LevelFilter
    module: LevelModules


def level_members(level: Level) -> dict[str, Any]:
    """The members of `PermissionOut` for a level."""
    rights = rights_of(level)
    return {
        "id": level.id,
        "name": level.name,
        "description": level.description,
        "filter": {kind.value: list(level.filters.get(kind, ids)) for kind, ids in EVERYTHING.items()},
        "module": {
            module.value: {"read": (module, "read") in rights, "write": (module, "write") in rights}
            for module in Module
        },
    }


class UserOut(Message):
    """A user as lists and the login show him (v1). The `idx_` members are change numbers of the original's indexes.
    `user_row` writes it.
    """

    user_id: Text
    name: Text
    gender: Text
    email: Text | None = None
    birthday: Moment | None = None
    phone: Text | None = None
    department: Text | None = None
    user_title: Text | None = None
    photo_exists: FlagText
    pin_exists: FlagText
    login_id: Text | None = None
    password_exists: FlagText
    user_ip: Text | None = None
    updated_count: NumberText
    last_modified: NumberText
    idx_last_modified: NumberText
    start_datetime: Moment
    expiry_datetime: Moment
    security_level: NumberText
    display_duration: NumberText
    display_count: NumberText
    permission: PermissionOut | None = None
    inherited: FlagText
    user_group_id: NamedRef
    disabled: FlagText
    expired: FlagText
    idx_user_id: NumberText
    idx_user_id_num: NumberText
    idx_name: NumberText
    idx_phone: NumberText
    idx_email: NumberText
    fingerprint_login: FlagText
    fingerprint_template_count: NumberText
    face_count: NumberText
    visual_face_count: NumberText
    card_count: NumberText
    qr_count: NumberText
    mobile_count: NumberText
    access_groups: Rows[NamedRef]
    need_to_update_pw: FlagText


def user_row(row: PersonRow, now: datetime) -> dict[str, Any]:
    """A person as `UserOut` shows him, written out: lists of many thousands are made here."""
    user, counts, number = row.user, row.counts, str(row.user.last_modified)
    told = {
        "email": user.email,
        "birthday": user.birthday and moment_text(user.birthday),
        "phone": user.phone,
        "department": user.department,
        "user_title": user.title,
        "login_id": user.login_id,
        "user_ip": user.address_only,
        "permission": row.level and PermissionOut(**level_members(row.level)).model_dump(mode="json"),
    }
    return {
        "user_id": user.user_id,
        "name": user.name,
        "gender": user.gender or NO_GENDER,
        **{name: value for name, value in told.items() if value is not None},
        "photo_exists": flag_text(user.has_photo),
        "pin_exists": flag_text(user.has_pin),
        "password_exists": flag_text(user.has_password),
        "updated_count": str(user.updated_count),
        "last_modified": number,
        **dict.fromkeys(_INDEXES, number),
        "start_datetime": moment_text(user.start),
        "expiry_datetime": moment_text(user.expiry),
        "security_level": str(user.security_level),
        "display_duration": str(DISPLAY_SECONDS),
        "display_count": str(DISPLAY_TIMES),
        "inherited": "false",
        "user_group_id": {"id": str(user.group_id), "name": row.group_name},
        "disabled": flag_text(user.disabled),
        "expired": flag_text(user.expiry < now),
        "fingerprint_login": "false",
        "fingerprint_template_count": str(counts.fingers),
        "face_count": str(counts.faces),
        "visual_face_count": str(counts.visual_faces),
        "card_count": str(counts.cards),
        "qr_count": str(counts.codes),
        "mobile_count": str(counts.mobiles),
        "access_groups": [{"id": str(id), "name": name} for id, name in row.access_groups],
        "need_to_update_pw": flag_text(user.must_change_password),
    }


_INDEXES = ("idx_last_modified", "idx_user_id", "idx_user_id_num", "idx_name", "idx_phone", "idx_email")


class UserPlain(Message):
    """A user as searches show him (v2)."""

    user_id: Text
    name: Text
    email: Text | None = None
    department: Text | None = None
    user_title: Text | None = None
    phone: Text | None = None
    user_group_id: NamedRefPlain
    operator_level: Text | None = None
    fingerprint_template_count: Number
    face_count: Number
    visual_face_count: Number
    mobile_count: Number
    qr_count: Number
    card_count: Number
    start_datetime: MomentPlain
    expiry_datetime: MomentPlain
    last_modified: Number
    updated_count: Number
    login_id: Text | None = None
    disabled: Flag
    have_pin: Flag
    have_lock_override: Flag = False
    access_groups: Rows[NamedRefPlain] = Field(default_factory=list)


def user_plain(row: PersonRow) -> UserPlain:
    """A person as searches show him."""
    user, counts = row.user, row.counts
    return UserPlain.model_construct(
        user_id=user.user_id,
        name=user.name,
        email=user.email,
        department=user.department,
        user_title=user.title,
        phone=user.phone,
        user_group_id=NamedRefPlain.model_construct(id=user.group_id, name=row.group_name),
        operator_level=None if row.level is None else row.level.name,
        fingerprint_template_count=counts.fingers,
        face_count=counts.faces,
        visual_face_count=counts.visual_faces,
        mobile_count=counts.mobiles,
        qr_count=counts.codes,
        card_count=counts.cards,
        start_datetime=user.start,
        expiry_datetime=user.expiry,
        last_modified=user.last_modified,
        updated_count=user.updated_count,
        login_id=user.login_id,
        disabled=user.disabled,
        have_pin=user.has_pin,
        access_groups=[NamedRefPlain.model_construct(id=id, name=name) for id, name in row.access_groups],
    )
