"""Scalars and lists: every accepted form arrives as the same value, every other form is refused, writing is exact."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ostiary.api.biostar.wire.message import Ref
from ostiary.api.biostar.wire.values import (
    LARGEST,
    SMALLEST,
    Base64,
    Flag,
    FlagDigit,
    FlagText,
    Moment,
    MomentPlain,
    Number,
    NumberText,
    Rows,
    Text,
)

NUMBER: TypeAdapter[int] = TypeAdapter(Number)
NUMBER_TEXT: TypeAdapter[int] = TypeAdapter(NumberText)
FLAG: TypeAdapter[bool] = TypeAdapter(Flag)
FLAG_TEXT: TypeAdapter[bool] = TypeAdapter(FlagText)
FLAG_DIGIT: TypeAdapter[bool] = TypeAdapter(FlagDigit)
TEXT: TypeAdapter[str] = TypeAdapter(Text)
MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
MOMENT_PLAIN: TypeAdapter[datetime] = TypeAdapter(MomentPlain)
BYTES: TypeAdapter[bytes] = TypeAdapter(Base64)
REFS: TypeAdapter[list[Ref]] = TypeAdapter(Rows[Ref])
NUMBERS: TypeAdapter[list[int]] = TypeAdapter(Rows[NumberText])
NODES: TypeAdapter[Any] = TypeAdapter(Rows[Any])

numbers = st.integers(SMALLEST, LARGEST)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def refused(adapter: TypeAdapter[Any], value: Any) -> bool:
    """Whether a value is refused, given as JSON's values and as JSON's text."""
    with pytest.raises(ValidationError):
        adapter.validate_python(value)
    return True


class TestNumbers:
    @given(numbers, st.sampled_from([NUMBER, NUMBER_TEXT]))
    def test_a_number_and_its_digits_are_the_same(self, number: int, adapter: TypeAdapter[int]) -> None:
        assert adapter.validate_python(number) == number
        assert adapter.validate_python(str(number)) == number
        assert adapter.validate_json(json.dumps(str(number))) == number

    @given(numbers)
    def test_each_is_written_in_its_one_form(self, number: int) -> None:
        assert NUMBER.dump_json(number) == str(number).encode()
        assert NUMBER_TEXT.dump_json(number) == f'"{number}"'.encode()

    @pytest.mark.parametrize(
        "value",
        [
            True,
            False,
            None,
            "",
            " 7 ",
            "7\n",
            "1_000",
            "1.0",
            1.0,
            1.5,
            "1e3",
            "+1",
            "--1",
            "0x1",
            "٣",
            "７",
            [],
            {},
            "true",
        ],
    )
    def test_nothing_else_is_a_number(self, value: Any) -> None:
        assert refused(NUMBER, value)
        assert refused(NUMBER_TEXT, value)

    @pytest.mark.parametrize("value", [LARGEST + 1, SMALLEST - 1, str(LARGEST + 1), "9" * 20, 10**40])
    def test_a_number_has_64_bits(self, value: Any) -> None:
        assert refused(NUMBER, value)

    @given(st.text(st.characters(categories=["Nd"], exclude_characters="0123456789"), min_size=1, max_size=5))
    def test_digits_of_other_scripts_are_no_digits(self, text: str) -> None:
        assert refused(NUMBER, text)


class TestFlags:
    @pytest.mark.parametrize("value", [True, "true", "True", "TRUE", "1", 1])
    def test_these_are_true(self, value: Any) -> None:
        assert FLAG.validate_python(value) is True
        assert FLAG_TEXT.validate_json(json.dumps(value)) is True

    @pytest.mark.parametrize("value", [False, "false", "False", "FALSE", "0", 0])
    def test_these_are_false(self, value: Any) -> None:
        assert FLAG.validate_python(value) is False
        assert FLAG_DIGIT.validate_json(json.dumps(value)) is False

    @pytest.mark.parametrize("value", ["", "yes", "on", "t", "tRuE", " true", 2, -1, 1.0, "2", None, [], {}])
    def test_nothing_else_is_a_flag(self, value: Any) -> None:
        assert refused(FLAG, value)

    @pytest.mark.parametrize(
        ("flag", "texts"), [(True, ("true", '"true"', '"1"')), (False, ("false", '"false"', '"0"'))]
    )
    def test_each_is_written_in_its_one_form(self, flag: bool, texts: tuple[str, str, str]) -> None:
        written = (FLAG.dump_json(flag), FLAG_TEXT.dump_json(flag), FLAG_DIGIT.dump_json(flag))
        assert tuple(form.decode() for form in written) == texts


class TestTexts:
    @given(texts)
    def test_any_text_round_trips(self, text: str) -> None:
        assert TEXT.validate_json(TEXT.dump_json(TEXT.validate_python(text))) == text

    @given(st.integers())
    def test_a_whole_number_is_its_digits(self, number: int) -> None:
        assert TEXT.validate_python(number) == str(number)

    @pytest.mark.parametrize("value", [True, None, 1.5, float("nan"), [], {}, "a\0b", "\ud800"])
    def test_nothing_else_is_text(self, value: Any) -> None:
        assert refused(TEXT, value)


class TestMoments:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-23T03:00:00.00Z",
            "2026-11-23T03:00:00Z",
            "2026-11-23T03:00:00",
            "2026-11-23T03:00",
            "2026-11-23 03:00:00",
            "2026-11-23T03:00:00.000000000z",
            "2026-11-23T12:00:00+09:00",
            "2026-11-22T23:00:00.0-0400",
        ],
    )
    def test_all_these_are_three_o_clock_utc(self, text: str) -> None:
        three = datetime(2026, 11, 23, 3, tzinfo=UTC)
        assert MOMENT.validate_python(text) == three
        assert MOMENT_PLAIN.validate_json(json.dumps(text)) == three

    def test_a_date_alone_is_its_midnight(self) -> None:
        assert MOMENT.validate_python("1990-05-07") == datetime(1990, 5, 7, tzinfo=UTC)

    @given(
        st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)),  # noqa: DTZ001 - hypothesis wants naive bounds
        st.integers(-24 * 60 + 1, 24 * 60 - 1),
    )
    def test_inside_every_moment_is_aware_and_in_utc(self, naive: datetime, minutes: int) -> None:
        local = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
        for read in (MOMENT.validate_python(local), MOMENT.validate_python(local.isoformat())):
            assert read == local
            assert read.tzinfo is UTC

    @given(st.datetimes(timezones=st.just(UTC)))
    def test_what_is_written_is_read_again_to_its_precision(self, moment: datetime) -> None:
        hundredths = moment.replace(microsecond=moment.microsecond // 10_000 * 10_000)
        assert MOMENT.validate_json(MOMENT.dump_json(moment)) == hundredths
        assert MOMENT_PLAIN.validate_json(MOMENT_PLAIN.dump_json(moment)) == moment.replace(microsecond=0)

    def test_each_is_written_in_its_one_form(self) -> None:
        moment = datetime(2026, 11, 23, 3, 0, 0, 129_999, tzinfo=UTC)
        assert MOMENT.dump_json(moment) == b'"2026-11-23T03:00:00.12Z"'
        assert MOMENT_PLAIN.dump_json(moment) == b'"2026-11-23T03:00:00"'

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "now",
            "1700000000",
            1700000000,
            17.5,
            None,
            True,
            "2026-02-30T00:00:00Z",
            "2026-13-01",
            "2026-01-01T24:00:00",
            "26-01-01T00:00:00",
            "2026-01-01T00:00:00 Z",
            "2026-01-01T00:00:00+9",
            "2026-01-01Z",
            "٢٠٢٦-01-01",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            datetime(2026, 1, 1),  # noqa: DTZ001 - that it is refused is the point
        ],
    )
    def test_nothing_else_is_a_moment(self, value: Any) -> None:
        assert refused(MOMENT, value)


class TestBytes:
    @given(st.binary())
    def test_bytes_round_trip(self, content: bytes) -> None:
        assert BYTES.validate_json(BYTES.dump_json(content)) == content

    def test_line_breaks_inside_are_ignored(self) -> None:
        assert BYTES.validate_python("aGFs\r\nbG8=\n") == b"hallo"

    @pytest.mark.parametrize("value", ["aGFsbG8", "a", "aGFs*G8=", "é", 5, True, None, []])
    def test_nothing_else_is_base64(self, value: Any) -> None:
        assert refused(BYTES, value)


class TestRows:
    @given(st.lists(numbers))
    def test_an_array_and_an_object_with_indexes_are_the_same(self, ids: list[int]) -> None:
        array = [{"id": number} for number in ids]
        by_index = {str(index): item for index, item in reversed(list(enumerate(array)))}
        assert REFS.validate_python(array) == REFS.validate_python(by_index) == [Ref(id=number) for number in ids]

    def test_one_item_alone_is_a_list_of_one(self) -> None:
        assert REFS.validate_python({"id": "7", "name": "?"}) == [Ref(id=7)]
        assert NUMBERS.validate_python("7") == NUMBERS.validate_python(7) == [7]

    @pytest.mark.parametrize("value", ["", [], {}, {"id": ""}, [{"id": ""}], [None], [""], {"0": {"id": None}}, None])
    def test_what_holds_nothing_is_an_empty_list(self, value: Any) -> None:
        assert REFS.validate_python(value) == []

    def test_it_is_written_as_an_array_also_when_empty(self) -> None:
        assert REFS.dump_json([Ref(id=7)]) == b'[{"id":"7"}]'
        assert REFS.dump_json([]) == b"[]"

    @pytest.mark.parametrize("value", ["x", 7.5, True, [{"name": "x"}], [[]], [{}]])
    def test_an_item_of_another_kind_is_refused(self, value: Any) -> None:
        assert refused(REFS, value)

    @given(st.lists(st.integers()))
    def test_items_of_any_kind_are_left_as_they_are(self, items: list[int]) -> None:
        assert NODES.validate_python(items) == items
