"""A card on the wire (v1), as the pages of cards and of users write it and read it."""

from typing import Self

from pydantic import Field

from ostiary.api.biostar.wire.message import Message, Ref, Reference, UserRef
from ostiary.api.biostar.wire.values import Flag, FlagText, Moment, NumberText, Text
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.queries import CardRecord
from ostiary.credentials.rules import CSN, MOBILE, TYPES, NewCard

UNREGISTERED = 0
"""The id that a scan answers for a card that is not registered."""


MOBILE_MEMBERS = ("shows_photo", "shows_department", "shows_title", "start_datetime", "expiry_datetime")
"""What is kept with a mobile card."""


class CardTypeOut(Message):
    """A type of card."""

    id: NumberText
    name: Text
    type: NumberText

    @classmethod
    def of(cls, type_id: int) -> Self:
        """The type with this id."""
        return cls(id=type_id, name=TYPES[type_id].name, type=TYPES[type_id].type)


class CardOut(Message):
    """A card; `user_id` only in lists of cards, and only when it is assigned."""

    id: NumberText
    card_id: Text
    display_card_id: Text
    status: NumberText
    is_blocked: FlagText
    is_assigned: FlagText
    card_type: CardTypeOut
    mobile_card: FlagText
    issue_count: NumberText
    card_slot: NumberText = 0
    card_mask: NumberText = 0
    wiegand_format_id: Ref | None = None
    user_id: UserRef | None = None
    is_lock_override: FlagText | None = None

    @classmethod
    def of(cls, card: CardRecord, owner: tuple[str, str] | None = None, *, with_override: bool = False) -> Self:
        """A stored card; `status` is 1 when it is assigned."""
        assigned = card.user_key is not None
        return cls(
            id=card.id,
            card_id=card.number,
            display_card_id=card.display,
            status=int(assigned),
            is_blocked=card.blacklisted,
            is_assigned=assigned,
            card_type=CardTypeOut.of(card.type_id),
            mobile_card=card.type_id in MOBILE,
            issue_count=card.issue_count,
            wiegand_format_id=None if card.wiegand_format_id is None else Ref(id=card.wiegand_format_id),
            user_id=UserRef(user_id=owner[0], name=owner[1]) if owner else None,
            is_lock_override=False if with_override else None,
        )


class CardTypeIn(Reference):
    """A type of card; the id tells which."""

    id: NumberText | None = None


class CardIn(Reference):
    """A card as it is registered or given to somebody, by its id or as it was scanned; of `MOBILE_MEMBERS` nothing
    decides.
    """

    id: NumberText | None = None
    card_id: Text | None = None
    display_card_id: Text | None = None
    card_type: CardTypeIn | None = None
    wiegand_format_id: Ref | None = None
    shows_photo: Flag | None = Field(default=None, alias="isUserPhoto")
    shows_department: Flag | None = Field(default=None, alias="isDepartment")
    shows_title: Flag | None = Field(default=None, alias="isTitle")
    start_datetime: Moment | None = None
    expiry_datetime: Moment | None = None

    def new(self) -> NewCard:
        """The card to be registered."""
        type_id = self.card_type.id if self.card_type and self.card_type.id is not None else CSN
        further = self.model_dump(mode="json", include=set(MOBILE_MEMBERS), exclude_none=True)
        format_id = self.wiegand_format_id.id if self.wiegand_format_id else None
        return NewCard(self.card_id or "", type_id, format_id, self.display_card_id or None, further)

    def choice(self) -> CardChoice:
        """The card that somebody is given: by id, or as it was scanned."""
        if self.id is not None and self.id != UNREGISTERED:
            return CardChoice(id=self.id)
        return CardChoice(scanned=self.new())
