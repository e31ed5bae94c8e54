"""Registering cards, and whose they are: set by set, within the transaction of whoever acts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam

from ostiary.credentials.model import (
    CardAssigned,
    CardNotFound,
    CardRow,
    DuplicateCard,
    SecondMobileCard,
    TooManyCards,
)
from ostiary.credentials.queries import CardRecord, cards_by_id, cards_by_number, cards_of
from ostiary.credentials.rules import MOBILE, NewCard, checked
from ostiary.kernel import counter
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work

CHANGES = "card.change"
"""A counter whose row, once taken, keeps other acts from registering cards until the commit."""

MOST = 8
"""Cards and codes of one person."""


@dataclass(frozen=True, slots=True)
class CardChoice:
    """A card as a person is given it: one that is registered, by id, or one that was scanned, by its number."""

    id: int | None = None
    scanned: NewCard | None = None


_CARDS = CardRow.metadata.tables[CardRow.__tablename__]
_HAND_OVER = _CARDS.update().where(_CARDS.c.id == bindparam("card")).values(user_key=bindparam("owner"))


async def register_cards(work: Work, new: Sequence[NewCard]) -> list[CardRecord]:
    """Register cards that nobody has yet, in the order given. Raises what `rules.checked` does, or `DuplicateCard`."""
    if not new:
        return []
    cards = [checked(card) for card in new]
    await counter.take(work.session, CHANGES)
    taken = await cards_by_number(work.session, [card.number for card in cards])
    repeated = [number for number, count in Counter(card.number for card in cards).items() if count > 1]
    if taken or repeated:
        raise DuplicateCard(min([*taken, *repeated]))
    rows = [
        {
            "type_id": card.type_id,
            "number": card.number,
            "display": card.display,
            "wiegand_format_id": card.wiegand_format_id,
            "user_key": None,
            "blacklisted": False,
            "issue_count": 0,
            "attributes": card.attributes,
        }
        for card in cards
    ]
    await insert_all(work.session, CardRow, rows)
    made = await cards_by_number(work.session, [card.number for card in cards])
    return [made[card.number] for card in cards]


async def assign_cards(work: Work, wanted: Mapping[int, Sequence[CardChoice]]) -> frozenset[int]:
    """Give each of these people (by key) exactly these cards; answers the keys of those whom that changed.

    A card that is taken away stays, unassigned. Raises `CardNotFound`, `CardAssigned`, `TooManyCards`,
    `SecondMobileCard`, and what registering a scanned card raises.
    """
    cards = await _chosen(work, [choice for choices in wanted.values() for choice in choices])
    held = await cards_of(work.session, wanted)
    owners: dict[int, int] = {}
    for key, choices in wanted.items():
        mine = {cards[choice].id: cards[choice] for choice in choices}
        _check_fits(mine.values())
        for card in mine.values():
            if card.user_key not in {None, key} or owners.setdefault(card.id, key) != key:
                raise CardAssigned(card.number)
    lost = {card.id: key for key, cards_held in held.items() for card in cards_held if card.id not in owners}
    gained = {card.id: owners[card.id] for card in cards.values() if card.user_key is None}
    changes = [{"card": id, "owner": None} for id in lost] + [{"card": id, "owner": key} for id, key in gained.items()]
    if changes:
        await work.session.execute(_HAND_OVER, changes)
    return frozenset([*lost.values(), *gained.values()])


def _check_fits(cards: Iterable[CardRecord]) -> None:
    chosen = list(cards)
    if len(chosen) > MOST:
        raise TooManyCards(f"at most {MOST}")
    if sum(card.type_id in MOBILE for card in chosen) > 1:
        raise SecondMobileCard


async def _chosen(work: Work, choices: Iterable[CardChoice]) -> dict[CardChoice, CardRecord]:
    """The card of each choice; scanned ones that are new are registered."""
    wanted = list(dict.fromkeys(choices))
    known = await cards_by_id(work.session, [choice.id for choice in wanted if choice.id is not None])
    scanned = {choice: checked(choice.scanned) for choice in wanted if choice.scanned is not None}
    registered = await cards_by_number(work.session, [card.number for card in scanned.values()])
    new = {card.number: card for card in scanned.values() if card.number not in registered}
    registered |= {card.number: card for card in await register_cards(work, list(new.values()))}
    found: dict[CardChoice, CardRecord] = {}
    for choice in wanted:
        card = registered[scanned[choice].number] if choice in scanned else known.get(choice.id or 0)
        if card is None:
            raise CardNotFound(str(choice.id or ""))
        found[choice] = card
    return found
