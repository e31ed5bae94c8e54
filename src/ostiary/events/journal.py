"""What the server itself records, and the log as an outbox: `record` within an act, `following` for whoever follows
the events.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events import names, stamping
from ostiary.events.model import AlertChoiceRow, AlertRow, AlertStatus, Event, EventRow, UnlistedCodeRow
from ostiary.events.names import NAMELESS, Named
from ostiary.events.stamping import COLUMNS, Said
from ostiary.events.types import TYPES, alerting
from ostiary.kernel.clock import from_micros, to_micros
from ostiary.kernel.database import insert_all, upsert
from ostiary.kernel.operation import Work

Source = AsyncConnection | AsyncSession


def record(
    work: Work,
    code: int,
    *,
    device_id: int | None = None,
    door_id: int | None = None,
    user_id: str | None = None,
    parameter: str = "",
    reason: str = "",
) -> None:
    """Record an event of the server's own in the act's transaction, at the act's moment; names are added by the log."""
    entries = next((last for last in work.last_inserts if isinstance(last, _Entries)), None)
    if entries is None:
        entries = _Entries(work)
        work.at_last(entries)
    at = stamping.moment(to_micros(work.now))
    texts = stamping.storable(reason), stamping.storable(parameter)
    entries.pending.append(Said(at, code, device_id, door_id, user_id or None, "", *texts))


@dataclass(slots=True)
class _Entries:
    """The events of one act; stored at its end, in the order of commits."""

    work: Work
    pending: list[Said] = field(default_factory=list)

    async def __call__(self) -> None:
        session = self.work.session
        known = await names.histories(session, stamping.things(self.pending))

        def as_of(kind: str, key: str, micros: int) -> Named:
            found = known.get((kind, key))
            return NAMELESS if found is None else found.as_of(micros)

        known |= await names.histories(session, stamping.groups(self.pending, as_of))
        choices = await session.execute(select(AlertChoiceRow.code, AlertChoiceRow.enabled))
        alarming = alerting(choices)
        rows = [_values(stamping.row(event, as_of, event.at, alarming)) for event in self.pending]
        ids = await session.scalars(insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True), rows)
        alerts = [
            {"event_id": id, "at": row["at"], "status": AlertStatus.WAITING}
            for id, row in zip(ids.all(), rows, strict=True)
            if row["alert"]
        ]
        await insert_all(session, AlertRow, alerts)
        unlisted = [{"code": event.code} for event in self.pending if event.code not in TYPES]
        await upsert(session, UnlistedCodeRow, unlisted, ["code"])


def _values(row: stamping.Row) -> dict[str, object]:
    values = dict(zip(COLUMNS, row, strict=True))
    return {**values, "at": from_micros(values["at"]), "stored_at": from_micros(values["stored_at"])}


def selected() -> Select[*tuple[Any, ...]]:
    """The statement for events as `Event`s are made of."""
    columns = (
        *(EventRow.id, EventRow.at, EventRow.stored_at, func.coalesce(EventRow.log_index, 0), EventRow.code),
        *(func.coalesce(EventRow.device_id, 0), EventRow.device_name, EventRow.device_group_id),
        *(func.coalesce(EventRow.door_id, 0), EventRow.door_name, EventRow.door_group_id),
        *(func.coalesce(EventRow.user_id, ""), EventRow.user_name),
        *(EventRow.user_group_id, EventRow.user_group_name),
        *(EventRow.credential, EventRow.reason, EventRow.parameter, EventRow.tna_key, EventRow.shift, EventRow.late),
        *(func.coalesce(EventRow.source_id, 0), func.coalesce(EventRow.epoch, 0), EventRow.alert, EventRow.by_device),
        *(EventRow.image, EventRow.temperature),
    )
    return select(*columns)


async def following(source: Source, id: int, limit: int = 200) -> Sequence[Event]:
    """The next events after one, in the order of their commits: none is ever skipped."""
    rows = await source.execute(selected().where(EventRow.id > id).order_by(EventRow.id).limit(limit))
    return [Event(*row) for row in rows]


async def newest(source: Source) -> int:
    """The id of the last event; 0 = none yet."""
    return (await source.execute(select(func.coalesce(func.max(EventRow.id), 0)))).scalar_one()
