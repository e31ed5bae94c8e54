"""Requests that no client sends: made from our own OpenAPI document, then spoilt. The same dice make the same requests.

What a schema asks for is given in part; then values are put where others belong: SQL, paths, huge numbers, deep
nesting, wrong types, ids of others, odd Unicode. Some bodies are no JSON at all.
"""

import json
import random
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

IDS: Final[tuple[int, ...]] = (*range(6), 99, 65_535, 2**31 - 1, 2**31, 2**63 - 1, 2**63, -1, 10**30)
WORDS: Final = (
    "",
    " ",
    "1",
    "Hither",
    "id",
    "null",
    "NaN",
    "true",
    "2026-11-26T00:00:00.00Z",
    "9999-99-99T99:99:99Z",
    "1' OR '1'='1",
    "'; DROP TABLE user_account; --",
    "%_",
    "../../../../etc/passwd",
    "..\\..\\key",
    "/etc/passwd\x00.csv",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}",
    "\u202e\u0000\ufeff",
    "é\u0301" * 8,
    "𝕏😀" * 30,
    "İıſß",
    "x" * 300,
    "9" * 400,
    "1e999",
    "0x10",
    "١٢٣",
    "AAAA" * 100,
    "1+2+3",
    "a:true",
)
MEMBERS: Final = ("id", "limit", "offset", "order_by", "group_id", "values", "column", "__proto__", "Response")
DEEP: Final = 300
SPOILT: Final = 0.4
RAW: Final = 0.03


class Sent(NamedTuple):
    """A request as it stands on the wire."""

    method: str
    path: str
    query: str
    body: bytes
    route: str


class Hostile:
    """Makes requests for the routes of a document. `without` = beginnings of routes that are left out."""

    def __init__(self, document: Mapping[str, Any], dice: random.Random, without: Sequence[str]) -> None:
        self._schemas: Mapping[str, Any] = document.get("components", {}).get("schemas", {})
        self._dice = dice
        self._routes = [
            (method.upper(), path, operation)
            for path, operations in sorted(document["paths"].items())
            for method, operation in sorted(operations.items())
            if not f"{method.upper()} {path}".startswith(tuple(without))
        ]

    def request(self) -> Sent:
        """The next one."""
        method, path, operation = self._dice.choice(self._routes)
        asked: dict[str, Any] = {}
        there = path
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                value = self._id() if self._dice.random() < 0.7 else self._word()
                there = there.replace("{" + parameter["name"] + "}", quote(str(value), safe=""))
            elif parameter["in"] == "query" and self._dice.random() < 0.5:
                asked[parameter["name"]] = self._scalar()
        if self._dice.random() < 0.1:
            asked[self._dice.choice(MEMBERS)] = self._scalar()
        query = urlencode(asked, errors="replace")
        return Sent(method, there, query, self._body(operation), f"{method} {path}")

    def _body(self, operation: Mapping[str, Any]) -> bytes:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None and self._dice.random() < 0.9:
            return b""
        if self._dice.random() < RAW:
            return self._garbage()
        document = self._value((content or {}).get("schema", {}), 0)
        if self._dice.random() < SPOILT:
            document = self._spoilt(document)
        return json.dumps(document).encode()

    # What a schema asks for

    def _value(self, schema: Mapping[str, Any], depth: int) -> Any:
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        for choices in ("anyOf", "oneOf", "allOf"):
            if choices in schema:
                return self._value(self._dice.choice(schema[choices]), depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._dice.choice(schema["enum"])
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array":
                count = self._dice.randrange(4) if depth < 8 else 0
                return [self._value(schema.get("items", {}), depth + 1) for _ in range(count)]
            case "integer" | "number":
                return self._id()
            case "boolean":
                return self._dice.random() < 0.5
            case "string":
                return str(self._id()) if self._dice.random() < 0.6 else self._word()
            case _:
                return self._scalar()

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        likely = 0.6 if depth < 3 else 0.3
        return {
            name: self._value(member, depth + 1)
            for name, member in schema.get("properties", {}).items()
            if name in required or (depth < 8 and self._dice.random() < likely)
        }

    def _id(self) -> int:
        return self._dice.choice(IDS[:4] if self._dice.random() < 0.7 else IDS)

    def _word(self) -> str:
        return self._dice.choice(WORDS)

    def _scalar(self) -> Any:
        return self._dice.choice((self._id, self._word))()

    # What nobody asks for

    def _spoilt(self, document: Any) -> Any:
        """The document with another value in one or more places."""
        if isinstance(document, dict) and document and self._dice.random() < 0.85:
            name = self._dice.choice(list(document))
            return {**document, name: self._spoilt(document[name])}
        if isinstance(document, list) and document and self._dice.random() < 0.85:
            place = self._dice.randrange(len(document))
            return [*document[:place], self._spoilt(document[place]), *document[place + 1 :]]
        return self._odd()

    def _odd(self) -> Any:
        deep: Any = 1
        for _ in range(self._dice.choice((1, DEEP))):
            deep = [deep] if self._dice.random() < 0.5 else {self._dice.choice(MEMBERS): deep}
        odd: tuple[Any, ...] = (
            None,
            True,
            -0.5,
            1e308,
            10**40,
            [],
            {},
            [[]],
            {"id": {}},
            {"$ne": 1},
            {str(number): number for number in range(50)},
            [self._scalar() for _ in range(200)],
            deep,
            self._word() * self._dice.choice((1, 50)),
            self._scalar(),
        )
        return self._dice.choice(odd)

    def _garbage(self) -> bytes:
        dice = self._dice
        return dice.choice(
            (
                b"",
                b"{",
                b"null",
                b'{"a":1,"a":2}',
                b"[" * 5000,
                b'{"a":' * 2000,
                b"\xff\xfe\x00",
                b"1e999999",
                b"NaN",
                b'"\\ud800"',
                dice.randbytes(dice.randrange(64)),
                b"user_id=1&name=x",
            )
        )
