"""The ledger of the reference's requests, and which of them a call was.

An entry fits a call by method and path; of several templates that fit, the one with most fixed segments counts, so that
`/api/users/next_user_id` is not a user. `sends` tells entries of one path apart by what the request carried.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

LEDGER = Path(__file__).with_name("ledger.toml")
STATUSES = ("done", "todo", "exempt", "differs")


@dataclass(frozen=True, slots=True)
class Entry:
    """One request of the reference. `path` is a template: `/api/users/:id`."""

    number: int
    method: str
    path: str
    title: str
    status: str
    errors: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    why: str = ""


def read(text: str) -> tuple[Entry, ...]:
    """The entries of a ledger's text."""
    return tuple(
        Entry(**{**row, "errors": tuple(row.get("errors", ())), "sends": tuple(row.get("sends", ()))})
        for row in tomllib.loads(text)["request"]
    )


@cache
def entries() -> tuple[Entry, ...]:
    """The entries of the project's ledger."""
    return read(LEDGER.read_text(encoding="utf-8"))


@cache
def _patterns(templates: frozenset[str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    fixed_first = sorted(templates, key=lambda template: (template.count("/:"), template))
    return tuple(
        (re.compile(re.sub(r":\w+", "[^/]+", re.escape(item).replace(r"\:", ":"))), item) for item in fixed_first
    )


def template_of(path: str, templates: frozenset[str]) -> str | None:
    """The template a path fits: `/api/users/7` -> `/api/users/:id`."""
    if path in templates:
        return path
    return next((template for pattern, template in _patterns(templates) if pattern.fullmatch(path)), None)


def at(method: str, target: str, ledger: tuple[Entry, ...]) -> list[Entry]:
    """The entries of the method and path of a call; `target` may have a query string."""
    of_method = [entry for entry in ledger if entry.method == method]
    template = template_of(unquote(urlsplit(target).path), frozenset(entry.path for entry in of_method))
    return [entry for entry in of_method if entry.path == template]


def carries(entry: Entry, target: str, body: Any) -> bool:
    """Whether a call carried all that the entry `sends`, in its query string or in the JSON of its body."""
    sent = set(_members(body))
    for key, value in parse_qsl(urlsplit(target).query, keep_blank_values=True):
        sent |= {f"?{key}", f"?{key}={value}"}
    return sent.issuperset(entry.sends)


def _members(value: Any, name: str = "") -> Iterator[str]:
    """`User.cards`, `Query.orders.descending`, and with the value where it is short: `Query.orders.descending=true`."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            inner = name if str(key).isdigit() else f"{name}.{key}".lstrip(".")
            yield inner
            yield from _members(member, inner)
    elif isinstance(value, list):
        for item in value:
            yield from _members(item, name)
    elif name and len(str(value)) <= 32:
        yield f"{name}={str(value).lower() if isinstance(value, bool) else value}"
