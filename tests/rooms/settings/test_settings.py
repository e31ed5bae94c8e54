"""Settings as they are obeyed, and custom fields."""

from datetime import timedelta

import pytest

from ostiary.kernel.context import Module, Operator, System
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.naming import NameTooLong
from ostiary.kernel.operation import Gate
from ostiary.settings.fields import (
    COMBO,
    NUMBER,
    TEXT,
    UPLOAD,
    CustomField,
    NewCustomField,
    create_custom_fields,
    list_custom_fields,
)
from ostiary.settings.model import BadCustomField, DuplicateCustomField, SettingRow, TooManyCustomFields
from ostiary.settings.queries import SECURITY, SERVER, Settings, read_settings
from ostiary.settings.security import Security
from ostiary.settings.server import Server
from tests.rig.ground import Ground

SYSTEM = System("tests")


async def make(gate: Gate, *fields: NewCustomField) -> list[int]:
    """The ids of new fields."""
    return (await gate.run(SYSTEM, create_custom_fields, fields)).result


class TestSettings:
    """What is not stored has its default."""

    async def test_a_new_site_has_the_defaults(self, ground: Ground) -> None:
        found = await ground.gate().ask(SYSTEM, read_settings, None)
        assert found == Settings(Security(), Server())
        assert found.security.idle == timedelta(hours=1)
        assert found.security.locked == timedelta(minutes=10)

    async def test_what_is_stored_counts_and_what_is_unknown_does_not(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            session.add(SettingRow(name=SECURITY, document={"session_seconds": 60, "abandoned": True}))
            session.add(SettingRow(name=SERVER, document={"alphanumeric_ids": True}))
        found = await ground.gate().ask(SYSTEM, read_settings, None)
        assert found.security == Security(session_seconds=60)
        assert found.server == Server(alphanumeric_ids=True)


class TestCustomFields:
    """Ten fields that every person has."""

    async def test_they_are_listed_by_their_place(self, ground: Ground) -> None:
        gate = ground.gate()
        await make(
            gate,
            NewCustomField("text", TEXT, 5),
            NewCustomField("number", NUMBER, 2),
            NewCustomField("combo", COMBO, 3, ["abc", " def ", ""]),
            NewCustomField("file", UPLOAD),
        )
        assert await gate.ask(SYSTEM, list_custom_fields, None) == [
            CustomField(4, "file", UPLOAD, 1, ()),
            CustomField(2, "number", NUMBER, 2, ()),
            CustomField(3, "combo", COMBO, 3, ("abc", "def")),
            CustomField(1, "text", TEXT, 5, ()),
        ]

    async def test_a_refusal_stores_none_of_them(self, ground: Ground) -> None:
        gate = ground.gate()
        await make(gate, NewCustomField("first", TEXT, 1), NewCustomField("second", UPLOAD, 2))
        for fields, refusal in (
            ([NewCustomField("first", TEXT)], DuplicateCustomField),
            ([NewCustomField("new", TEXT, 1)], BadCustomField),
            ([NewCustomField("new", TEXT), NewCustomField("new", TEXT)], DuplicateCustomField),
            ([NewCustomField("", TEXT)], Invalid),
            ([NewCustomField("x" * 49, TEXT)], NameTooLong),
            ([NewCustomField("new", 4)], BadCustomField),
            ([NewCustomField("new", TEXT, 11)], BadCustomField),
            ([NewCustomField("new", COMBO)], BadCustomField),
            ([NewCustomField("new", COMBO, 0, ["x" * 33])], BadCustomField),
            ([NewCustomField("new", COMBO, 0, [str(number) for number in range(21)])], BadCustomField),
            ([NewCustomField("new", UPLOAD), NewCustomField("newer", UPLOAD)], TooManyCustomFields),
            ([NewCustomField(f"new {number}", TEXT) for number in range(9)], TooManyCustomFields),
        ):
            with pytest.raises(refusal):
                await make(gate, *fields)
        stored = await gate.ask(SYSTEM, list_custom_fields, None)
        assert len(stored) == 2

    async def test_it_takes_the_right_to_write_settings(self, ground: Ground) -> None:
        reader = Operator("9", "", 4, frozenset({(Module.SETTING, "read")}))
        with pytest.raises(Forbidden):
            await ground.gate().run(reader, create_custom_fields, [NewCustomField("x", TEXT)])
