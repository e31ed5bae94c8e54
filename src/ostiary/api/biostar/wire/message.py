"""The base of every object on the wire, and references to other objects.

A member that was not given is `None`: null, and `""` where it cannot be a value, are dropped before validation, so
neither the member nor `model_fields_set` knows of them. That is all a partial update needs: `None` keeps, `""` clears
a text, `[]` clears a list. Members that are `None` are not written, and the output schema never mentions null; it
requires all others.
"""

from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ostiary.api.biostar.wire.values import Codec, Number, NumberText, RowsCodec, Text, is_blank

NULL = {"type": "null"}


class Message(BaseModel):
    """An object of the dialect. Unknown members are ignored; errors never show the value that was sent."""

    model_config = ConfigDict(
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_what_was_not_given(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        habits = _habits(cls)
        return {
            name: value
            for name, value in data.items()
            if (value is not None or name in habits.required)
            and (value or value != "" or name not in habits.blank_is_nothing)
            and not (name in habits.references and value is not None and is_blank(value))
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        shown = handler(schema)
        if handler.mode == "serialization":
            itself = handler.resolve_ref_schema(shown)
            for name, member in itself.get("properties", {}).items():
                if NULL in member.get("anyOf", ()):
                    _forget_null(member)
                    itself["required"] = [other for other in itself.get("required", ()) if other != name]
        return shown


def needing(*members: str) -> ConfigDict:
    """The configuration of what is made anew: its schema requires these members. Without them the room refuses it, with
    a code that says why, so the model lets them be absent.
    """
    return ConfigDict(json_schema_extra={"required": list(members)})


def needing_one(*members: str) -> ConfigDict:
    """The same, where one of these members is enough."""
    return ConfigDict(json_schema_extra={"anyOf": [{"required": [member]} for member in members]})


def _forget_null(member: JsonSchemaValue) -> None:
    """Take null out of a member's output schema: what is None is left out of the answer."""
    choices = member["anyOf"]
    rest = [choice for choice in choices if choice != NULL]
    del member["anyOf"]
    if member.get("default", 0) is None:
        del member["default"]
    member.update(rest[0] if len(rest) == 1 else {"anyOf": rest})


class _Habits(NamedTuple):
    """Names of a model's members (aliases too) by what they make of nothing."""

    blank_is_nothing: frozenset[str]
    """`""` means "not given"."""
    references: frozenset[str]
    """So does `{"id": ""}`."""
    required: frozenset[str]
    """Null is left to the member's own type, so that `Ref | None` without a default can be given None."""


@cache
def _habits(model: type[Message]) -> _Habits:
    blank_is_nothing: set[str] = set()
    references: set[str] = set()
    required: set[str] = set()
    for name, field in model.model_fields.items():
        parts = [*field.metadata, *_parts(field.annotation)]
        names = {name, field.alias or name}
        codecs = [part for part in parts if isinstance(part, Codec | RowsCodec)]
        models = [part for part in parts if isinstance(part, type) and issubclass(part, Message)]
        if (codecs or models) and not any(codec.keeps_blank for codec in codecs):
            blank_is_nothing |= names
            if any(issubclass(part, Reference) for part in models):
                references |= names
        if field.is_required():
            required |= names
    return _Habits(frozenset(blank_is_nothing), frozenset(references), frozenset(required))


def _parts(annotation: Any) -> list[Any]:
    found = [annotation]
    for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        found.extend(_parts(part))
    return found


class Reference(Message):
    """Another object, named by its id: `{"id": "1"}`, or just `1`. As a member `{"id": ""}` means not given; in a list
    such an item is dropped.
    """

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_id_alone(cls, data: Any) -> Any:
        return {next(iter(cls.model_fields)): data} if isinstance(data, str | int) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        shown = super().__get_pydantic_json_schema__(schema, handler)
        return shown if handler.mode == "serialization" else {"anyOf": [shown, {"type": "integer"}, {"type": "string"}]}


class Ref(Reference):
    """`{"id": "1"}` (v1)."""

    id: NumberText


class NamedRef(Ref):
    """`{"id": "1", "name": "..."}` (v1); what is read beside the id is ignored by the acts."""

    name: Text | None = None


class RefPlain(Reference):
    """`{"id": 1}` (v2)."""

    id: Number


class NamedRefPlain(RefPlain):
    """`{"id": 1, "name": "..."}` (v2)."""

    name: Text | None = None


class UserRef(Reference):
    """`{"user_id": "1", "name": "..."}`: the id of a user is text in v1 and v2."""

    user_id: Text
    name: Text | None = None
