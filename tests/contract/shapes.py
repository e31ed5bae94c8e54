"""What an answer must look like: members and kinds of the 255 method and path pairs, from `shapes.json`.

Kinds: `text`, `number-text` (digits, never empty), `flag-text`, `moment` (`2026-11-23T03:00:00.00Z`), `base64`,
`letter` (Y or N), `moment-offset`; of v2 `number`, `flag`, `moment-plain`; `any`. An object is an object of kinds, a
list a list of one kind. A list is there also when it is empty.
A shape of low confidence was concluded, not seen: there, neither unknown members nor missing lists are a difference.
`extras.toml` has the members we add on purpose, `absent.toml` those that no answer of ours has.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.contract.ledger import Entry, template_of

HERE = Path(__file__).parent
NOT_ALWAYS = {"DeviceResponse", "InProgressDeviceCollection"}
"""Members beside the thing that are there only when they have something to say."""

IN_USE = {"GET /api/devices/capability": "POST"}
"""Calls that clients make, and the method whose shape they have."""

PATTERNS = {
    "text": "(?s).*",
    "number-text": "-?[0-9]+",
    "flag-text": "true|false",
    "moment": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{2}Z",
    "moment-plain": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "moment-offset": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}\\+00:00",
    "base64": "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "letter": "Y|N",
}
BARE: dict[str, type | tuple[type, ...]] = {"number": (int, float), "flag": bool}


@cache
def _table() -> dict[str, dict[str, Any]]:
    shapes: dict[str, dict[str, Any]] = json.loads((HERE / "shapes.json").read_text(encoding="utf-8"))
    return shapes


@cache
def _extras() -> dict[str, list[str]]:
    extras: dict[str, list[str]] = tomllib.loads((HERE / "extras.toml").read_text(encoding="utf-8"))
    return extras


@cache
def _absent() -> dict[str, list[str]]:
    absent: dict[str, list[str]] = tomllib.loads((HERE / "absent.toml").read_text(encoding="utf-8"))
    return absent


def conforms(method: str, path: str, answer: Any) -> list[str]:
    """How a successful answer differs from its shape, in sentences; empty when it does not. `path` may hold real ids.

    An operation without a shape (clients use some that the reference does not know) is held to the general rules alone.
    """
    operation = operation_of(method, path)
    found = list(_general(answer, plain=path.startswith("/api/v2/")))
    if operation in _table():
        shape = _table()[operation]
        extras = frozenset(_extras().get(operation, ()))
        found += _compare(shape["answer"], answer, "", extras if shape["confidence"] != "low" else None)
        found += _missing(shape["answer"], answer)
    return list(dict.fromkeys(found))


def miscounted(answer: Any) -> list[str]:
    """Which lists have another `total` than rows, in sentences; clients count up to it."""
    things = answer.items() if isinstance(answer, dict) else ()
    lists = {name: thing for name, thing in things if isinstance(thing, dict) and {"total", "rows"} <= thing.keys()}
    return [
        f"{name}.total is {thing['total']}, and there are {len(thing['rows'])} rows"
        for name, thing in lists.items()
        if str(thing["total"]) != str(len(thing["rows"]))
    ]


def operation_of(method: str, path: str) -> str:
    """The key of a call in the table: `GET /api/users/:id`."""
    method = IN_USE.get(f"{method} {path}", method)
    pairs = frozenset(key.partition(" ")[2] for key in _table() if key.startswith(f"{method} "))
    return f"{method} {template_of(path, pairs)}"


def members(operation: str, answer: Any) -> set[str]:
    """Which members of its shape an answer has: `User`, `User.cards`, `User.cards.id`; lists do not count."""
    return set(_both(_table()[operation]["answer"], answer, "")) if operation in _table() else set()


def unanswered(ledger: tuple[Entry, ...], noted: set[tuple[str, str]]) -> list[str]:
    """The members of the shapes of `done` entries that no answer had, in sentences; of a missing object only itself.

    `noted` are pairs of an operation and a member. What `absent.toml` names must be absent; a shape that was only
    concluded demands nothing.
    """
    found = []
    for operation in dict.fromkeys(f"{entry.method} {entry.path}" for entry in ledger if entry.status == "done"):
        if _table()[operation]["confidence"] == "low":
            continue
        answer = _table()[operation]["answer"]
        seen = {member for name, member in noted if name == operation}
        absent = set(_absent().get(operation, ()))
        found += [f"{operation}: no test got {member}" for member in _topmost(answer, seen, absent, "")]
        found += [f"{operation}: absent.toml names {member}, which is there" for member in sorted(absent & seen)]
    return found


def refuses(answer: Any) -> list[str]:
    """How a refusal differs from what clients expect of one: `Response` with a code, not "0", and a message."""
    response = answer.get("Response", answer) if isinstance(answer, dict) else None
    if not isinstance(response, dict):
        return ["a refusal has no Response"]
    found = []
    if not re.fullmatch("[1-9][0-9]*", str(response.get("code"))) or not isinstance(response.get("code"), str):
        found.append(f"Response.code of a refusal is {response.get('code')!r}")
    if not isinstance(response.get("message"), str) or not response["message"]:
        found.append("Response.message of a refusal is empty")
    return found


def _general(value: Any, *, plain: bool, where: str = "") -> Iterator[str]:
    """`rows` is an array, codes are text, and in v1 every scalar is."""
    name = where.rpartition(".")[2]
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _general(member, plain=plain, where=f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for item in value:
            yield from _general(item, plain=plain, where=where)
    elif name == "rows":
        yield f"{where} is not an array"
    elif not isinstance(value, str) and (not plain or where.endswith("Response.code")):
        yield f"{where} is {value!r}, which is not text"


def _compare(kind: Any, value: Any, where: str, extras: frozenset[str] | None) -> Iterator[str]:
    if isinstance(kind, dict):
        if not isinstance(value, dict):
            yield f"{where or 'the answer'} is not an object"
            return
        for name, member in value.items():
            inner = f"{where}.{name}".lstrip(".")
            if name in kind:
                yield from _compare(kind[name], member, inner, extras)
            elif extras is not None and inner not in extras:
                yield f"{inner} is not in the shape"
        if extras is not None:
            lists = (name for name, member in kind.items() if isinstance(member, list) and name not in value)
            yield from (f"{where}.{name} is missing, which is a list".lstrip(".") for name in lists)
    elif isinstance(kind, list):
        if not isinstance(value, list):
            yield f"{where} is not an array"
            return
        for item in value:
            yield from _compare(kind[0], item, where, extras)
    elif not _fits(kind, value):
        yield f"{where} is {str(value)[:40]!r}, not {kind}"


def _fits(kind: str, value: Any) -> bool:
    if kind == "any":
        return True
    if kind in BARE:
        return isinstance(value, BARE[kind]) and (kind == "flag" or not isinstance(value, bool))
    return isinstance(value, str) and re.fullmatch(PATTERNS[kind], value) is not None


def _missing(kind: Any, answer: Any) -> Iterator[str]:
    """What is always there: the thing, its id, `total`, `rows` and each row's id, and the code of `Response`."""
    if not isinstance(kind, dict) or not isinstance(answer, dict):
        return
    yield from (f"{name} is missing" for name in kind if name not in answer and name not in NOT_ALWAYS)
    for name, inner in kind.items():
        thing = answer.get(name)
        if not isinstance(inner, dict) or not isinstance(thing, dict):
            continue
        wanted = ("code",) if name == "Response" else ("id", "user_id", "total", "rows", "result")
        yield from (f"{name}.{member} is missing" for member in wanted if member in inner and member not in thing)
        yield from _rows_without_id(name, inner, thing)


