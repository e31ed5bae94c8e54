"""The line to one connected device: greets it, watches its clock, fetches its log, then the images that were taken with
it, and passes on what it says.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from ostiary.devices import clocks
from ostiary.devices.clocks import Reading
from ostiary.devices.images import Images
from ostiary.events.intake import Intake
from ostiary.kernel.clock import Clock
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.driver import Driver, Target
from ostiary.port.reports import DoorReport, LogPage, LogRecord

PAGE = 1000
"""Records of a log fetched at once."""
TAIL_SECONDS = 5.0
"""How long a log may be silent before its end is looked up: the last hint may have been lost."""
HINTS = 2000
"""Hints that may wait; more are forgotten, the log has them."""


OnReading = Callable[[Reading], Awaitable[object]]
"""Takes what a clock showed."""
OnEnrolment = Callable[[int], Awaitable[object]]
"""Hears that somebody was changed at this device itself, when that is stored."""


class Line:
    """A device that the server keeps connected."""

    def __init__(
        self,
        target: Target,
        driver: Driver,
        intake: Intake,
        images: Images,
        clock: Clock,
        on_reading: OnReading,
        on_enrolment: OnEnrolment,
    ) -> None:
        self.target = target
        self.driver = driver
        self.online = False
        self.tried = asyncio.Event()
        """Set once the device was reached, or the first attempt has failed."""
        self.info: DeviceInfo | None = None
        self.attached: frozenset[int] = frozenset()
        """The slaves that the device serves."""
        self._intake = intake
        self._images = images
        self._clock = clock
        self._on_reading = on_reading
        self._on_enrolment = on_enrolment
        self._hints: deque[LogRecord] = deque(maxlen=HINTS)
        self._woken = asyncio.Event()
        self._pictured = asyncio.Event()

    @property
    def device_id(self) -> int:
        """The device at its end."""
        return self.target.device_id

    def hint(self, record: LogRecord) -> None:
        """A record as it happens; never waits."""
        self._hints.append(record)
        self._woken.set()

    async def greet(self) -> DeviceInfo:
        """Ask the device who it is."""
        self.info = await self.driver.connect(self.target)
        return self.info

    async def attach(self, slave_ids: frozenset[int]) -> None:
        """Have the device serve these slaves and no others."""
        await self.driver.attach(self.device_id, sorted(slave_ids))
        self.attached = slave_ids

    async def keep_clock(self) -> None:
        """Read the device's clock and set it where it is off, now and from time to time; a slave's is its master's."""
        while True:
            await self._on_reading(await clocks.read(self.driver, self.device_id, self._clock))
            await asyncio.sleep(clocks.SECONDS)

    async def doors(self) -> Sequence[DoorReport]:
        """How its doors stand now."""
        return await self.driver.doors(self.device_id)

    async def pull(self) -> None:
        """Keep the stored log level with the device's for as long as it is connected.

        The log is the truth. Hints are stored at once; one that does not follow on what is stored has the log read.
        """
        reached = await self.catch_up()
        while True:
            try:
                async with asyncio.timeout(TAIL_SECONDS):
                    await self._woken.wait()
            except TimeoutError:
                reached = await self.catch_up()
                continue
            self._woken.clear()
            hints = [self._hints.popleft() for _ in range(len(self._hints))]
            fresh = {(hint.epoch, hint.index): hint for hint in hints if (hint.epoch, hint.index) > reached}
            if not fresh:
                continue
            await self._intake.take(list(fresh.values()))
            await self._tell_stored(list(fresh.values()))
            epoch, index = reached
            if sorted(fresh) == [(epoch, index + step) for step in range(1, len(fresh) + 1)]:
                reached = epoch, index + len(fresh)
            else:
                reached = await self.catch_up()

    async def keep_images(self) -> None:
        """Fetch the images of stored events, those left over first, for as long as the device is connected."""
        while True:
            self._pictured.clear()
            await self._images.fetch(self.driver, self.device_id)
            await self._pictured.wait()

    async def clear_log(self) -> None:
        """Have the device clear its log as soon as all of it is stored, images too: tried for as long as it goes on
        recording meanwhile. Raises `DeviceError`.
        """
        cleared = False
        while not cleared:
            reached = await self.catch_up()
            await self._images.fetch(self.driver, self.device_id)
            cleared = await self.driver.clear_log(self.device_id, *reached)

    def _checked(self, page: LogPage) -> LogPage:
        """The page, if it is of this device's log and of no other's."""
        if {page.device_id, *(record.device_id for record in page.records)} != {self.device_id}:
            raise DeviceError(Fault.INVALID, f"device {self.device_id} tells another's log")
        return page

    async def catch_up(self) -> tuple[int, int]:
        """Read the log on from where the stored one ends, until nothing is missing; answers epoch and index reached."""
        position = await self._intake.position(self.device_id)
        while True:
            start = position.index + 1 if position else 0
            before, page = position, self._checked(await self.driver.log(self.device_id, start, PAGE))
            position = await self._intake.take_page(page, start)
            await self._tell_stored(page.records)
            if position.index >= position.told or position == before:
                return position.epoch, position.index

    async def _tell_stored(self, records: Sequence[LogRecord]) -> None:
        if any(record.picture for record in records):
            self._pictured.set()
        if any(record.by_device for record in records):
            await self._on_enrolment(self.device_id)
