"""Every act, every read and every kind of job of the product, found by walking its modules, and inputs for them made
from their types.
"""

import importlib
import pkgutil
import types
from collections.abc import Collection, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import ostiary
from ostiary.jobs.kinds import Kind
from ostiary.kernel.operation import Operation, Query
from tests.rig.ground import NOON

MIGRATIONS = "ostiary.app.migrations"
"""Runs when it is imported, and has no acts."""

Act = Operation[Any, Any]
Read = Query[Any, Any]


@cache
def _declared() -> tuple[dict[str, Act], dict[str, Read], dict[str, Kind[Any]]]:
    acts: dict[str, Act] = {}
    reads: dict[str, Read] = {}
    kinds: dict[str, Kind[Any]] = {}
    for module in pkgutil.walk_packages(ostiary.__path__, "ostiary."):
        if module.name.startswith(MIGRATIONS) or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Operation):
                acts[value.name] = value
            elif isinstance(value, Query):
                reads[value.name] = value
            elif isinstance(value, Kind):
                kinds[value.name] = value
    return acts, reads, kinds


def acts() -> dict[str, Act]:
    """Every act by name, `ostiary.doors.operations.create_door`."""
    return dict(sorted(_declared()[0].items()))


def reads() -> dict[str, Read]:
    """Every read by name."""
    return dict(sorted(_declared()[1].items()))


def kinds() -> dict[str, Kind[Any]]:
    """Every kind of job by name."""
    return dict(sorted(_declared()[2].items()))


def input_type(declared: Act | Read) -> Any:
    """The type of the second parameter."""
    function = declared.perform if isinstance(declared, Operation) else declared.read
    hints = get_type_hints(function)
    name = next(name for name in list(function.__annotations__)[1:] if name != "return")
    return hints[name]


def naming(type_: Any, number: int) -> Any:
    """A value of the type in which every id of whatever kind is this number, as deep as the type goes."""
    plain: dict[Any, Any] = {
        bool: False,
        int: number,
        float: float(number),
        str: str(number),
        bytes: b"",
        datetime: NOON,
        date: NOON.date(),
        time: NOON.time(),
        timedelta: timedelta(seconds=number),
        type(None): None,
        Any: number,
        object: number,
    }
    if type_ in plain:
        return plain[type_]
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in {Union, types.UnionType}:
        return naming(next(argument for argument in arguments if argument is not type(None)), number)
    if origin is Literal:
        return arguments[0]
    if origin is not None:
        return _container(origin, arguments, number)
    if isinstance(type_, type) and issubclass(type_, Enum):
        return next(iter(type_))
    if is_dataclass(type_) and isinstance(type_, type):
        hints = get_type_hints(type_)
        return type_(**{field.name: naming(hints[field.name], number) for field in fields(type_) if field.init})
    raise NotImplementedError(f"no example of {type_}")


def _container(origin: Any, arguments: tuple[Any, ...], number: int) -> Any:
    if issubclass(origin, Mapping):
        named = ("id", "group_id") if arguments == (str, Any) else (naming(arguments[0], number),)
        return {name: naming(arguments[1], number) for name in named if name != "id"}
    if issubclass(origin, tuple):
        return tuple(naming(argument, number) for argument in arguments if argument is not ...)
    make = origin if issubclass(origin, set | frozenset | list) else tuple
    if issubclass(origin, Collection | Iterable):
        return make([naming(arguments[0], number)])
    raise NotImplementedError(f"no example of {origin}")


def asking_for_all(type_: Any, number: int) -> Any:
    """The value of the type that limits a list the least; an id where one must be named."""
    if type(None) in get_args(type_) or type_ is type(None):
        return None
    if is_dataclass(type_) and isinstance(type_, type):
        hints = get_type_hints(type_)
        needed = [field for field in fields(type_) if field.default is MISSING and field.default_factory is MISSING]
        return type_(**{field.name: asking_for_all(hints[field.name], number) for field in needed})
    return naming(type_, number)