def _rows_without_id(name: str, kind: dict[str, Any], thing: dict[str, Any]) -> Iterator[str]:
    row = kind.get("rows", [None])
    rows = thing.get("rows")
    if not isinstance(row, list) or not isinstance(row[0], dict) or not isinstance(rows, list):
        return
    for member in ("id", "user_id", "code"):
        is_key = member in row[0] and (member != "user_id" or "id" not in row[0])
        if is_key and not all(member in item for item in rows if isinstance(item, dict)):
            yield f"{name}.rows.{member} is missing"


def _both(kind: Any, value: Any, where: str) -> Iterator[str]:
    """The members that are in the shape and in the value."""
    if isinstance(kind, dict) and isinstance(value, dict):
        for name in kind.keys() & value.keys():
            inner = f"{where}.{name}".lstrip(".")
            yield inner
            yield from _both(kind[name], value[name], inner)
    elif isinstance(kind, list) and isinstance(value, list):
        for item in value:
            yield from _both(kind[0], item, where)


def _topmost(kind: Any, seen: set[str], absent: set[str], where: str) -> Iterator[str]:
    """The members of a shape that were not seen and may not be absent, without what is below them."""
    if isinstance(kind, list):
        yield from _topmost(kind[0], seen, absent, where)
    elif isinstance(kind, dict):
        for name, member in kind.items():
            inner = f"{where}.{name}".lstrip(".")
            if inner in seen:
                yield from _topmost(member, seen, absent, inner)
            elif inner not in absent:
                yield inner
