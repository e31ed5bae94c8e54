"""The alerts of the page "Events": their history, and answers to them. Their ids are the hints of the events."""

from collections.abc import Container
from dataclasses import replace
from typing import Annotated, Final

from fastapi import Path, Response
from pydantic import Field

from ostiary.api.biostar.wire.columns import Column, keys, moments, numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.event import EventOut, hint_of, id_of, row_of
from ostiary.api.biostar.wire.message import Message, UserRef
from ostiary.api.biostar.wire.query import SearchBody
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.stretches import Stretch, collected
from ostiary.api.biostar.wire.values import Moment, Number, NumberText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.events.alerts import Alert, AlertAnswer, answer_alert, search_alerts
from ostiary.events.model import AlertStatus, EventNotFound
from ostiary.identity.queries import find_photographed
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Window

router = page("Events")

NO_EVENT: Final = 0
"""What no event has for an id."""

COLUMNS = {
    "id": Column("event_id", lambda value: id_of(str(value)) or NO_EVENT, ordered=False),
    "status": numbers("status"),
    "ack_user_id": keys("ack_user_id"),
    "ack_user_id.user_id": keys("ack_user_id"),
    "ack_user_id.name": texts("ack_user_name"),
    "ack_message": texts("ack_message"),
    "ack_datetime": moments("ack_at"),
    "event_id.id": numbers("event_id"),
    "event_id.datetime": moments("at"),
    "event_id.event_type_id": numbers("code"),
    "event_id.event_type_id.code": numbers("code"),
    "event_id.device_id": numbers("device_id"),
    "event_id.device_id.id": numbers("device_id"),
    "event_id.door_id": numbers("door_id"),
    "event_id.door_id.id": numbers("door_id"),
    "event_id.user_id": keys("user_id"),
    "event_id.user_id.user_id": keys("user_id"),
    "event_id.user_id.name": texts("user_name"),
    "event_id.user_group_id.id": numbers("user_group_id"),
}


class AlertOut(Message):
    """One alert: its event and, once it is answered, by whom, with which words and when."""

    id: Text
    event_id: EventOut
    status: NumberText
    ack_user_id: UserRef | None
    ack_message: Text
    ack_datetime: Moment | None


class AlertList(Answer):
    """Alerts, the newest first unless orders are given."""

    AlertCollection: Collection[AlertOut]


class AlertEvent(Message):
    """The event of an alert; it is known by the alert's id already."""

    at: Moment | None = Field(None, alias="datetime")


class AlertIn(Message):
    """An answer: `status` 1 acknowledged, 0 ignored; `ack_user_id` in whose name, where not the caller's."""

    event_id: AlertEvent | None = None
    status: Number = AlertStatus.ACKNOWLEDGED
    ack_user_id: UserRef | None = None
    ack_message: Text = ""


class AlertSearchBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS


class AlertBody(Message):
    """`{"Alert": {...}}`."""

    Alert: AlertIn


@router.post("/api/alerts/search", response_model=AlertList, dependencies=needs(search_alerts))
async def search(desk: AtDesk, caller: Caller, body: AlertSearchBody) -> Response:
    """List alerts. `status`: 0 ignored, 1 acknowledged, 2 waiting."""
    asked = body.search()

    async def read(window: Window) -> Stretch[AlertOut]:
        alerts, total = await desk.gate.ask(caller, search_alerts, replace(asked, window=window))
        photographed = await desk.gate.ask(caller, find_photographed, [alert.event for alert in alerts])
        return [_alert(alert, photographed) for alert in alerts], total

    return await collected("AlertCollection", asked.window, read)


@router.put("/api/alerts/{id}", response_model=Answer, dependencies=needs(answer_alert))
async def answer(
    desk: AtDesk,
    caller: Caller,
    id: Annotated[Text, Path(description="The hint of the event.")],
    body: AlertBody,
) -> Response:
    """Acknowledge an alert, or ignore it. An event that was no alert becomes one, if its type can be."""
    said, event_id = body.Alert, id_of(id)
    if event_id is None:
        raise EventNotFound("the id of an alert is the hint of its event")
    if said.status not in set(AlertStatus):
        raise Invalid("0 is ignored, 1 acknowledged.", "Alert.status")
    signer = said.ack_user_id.user_id if said.ack_user_id else None
    answer = AlertAnswer(event_id, AlertStatus(said.status), said.ack_message, signer)
    await desk.gate.run(caller, answer_alert, answer)
    return reply(Answer())


def _alert(alert: Alert, photographed: Container[str]) -> AlertOut:
    signer = None
    if alert.ack_user_id is not None:
        signer = UserRef.model_construct(user_id=alert.ack_user_id, name=alert.ack_user_name)
    return AlertOut.model_construct(
        id=hint_of(alert.event),
        event_id=EventOut.model_validate(row_of(alert.event, photographed)),
        status=alert.status,
        ack_user_id=signer,
        ack_message=alert.ack_message or "",
        ack_datetime=alert.ack_at,
    )
