"""Alerts: which types of events make them, how they are answered, and their history.

Intake and journal make an alert in the transaction that stores its event. An event that made none, because nobody had
asked for it, becomes one when it is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Row, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.events import names
from ostiary.events.facts import AlertAnswered
from ostiary.events.journal import selected
from ostiary.events.model import (
    AlertChoiceRow,
    AlertRow,
    AlertStatus,
    Event,
    EventNotFound,
    EventRow,
    MessageTooLong,
    NotAlertable,
    SignerNotFound,
)
from ostiary.events.names import NAMELESS
from ostiary.events.types import ALERTABLE, type_of
from ostiary.events.visibility import seen_by
from ostiary.kernel import selection, trail
from ostiary.kernel.context import EVERYTHING, Module, Operator, Scope
from ostiary.kernel.database import upsert
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.paging import Order, Search
from ostiary.kernel.trail import Method

MESSAGE_LENGTH: Final = 500
MOST_COUNTED: Final = 1000
"""More alerts than these are too many to be read anyway."""
ADMINISTRATOR: Final = 1
"""The level whose operators may answer in another's name, as programs do for their users."""

COLUMNS: Final[dict[str, Any]] = {
    "event_id": AlertRow.event_id,
    "at": AlertRow.at,
    "status": type_coerce(AlertRow.status, BigInteger),
    "ack_user_id": AlertRow.ack_user_id,
    "ack_user_name": AlertRow.ack_user_name,
    "ack_message": AlertRow.ack_message,
    "ack_at": AlertRow.ack_at,
    "code": type_coerce(EventRow.code, BigInteger),
    "device_id": EventRow.device_id,
    "door_id": EventRow.door_id,
    "user_id": EventRow.user_id,
    "user_name": EventRow.user_name,
    "user_group_id": EventRow.user_group_id,
}
"""What can be asked for and sorted by."""

