"""Preferences: how a user likes to see languages, dates and times, and what the console keeps for him. The console
reads them; the server decides nothing on them. Everybody has his own, and administrators may see and change those of
others.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity.model import PreferenceNotFound, PreferenceRow, UserNotFound, UserRow
from ostiary.identity.operators import may_grant
from ostiary.kernel.context import Context, Operator
from ostiary.kernel.database import upsert
from ostiary.kernel.errors import Forbidden, Invalid, LimitReached, TooLarge
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method

LANGUAGE = re.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,2}")
FORMAT_LENGTH = 32
TIME_ZONES = frozenset({*map(str, range(33)), "3-1", "8-1", "23+1", "25+1", "25+2", "28+1", "30+1"})
"""What the reference calls the time zones; those with a sign lie between two others."""
LARGEST_RULE = 2**31 - 1
CONSOLE_BYTES = 64 * 1024
CONSOLE_DEPTH = 8
"""How large what the console keeps may be as JSON, and how deep."""
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""As JSON has it."""

Source = AsyncConnection | AsyncSession


@dataclass(frozen=True, slots=True)
class Preference:
    """What somebody likes. Formats as the console writes them, `yyyy/MM/dd`. Of language and formats "" means that he
    has not said: they are those of his browser.
    """

    language: str = ""
    date_format: str = ""
    time_format: str = ""
    time_long_format: str = ""
    time_zone: str = "13"
    """An id of the reference; 13 is UTC."""
    dst1: int = 0
    """The rule of daylight saving time, 0 = none."""
    dst2: int = 0
    depend_on_os: bool = True
    """Whether the machine he sits at decides on the time zone."""
    console: Mapping[str, Any] = field(default_factory=dict)
    """What the console keeps for him."""


@dataclass(frozen=True, slots=True)
class PreferenceChange:
    """What is new of somebody's preference; None keeps. `anew`: begin with the defaults instead, but for what the
    console keeps.
    """

    user_id: str
    language: str | None = None
    date_format: str | None = None
    time_format: str | None = None
    time_long_format: str | None = None
    time_zone: str | None = None
    dst1: int | None = None
    dst2: int | None = None
    depend_on_os: bool | None = None
    console: Mapping[str, Any] | None = None
    anew: bool = False


@query(module=())
async def view_preference(view: View, user_id: str) -> Preference:
    """What somebody likes; the defaults where he has not said."""
    _check_own(view.context, user_id)
    key, _ = await _person(view.connection, user_id)
    return await _preference(view.connection, key)


@operation(module=(), right="write", verb="PREFERENCE_UPDATE", method=Method.UPDATE)
async def change_preference(work: Work, change: PreferenceChange) -> None:
    """Change what is given of somebody's preference. Raises `UserNotFound` or `PreferenceNotFound`.

    What the console keeps is no news for the trail: it changes with every column that somebody moves.
    """
    _check_own(work.context, change.user_id)
    key, name = await _person(work.session, change.user_id, new=change.anew)
    before = await _preference(work.session, key)
    names = [field.name for field in fields(Preference)]
    given = {column: value for column in names if (value := getattr(change, column)) is not None}
    begun = Preference(console=before.console) if change.anew else before
    after = asdict(_checked(replace(begun, **given)))
    await upsert(work.session, PreferenceRow, [{"user_key": key, **after}], ["user_key"])
    was = {column: value for column, value in asdict(before).items() if column != "console" and value != after[column]}
    if was:
        work.note(f"{name}({change.user_id})", was, {column: after[column] for column in was})


def _check_own(context: Context, user_id: str) -> None:
    own = isinstance(context, Operator) and context.user_id == user_id
    if not own and not may_grant(context):
        raise Forbidden("one's own preference only")


async def _person(source: Source, user_id: str, *, new: bool = False) -> tuple[int, str]:
    """Key and name of a user. Raises `PreferenceNotFound`, or `UserNotFound` where one is to be added."""
    found = await source.execute(select(UserRow.key, UserRow.name).where(UserRow.user_id == user_id))
    row = found.one_or_none()
    if row is None:
        raise UserNotFound(user_id[:32]) if new else PreferenceNotFound(user_id[:32])
    return row.key, row.name


async def _preference(source: Source, key: int) -> Preference:
    columns: list[Any] = [getattr(PreferenceRow, field.name) for field in fields(Preference)]
    row = (await source.execute(select(*columns).where(PreferenceRow.user_key == key))).one_or_none()
    return Preference() if row is None else Preference(*row)


def _checked(preference: Preference) -> Preference:
    if preference.language and not LANGUAGE.fullmatch(preference.language):
        raise Invalid("a language such as en or ko", "language")
    formats = {
        "date_format": preference.date_format,
        "time_format": preference.time_format,
        "time_long_term_format": preference.time_long_format,
    }
    for name, text in formats.items():
        if len(text) > FORMAT_LENGTH or not text.isprintable():
            raise Invalid(f"{FORMAT_LENGTH} characters at most", name)
    if preference.time_zone not in TIME_ZONES:
        raise Invalid("a time zone of the reference, such as 13, 25 or 23+1", "time_zone")
    for name, rule in {"dst1": preference.dst1, "dst2": preference.dst2}.items():
        if not 0 <= rule <= LARGEST_RULE:
            raise Invalid("the id of a rule, 0 for none", name)
    _check_console(preference.console)
    return preference


def _check_console(document: Mapping[str, Any]) -> None:
    """What both engines can keep as JSON, of limited size and depth."""
    if _depth(document) > CONSOLE_DEPTH:
        raise LimitReached(f"{CONSOLE_DEPTH} levels deep at most")
    try:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except ValueError as error:
        raise Invalid("a number or a character that is none") from error
    if NUL.search(text):
        raise Invalid("a character that is none")
    if size > CONSOLE_BYTES:
        raise TooLarge(f"the console keeps {CONSOLE_BYTES} bytes at most")


def _depth(value: object) -> int:
    """How many objects and lists stand in each other; what is deeper than the limit is not looked into."""
    level, depth = [value], 0
    while level and depth <= CONSOLE_DEPTH:
        level = [
            inner
            for each in level
            if isinstance(each, Mapping | list | tuple)
            for inner in (each.values() if isinstance(each, Mapping) else each)
        ]
        depth += 1
    return depth
