"""Tables of settings and of the definitions of custom fields, and the errors of this room."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, Invalid, LimitReached, NotFound
from ostiary.kernel.schema import Base, Counted, counted_id, ordered


class SettingRow(Base):
    """A document of settings as last written; members that are absent have their default."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(ordered(64), primary_key=True)
    document: Mapped[dict[str, Any]]


class CustomFieldRow(Counted, Base):
    """A field that every person has beside the fixed ones; its values are kept in `identity`."""

    __tablename__ = "custom_field"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    type: Mapped[int]
    position: Mapped[int] = mapped_column(unique=True)
    """Its place among the fields, 1 to 10; `order` on the wire."""
    options: Mapped[list[Any]]
    """What a combo box offers."""


class CustomFieldNotFound(NotFound):
    """No such custom field."""


class DuplicateCustomField(Duplicate):
    """A custom field has this name or place."""


class BadCustomField(Invalid):
    """A custom field, or a value of one, is not what its type takes."""


class TooManyCustomFields(LimitReached):
    """Ten custom fields at most, two of them files."""
