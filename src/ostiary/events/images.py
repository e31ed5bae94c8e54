"""The images of events: which of them are still at a device, those that have come from it, and reading one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.events.model import EventImageRow, EventRow, Image, ImageNotFound
from ostiary.kernel.context import Module
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method

IMAGE: Final = "event.image"
"""The purpose under which images are sealed."""
LARGEST: Final = 1024 * 1024
BEGINNING: Final = b"\xff\xd8\xff"
"""Of every JPEG: nothing else that a device sends is handed to a browser."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event whose image is still at the device, and its place in the device's log."""

    event_id: int
    epoch: int
    index: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a device sent as the image of an event; empty: it has it no more."""

    event_id: int
    jpeg: bytes = field(repr=False)

    @property
    def fits(self) -> bool:
        """Whether it is one that can be kept."""
        return self.jpeg.startswith(BEGINNING) and len(self.jpeg) <= LARGEST


@dataclass(frozen=True, slots=True)
class ImageName:
    """What an image is known by: its event, the reader and the second at which it was taken."""

    event_id: int
    device_id: int
    second: datetime


async def waiting(connection: AsyncConnection, source_id: int, limit: int) -> Sequence[Waiting]:
    """The images that this device is said to have and that are not here, oldest first."""
    place = EventRow.id, func.coalesce(EventRow.epoch, 0), func.coalesce(EventRow.log_index, 0)
    at_device = EventRow.image == literal_column(str(Image.AT_DEVICE.value))
    statement = select(*place).where(EventRow.source_id == source_id, at_device).order_by(EventRow.id).limit(limit)
    return [Waiting(*row) for row in await connection.execute(statement)]


@operation(module=Module.MONITORING, right="write", verb="EVENT_IMAGE", method=Method.ADD)
async def keep_images(work: Work, arrived: tuple[Arrived, ...]) -> None:
    """Keep what has come from a device, once each; what is no image, or is there no more, is lost."""
    asked = select(EventRow.id).where(
        EventRow.id.in_([each.event_id for each in arrived]), EventRow.image == Image.AT_DEVICE
    )
    wanted = set(await work.session.scalars(asked))
    kept = {each.event_id: each.jpeg for each in arrived if each.event_id in wanted and each.fits}
    for image, ids in ((Image.STORED, kept.keys()), (Image.LOST, wanted - kept.keys())):
        await work.session.execute(update(EventRow).where(EventRow.id.in_(ids)).values(image=image))
    rows = [{"event_id": id, "document": work.vault.seal(jpeg, IMAGE)} for id, jpeg in kept.items()]
    await insert_all(work.session, EventImageRow, rows)


@query(module=(Module.MONITORING, Module.TA), objects=lambda name: {"event": [name.event_id]})
async def get_image(view: View, name: ImageName) -> bytes:
    """The image of an event; raises `ImageNotFound`, also where it has not come from its device yet."""
    statement = (
        select(EventImageRow.document)
        .join(EventRow, EventRow.id == EventImageRow.event_id)
        .where(
            EventRow.id == name.event_id,
            func.coalesce(EventRow.device_id, 0) == name.device_id,
            EventRow.at >= name.second,
            EventRow.at < name.second + timedelta(seconds=1),
        )
    )
    document = await view.connection.scalar(statement)
    if document is None:
        raise ImageNotFound("There is no such image.")
    return view.vault.open(document, IMAGE)
