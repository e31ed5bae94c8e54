"""The settings that devices have, and what each may be. The table stands in `settings.tsv`, a setting a row; who wants
it hands its text to `parse`.

A path is the wire's: `display.volume`, and with `[]` what is in each item of a list. `needs`: what a device must have
to have the setting, any of these words; a member has those of its group too. `by` device: a fact that a device tells
and nobody sets. A `ref` is the id of another thing, `same` another word for a setting beside it, `sealed` a secret.
An object in an item that holds what is needed is needed too, unless its default is `{}`.
"""

import ipaddress
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

PACKAGE, FILE = "ostiary.port", "settings.tsv"
"""Where the table stands."""
TEXT_LENGTH = 128
SMALLEST, LARGEST = -(2**31), 2**32 - 1
ORDERED = (
    ("thermal_config", "temperature_threshold_low", "temperature_threshold_high"),
    ("face", "face_width_min", "face_width_max"),
    ("face", "detection_distance_min", "detection_distance_max"),
)
"""In these groups the first value is not above the second."""

Values = dict[str, Any]
"""Settings by name, groups of them within groups."""


class SettingError(ValueError):
    """A value that a setting cannot have."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class Kind(StrEnum):
    """What a setting is."""

    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    DIGITS = "digits"
    ADDRESS = "address"
    SEALED = "sealed"
    REF = "ref"
    USER = "user"
    OBJECT = "object"
    LIST = "list"
    SAME = "same"


NEEDED = frozenset({Kind.NUMBER, Kind.USER})
"""What each item of a list must name where the table has no default for it; also an object that holds such."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be, how long a text or a list."""

    least: int | None = None
    most: int | None = None
    choices: frozenset[int] = frozenset()


@dataclass(slots=True)
class Setting:
    """One setting, or a group of them."""

    path: str
    kind: Kind
    default: Any = None
    bounds: Bounds = Bounds()
    detail: bool = False
    fact: bool = False
    needs: tuple[frozenset[str], ...] = ()
    members: dict[str, "Setting"] = field(default_factory=dict)
    item: "Setting | None" = None

    @property
    def name(self) -> str:
        """The last word of the path."""
        return self.path.rpartition(".")[2]

    def fits(self, words: Collection[str]) -> bool:
        """Whether a device with these words has it."""
        return all(not any_of.isdisjoint(words) for any_of in self.needs)


def parse(text: str) -> Setting:
    """The table: a group whose members are the groups of settings."""
    root = Setting("", Kind.OBJECT)
    heading, *lines = (line.split("\t") for line in text.splitlines())
    for cells in lines:
        row = dict(zip(heading, cells, strict=True))
        parent, name = _place(root, row["path"])
        needs = frozenset(row["needs"].split())
        setting = Setting(
            path=row["path"],
            kind=Kind(row["kind"]),
            default=row["default"] if row["kind"] == Kind.SAME else json.loads(row["default"] or "null"),
            bounds=_bounds(row["bounds"]),
            detail=parent.detail or row["view"] == "detail",
            fact=parent.fact or row["by"] == "device",
            needs=(*parent.needs, needs) if needs else parent.needs,
        )
        if setting.kind is Kind.LIST:
            setting.item = Setting(f"{setting.path}[]", Kind.OBJECT)
        if name:
            parent.members[name] = setting
        else:
            parent.item = setting
    return root


def _place(root: Setting, path: str) -> tuple[Setting, str]:
    """What a row belongs to, and its name there; no name for what each item of a list is."""
    *above, name = path.split(".")
    parent = root
    for word in above:
        parent = parent.members[word.removesuffix("[]")]
        parent = parent.item if word.endswith("[]") and parent.item else parent
    return (parent.members[name.removesuffix("[]")], "") if name.endswith("[]") else (parent, name)


def _bounds(text: str) -> Bounds:
    if "|" in text:
        return Bounds(choices=frozenset(int(choice) for choice in text.split("|")))
    least, _, most = text.partition("..")
    return Bounds(int(least) if least else None, int(most) if most else None)


def defaults(setting: Setting, words: Collection[str]) -> Values:
    """What a device with these words has by default, of all settings that it has."""
    found: Values = {}
    for name, member in setting.members.items():
        if member.kind is Kind.SAME or not member.fits(words):
            continue
        if member.kind is Kind.OBJECT:
            inner = defaults(member, words)
            if inner:
                found[name] = inner
        elif member.default is not None:
            found[name] = member.default
    return found


def checked(setting: Setting, values: Mapping[str, Any]) -> Values:
    """What is to be written of these values: each as the table has it, without facts and empty secrets (all that is
    shown of one). Raises `SettingError`.
    """
    found: Values = {}
    for name, value in values.items():
        member = setting.members.get(name)
        if member is None:
            raise SettingError(f"{setting.path}.{name}".removeprefix("."), "there is no such setting")
        if member.fact:
            continue
        if member.kind is Kind.SAME:
            member = setting.members[member.default]
        kept = _value(member, value)
        if kept or member.kind not in {Kind.OBJECT, Kind.SEALED}:
            found[member.name] = kept
    return found


