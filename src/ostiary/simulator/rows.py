"""The statements of the fleet's store, and log records as its rows."""

from datetime import UTC, datetime, timedelta

from ostiary.port.reports import LogRecord
from ostiary.simulator.clock import Quartz

INSERT_LOG = (
    "insert into log"
    " (device_id, epoch, number, at, code, reader_id, user_id, door_id, credential, reason, parameter, by_device,"
    " picture, temperature)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TRIM_LOG = "delete from log where device_id = ? and epoch = ? and number < ?"
CLEAR_LOG = "delete from log where device_id = ? and epoch < ?"
SELECT_LOG = (
    "select device_id, epoch, number, at, code, reader_id, user_id, door_id, credential, reason, parameter, by_device,"
    " picture, temperature from log where device_id = ? and epoch = ? and number >= ? order by number limit ?"
)
LATER_COLUMNS = {
    name: f"alter table log add column {name} integer not null default 0"
    for name in ("by_device", "picture", "temperature")
}
"""For stores that were made before."""

PUT_PICTURE = "insert into picture (device_id, epoch, number, jpeg) values (?, ?, ?, ?)"
DROP_PICTURE = "delete from picture where device_id = ? and epoch = ? and number = ?"
CLEAR_PICTURES = "delete from picture where device_id = ? and epoch < ?"
PICTURES = "select number from picture where device_id = ? and epoch = ? order by number"
PICTURE = "select jpeg from picture where device_id = ? and epoch = ? and number = ?"
RING = "select min(number), max(number) from log where device_id = ? and epoch = ?"

PUT_DEVICE = (
    "insert into device (id, name, model, parent_id, timezone) values (?, ?, ?, ?, ?) on conflict (id) do update"
    " set name = excluded.name, model = excluded.model, parent_id = excluded.parent_id, timezone = excluded.timezone"
)
SET_EPOCH = "update device set epoch = ? where id = ?"
DEVICES = "select id, name, model, parent_id, timezone from device order by parent_id is not null, id"
EPOCH = "select epoch from device where id = ?"
FORGET_DEVICE = (
    "delete from device where id = ?",
    "delete from clock where device_id = ?",
    "delete from unit where id = ?",
    "delete from firmware where id = ?",
    "delete from lan where id = ?",
    "delete from screen where id = ?",
    "delete from content where device_id = ?",
    "delete from door where device_id = ?",
    "delete from trace where device_id = ?",
    "delete from log where device_id = ?",
    "delete from picture where device_id = ?",
)

PUT_CLOCK = "insert or replace into clock (device_id, since, ahead, ppm) values (?, ?, ?, ?)"
CLOCK = "select since, ahead, ppm from clock where device_id = ?"
PUT_LOCK = "insert into unit (id, locked) values (?, ?) on conflict (id) do update set locked = excluded.locked"
UNIT = "select locked from unit where id = ?"

PUT_FIRMWARE = "insert or replace into firmware (id, version) values (?, ?)"
FIRMWARE = "select version from firmware where id = ?"

PUT_LAN = "insert or replace into lan (id, body) values (?, ?)"
LAN = "select body from lan where id = ?"

PUT_SCREEN = "insert or replace into screen (id, body) values (?, ?)"
SCREEN = "select body from screen where id = ?"

PUT_BODY = "insert into body (number, family, digest, body) values (?, ?, ?, ?)"
DROP_BODY = "delete from body where number = ?"
BODIES = "select number, family, digest, body from body"
PUT_CONTENT = "insert or replace into content (device_id, family, key, number) values (?, ?, ?, ?)"
DROP_CONTENT = "delete from content where device_id = ? and family = ? and key = ?"
CONTENT = "select number from content where device_id = ? and family = ?"

PUT_DOOR = "insert or replace into door (device_id, door_id, locked_by, unlocked_by) values (?, ?, ?, ?)"
DROP_DOOR = "delete from door where device_id = ? and door_id = ?"
DOORS = "select door_id, locked_by, unlocked_by from door where device_id = ?"

PUT_TRACE = (
    'insert or replace into trace (device_id, door_id, user_id, last, last_at, entered, "left")'
    " values (?, ?, ?, ?, ?, ?, ?)"
)
DROP_TRACE = "delete from trace where device_id = ? and door_id = ? and user_id = ?"
DROP_TRACES = "delete from trace where device_id = ? and door_id = ?"
TRACES = 'select door_id, user_id, last, last_at, entered, "left" from trace where device_id = ?'

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def clock_row(device_id: int, clock: Quartz) -> tuple[object, ...]:
    """A device's clock as its table keeps it."""
    return device_id, (clock.since - _EPOCH) // _MICROSECOND, clock.offset // _MICROSECOND, clock.ppm


def restore_clock(clock: Quartz, row: tuple[int, int, float]) -> None:
    """Have a clock go on as its row says."""
    since, ahead, ppm = row
    clock.restore(_EPOCH + timedelta(microseconds=since), timedelta(microseconds=ahead), ppm)


def log_row(record: LogRecord) -> tuple[object, ...]:
    """A record as the log table keeps it, the moment in microseconds since 1970."""
    return (
        record.device_id,
        record.epoch,
        record.index,
        (record.at - _EPOCH) // _MICROSECOND,
        record.code,
        record.reader_id,
        record.user_id,
        record.door_id,
        record.credential,
        record.reason,
        record.parameter,
        record.by_device,
        record.picture,
        record.temperature,
    )


def log_record(row: tuple[int, int, int, int, int, int, str, int, str, str, str, int, int, int]) -> LogRecord:
    """The record of a row."""
    device_id, epoch, index, micros, code, reader_id, user_id, door_id, credential, reason, parameter, *more = row
    by_device, picture, temperature = more
    at = _EPOCH + timedelta(microseconds=micros)
    said = user_id, door_id, credential, reason, parameter, bool(by_device), bool(picture), temperature
    return LogRecord(device_id, epoch, index, at, code, reader_id, *said)
