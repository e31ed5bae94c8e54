"""What intake says to each engine, compiled once from the mapped classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Select,
    String,
    bindparam,
    func,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.sql.elements import CompilerElement

from ostiary.events.model import (
    AlertChoiceRow,
    AlertRow,
    AlertStatus,
    EventRow,
    GapRow,
    NameRow,
    PositionRow,
    UnlistedCodeRow,
)
from ostiary.events.names import NAMES
from ostiary.events.stamping import COLUMNS
from ostiary.kernel.schema import Base

_SQLITE = sqlite.dialect(paramstyle="qmark")
_dialect: Any = asyncpg.dialect
_POSTGRESQL = _dialect()
_PLACE: Final = ("source_id", "epoch", "log_index")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with positional values, for each engine."""

    sqlite: str
    postgresql: str


def _text(statement: CompilerElement, dialect: Any, names: Sequence[str] | None = None) -> str:
    """The statement's text. `names`: the columns of an insert, in the order in which values come."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=names)
    if names is not None and list(compiled.positiontup) != list(names):
        raise TypeError(f"the columns are not in the table's order: {names}")
    return str(compiled)


def _both(statement: CompilerElement) -> Statement:
    return Statement(_text(statement, _SQLITE), _text(statement, _POSTGRESQL))


def _insert(model: type[Base], names: Sequence[str], key: Sequence[str], *, overwrite: bool = False) -> Statement:
    texts = []
    for make, dialect in ((insert_sqlite, _SQLITE), (insert_postgresql, _POSTGRESQL)):
        statement: Any = make(model)
        if overwrite:
            changed = {name: statement.excluded[name] for name in names if name not in key}
            statement = statement.on_conflict_do_update(index_elements=key, set_=changed)
        elif key:
            statement = statement.on_conflict_do_nothing(index_elements=key)
        texts.append(_text(statement, dialect, names))
    return Statement(*texts)


def _insert_from(
    model: type[Base], names: Sequence[str], rows: Select[*tuple[Any, ...]], key: Sequence[str]
) -> Statement:
    texts = []
    for make, dialect in ((insert_sqlite, _SQLITE), (insert_postgresql, _POSTGRESQL)):
        statement: Any = make(model).from_select(names, rows)
        texts.append(_text(statement.on_conflict_do_nothing(index_elements=key), dialect))
    return Statement(*texts)


INSERT_EVENT: Final = _insert(EventRow, COLUMNS, _PLACE).sqlite
INSERT_UNLISTED: Final = _insert(UnlistedCodeRow, ["code"], ["code"])
INSERT_GAP: Final = _insert(GapRow, ["device_id", "epoch", "first", "last", "why", "found"], ())
UPSERT_POSITION: Final = _insert(
    PositionRow, ["device_id", "epoch", "log_index", "told"], ["device_id"], overwrite=True
)

ALERT_CHOICES: Final = _both(select(AlertChoiceRow.code, AlertChoiceRow.enabled))
_alerts: Select[*tuple[Any, ...]] = select(
    EventRow.id, EventRow.at, literal_column(repr(AlertStatus.WAITING.value))
).where(
    EventRow.source_id == bindparam("source"),
    EventRow.epoch == bindparam("life"),
    EventRow.log_index == bindparam("index"),
    EventRow.alert,
)
INSERT_ALERT: Final = _insert_from(AlertRow, ["event_id", "at", "status"], _alerts, key=["event_id"])
"""Makes an alert of the event in this place of a log, where it is one."""

NAMES_OF_ONE: Final = _text(
    NAMES.where(NameRow.kind == bindparam("kind"), NameRow.key == bindparam("key")).order_by(NameRow.id), _SQLITE
)
_things = func.unnest(bindparam("kinds", type_=ARRAY(String)), bindparam("keys", type_=ARRAY(String)))
_wanted = _things.table_valued("kind", "key", name="wanted").render_derived()
_same_thing = tuple_(NameRow.kind, NameRow.key) == tuple_(_wanted.c.kind, _wanted.c.key)
NAMES_OF_MANY: Final = _text(NAMES.join(_wanted, _same_thing).order_by(NameRow.id), _POSTGRESQL)
NEWEST_NAME: Final = _both(select(func.coalesce(func.max(NameRow.id), literal_column("0"))))
NAMES_AFTER: Final = _both(
    select(NameRow.id, NameRow.kind, NameRow.key).where(NameRow.id > bindparam("seen")).order_by(NameRow.id)
)

_positions = select(PositionRow.device_id, PositionRow.epoch, PositionRow.log_index, PositionRow.told)
_ids = bindparam("ids", type_=ARRAY(BigInteger))
POSITION_OF_ONE: Final = _text(_positions.where(PositionRow.device_id == bindparam("id")), _SQLITE)
POSITIONS_OF_MANY: Final = _text(_positions.where(PositionRow.device_id == func.any(_ids)), _POSTGRESQL)

_stored = select(EventRow.source_id)
STORED_ONE: Final = _text(
    _stored.where(
        EventRow.source_id == bindparam("id"),
        EventRow.epoch == bindparam("life"),
        EventRow.log_index == bindparam("index"),
    ),
    _SQLITE,
)
_lives = bindparam("lives", type_=ARRAY(BigInteger))
_indexes = bindparam("indexes", type_=ARRAY(BigInteger))
_nexts = func.unnest(_ids, _lives, _indexes).table_valued("id", "life", "index", name="nexts").render_derived()
STORED_OF_MANY: Final = _text(
    _stored.join(
        _nexts,
        tuple_(EventRow.source_id, EventRow.epoch, EventRow.log_index)
        == tuple_(_nexts.c.id, _nexts.c.life, _nexts.c.index),
    ),
    _POSTGRESQL,
)
_firsts = bindparam("firsts", type_=ARRAY(BigInteger))
_lasts = bindparam("lasts", type_=ARRAY(BigInteger))
_runs = func.unnest(_ids, _lives, _firsts, _lasts).table_valued("id", "life", "first", "last", name="runs")
_run = _runs.render_derived()
_in_run = (
    select(EventRow.source_id, EventRow.epoch, EventRow.log_index)
    .where(
        EventRow.source_id == _run.c.id,
        EventRow.epoch == _run.c.life,
        EventRow.log_index.between(_run.c.first, _run.c.last),
    )
    .lateral("stored")
)
STORED_IN_RUNS: Final = _text(select(_in_run).select_from(_run.join(_in_run, true())), _POSTGRESQL)
STORED_BETWEEN: Final = _both(
    select(EventRow.log_index)
    .where(
        EventRow.source_id == bindparam("source"),
        EventRow.epoch == bindparam("life"),
        EventRow.log_index >= bindparam("first"),
        EventRow.log_index <= bindparam("last"),
    )
    .order_by(EventRow.log_index)
)