def _value(setting: Setting, value: Any) -> Any:
    match setting.kind:
        case Kind.OBJECT:
            return checked(setting, _of_type(setting, value, dict))
        case Kind.LIST if setting.item is not None:
            return _items(setting, setting.item, _of_type(setting, value, list))
        case Kind.FLAG:
            return _of_type(setting, value, bool)
        case Kind.NUMBER | Kind.REF:
            return _number(setting, value)
        case _:
            return _text(setting, _of_type(setting, value, str))


def _of_type(setting: Setting, value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise SettingError(setting.path, f"should be a {setting.kind}")
    return value


def _items(setting: Setting, item: Setting, values: Sequence[Any]) -> list[Any]:
    if setting.bounds.most is not None and len(values) > setting.bounds.most:
        raise SettingError(setting.path, f"{setting.bounds.most} at most")
    if item.kind is not Kind.OBJECT:
        return [_value(item, value) for value in values]
    usual = {name: member.default for name, member in item.members.items() if member.default not in (None, {})}
    found = [{**usual, **_value(item, value)} for value in values]
    for one in found:
        lacking = _lacking(item, one)
        if lacking is not None:
            raise SettingError(lacking, "is needed")
    return found


def _lacking(setting: Setting, values: Mapping[str, Any]) -> str | None:
    """The path of the first thing that these values must name and do not."""
    for name, member in setting.members.items():
        if name not in values:
            if _is_needed(member):
                return member.path
        elif member.kind is Kind.OBJECT:
            found = _lacking(member, values[name])
            if found is not None:
                return found
    return None


def _is_needed(setting: Setting) -> bool:
    if setting.default is not None:
        return False
    return setting.kind in NEEDED or any(_is_needed(member) for member in setting.members.values())


def _number(setting: Setting, value: Any) -> int:
    number: int = _of_type(setting, value, int)
    bounds = setting.bounds
    least = SMALLEST if bounds.least is None else bounds.least
    most = LARGEST if bounds.most is None else bounds.most
    if bounds.choices and number not in bounds.choices:
        raise SettingError(setting.path, f"one of {', '.join(map(str, sorted(bounds.choices)))}")
    if not least <= number <= most:
        raise SettingError(setting.path, f"{least} to {most}")
    return number


def _text(setting: Setting, text: str) -> str:
    most = TEXT_LENGTH if setting.bounds.most is None else setting.bounds.most
    if len(text) > most:
        raise SettingError(setting.path, f"{most} characters at most")
    if not text.isprintable():
        raise SettingError(setting.path, "has characters that cannot be shown")
    if setting.kind is Kind.DIGITS and text and not (text.isascii() and text.isdigit()):
        raise SettingError(setting.path, "digits only")
    if setting.kind is Kind.ADDRESS and text and not is_address(text):
        raise SettingError(setting.path, "should be an IP address")
    return text


def is_address(text: str) -> bool:
    """Whether this is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def disordered(values: Mapping[str, Any]) -> str | None:
    """The path of a least value that is above its greatest, of whole groups of settings."""
    for group, least, most in ORDERED:
        held = values.get(group, {})
        if least in held and most in held and held[least] > held[most]:
            return f"{group}.{least}"
    return None


def beyond(setting: Setting, values: Mapping[str, Any], words: Collection[str]) -> str | None:
    """The path of the first value that asks a device with these words for what it has not; the default asks nothing."""
    for name, value in values.items():
        member = setting.members.get(name)
        if member is None:
            continue
        if member.kind is Kind.OBJECT:
            found = beyond(member, value, words)
            if found is not None:
                return found
        elif not member.fits(words) and value != member.default:
            return member.path
    return None


def within(setting: Setting, values: Mapping[str, Any], words: Collection[str]) -> Values:
    """These values without those that a device with these words has not."""
    found: Values = {}
    for name, value in values.items():
        member = setting.members.get(name)
        if member is None or not member.fits(words):
            continue
        kept = within(member, value, words) if member.kind is Kind.OBJECT else value
        if member.kind is not Kind.OBJECT or kept:
            found[name] = kept
    return found


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Values:
    """The one written over the other, group by group; lists are replaced."""
    found = dict(below)
    for name, value in above.items():
        known = found.get(name)
        both = isinstance(known, dict) and isinstance(value, dict)
        found[name] = merged(known, value) if both else value  # type: ignore[arg-type]
    return found


def differing(values: Mapping[str, Any], known: Mapping[str, Any]) -> Values:
    """Those of the values that are not known already."""
    found: Values = {}
    for name, value in values.items():
        before = known.get(name)
        if isinstance(value, dict) and isinstance(before, dict):
            inner = differing(value, before)
            if inner:
                found[name] = inner
        elif value != before:
            found[name] = value
    return found


def secrets(setting: Setting) -> Iterator[tuple[str, ...]]:
    """Where the secrets stand: the names from the group down."""
    for name, member in setting.members.items():
        if member.kind is Kind.SEALED:
            yield (name,)
        for below in secrets(member):
            yield (name, *below)
