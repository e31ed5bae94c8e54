"""Settings of the reference that are kept and shown and decide nothing here, by the reference's names.

What is about parts that the server does not have is kept as it comes. A switch that would have somebody rely on such a
part is refused when it is switched on.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostiary.kernel.errors import Invalid, NotSupported

LONGEST = 512
"""Characters of a text."""

Document = Mapping[str, Any]

ABSENT = {
    "server_matching.use-server-matching": "Templates are matched by devices, not by the server.",
    "backup.use": "There is no backup by schedule.",
    "cloud.use_cloud": "There is no access through a cloud.",
    "secure_communication.mode": "Devices have no certificates of the server.",
    "secure_communication.use_external_cert": "Devices have no certificates of the server.",
    "secure_communication.enable_db_encryption": "The database as a whole is not encrypted.",
}
"""Switches of what is not there, and why they stay off."""


def merged(old: Document, new: Document) -> dict[str, Any]:
    """The old document with the members of the new one, part by part."""
    both = dict(old)
    for name, value in new.items():
        before = both.get(name)
        both[name] = merged(before, value) if isinstance(before, Mapping) and isinstance(value, Mapping) else value
    return both


def flat(document: Document, above: str = "") -> Iterator[tuple[str, Any]]:
    """`backup.cycle` and its value, for every member."""
    for name, value in document.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}.")
        else:
            yield path, value


def check(document: Document) -> None:
    """Refuse switches of what is not there, and endless texts."""
    for path, value in flat(document):
        if value and path in ABSENT:
            raise NotSupported(ABSENT[path])
        if isinstance(value, str) and len(value) > LONGEST:
            raise Invalid(f"{LONGEST} characters at most", path)
