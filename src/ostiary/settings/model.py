"""Tables of settings and of the definitions of custom fields, and the errors of this room."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, InUse, Invalid, LimitReached, NotFound
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


class OutputSignalRow(Counted, Base):
    """How a relay is driven by an action: after a delay, so often on and off; milliseconds."""

    __tablename__ = "output_signal"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    delay: Mapped[int]
    count: Mapped[int]
    """0 = until it is cleared."""
    on_duration: Mapped[int]
    off_duration: Mapped[int]


class CustomFieldNotFound(NotFound):
    """No such custom field."""


class DuplicateCustomField(Duplicate):
    """A custom field has this name or place."""


class BadCustomField(Invalid):
    """A custom field, or a value of one, is not what its type takes."""


class TooManyCustomFields(LimitReached):
    """Ten custom fields at most, two of them files."""


class OutputSignalNotFound(NotFound):
    """No such output signal."""


class OutputSignalInUse(InUse):
    """The output signal is used by a door."""


class DuplicateOutputSignal(Duplicate):
    """An output signal has this name."""


class BadOutputSignal(Invalid):
    """Delay, count and durations are 0 to 65535."""


class TooManyOutputSignals(LimitReached):
    """128 output signals at most."""