_EVENT: Final = len(fields(Event))


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it stands; who answered it, with what and when are None while it waits."""

    event: Event
    status: AlertStatus
    ack_user_id: str | None
    ack_user_name: str | None
    ack_message: str | None
    ack_at: datetime | None


@dataclass(frozen=True, slots=True)
class AlertAnswer:
    """An answer to an alert. `signer`: the user in whose name; None = whoever gives it."""

    event_id: int
    status: AlertStatus
    message: str
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class AlertChoice:
    """Whether events of a type become alerts from now on."""

    code: int
    enabled: bool


@operation(
    module=Module.MONITORING,
    right="write",
    verb="ALERT_ANSWER",
    method=Method.UPDATE,
    objects=lambda answer: {"event": (answer.event_id,)},
)
async def answer_alert(work: Work, answer: AlertAnswer) -> None:
    """Acknowledge or ignore an alert; a later answer takes the place of an earlier one, which stays in the trail.

    Raises `EventNotFound`, `NotAlertable`, `MessageTooLong`, `SignerNotFound`, and `Forbidden` for another's name.
    """
    if answer.status is AlertStatus.WAITING:
        raise Invalid("an alert that was answered does not wait again", "status")
    if len(answer.message) > MESSAGE_LENGTH:
        raise MessageTooLong(f"{MESSAGE_LENGTH} characters at most")
    statement = select(EventRow.at, EventRow.code).where(EventRow.id == answer.event_id)
    event = (await work.session.execute(statement)).one_or_none()
    if event is None:
        raise EventNotFound(f"There is no event {answer.event_id}.")
    if event.code not in ALERTABLE:
        raise NotAlertable(f"{type_of(event.code).name} makes no alerts")
    signer, name = await _signer(work, answer.signer)
    before = await work.session.get(AlertRow, answer.event_id, with_for_update=True)
    told = {} if before is None else _told(before.status, before.ack_user_id, before.ack_message)
    row = {
        "event_id": answer.event_id,
        "at": event.at,
        "status": answer.status,
        "ack_user_id": signer,
        "ack_user_name": name,
        "ack_message": answer.message,
        "ack_at": work.now,
    }
    await upsert(work.session, AlertRow, [row], ["event_id"])
    work.tell(AlertAnswered(answer.event_id, answer.status))
    work.note(f"event {answer.event_id}", told, _told(answer.status, signer, answer.message))


def _told(status: int, signer: str | None, message: str | None) -> dict[str, Any]:
    return {"status": AlertStatus(status).name.lower(), "by": signer, "message": message}


async def _signer(work: Work, named: str | None) -> tuple[str, str]:
    """Id and name of whoever has answered."""
    own, own_name, _ = trail.actor(work.context)
    if named is None or named == own:
        return own, own_name
    if isinstance(work.context, Operator) and work.context.level != ADMINISTRATOR:
        raise Forbidden("only an administrator answers in another's name")
    known = await names.as_of(work.session, names.USER, named, work.now)
    if known is NAMELESS:
        raise SignerNotFound(named)
    return named, known.name


@operation(module=Module.SETTING, right="write", verb="ALERT_CHOICE", method=Method.UPDATE)
async def choose_alerts(work: Work, choice: AlertChoice) -> None:
    """Choose whether events of a type become alerts. Raises `NotAlertable`; alerts there are stay."""
    if choice.code not in ALERTABLE:
        raise NotAlertable(f"{type_of(choice.code).name} makes no alerts")
    before = await work.session.get(AlertChoiceRow, choice.code)
    was = type_of(choice.code).enable_alert if before is None else before.enabled
    await upsert(work.session, AlertChoiceRow, [{"code": choice.code, "enabled": choice.enabled}], ["code"])
    work.note(type_of(choice.code).name, {"alerts": was}, {"alerts": choice.enabled})


@query(module=Module.MONITORING)
async def search_alerts(view: View, search: Search) -> tuple[Sequence[Alert], int]:
    """The alerts that fit and whose events the operator may see, and how many there are in all; the newest first
    unless the search has orders.
    """
    answered = AlertRow.status, AlertRow.ack_user_id, AlertRow.ack_user_name, AlertRow.ack_message, AlertRow.ack_at
    statement = selected().add_columns(*answered).join(AlertRow, AlertRow.event_id == EventRow.id)
    asked = Search(search.conditions, search.orders or (Order("at", descending=True),), search.window)
    rows, total = await selection.page(
        view.connection, statement.where(seen_by(view.scope)), asked, COLUMNS, AlertRow.event_id.desc()
    )
    return [_alert(row) for row in rows], total


@query(module=(Module.MONITORING, Module.TA))
async def find_statuses(view: View, events: Sequence[Event]) -> Mapping[int, AlertStatus]:
    """Event id -> how its alert stands, of events that were found within the scope; those that are none are left
    out.
    """
    return await statuses_of(view.connection, events)


async def statuses_of(connection: AsyncConnection, events: Sequence[Event]) -> Mapping[int, AlertStatus]:
    """As `find_statuses`, whoever asks."""
    ids = [event.id for event in events]
    rows = await connection.execute(select(AlertRow.event_id, AlertRow.status).where(AlertRow.event_id.in_(ids)))
    return {row.event_id: AlertStatus(row.status) for row in rows}


async def waiting(connection: AsyncConnection, scope: Scope) -> int:
    """How many alerts wait whose events are seen within a scope; no more than `MOST_COUNTED` are counted."""
    waits = select(AlertRow.event_id).where(AlertRow.status == AlertStatus.WAITING)
    if scope != EVERYTHING:
        waits = waits.join(EventRow, EventRow.id == AlertRow.event_id).where(seen_by(scope))
    counted = select(func.count()).select_from(waits.limit(MOST_COUNTED).subquery())
    return (await connection.execute(counted)).scalar_one()


def _alert(row: Row[Any]) -> Alert:
    status, *answered = row[_EVENT:]
    return Alert(Event(*row[:_EVENT]), AlertStatus(status), *answered)
