"""Which settings a device or slave takes: those of the table that its model has; what follows from those it holds, and
how they are shown, without secrets.
"""

import json
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ostiary.port import settings
from ostiary.port.commands import Fault, ScreenKind
from ostiary.port.content import SettingsContent, key_of
from ostiary.port.driver import Refused
from ostiary.port.settings import Setting, SettingError


@cache
def _table() -> Setting:
    return settings.parse(files(settings.PACKAGE).joinpath(settings.FILE).read_text(encoding="utf-8"))


def refusal(record: SettingsContent, words: Collection[str]) -> Refused | None:
    """Why a unit that has these words does not take the settings."""
    try:
        given = json.loads(record.extra or "{}")
        settings.checked(_table(), given)
    except SettingError as error:
        return Refused(key_of(record), Fault.INVALID, str(error))
    except (ValueError, AttributeError):
        return Refused(key_of(record), Fault.INVALID, "no settings")
    lacking = settings.beyond(_table(), given, words)
    return None if lacking is None else Refused(key_of(record), Fault.NOT_SUPPORTED, f"no {lacking}")


def home_screen(record: SettingsContent | None) -> ScreenKind | None:
    """What a unit with these settings shows instead of its usual home screen."""
    display = json.loads(record.extra or "{}").get("display", {}) if record else {}
    match display.get("background", 0), display.get("background_theme", 0):
        case _, 1:
            return ScreenKind.NOTICE
        case 2, 2:
            return ScreenKind.SLIDES
        case _, 2:
            return ScreenKind.LOGO
        case _:
            return None


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name, UTC where nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def shown(record: SettingsContent) -> dict[str, Any]:
    """What a unit holds, for whoever looks at it from outside."""
    groups = json.loads(record.extra or "{}")
    for *above, name in settings.secrets(_table()):
        holder: Any = groups
        for group in above:
            holder = holder.get(group, {})
        holder.pop(name, None)
    return {
        "name": record.name,
        "timezone": record.timezone,
        "modes": [[slot.mode, slot.schedule_id] for slot in record.modes],
        "auth_timeout": record.auth_timeout,
        "scan_timeout": record.scan_timeout,
        "full_access": record.full_access,
        "groups": groups,
    }
