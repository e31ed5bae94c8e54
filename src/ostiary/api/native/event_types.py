"""The kinds of events, and which of them make alerts."""

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field

from ostiary.api.desk import AtDesk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import PathNumber
from ostiary.api.sessions import Caller, needs
from ostiary.events.alerts import AlertChoice, choose_alerts
from ostiary.events.queries import TypeChoice, list_event_types
from ostiary.events.types import Class

router = page("Events")


class EventTypeOut(BaseModel):
    """A kind of event. `class`: what a screen tells it apart by; `alertable`: its events can become alerts; `alerts`:
    they do.
    """

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    code: int
    name: str
    description: str
    category: str
    class_: Class = Field(alias="class")
    alertable: bool
    alerts: bool


class EventTypesOut(BaseModel):
    """The kinds of events by code."""

    items: list[EventTypeOut]


class AlertsIn(BaseModel):
    """Whether events of the kind become alerts."""

    alerts: bool


@router.get("/native/event-types", response_model=EventTypesOut)
async def list_types(desk: AtDesk, caller: Caller) -> Response:
    """Every kind of event that is known or has come in."""
    types = await desk.gate.ask(caller, list_event_types, TypeChoice())
    items = [
        EventTypeOut(
            code=type.code,
            name=type.name,
            description=type.description,
            category=type.category,
            class_=type.class_,
            alertable=type.alertable,
            alerts=type.enable_alert,
        )
        for type in types
    ]
    return reply(EventTypesOut(items=items))


@router.put("/native/event-types/{code}", response_model=AlertsIn, dependencies=needs(choose_alerts))
async def choose(desk: AtDesk, caller: Caller, code: PathNumber, body: AlertsIn) -> Response:
    """Choose whether events of an alertable kind become alerts from now on; what is an alert stays one."""
    await desk.gate.run(caller, choose_alerts, AlertChoice(code, body.alerts))
    return reply(body)
