"""The clocks of devices: read when a device comes and every ten minutes, and set where they are off by more than two
seconds.

What a device recorded between the last reading that was right and the setting is marked: its moments are doubtful.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.devices.model import DeviceClockRow, DeviceRow
from ostiary.devices.queries import READ
from ostiary.events import doubts
from ostiary.events.doubts import MILLISECOND, Doubt
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.port.commands import DeviceError
from ostiary.port.driver import Driver

log = structlog.get_logger(__name__)

SECONDS = 600.0
"""How often a clock is read."""
TOLERANCE = timedelta(seconds=2)
TIME_SET = 12800
LOOKED_THROUGH = 1000
"""Records among which the one of the setting is sought."""
LAST_INDEX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock showed: how much it was ahead, when `index` was the last record. `set_from`: the first record made
    after it was set; None where it was not.
    """

    device_id: int
    drift: timedelta
    epoch: int
    index: int
    set_from: int | None = None

    @property
    def right(self) -> bool:
        """Whether it needed no setting."""
        return abs(self.drift) <= TOLERANCE


async def read(driver: Driver, device_id: int, clock: Clock) -> Reading:
    """Read a device's clock, and set it where it is off; raises `DeviceError` where it does not answer."""
    before = await driver.log(device_id, 0, 0)
    asked = clock()
    shown = await driver.clock(device_id)
    drift = shown - (asked + (clock() - asked) / 2)
    reading = Reading(device_id, drift, before.epoch, before.newest)
    if reading.right:
        return reading
    log.warning("device clock is off", device=device_id, seconds=drift.total_seconds())
    try:
        await driver.set_clock(device_id, clock())
    except DeviceError as error:
        log.warning("device clock not set", device=device_id, fault=error.fault.name)
        return reading
    after = await driver.log(device_id, before.newest + 1, LOOKED_THROUGH)
    if after.epoch != before.epoch:
        return Reading(device_id, drift, after.epoch, 0, 1)
    made = [record.index for record in after.records if record.code == TIME_SET]
    return Reading(device_id, drift, before.epoch, before.newest, made[-1] if made else after.newest + 1)


@operation(module=Module.DEVICE, right="write", verb="DEVICE_CLOCK", method=Method.ACTION)
async def note_reading(work: Work, reading: Reading) -> None:
    """Write down what a clock showed, and mark what it had stamped since it was last right."""
    device = await work.session.get(DeviceRow, reading.device_id)
    if device is None:
        return
    row = await work.session.get(DeviceClockRow, reading.device_id)
    if row is None:
        row = DeviceClockRow(device_id=device.id, set=None, epoch=reading.epoch, log_index=0)
        work.session.add(row)
    if not reading.right:
        await doubts.record(work.session, _doubts(row, reading), work.now)
    row.read, row.drift = work.now, reading.drift // MILLISECOND
    if reading.right:
        row.epoch, row.log_index = reading.epoch, reading.index
    elif reading.set_from is not None:
        row.epoch, row.log_index, row.set = reading.epoch, reading.set_from - 1, work.now
        work.note(f"{device.name}({device.id})", {"seconds_ahead": round(reading.drift.total_seconds(), 3)}, {})


def _doubts(known: DeviceClockRow, reading: Reading) -> list[Doubt]:
    """What the clock stamped since it was last right: the rest of an earlier log, and the present one up to now."""
    device_id, drift = reading.device_id, reading.drift
    last = reading.index if reading.set_from is None else reading.set_from - 1
    if known.epoch == reading.epoch:
        return [Doubt(device_id, reading.epoch, known.log_index + 1, last, drift)]
    return [
        Doubt(device_id, known.epoch, known.log_index + 1, LAST_INDEX, drift),
        Doubt(device_id, reading.epoch, 1, last, drift),
    ]


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clock of a device as it was last read; `set`: when it was last set, None = never."""

    device_id: int
    name: str
    read: datetime
    drift: timedelta
    set: datetime | None


@query(module=READ)
async def list_clocks(view: View, _: None) -> Sequence[ClockView]:
    """The clocks of the devices within the scope, by id; those that were never read are left out."""
    if view.scope.own_user is not None:
        return []
    columns = DeviceRow.id, DeviceRow.name, DeviceClockRow.read, DeviceClockRow.drift, DeviceClockRow.set
    statement = select(*columns).join(DeviceClockRow, DeviceClockRow.device_id == DeviceRow.id)
    limit = view.scope.limit(Kind.DEVICE_GROUP)
    if limit is not None:
        statement = statement.where(DeviceRow.group_id.in_(limit))
    rows = await view.connection.execute(statement.order_by(DeviceRow.id))
    return [ClockView(row.id, row.name, row.read, row.drift * MILLISECOND, row.set) for row in rows]


async def measures(connection: AsyncConnection) -> Mapping[str, float]:
    """How far the clocks of connected devices were off when they were last read: the worst, and how many too far."""
    off = func.abs(DeviceClockRow.drift)
    statement = select(func.max(off), func.count().filter(off > TOLERANCE // MILLISECOND)).join_from(
        DeviceClockRow, DeviceRow, DeviceClockRow.device_id == DeviceRow.id
    )
    worst, many = (await connection.execute(statement.where(DeviceRow.connected))).one()
    return {"device_clock_drift_seconds": (worst or 0) / 1000, "device_clocks_off": float(many)}
