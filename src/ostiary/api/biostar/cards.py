"""The page "Cards": registering, finding and deleting them."""

from typing import Annotated

from fastapi import Depends, Response
from fastapi import Query as Parameter
from pydantic import Field

from ostiary.api.biostar.wire.card import CardIn, CardOut, CardTypeOut
from ostiary.api.biostar.wire.columns import flags, keys, numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Collection, Listing, reply
from ostiary.api.biostar.wire.message import Message, needing
from ostiary.api.biostar.wire.query import Ids, Orders, Paged, PathId, SearchBody, keys_of, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, ItemOutcome, deleted, each_of, told
from ostiary.api.biostar.wire.values import NumberText, Rows, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.credentials.operations import create_cards, delete_cards
from ostiary.credentials.queries import CardSearch, list_cards, view_card
from ostiary.credentials.rules import (
    ACCESS_ON_CARD,
    BIOSTAR_QR,
    CSN,
    CSN_MOBILE,
    QR,
    SECURE,
    TYPES,
    WIEGAND,
    WIEGAND_MOBILE,
)
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Search

router = page("Cards")

COLUMNS = {
    "id": numbers("id"),
    "card_id": keys("number"),
    "display_card_id": texts("display"),
    "card_type": numbers("type"),
    "card_type.id": numbers("type"),
    "wiegand_format_id": numbers("format"),
    "wiegand_format_id.id": numbers("format"),
    "user_id": keys("user"),
    "user_id.user_id": keys("user"),
    "user_id.name": texts("user_name"),
    "is_blocked": flags("blacklisted"),
}

TYPE_NAMES = {
    "csn": CSN,
    "wiegand": WIEGAND,
    "secure": SECURE,
    "secure_credential": SECURE,
    "scc": SECURE,
    "access_on_card": ACCESS_ON_CARD,
    "aoc": ACCESS_ON_CARD,
    "csn_mobile": CSN_MOBILE,
    "mobile_csn": CSN_MOBILE,
    "wiegand_mobile": WIEGAND_MOBILE,
    "mobile_wiegand": WIEGAND_MOBILE,
    "qr": QR,
    "barcode": QR,
    "biostar_qr": BIOSTAR_QR,
    **{str(id): id for id in TYPES},
}
"""What the query string calls the types."""


class CardList(Answer):
    """Cards."""

    CardCollection: Collection[CardOut]


class CardAnswer(Answer):
    """One card."""

    Card: CardOut


class NewCardIn(CardIn):
    """A card to be registered. `card_type`: 0 CSN unless another is named."""

    model_config = needing("card_id")


class CardsIn(Message):
    """The cards to be registered; one, or thousands."""

    model_config = needing("rows")

    rows: Rows[NewCardIn] = Field(default_factory=list)


class CardsBody(Message):
    """`{"CardCollection": {"rows": [...]}}`."""

    CardCollection: CardsIn


class CardSearchBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS


class CardMade(Message):
    """A card that was registered."""

    id: NumberText
    card_id: Text
    display_card_id: Text
    card_type: CardTypeOut


class CardsMade(Answer):
    """The cards that were registered, in the order given."""

    CardCollection: Listing[CardMade]


async def _types(
    card_type: Annotated[
        str | None, Parameter(description="A name or an id of a type, or several joined by +.")
    ] = None,
) -> tuple[int, ...] | None:
    if not card_type:
        return None
    named = [TYPE_NAMES.get(name.lower()) for name in keys_of([card_type])]
    if None in named:
        raise Invalid("There is no such card type.", "card_type")
    return tuple(id for id in named if id is not None)


Types = Annotated[tuple[int, ...] | None, Depends(_types)]
CardNumber = Annotated[str | None, Parameter(alias="query", description="The number of the card that is sought.")]


@router.get("/api/cards", response_model=CardList, dependencies=needs(list_cards))
async def cards(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
    types: Types,
    number: CardNumber = None,
) -> Response:
    """View all cards, those of a type, or the one with a number and who has it."""
    return await _list(desk, caller, CardSearch(Search((), orders, window), types, number=number or ""))


@router.post("/api/cards/search", response_model=CardList, dependencies=needs(list_cards))
async def search(desk: AtDesk, caller: Caller, body: CardSearchBody) -> Response:
    """View the cards for which conditions hold."""
    return await _list(desk, caller, CardSearch(body.search()))


async def _list(desk: Desk, caller: Caller, wanted: CardSearch) -> Response:
    found, total = await desk.gate.ask(caller, list_cards, wanted)
    rows = [CardOut.of(view.card, view.owner) for view in found]
    return reply(CardList(CardCollection=Collection[CardOut](total=total, rows=rows)))


@router.get("/api/cards/{id:int}", response_model=CardAnswer, dependencies=needs(view_card))
async def view(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """View one card."""
    found = await desk.gate.ask(caller, view_card, id)
    return reply(CardAnswer(Card=CardOut.of(found.card, found.owner)))


@router.post("/api/cards", response_model=CardsMade, dependencies=needs(create_cards))
async def create(desk: AtDesk, caller: Caller, body: CardsBody) -> Response:
    """Register cards, all or none."""
    new = [card.new() for card in body.CardCollection.rows]
    if not new:
        raise Invalid("is required", "CardCollection")
    made = (await desk.gate.run(caller, create_cards, new)).result
    rows = [
        CardMade(
            id=card.id,
            card_id=card.number,
            display_card_id=card.display,
            card_type=CardTypeOut.of(card.type_id),
        )
        for card in made
    ]
    return reply(CardsMade(CardCollection=Listing[CardMade](rows=rows)))


class CardsDeleted(Changed):
    """What became of a delete: of each card, where some had to stay."""

    CardCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/cards", response_model=CardsDeleted, dependencies=needs(delete_cards))
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete cards; who has one loses it. Code "1" when some of the ids are unknown."""
    if not ids:
        raise Invalid("is required", "id")
    return await _remove(desk, caller, ids)


@router.delete("/api/cards/{id:int}", response_model=Changed, dependencies=needs(delete_cards))
async def remove_one(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete one card."""
    return await _remove(desk, caller, (id,))


async def _remove(desk: Desk, caller: Caller, ids: tuple[int, ...]) -> Response:
    receipt = await desk.gate.run(caller, delete_cards, ids)
    settled = await desk.settle(receipt)
    answer = CardsDeleted(CardCollection=each_of(ids, receipt.result), DeviceResponse=told(settled))
    return reply(deleted(answer, receipt.result, settled))
