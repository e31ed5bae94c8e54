"""Tables of cards, fingers and faces, and the errors of this room. Templates are opaque and sealed."""

from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, Invalid, LimitReached, NotFound
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered


class CardRow(Counted, Base):
    """A card or code, assigned to a person or not. `number` is decimal text (QR: printable) as readers report it."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "user_key"),
        Index(None, "type_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = counted_id()
    type_id: Mapped[int]
    """Card type of the reference, 0-7."""
    number: Mapped[str] = mapped_column(ordered(64))
    display: Mapped[str] = mapped_column(ordered(128))
    """As shown to people; for Wiegand with the facility code."""
    wiegand_format_id: Mapped[int | None]
    user_key: Mapped[int | None] = mapped_column(Key, ForeignKey("user_account.key", ondelete="SET NULL"))
    blacklisted: Mapped[bool] = mapped_column(default=False)
    issue_count: Mapped[int] = mapped_column(default=0)
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Further members of the wire that nothing decides on."""


class FingerRow(Counted, Base):
    """A finger of a person: two templates, sealed with purpose `finger`. `mark` finds duplicates."""

    __tablename__ = "finger"
    __table_args__ = (Index(None, "user_key"), Index(None, "mark"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"))
    position: Mapped[int]
    duress: Mapped[bool]
    template0: Mapped[bytes] = mapped_column(LargeBinary)
    template1: Mapped[bytes] = mapped_column(LargeBinary)
    mark: Mapped[bytes] = mapped_column(LargeBinary)


class FaceRow(Counted, Base):
    """A face of a person, visual or infrared: templates and pictures as a sealed JSON document, purpose `face`."""

    __tablename__ = "face"
    __table_args__ = (Index(None, "user_key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"))
    visual: Mapped[bool]
    position: Mapped[int]
    document: Mapped[bytes] = mapped_column(LargeBinary)


class FaceMarkRow(Base):
    """A template among the faces of a person, as a mark by which it is found again."""

    __tablename__ = "face_mark"
    __table_args__ = (Index(None, "mark"),)

    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"), primary_key=True)
    visual: Mapped[bool] = mapped_column(primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)


class CardNotFound(NotFound):
    """No such card."""


class DuplicateCard(Duplicate):
    """A card with this number is registered."""


class CardAssigned(Duplicate):
    """The card belongs to another user."""


class BadCardNumber(Invalid):
    """Not a card number of this type."""


class CardNumberMissing(Invalid):
    """A card has no number."""


class UnknownWiegandFormat(Invalid):
    """A Wiegand card has no format, or one that is not defined."""


class SecondMobileCard(LimitReached):
    """A user may have one mobile card."""


class TooManyCards(LimitReached):
    """A user may have eight cards and codes."""


class TooManyFingers(LimitReached):
    """A user may have ten fingers."""


class TooManyFaces(LimitReached):
    """A user may have five infrared and two visual faces; `visual` tells which are too many."""

    def __init__(self, detail: str = "", *, visual: bool = False) -> None:
        super().__init__(detail)
        self.visual = visual


class BadFinger(Invalid):
    """A finger lacks a template, or no finger is left that is not for duress."""


class BadFace(Invalid):
    """A face has no templates that can be read, and a visual one no picture either."""

    def __init__(self, detail: str, *, visual: bool) -> None:
        super().__init__(detail, "visualFaces.templates" if visual else "faces.templates")
        self.visual = visual


class DuplicateFinger(Duplicate):
    """Another user has this fingerprint."""


class DuplicateFace(Duplicate):
    """Another user has this face."""


class NoFaceModel(Invalid):
    """A template cannot be extracted from a picture here."""
