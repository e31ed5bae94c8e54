"""The table of how the content of each device stands."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.schema import Base, Key, ordered


class DeviceContentRow(Base):
    """How the content of one device stands; a hint after a restart, when every device is read back anyway."""

    __tablename__ = "device_content"

    device_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Key)
    """Every change up to this fact is in force at the device, or refused by it."""
    state: Mapped[str] = mapped_column(ordered(16))
    pending: Mapped[int]
    """Records still to be written or deleted."""
    held: Mapped[dict[str, Any]]
    """Family -> how many records the device held when it was last read back."""
    refused: Mapped[dict[str, Any]]
    """Family -> key -> [fault, detail], at most a hundred of each family."""
    refusals: Mapped[int] = mapped_column(server_default="0")
    """How many records it refuses."""
    taken: Mapped[int] = mapped_column(Key, server_default="0")
    """Changes of people at the device itself were taken over up to this event."""
    verified_at: Mapped[datetime | None]
    """When a comparison last found nothing but what the device refuses."""
