"""What a line of the trail is about: told by its act's verb, else by the part of the product that has the act."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy import Case, case

from ostiary.kernel.context import Module
from ostiary.kernel.trail import TrailRow


class Subject(StrEnum):
    """Kinds of things that acts are about."""

    ACCESS_LEVEL = "access_level"
    ACCESS_GROUP = "access_group"
    FLOOR_LEVEL = "floor_level"
    SETTING = "setting"
    PERMISSION = "permission"
    PREFERENCE = "preference"
    SERVER = "server"
    CARD_FORMAT = "card_format"
    SMARTCARD = "smartcard"
    TRIGGER = "trigger"
    EVENT_TYPE = "event_type"
    CUSTOM_FIELD = "custom_field"
    SCHEDULE = "schedule"
    HOLIDAY = "holiday"
    OUTPUT_SIGNAL = "output_signal"
    DAYLIGHT_SAVING = "daylight_saving"
    MOBILE = "mobile"
    SYSTEM = "system"
    USER = "user"
    DEVICE = "device"
    DOOR = "door"
    ELEVATOR = "elevator"
    ZONE = "zone"
    MAP = "map"


VERBS: Final[Mapping[str, Subject]] = {
    "ACCESS_LEVEL": Subject.ACCESS_LEVEL,
    "ACCESS_GROUP": Subject.ACCESS_GROUP,
    "FLOOR_LEVEL": Subject.FLOOR_LEVEL,
    "OPERATOR_LEVEL": Subject.PERMISSION,
    "PREFERENCE": Subject.PREFERENCE,
    "SETTING": Subject.SERVER,
    "WIEGAND": Subject.CARD_FORMAT,
    "CARD_LAYOUT": Subject.SMARTCARD,
    "TRIGGER": Subject.TRIGGER,
    "ALERT_CHOICE": Subject.EVENT_TYPE,
    "CUSTOM_FIELD": Subject.CUSTOM_FIELD,
    "SCHEDULE": Subject.SCHEDULE,
    "HOLIDAY": Subject.HOLIDAY,
    "OUTPUT_SIGNAL": Subject.OUTPUT_SIGNAL,
    "DST": Subject.DAYLIGHT_SAVING,
    "MOBILE": Subject.MOBILE,
    "ELEVATOR": Subject.ELEVATOR,
    "ZONE": Subject.ZONE,
    "PASSWORD": Subject.USER,
}
"""What verbs begin with."""

MODULES: Final[Mapping[str, Subject]] = {
    Module.USER: Subject.USER,
    Module.VISITOR: Subject.USER,
    Module.DEVICE: Subject.DEVICE,
    Module.DOOR: Subject.DOOR,
    Module.ELEVATOR: Subject.ELEVATOR,
    Module.ZONE: Subject.ZONE,
    Module.ACCESS: Subject.ACCESS_GROUP,
    Module.SETTING: Subject.SETTING,
}
"""What verbs that begin otherwise are about; of the other parts of the product it is the system."""


def subject() -> Case[str]:
    """The subject of a line, as a column."""
    verbs = [(TrailRow.verb.startswith(f"{word}_", autoescape=True), str(about)) for word, about in VERBS.items()]
    exact = [(TrailRow.verb == word, str(about)) for word, about in VERBS.items() if "_" in word]
    modules = [(TrailRow.menu == str(module), str(about)) for module, about in MODULES.items()]
    return case(*exact, *verbs, *modules, else_=str(Subject.SYSTEM))
