"""Settings of devices on the wire: every group of the table, read and written by classes that are made from it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import create_model
from pydantic_core import CoreSchema
from pydantic_core import core_schema as core

from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import NUMBER_READS, Codec, FlagText, NumberText, RowsCodec, Text
from ostiary.devices.settings import table
from ostiary.port.settings import Kind, Setting, Values

M = TypeVar("M", bound=Message)


def _reference(member: str, value: CoreSchema) -> CoreSchema:
    """A thing named by one member, as the settings keep it: the bare id; nothing where that member is blank."""

    def read(sent: Any) -> Any:
        named = sent.get(member) if isinstance(sent, Mapping) else sent
        return None if named == "" else named

    return core.no_info_before_validator_function(
        read,
        core.nullable_schema(value),
        serialization=core.plain_serializer_function_ser_schema(
            lambda named: None if named is None else {member: str(named)}, when_used="json"
        ),
    )


def _object(member: str, reads: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "object", "properties": {member: {"anyOf": reads}}}


_digits = core.chain_schema([core.str_schema(strict=True, pattern="^-?[0-9]{1,10}$"), core.int_schema()])
_id = core.union_schema([core.int_schema(strict=True), _digits], mode="left_to_right")
_key = core.union_schema(
    [
        core.str_schema(strict=True, min_length=1, max_length=32),
        core.chain_schema([core.int_schema(strict=True, ge=0), core.str_schema(coerce_numbers_to_str=True)]),
    ],
    mode="left_to_right",
)
_text: list[dict[str, Any]] = [{"type": "string"}]

Reference = Annotated[
    int | None, Codec(_reference("id", _id), [_object("id", NUMBER_READS)], _object("id", [NUMBER_READS[1]]))
]
"""`{"id": "1"}` for the number 1."""

UserReference = Annotated[
    str | None, Codec(_reference("user_id", _key), [_object("user_id", _text)], _object("user_id", _text))
]
"""`{"user_id": "1"}` for the user 1."""

_KINDS: dict[Kind, Any] = {
    Kind.NUMBER: NumberText,
    Kind.FLAG: FlagText,
    Kind.REF: Reference,
    Kind.USER: UserReference,
}


def _type(setting: Setting) -> Any:
    """What a setting is in a message."""
    if setting.kind is Kind.OBJECT:
        return _message(setting)
    if setting.item is not None:
        return Annotated[list[_type(setting.item)], RowsCodec()]  # type: ignore[misc]
    return _KINDS.get(setting.kind, Text)


def _members(settings: Iterable[tuple[str, Setting]], above: Setting) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, setting in settings:
        kind = _type(above.members[setting.default] if setting.kind is Kind.SAME else setting)
        found[name] = (kind | None, None)
    return found


def _message(setting: Setting) -> type[Message]:
    name = "".join(word.strip("[]").title().replace("_", "") for word in setting.path.split("."))
    made: type[Message] = create_model(
        f"Device{name}", __base__=Message, __doc__=None, **_members(setting.members.items(), setting)
    )
    return made


GROUPS = _members(table().members.items(), table())


def with_settings(base: type[M]) -> type[M]:
    """The message with every group of settings beside its own members."""
    name, document, module = base.__name__, base.__doc__, base.__module__
    made: type[M] = create_model(name, __base__=base, __doc__=document, __module__=module, **GROUPS)
    return made


@with_settings
class Settings(Message):
    """Every group of settings."""


def settings_of(message: Message) -> Values:
    """The settings that a message has, as the rooms know them."""
    return message.model_dump(include=set(GROUPS), exclude_none=True)


def written(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as v1 writes them: every scalar as text."""
    return Settings.model_validate(settings).model_dump(mode="json", exclude_none=True)
