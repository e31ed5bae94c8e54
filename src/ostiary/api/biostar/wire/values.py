"""Scalars and lists of the dialect: how each is read from a request and written to an answer.

Every name here is an ordinary Python type carrying a `Codec`: `Number` is an `int` for the program and for mypy.
Reading is liberal in form and strict in content: `1` and `"1"` are one number, while `true`, `"1_000"`, `" 7 "` and
`"1.0"` are none. Writing is exact. OpenAPI shows both truths: any of the accepted forms for input, the one written
form for output.

The schemas are pydantic-core's own wherever it can do the work, because a page of users passes a thousand values.
"""

import base64
import binascii
import re
from copy import deepcopy
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core import core_schema as core

Item = TypeVar("Item")

SMALLEST, LARGEST = -(2**63), 2**63 - 1
NUMBER_PATTERN = "^-?[0-9]{1,19}$"
FLAG_PATTERN = "^(?:[Tt]rue|TRUE|[Ff]alse|FALSE|0|1)$"
MOMENT_PATTERN = (
    "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    "(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?"
    "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?$"
)
TEXT_PATTERN = "^[^\\x00]*$"
INDEX = re.compile("[0-9]{1,9}")

Json = dict[str, Any]


class Codec:
    """One value of the dialect: its schema, the JSON schema of what it reads and of what it writes.

    `keeps_blank` tells whether `""` is a value (a cleared text) or means "not given" (a number, a flag, a date).
    """

    __slots__ = ("keeps_blank", "reads", "schema", "writes")

    def __init__(self, schema: CoreSchema, reads: list[Json], writes: Json, *, keeps_blank: bool = False) -> None:
        self.schema = schema
        self.reads = reads
        self.writes = writes
        self.keeps_blank = keeps_blank

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Pydantic notes in it, at each use, how it is shown.
        return dict(self.schema)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        if handler.mode == "serialization":
            return deepcopy(self.writes)
        reads = deepcopy(self.reads)
        return {"anyOf": reads} if len(reads) > 1 else reads[0]


def _number(written: core.SerSchema) -> CoreSchema:
    bounded = core.int_schema(ge=SMALLEST, le=LARGEST)
    return core.union_schema(
        [
            core.int_schema(strict=True, ge=SMALLEST, le=LARGEST),
            core.chain_schema([core.str_schema(strict=True, pattern=NUMBER_PATTERN), bounded]),
        ],
        mode="left_to_right",
        custom_error_type="number",
        custom_error_message="should be a whole number or its decimal digits as text",
        serialization=written,
    )


NUMBER_READS: list[Json] = [{"type": "integer"}, {"type": "string", "pattern": NUMBER_PATTERN, "examples": ["1"]}]

Number = Annotated[
    int,
    Codec(_number(core.simple_ser_schema("int")), NUMBER_READS, {"type": "integer"}),
]
"""A whole number of 64 bits: read from a number or its digits, written as a JSON number (v2)."""

NumberText = Annotated[
    int,
    Codec(_number(core.to_string_ser_schema(when_used="json")), NUMBER_READS, NUMBER_READS[1]),
]
"""The same number, written as text (v1)."""


def _flag(written: core.SerSchema) -> CoreSchema:
    return core.union_schema(
        [
            core.bool_schema(strict=True),
            core.chain_schema([core.str_schema(strict=True, pattern=FLAG_PATTERN), core.bool_schema()]),
            core.chain_schema([core.int_schema(strict=True, ge=0, le=1), core.bool_schema()]),
        ],
        mode="left_to_right",
        custom_error_type="flag",
        custom_error_message="should be true or false",
        serialization=written,
    )


def _flag_words(yes: str, no: str) -> CoreSchema:
    words = {True: yes, False: no}
    return _flag(
        core.plain_serializer_function_ser_schema(words.__getitem__, return_schema=core.str_schema(), when_used="json")
    )


FLAG_READS: list[Json] = [
    {"type": "boolean"},
    {"type": "string", "pattern": FLAG_PATTERN},
    {"type": "integer", "minimum": 0, "maximum": 1},
]

Flag = Annotated[bool, Codec(_flag(core.simple_ser_schema("bool")), FLAG_READS, {"type": "boolean"})]
"""A flag: read from true, "true", 1 or "1" and their opposites, written as a JSON boolean (v2)."""

FlagText = Annotated[
    bool, Codec(_flag_words("true", "false"), FLAG_READS, {"type": "string", "enum": ["true", "false"]})
]
"""The same flag, written "true" or "false" (v1)."""

FlagDigit = Annotated[bool, Codec(_flag_words("1", "0"), FLAG_READS, {"type": "string", "enum": ["1", "0"]})]
"""The same flag, written "1" or "0" (the few v1 members that do so, `is_dst` among them)."""

Text = Annotated[
    str,
    Codec(
        core.union_schema(
            [
                core.str_schema(strict=True, pattern=TEXT_PATTERN),
                core.chain_schema([core.int_schema(strict=True), core.str_schema(coerce_numbers_to_str=True)]),
            ],
            mode="left_to_right",
            custom_error_type="text",
            custom_error_message="should be text",
            serialization=core.simple_ser_schema("str"),
        ),
        [{"type": "string"}, {"type": "integer"}],
        {"type": "string"},
        keeps_blank=True,
    ),
]
"""Free text; a whole number is taken as its digits. `""` is a value: it clears. U+0000 is refused: databases do."""


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("moment", "should be a date and time of the years 1 to 9999") from error


def flag_text(value: bool) -> str:
    """A flag as v1 writes it."""
    return "true" if value else "false"


def moment_text(value: datetime) -> str:
    """A point in time as v1 writes it: UTC, hundredths of a second."""
    return value.isoformat(timespec="milliseconds")[:22] + "Z"


def _moment_plain_text(value: datetime) -> str:
    return value.isoformat(timespec="seconds")[:19]


def _moment(write: core.SerializerFunction) -> CoreSchema:
    words = core.chain_schema([core.str_schema(strict=True, pattern=MOMENT_PATTERN), core.datetime_schema()])
    return core.no_info_after_validator_function(
        _in_utc,
        core.union_schema(
            [
                core.json_or_python_schema(
                    json_schema=words,
                    python_schema=core.datetime_schema(strict=True, tz_constraint="aware"),
                ),
                words,
            ],
            mode="left_to_right",
            custom_error_type="moment",
            custom_error_message="should be a date and time such as 2026-11-23T03:00:00.00Z",
        ),
        serialization=core.plain_serializer_function_ser_schema(
            write, return_schema=core.str_schema(), when_used="json"
        ),
    )


MOMENT_READS: list[Json] = [
    {"type": "string", "pattern": MOMENT_PATTERN, "examples": ["2026-11-23T03:00:00.00Z"]},
]

Moment = Annotated[datetime, Codec(_moment(moment_text), MOMENT_READS, {"type": "string", "format": "date-time"})]
"""A point in time, aware and in UTC inside. No zone in the text means UTC. Written `2026-11-23T03:00:00.00Z` (v1)."""

MomentPlain = Annotated[
    datetime,
    Codec(
        _moment(_moment_plain_text),
        MOMENT_READS,
        {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$"},
    ),
]
"""The same, written without zone and fraction: `2026-11-23T03:00:00`, in UTC (v2)."""


def _bytes_of(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("base64", "should be text in base64")
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise PydanticCustomError("base64", "should be text in base64") from error


def _base64_text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


Base64 = Annotated[
    bytes,
    Codec(
        core.no_info_plain_validator_function(
            _bytes_of,
            serialization=core.plain_serializer_function_ser_schema(
                _base64_text, return_schema=core.str_schema(), when_used="json"
            ),
        ),
        [{"type": "string", "contentEncoding": "base64"}],
        {"type": "string", "contentEncoding": "base64"},
        keeps_blank=True,
    ),
]
"""Bytes, as base64 text on the wire; line breaks inside are ignored. `""` is a value (no bytes): it clears."""


def is_blank(value: Any) -> bool:
    """Whether a form sent nothing here: null, `""`, or an object whose members are all blank (`{"id": ""}`)."""
    if value is None or value == "":
        return True
    return isinstance(value, dict) and bool(value) and all(member in (None, "") for member in value.values())


def _as_list(value: Any) -> Any:
    if isinstance(value, dict):
        if all(isinstance(key, str) and INDEX.fullmatch(key) for key in value):
            value = [value[key] for key in sorted(value, key=int)]
        else:
            value = [value]
    elif not isinstance(value, list | tuple):
        value = [value]
    return [item for item in value if not is_blank(item)]


class RowsCodec:
    """A list: reads an array, an object keyed "0", "1" ..., or one item; drops blank items. Writes an array."""

    __slots__ = ()
    keeps_blank = True

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        array = handler(schema)
        if handler.mode == "serialization":
            return array
        item = array.get("items", {})
        by_index = {"type": "object", "propertyNames": {"pattern": "^[0-9]{1,9}$"}, "additionalProperties": item}
        return {"anyOf": [array, by_index, item, {"const": ""}]}


Rows = Annotated[list[Item], RowsCodec()]
"""A list of the dialect: `Rows[Ref]`, `Rows[UserRow]`, `Rows[NumberText]`. `""`, `{}` and `{"id": ""}` are empty."""
