"""Wiegand formats: which bits of a card are its id fields, and the one number that the fields make.

A card number is the bits of all id fields joined, read as one unsigned number. Parity bits are no part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class BadField(ValueError):
    """A field or a number does not fit the bits that the format has for it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of `bits` bits. `widths` are those of its id fields in order; of two, the first is the facility code."""

    id: int
    name: str
    bits: int
    widths: tuple[int, ...]

    @property
    def capacity(self) -> int:
        """One more than the largest card number."""
        return 1 << sum(self.widths)

    def number(self, fields: Sequence[int]) -> int:
        """The card number of id fields (facility code and card, or the card alone)."""
        if len(fields) != len(self.widths):
            raise BadField(f"{self.name} has {len(self.widths)} fields")
        joined = 0
        for value, width in zip(fields, self.widths, strict=True):
            if not 0 <= value < 1 << width:
                raise BadField(f"{value} does not fit {width} bits")
            joined = joined << width | value
        return joined

    def fields(self, number: int) -> tuple[int, ...]:
        """The id fields of a card number."""
        if not 0 <= number < self.capacity:
            raise BadField(f"{self.name} has no number {number}")
        found: list[int] = []
        for width in reversed(self.widths):
            found.append(number & (1 << width) - 1)
            number >>= width
        return tuple(reversed(found))


FORMATS = {
    format.id: format
    for format in (
        Format(0, "26 bit SIA Standard-H10301", 26, (8, 16)),
        Format(1, "HID 37 bit-H10302", 37, (35,)),
        Format(2, "HID 37 bit-H10304", 37, (16, 19)),
        Format(3, "HID Corporate 1000", 35, (12, 20)),
        Format(4, "HID Corporate 1000 48bit", 48, (22, 23)),
    )
}
"""The fixed formats of the reference by id; 5 to 14 are free to define."""
