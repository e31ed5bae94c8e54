"""A device's log: a ring with a monotonic index, durable before anybody hears of it; clearing it begins a new epoch."""

from dataclasses import replace
from datetime import datetime

from ostiary.port.reports import LogPage, LogRecord
from ostiary.simulator import rows
from ostiary.simulator.store import Store

CLEARED = 16896
PAGE_LIMIT = 10_000


class Journal:
    """The log of one device. `newest` counts what was recorded, `durable` what is known to have reached the disk."""

    def __init__(self, device_id: int, size: int, store: Store) -> None:
        self.device_id = device_id
        self.size = size
        self.epoch = 1
        self.newest = 0
        self.durable = 0
        self._first = 1
        self._store = store

    def restore(self, epoch: int) -> None:
        """Go on where the store ends."""
        self.epoch = epoch
        ((first, last),) = self._store.load(rows.RING, (self.device_id, epoch))
        if last is not None:
            self._first, self.newest, self.durable = first, last, last
        self._store.change(rows.CLEAR_LOG, [(self.device_id, epoch)])

    def record(self, record: LogRecord) -> LogRecord:
        """Add a record; device, epoch and index are filled in."""
        self.newest += 1
        full = replace(record, device_id=self.device_id, epoch=self.epoch, index=self.newest)
        self._store.append(full, self._oldest(self.newest))
        return full

    def committed(self, record: LogRecord) -> None:
        """The record has reached the disk."""
        if record.epoch == self.epoch:
            self.durable = record.index

    async def page(self, start: int, limit: int) -> LogPage:
        """Durable records from index `start` (inclusive, 0 = oldest), oldest first, at most 10,000."""
        epoch, newest = self.epoch, self.durable
        oldest = self._oldest(newest) if newest else 0
        records: list[LogRecord] = []
        if newest and limit > 0:
            found = await self._store.log(self.device_id, epoch, max(start, oldest), min(limit, PAGE_LIMIT))
            records = [record for record in found if record.index <= newest]
        return LogPage(self.device_id, epoch, oldest, newest, tuple(records))

    def clear(self, at: datetime) -> None:
        """Begin a new epoch; its first record says so."""
        self.epoch += 1
        self._first, self.newest, self.durable = 1, 0, 0
        self._store.change(rows.SET_EPOCH, [(self.epoch, self.device_id)])
        self._store.change(rows.CLEAR_LOG, [(self.device_id, self.epoch)])
        self.record(LogRecord(self.device_id, self.epoch, 0, at, CLEARED))

    def _oldest(self, newest: int) -> int:
        return max(self._first, newest - self.size + 1)
