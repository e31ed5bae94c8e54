"""The one number that the id fields of a card make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.protocols.wiegand import FORMATS, BadField, Format

formats = st.sampled_from(list(FORMATS.values()))


@st.composite
def cards(draw: st.DrawFn) -> tuple[Format, tuple[int, ...]]:
    """A format and id fields that fit it."""
    format = draw(formats)
    return format, tuple(draw(st.integers(0, 2**width - 1)) for width in format.widths)


class TestNumber:
    """Fields to number and back."""

    @given(cards())
    def test_the_fields_of_a_number_make_that_number(self, card: tuple[Format, tuple[int, ...]]) -> None:
        format, fields = card
        assert format.fields(format.number(fields)) == fields

    @given(cards())
    def test_the_number_is_the_bits_of_all_fields_joined(self, card: tuple[Format, tuple[int, ...]]) -> None:
        format, fields = card
        bits = "".join(f"{value:0{width}b}" for value, width in zip(fields, format.widths, strict=True))
        assert format.number(fields) == int(bits, 2) < format.capacity

    @given(formats, st.integers(0))
    def test_a_field_that_is_too_large_is_refused(self, format: Format, more: int) -> None:
        with pytest.raises(BadField):
            format.number([2 ** format.widths[0] + more, *(0 for _ in format.widths[1:])])

    @given(formats, st.integers(0))
    def test_a_number_beyond_the_format_has_no_fields(self, format: Format, more: int) -> None:
        with pytest.raises(BadField):
            format.fields(format.capacity + more)

    def test_too_few_fields_are_refused(self) -> None:
        with pytest.raises(BadField):
            FORMATS[0].number([7])

    @pytest.mark.parametrize(
        ("format_id", "fields", "number"),
        [
            (0, (20, 10000), 1320720),
            (1, (1000002,), 1000002),
            (3, (2543, 1005255), 2667534023),
            (4, (2813689, 4336695), 23602938391607),
        ],
    )
    def test_published_examples_come_out(self, format_id: int, fields: tuple[int, ...], number: int) -> None:
        assert FORMATS[format_id].number(fields) == number

    def test_every_format_has_room_for_its_fields(self) -> None:
        assert all(sum(format.widths) < format.bits for format in FORMATS.values())
