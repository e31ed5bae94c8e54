"""A device's log: a ring with a monotonic index, durable before anybody hears of it; clearing it begins a new epoch.

A smaller ring holds the pictures that were taken with records: each is durable together with its record.
"""

from collections import deque
from dataclasses import replace
from datetime import datetime

from ostiary.port.reports import LogPage, LogRecord
from ostiary.simulator import rows
from ostiary.simulator.store import Store

CLEARED = 16896
PAGE_LIMIT = 10_000


class Journal:
    """The log of one device. `newest` counts what was recorded, `durable` what is known to have reached the disk."""

    def __init__(self, device_id: int, size: int, pictures: int, store: Store) -> None:
        self.device_id = device_id
        self.size = size
        self.epoch = 1
        self.newest = 0
        self.durable = 0
        self._first = 1
        self._most_pictures = pictures
        self._pictures: deque[int] = deque()
        """The records of this epoch that have one, oldest first."""
        self._store = store

    def restore(self, epoch: int) -> None:
        """Go on where the store ends."""
        self.epoch = epoch
        ((first, last),) = self._store.load(rows.RING, (self.device_id, epoch))
        if last is not None:
            self._first, self.newest, self.durable = first, last, last
        self._pictures.extend(index for (index,) in self._store.load(rows.PICTURES, (self.device_id, epoch)))
        self._forget_before()

    def record(self, record: LogRecord, picture: bytes = b"") -> None:
        """Add a record, with the picture that was taken with it; device, epoch and index are filled in."""
        self.newest += 1
        place = self.device_id, self.epoch, self.newest
        full = replace(record, device_id=place[0], epoch=place[1], index=place[2], picture=bool(picture))
        if picture:
            self._store.change(rows.PUT_PICTURE, [(*place, picture)])
            self._pictures.append(self.newest)
            if len(self._pictures) > self._most_pictures:
                self._store.change(rows.DROP_PICTURE, [(*place[:2], self._pictures.popleft())])
        self._store.append(full, self._oldest(self.newest))

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

    async def picture(self, epoch: int, index: int) -> bytes:
        """The durable picture of a record; empty where there is none any more."""
        return await self._store.picture(self.device_id, epoch, index)

    def clear(self, at: datetime) -> None:
        """Begin a new epoch; its first record says so."""
        self.epoch += 1
        self._first, self.newest, self.durable = 1, 0, 0
        self._store.change(rows.SET_EPOCH, [(self.epoch, self.device_id)])
        self._pictures.clear()
        self._forget_before()
        self.record(LogRecord(self.device_id, self.epoch, 0, at, CLEARED))

    def _forget_before(self) -> None:
        """What earlier epochs left goes."""
        for forget in (rows.CLEAR_LOG, rows.CLEAR_PICTURES):
            self._store.change(forget, [(self.device_id, self.epoch)])

    def _oldest(self, newest: int) -> int:
        return max(self._first, newest - self.size + 1)
