"""Acts on cards as such: registering and deleting them. Whose they are is an act on the person (`people`)."""

from collections.abc import Sequence

from sqlalchemy import delete

from ostiary.credentials.cards import register_cards
from ostiary.credentials.facts import BlacklistChanged
from ostiary.credentials.model import CardNotFound, CardRow
from ostiary.credentials.queries import CardRecord, cards_by_id
from ostiary.credentials.rules import NewCard
from ostiary.identity.facts import PersonChanged
from ostiary.identity.queries import users_by_key
from ostiary.identity.users import state_of, touch_users
from ostiary.kernel.context import Module
from ostiary.kernel.errors import LimitReached
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.several import Outcomes, outcomes
from ostiary.kernel.trail import Method

MOST_AT_ONCE = 5_000
"""Cards in one request: others must not wait for it."""


@operation(module=Module.USER, right="write", verb="CARD_CREATE", method=Method.ADD)
async def create_cards(work: Work, cards: Sequence[NewCard]) -> list[CardRecord]:
    """Register cards, all or none; answers them in the order given. Raises `LimitReached` above 5,000."""
    if len(cards) > MOST_AT_ONCE:
        raise LimitReached(f"{MOST_AT_ONCE} cards at most in one request")
    made = await register_cards(work, cards)
    for card in made:
        work.note(card.number, {}, {"id": card.id, "type": card.type_id, "wiegand_format": card.wiegand_format_id})
    return made


@operation(
    module=Module.USER,
    right="write",
    verb="CARD_DELETE",
    method=Method.DELETE,
    objects=lambda ids: {"card": ids},
)
async def delete_cards(work: Work, ids: Sequence[int]) -> Outcomes[int]:
    """Delete those of these cards that there are, also from their owners; raises `CardNotFound` where there is none."""
    cards = await cards_by_id(work.session, ids)
    deleted = outcomes(cards, [(id, CardNotFound(str(id))) for id in ids if id not in cards])
    await work.session.execute(delete(CardRow).where(CardRow.id.in_(list(cards))))
    owners = await users_by_key(work.session, [card.user_key for card in cards.values() if card.user_key is not None])
    await touch_users(work, owners)
    for card in cards.values():
        owner = owners.get(card.user_key) if card.user_key is not None else None
        work.note(card.number, {"id": card.id, "type": card.type_id, "user": owner and owner.user_id}, {})
        if card.blacklisted:
            work.tell(BlacklistChanged(card.number, listed=False))
    for person in owners.values():
        work.tell(PersonChanged(person.user_id, state_of(person), state_of(person)))
    return deleted
