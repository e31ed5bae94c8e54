"""Objects: what was given and what was not, unknown members, references, and the truth of the schemas."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref, UserRef
from ostiary.api.biostar.wire.values import Base64, Flag, FlagText, Moment, MomentPlain, NumberText, Rows, Text


class Change(Message):
    """A partial update, with one member of each kind."""

    name: Text | None = None
    photo: Base64 | None = None
    number: NumberText | None = None
    flag: FlagText | None = None
    start: Moment | None = None
    group: NamedRef | None = None
    cards: Rows[Ref] | None = None
    excluded: Flag | None = Field(default=None, alias="isExcludeSyncADUser")


class Shown(Message):
    """An answer with members that are not always there."""

    id: NumberText
    master: Ref | None
    start: MomentPlain | None = None
    children: "Rows[Shown]" = Field(default_factory=list)


GIVEN: dict[str, Any] = {
    "name": "n",
    "photo": "AAAA",
    "number": "5",
    "flag": "true",
    "start": "2026-01-01",
    "group": {"id": "1"},
    "cards": [{"id": 1}],
    "isExcludeSyncADUser": 1,
}
FIELDS = {**{name: name for name in GIVEN}, "isExcludeSyncADUser": "excluded"}


class TestWhatWasGiven:
    @given(st.sets(st.sampled_from(sorted(GIVEN))), st.sets(st.sampled_from(sorted(GIVEN))))
    def test_only_members_with_a_value_count_as_given(self, given_names: set[str], null_names: set[str]) -> None:
        body = {name: GIVEN[name] for name in given_names} | dict.fromkeys(null_names)
        change = Change.model_validate(body)
        expected = {FIELDS[name] for name in given_names - null_names}
        assert change.model_fields_set == expected
        assert {name for name in FIELDS.values() if getattr(change, name) is not None} == expected

    @pytest.mark.parametrize("name", ["number", "flag", "start", "group", "isExcludeSyncADUser"])
    def test_empty_text_means_not_given_where_it_is_no_value(self, name: str) -> None:
        assert Change.model_validate({name: ""}).model_fields_set == set()

    def test_empty_text_clears_texts_bytes_and_lists(self) -> None:
        change = Change.model_validate({"name": "", "photo": "", "cards": ""})
        assert (change.name, change.photo, change.cards) == ("", b"", [])

    @pytest.mark.parametrize("reference", [{"id": ""}, {"id": None}, {"id": "", "name": ""}])
    def test_a_reference_to_nothing_means_not_given(self, reference: dict[str, Any]) -> None:
        assert Change.model_validate({"group": reference}).group is None

    @pytest.mark.parametrize("id", [3, "3"])
    def test_a_reference_may_be_the_id_alone(self, id: int | str) -> None:
        change = Change.model_validate({"group": id, "cards": [id, {"id": 4}]})
        assert (change.group, change.cards) == (NamedRef(id=3), [Ref(id=3), Ref(id=4)])
        assert Change.model_validate({"cards": id}).cards == [Ref(id=3)]
        assert UserRef.model_validate(id) == UserRef(user_id="3")

    @pytest.mark.parametrize("id", [True, 3.0, "three", [3]])
    def test_what_is_no_id_is_no_reference(self, id: Any) -> None:
        with pytest.raises(ValidationError):
            Change.model_validate({"group": id})

    def test_a_list_of_nothing_clears(self) -> None:
        assert Change.model_validate({"cards": {"id": ""}}).cards == []

    def test_zero_and_false_are_values(self) -> None:
        change = Change.model_validate({"number": 0, "flag": False, "excluded": 0})
        assert (change.number, change.flag, change.excluded) == (0, False, False)

    def test_unknown_members_are_dropped(self) -> None:
        assert Change.model_validate({"nonsense": 1, "name": "n"}).model_fields_set == {"name"}

    def test_a_reference_without_id_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Change.model_validate({"group": {"name": "n"}})

    def test_a_refusal_does_not_repeat_the_value(self) -> None:
        with pytest.raises(ValidationError) as refusal:
            Change.model_validate({"number": "secret"})
        assert "secret" not in str(refusal.value)


class TestWriting:
    def test_what_is_none_is_not_written(self) -> None:
        shown = Shown(id=1, master=None, children=[Shown(id=2, master=Ref(id=1))])
        text = '{"id":"1","children":[{"id":"2","master":{"id":"1"},"children":[]}]}'
        assert shown.model_dump_json(exclude_none=True) == text

    def test_aliases_are_written(self) -> None:
        assert Change(excluded=True).model_dump_json(exclude_none=True) == '{"isExcludeSyncADUser":true}'

    def test_the_flavours_of_references(self) -> None:
        written = [
            NamedRef(id=1, name="a").model_dump_json(),
            NamedRefPlain(id=1, name="a").model_dump_json(),
            UserRef(user_id="1", name="a").model_dump_json(),
        ]
        assert written == ['{"id":"1","name":"a"}', '{"id":1,"name":"a"}', '{"user_id":"1","name":"a"}']


class TestSchemas:
    def test_input_shows_every_accepted_form(self) -> None:
        members = Change.model_json_schema(mode="validation")["properties"]
        assert [choice["type"] for choice in members["number"]["anyOf"]] == ["integer", "string", "null"]
        assert [choice["type"] for choice in members["flag"]["anyOf"]] == ["boolean", "string", "integer", "null"]
        assert len(members["cards"]["anyOf"]) == 5

    def test_output_shows_the_one_written_form(self) -> None:
        members = Change.model_json_schema(mode="serialization")["properties"]
        assert members["number"]["type"] == "string"
        assert members["flag"]["enum"] == ["true", "false"]
        assert members["isExcludeSyncADUser"]["type"] == "boolean"
        assert members["cards"]["type"] == "array"

    def test_output_never_shows_null_and_requires_only_what_is_always_there(self) -> None:
        schema = Shown.model_json_schema(mode="serialization")
        assert "null" not in str(schema)
        assert schema["$defs"]["Shown"]["required"] == ["id", "children"]
