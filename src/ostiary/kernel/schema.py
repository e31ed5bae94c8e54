"""The ground of every table: metadata with fixed constraint names, and the column types that mean the same on both
engines.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Dialect, Integer, MetaData, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from ostiary.kernel.clock import from_micros, to_micros


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment kept as whole microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Aware moment to microseconds; a naive one is a bug and fails."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Microseconds to aware moment."""
        return None if value is None else from_micros(value)


Key = BigInteger().with_variant(Integer, "sqlite")
"""Type of every integer key: counts up on both engines."""

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""A document that is replaced whole, never changed in place and never searched inside."""


def ordered(length: int | None = None) -> String:
    """Text that is compared and sorted by its bytes on both engines."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Base(DeclarativeBase):
    """Parent of every mapped class of every room."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, dict[str, Any]: Json, list[Any]: Json}


class Counted:
    """A table whose ids count up and are never given twice, even after a delete."""

    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012 -- SQLAlchemy takes a dict only


def counted_id() -> Mapped[int]:
    """The id column of a counted table."""
    return mapped_column(Key, primary_key=True, autoincrement=True)
