"""Rows of every table, read and written in a form that is the same on both engines: a line of JSON for each, moments as
microseconds, bytes in base64.
"""

import base64
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Integer,
    LargeBinary,
    String,
    TableClause,
    cast,
    column,
    delete,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import JSON, TypeEngine

from ostiary.app.backup.entries import Shape
from ostiary.app.schema import METADATA
from ostiary.kernel.schema import Json, Moment

AT_ONCE = 500
LARGEST_BATCH = 1024 * 1024
"""Bytes of lines after which a batch ends."""

KINDS: dict[str, TypeEngine[Any]] = {
    "int": BigInteger(),
    "bool": Boolean(),
    "text": String(),
    "bytes": LargeBinary(),
    "json": Json,
}
_COUNTED_ON_SQLITE = table("sqlite_sequence", column("name"), column("seq"))


def shapes() -> tuple[Shape, ...]:
    """Every table of this version, each after those that it refers to."""
    found = []
    for each in METADATA.sorted_tables:
        counted = each.autoincrement_column
        columns = tuple((one.name, kind_of(one.type)) for one in each.columns)
        found.append(Shape(name=each.name, columns=columns, counted=None if counted is None else counted.name))
    return tuple(found)


def kind_of(type: TypeEngine[Any]) -> str:
    """The kind of a column's values."""
    match type:
        case Boolean():
            return "bool"
        case Integer() | Moment():
            return "int"
        case String():
            return "text"
        case LargeBinary():
            return "bytes"
        case JSON():
            return "json"
        case _:
            raise TypeError(f"backups know no {type!r}")


async def lines(connection: AsyncConnection, shape: Shape) -> AsyncIterator[list[bytes]]:
    """All rows of a table, in batches."""
    sealed = [position for position, (_, kind) in enumerate(shape.columns) if kind == "bytes"]
    batch: list[bytes] = []
    size = 0
    async with connection.stream(select(*_table(shape).columns).execution_options(yield_per=AT_ONCE)) as rows:
        async for row in rows:
            batch.append(_line(list(row), sealed))
            size += len(batch[-1])
            if len(batch) == AT_ONCE or size > LARGEST_BATCH:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


async def load(connection: AsyncConnection, shape: Shape, batch: Sequence[bytes]) -> None:
    """Write rows."""
    sealed = [name for name, kind in shape.columns if kind == "bytes"]
    names = [name for name, _ in shape.columns]
    rows = [dict(zip(names, json.loads(line), strict=True)) for line in batch]
    for name in sealed:
        for row in rows:
            row[name] = None if row[name] is None else base64.b64decode(row[name])
    await connection.execute(insert(_table(shape)), rows)


async def counters(connection: AsyncConnection, shapes: Sequence[Shape]) -> dict[str, int]:
    """The last number that each counting table has given, also of rows that are gone."""
    if connection.dialect.name == "sqlite":
        rows = await connection.execute(select(_COUNTED_ON_SQLITE.c.name, _COUNTED_ON_SQLITE.c.seq))
        given: dict[str, int | None] = {row.name: row.seq for row in rows}
    else:
        given = {}
        for shape in shapes:
            if shape.counted:
                sequence = cast(_sequence(shape), REGCLASS)
                given[shape.name] = await connection.scalar(select(func.pg_sequence_last_value(sequence)))
    return {shape.name: last for shape in shapes if shape.counted and (last := given.get(shape.name))}


async def set_counters(connection: AsyncConnection, shapes: Sequence[Shape], counters: Mapping[str, int]) -> None:
    """Have each table go on after the number that it has given last."""
    for shape in shapes:
        last = counters.get(shape.name)
        if last is None:
            continue
        if connection.dialect.name == "sqlite":
            await connection.execute(delete(_COUNTED_ON_SQLITE).where(_COUNTED_ON_SQLITE.c.name == shape.name))
            await connection.execute(insert(_COUNTED_ON_SQLITE).values(name=shape.name, seq=last))
        else:
            await connection.execute(select(func.setval(cast(_sequence(shape), REGCLASS), last)))


def _sequence(shape: Shape) -> Any:
    return func.pg_get_serial_sequence(shape.name, shape.counted)


def _table(shape: Shape) -> TableClause:
    return table(shape.name, *(column(name, KINDS[kind]) for name, kind in shape.columns))


def _line(values: list[Any], sealed: Sequence[int]) -> bytes:
    for position in sealed:
        value = values[position]
        values[position] = None if value is None else base64.b64encode(value).decode()
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()
