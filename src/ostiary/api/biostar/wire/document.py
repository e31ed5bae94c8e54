"""What the OpenAPI document says of every operation of the dialect, beyond what its route says: how it may refuse.

The routes name one refusal for all statuses. Here it becomes one for each status that the operation can have, told once
for all operations: the framework would copy it into each of them, which takes it a second.
"""

from collections.abc import Iterator
from typing import Any

from ostiary.api.biostar.wire.envelope import Refusal, RefusalPlain

ANY_REFUSAL = "4XX"
"""How the routes name it."""

REFUSED = {
    400: "Refused: `Response.code` tells why, `Response.message` in words.",
    401: "There is no open session (code 10).",
    403: "The caller has no right to this, or not to this object (code 20).",
    413: "The body is longer than a request may be (code 702).",
    500: "Something that nobody foresaw (code 1000); the server's log says where.",
    503: "What the server needs for this is away (code 1020). It may succeed later.",
    507: "There is no room on the disk (code 66647). Nothing was changed; reading still works.",
}
"""Status -> when a request is refused with it."""
OF_SESSIONS, OF_WRITES = frozenset({401, 403}), frozenset({413, 507})

Document = dict[str, Any]


def complete(document: Document) -> Document:
    """Say of each operation of the dialect with which statuses it may refuse."""
    for method, operation in _operations(document):
        told = operation["responses"].pop(ANY_REFUSAL, None)
        if told is None:
            continue
        model = str(told["content"]["application/json"]["schema"]["$ref"]).rpartition("/")[2]
        for status in REFUSED:
            if (status in OF_SESSIONS and "security" not in operation) or (status in OF_WRITES and method == "get"):
                continue
            operation["responses"][str(status)] = {"$ref": f"#/components/responses/{model}{status}"}
    document.setdefault("components", {})["responses"] = {
        f"{model.__name__}{status}": {
            "description": description,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}},
        }
        for model in (Refusal, RefusalPlain)
        for status, description in REFUSED.items()
    }
    return document


def _operations(document: Document) -> Iterator[tuple[str, Document]]:
    for path in document["paths"].values():
        yield from path.items()
