"""Named counters: change numbers and ids whose range the domain fixes. A number is never given twice."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.database import upsert
from ostiary.kernel.schema import Base, Key, ordered


class CounterRow(Base):
    """The last number given of each name."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(ordered(64), primary_key=True)
    value: Mapped[int] = mapped_column(Key)


async def take(session: AsyncSession, name: str, count: int = 1, first: int = 1) -> int:
    """Take the next `count` numbers; answers the first of them. A new counter begins at `first`."""
    statement = (
        update(CounterRow)
        .where(CounterRow.name == name)
        .values(value=CounterRow.value + count)
        .returning(CounterRow.value)
    )
    value = (await session.execute(statement)).scalar_one_or_none()
    if value is None:
        await upsert(session, CounterRow, [{"name": name, "value": first - 1}], ["name"], keep=["value"])
        value = (await session.execute(statement)).scalar_one()
    return value - count + 1


async def current(session: AsyncSession, name: str) -> int:
    """The last number given; 0 = none yet."""
    value = (await session.execute(select(CounterRow.value).where(CounterRow.name == name))).scalar_one_or_none()
    return value or 0
