"""Tables of access levels and of what access groups have, and the errors of this room."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, LimitReached, NotFound
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered


class AccessLevelRow(Counted, Base):
    """An access level; ids below 32768."""

    __tablename__ = "access_level"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    description: Mapped[str] = mapped_column(ordered())


class LevelItemRow(Counted, Base):
    """An item of a level: doors that are open while a schedule is."""

    __tablename__ = "access_level_item"
    __table_args__ = (Index(None, "level_id"), Index(None, "schedule_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    level_id: Mapped[int] = mapped_column(Key, ForeignKey("access_level.id", ondelete="CASCADE"))
    schedule_id: Mapped[int] = mapped_column(Key, ForeignKey("schedule.id"))


class LevelDoorRow(Base):
    """A door of an item."""

    __tablename__ = "access_level_door"
    __table_args__ = (Index(None, "door_id"),)

    item_id: Mapped[int] = mapped_column(Key, ForeignKey("access_level_item.id", ondelete="CASCADE"), primary_key=True)
    door_id: Mapped[int] = mapped_column(Key, ForeignKey("door.id", ondelete="CASCADE"), primary_key=True)


class GroupLevelRow(Base):
    """A level that an access group has."""

    __tablename__ = "access_group_level"
    __table_args__ = (Index(None, "level_id"),)

    group_id: Mapped[int] = mapped_column(Key, ForeignKey("access_group.id", ondelete="CASCADE"), primary_key=True)
    level_id: Mapped[int] = mapped_column(Key, ForeignKey("access_level.id", ondelete="CASCADE"), primary_key=True)


class AccessLevelNotFound(NotFound):
    """No such access level."""


class DuplicateAccessLevel(Duplicate):
    """An access level has this name."""


class TooManyLevels(LimitReached):
    """A group may have 128 levels, a level 128 items, the site 2048 of each."""
