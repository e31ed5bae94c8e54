"""Values of `port` as JSON and back, led by type hints: what a fleet stores and what its gateway says.

A dataclass is an object of its fields, those at their default left out, so that stored records outlive fields added
later. A union of classes is a pair of class name and value. Bytes are base64, moments and dates ISO 8601, mappings
lists of pairs.
"""

import base64
import dataclasses
import json
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Plain = Any
"""What `json` reads and writes."""
Coder = Callable[[Any], Any]


class CodecError(ValueError):
    """Not a value of this type."""


def encode(hint: object, value: object) -> bytes:
    """The value as JSON bytes."""
    return json.dumps(encoder(hint)(value), ensure_ascii=False, separators=(",", ":")).encode()


def decode(hint: object, data: bytes) -> Any:
    """The value again; raises `CodecError`."""
    try:
        return decoder(hint)(json.loads(data))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise CodecError(f"not a {hint}: {error}") from error


def _same(value: Any) -> Any:
    return value


def _defaults(kind: type) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in dataclasses.fields(kind):
        if item.default is not dataclasses.MISSING:
            found[item.name] = item.default
        elif item.default_factory is not dataclasses.MISSING:
            found[item.name] = item.default_factory()
    return found


def _members(hint: object) -> tuple[tuple[object, ...], bool] | None:
    """The members of a union without None, and whether None is one; None where the hint is no union."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return None
    members = tuple(member for member in get_args(hint) if member is not types.NoneType)
    return members, len(members) < len(get_args(hint))


@cache
def encoder(hint: object) -> Coder:
    """Value -> plain, for values of this type."""
    union = _members(hint)
    if union is not None:
        return _union_encoder(*union)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is not None:
        return _generic_encoder(origin, arguments)
    if hint is bytes:
        return lambda value: base64.b64encode(value).decode("ascii")
    if hint in {datetime, date}:
        return lambda value: value.isoformat()
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return lambda value: value.value
        if dataclasses.is_dataclass(hint):
            return _class_encoder(hint)
    if hint in {str, int, float, bool, types.NoneType, None}:
        return _same
    raise CodecError(f"no code for {hint}")


def _class_encoder(kind: type) -> Coder:
    hints = get_type_hints(kind)
    missing = object()
    defaults = _defaults(kind)
    parts = [
        (item.name, encoder(hints[item.name]), defaults.get(item.name, missing)) for item in dataclasses.fields(kind)
    ]

    def run(value: Any) -> Plain:
        plain = {}
        for name, part, default in parts:
            held = getattr(value, name)
            if held != default:
                plain[name] = part(held)
        return plain

    return run


def _union_encoder(members: tuple[object, ...], optional: bool) -> Coder:
    if len(members) == 1:
        only = encoder(members[0])
        return lambda value: None if value is None else only(value)
    coders = {member: encoder(member) for member in members}

    def run(value: Any) -> Plain:
        if value is None and optional:
            return None
        return [type(value).__name__, coders[type(value)](value)]

    return run


def _generic_encoder(origin: Any, arguments: tuple[Any, ...]) -> Coder:
    if issubclass(origin, Mapping):
        key, item = encoder(arguments[0]), encoder(arguments[1])
        return lambda value: [[key(k), item(v)] for k, v in value.items()]
    if origin is frozenset:
        item = encoder(arguments[0])
        return lambda value: [item(member) for member in sorted(value)]
    if origin is tuple and arguments[-1] is not Ellipsis:
        parts = [encoder(argument) for argument in arguments]
        return lambda value: [part(member) for part, member in zip(parts, value, strict=True)]
    if issubclass(origin, Sequence):
        item = encoder(arguments[0])
        return lambda value: [item(member) for member in value]
    raise CodecError(f"no code for {origin}")


@cache
def decoder(hint: object) -> Coder:
    """Plain -> value, for values of this type."""
    union = _members(hint)
    if union is not None:
        return _union_decoder(*union)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is not None:
        return _generic_decoder(origin, arguments)
    if hint is bytes:
        return lambda plain: base64.b64decode(plain, validate=True)
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return hint
        if dataclasses.is_dataclass(hint):
            return _class_decoder(hint)
    if hint in {str, int, float, bool}:
        return _typed(hint)
    if hint in {types.NoneType, None}:
        return _same
    raise CodecError(f"no code for {hint}")


def _typed(kind: Any) -> Coder:
    def run(plain: Plain) -> Any:
        if type(plain) is kind or (kind is float and type(plain) is int):
            return plain
        raise CodecError(f"{plain!r} is no {kind.__name__}")

    return run


def _class_decoder(kind: Any) -> Coder:
    hints = get_type_hints(kind)
    parts = {item.name: decoder(hints[item.name]) for item in dataclasses.fields(kind)}

    def run(plain: Plain) -> Any:
        if not isinstance(plain, dict):
            raise CodecError(f"{plain!r} is no {kind.__name__}")
        return kind(**{name: parts[name](value) for name, value in plain.items()})

    return run


def _union_decoder(members: tuple[object, ...], optional: bool) -> Coder:
    if len(members) == 1:
        only = decoder(members[0])
        return lambda plain: None if plain is None else only(plain)
    coders = {member.__name__: decoder(member) for member in members if isinstance(member, type)}

    def run(plain: Plain) -> Any:
        if plain is None and optional:
            return None
        name, value = plain
        return coders[name](value)

    return run


def _generic_decoder(origin: Any, arguments: tuple[Any, ...]) -> Coder:
    if issubclass(origin, Mapping):
        key, item = decoder(arguments[0]), decoder(arguments[1])
        return lambda plain: {key(k): item(v) for k, v in plain}
    if origin is frozenset:
        member = decoder(arguments[0])
        return lambda plain: frozenset(member(value) for value in plain)
    if origin is tuple and arguments[-1] is not Ellipsis:
        parts = [decoder(argument) for argument in arguments]
        return lambda plain: tuple([part(value) for part, value in zip(parts, plain, strict=True)])
    if issubclass(origin, Sequence):
        member = decoder(arguments[0])
        return lambda plain: tuple([member(value) for value in plain])
    raise CodecError(f"no code for {origin}")
