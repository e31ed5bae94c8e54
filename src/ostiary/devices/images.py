"""Fetches the images that a device took with events, once the events are stored; what is missing is known from them."""

from ostiary.events.images import Arrived, keep_images, waiting
from ostiary.kernel.context import System
from ostiary.kernel.operation import Gate
from ostiary.port.driver import Driver

CONTEXT = System("images")
AT_ONCE = 20
"""Images that are kept in one transaction."""


class Images:
    """Images on their way from devices."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def fetch(self, driver: Driver, device_id: int) -> None:
        """Fetch all that are still at this device; raises `DeviceError`. What has come by then is kept."""
        while True:
            async with self._gate.database.read() as connection:
                missing = await waiting(connection, device_id, AT_ONCE)
            if not missing:
                return
            arrived: list[Arrived] = []
            try:
                for each in missing:
                    jpeg = await driver.picture(device_id, each.epoch, each.index)
                    arrived.append(Arrived(each.event_id, jpeg))
            finally:
                if arrived:
                    await self._gate.run(CONTEXT, keep_images, tuple(arrived))
