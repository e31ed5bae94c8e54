"""The audit trail's writer: who did what to which thing, from where, with before and after. Never a secret.

`audit/` reads it. Methods are numbered as on the wire: 1 add, 3 update, 4 delete, 5 action.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import Index, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.context import Context, Device, Operator, System
from ostiary.kernel.schema import Base, Counted, counted_id, ordered


class Method(IntEnum):
    """What kind of act a line tells of."""

    ADD = 1
    UPDATE = 3
    DELETE = 4
    ACTION = 5


class TrailRow(Counted, Base):
    """One line of the audit trail."""

    __tablename__ = "trail"
    __table_args__ = (Index(None, "at", "id"), Index(None, "user_id", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    at: Mapped[datetime]
    user_id: Mapped[str] = mapped_column(ordered(32))
    user_name: Mapped[str] = mapped_column(ordered())
    level: Mapped[int]
    address: Mapped[str] = mapped_column(ordered(64))
    verb: Mapped[str] = mapped_column(ordered(64))
    method: Mapped[int]
    menu: Mapped[str] = mapped_column(ordered(32))
    target: Mapped[str] = mapped_column(ordered())
    outcome: Mapped[str] = mapped_column(ordered(64))
    change: Mapped[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """What an act notes about one target; `before` and `after` hold only what changed."""

    target: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def actor(context: Context) -> tuple[str, str, int]:
    """User id, name and level under which a context is written down."""
    match context:
        case Operator():
            return context.user_id, context.name, context.level
        case System():
            return "", context.rule, 0
        case Device():
            return "", f"device {context.device_id}", 0


async def write(
    session: AsyncSession,
    context: Context,
    at: datetime,
    verb: str,
    method: Method,
    menu: str,
    lines: list[Line],
    outcome: str = "",
) -> None:
    """Write one line for each target; `outcome` is empty for what was done and names the refusal otherwise."""
    user_id, name, level = actor(context)
    await session.execute(
        insert(TrailRow),
        [
            {
                "at": at,
                "user_id": user_id,
                "user_name": name,
                "level": level,
                "address": context.address,
                "verb": verb,
                "method": int(method),
                "menu": menu,
                "target": line.target,
                "outcome": outcome,
                "change": {"before": line.before, "after": line.after},
            }
            for line in lines
        ],
    )
