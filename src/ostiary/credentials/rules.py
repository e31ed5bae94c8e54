"""Which cards there can be: types, and what their numbers look like."""

from dataclasses import dataclass, field
from typing import Any

from ostiary.credentials.model import BadCardNumber, CardNumberMissing, UnknownWiegandFormat
from ostiary.kernel.errors import NotSupported
from ostiary.protocols.wiegand import FORMATS, Format

CSN, WIEGAND, SECURE, ACCESS_ON_CARD, CSN_MOBILE, WIEGAND_MOBILE, QR, BIOSTAR_QR = range(8)
MOBILE = frozenset({CSN_MOBILE, WIEGAND_MOBILE})
CODES = frozenset({QR, BIOSTAR_QR})
REGISTERED = frozenset({CSN, WIEGAND, CSN_MOBILE})
"""Types that can be registered by their number alone; the others are written by a device or made by the server."""

CSN_LENGTH = 32
LARGEST_CSN = 2**80 - 1
DISPLAY_LENGTH = 128


@dataclass(frozen=True, slots=True)
class CardType:
    """A type of card; `type` is its other number on the wire, `mode` its letter where it has one."""

    id: int
    type: int
    name: str
    mode: str = ""


TYPES = {
    type.id: type
    for type in (
        CardType(CSN, 1, "CSN", "C"),
        CardType(WIEGAND, 10, "Wiegand", "C"),
        CardType(SECURE, 2, "Secure Credential", "S"),
        CardType(ACCESS_ON_CARD, 3, "Access on Card", "A"),
        CardType(CSN_MOBILE, 4, "CSN Mobile"),
        CardType(WIEGAND_MOBILE, 5, "Wiegand Mobile"),
        CardType(QR, 6, "QR/Barcode"),
        CardType(BIOSTAR_QR, 7, "BioStar X QR", "Q"),
    )
}


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to be registered: its number as readers report it. `display` None = made from the number."""

    number: str
    type_id: int = CSN
    wiegand_format_id: int | None = None
    display: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)


def checked(card: NewCard) -> NewCard:
    """The card as it is stored, with canonical number and display text.

    Raises `CardNumberMissing`, `BadCardNumber`, `UnknownWiegandFormat`, or `NotSupported` for a type that is not
    registered by number.
    """
    if card.type_id not in REGISTERED:
        raise NotSupported(f"card type {card.type_id}")
    if not card.number:
        raise CardNumberMissing("", "card_id")
    if card.type_id == WIEGAND:
        number, display, format_id = _wiegand(card)
    else:
        number, display, format_id = _csn(card.number), card.number, None
    shown = display if card.display is None else card.display[:DISPLAY_LENGTH]
    return NewCard(number, card.type_id, format_id, shown, card.attributes)


def _csn(number: str) -> str:
    digits = number.isascii() and number.isdecimal() and len(number) <= CSN_LENGTH
    if not digits or number[0] == "0" or int(number) > LARGEST_CSN:
        raise BadCardNumber(f"digits without a leading 0, at most {LARGEST_CSN}", "card_id")
    return number


def _wiegand(card: NewCard) -> tuple[str, str, int]:
    format = _format(card.wiegand_format_id)
    digits = card.number.isascii() and card.number.isdecimal() and len(card.number) <= CSN_LENGTH
    if not digits or not 0 < int(card.number) < format.capacity:
        raise BadCardNumber(f"1 to {format.capacity - 1} for {format.name}", "card_id")
    number = int(card.number)
    return str(number), "-".join(str(part) for part in format.fields(number)), format.id


def _format(id: int | None) -> Format:
    if id is None or id not in FORMATS:
        raise UnknownWiegandFormat("one of 0 to 4", "wiegand_format_id")
    return FORMATS[id]
