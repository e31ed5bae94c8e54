"""Virtual readers: what people do at simulated devices and their doors, done from a screen. The simulator's control API
does it; here it is asked for by an operator, within his scope, with a line of the trail.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.decisions import EventCode, event_of
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import PathNumber
from ostiary.api.sessions import Caller, needs
from ostiary.devices.model import DeviceFailed
from ostiary.devices.virtual import Handling, handle_device
from ostiary.doors.virtual import DoorHandling, Simulated, handle_door, list_simulated
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Invalid, NotFound
from ostiary.port.commands import Fault
from ostiary.provisioning.queries import people_shown

router = page("Simulated devices")

Text = Annotated[str, Field(min_length=1, max_length=64)]
Digits = Annotated[str, Field(pattern="^[0-9]{1,32}$")]
Verdict = Literal["granted", "denied", "captured", "ignored"]
Factor = Literal["id", "card", "finger", "face", "pin"]


class Given(BaseModel):
    """A body: numbers may stand for text, what is not known is refused."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class FingerIn(Given):
    """A finger: whose, which one, and how well it lies. The person need not have enrolled it yet."""

    user: Text
    index: int = Field(0, ge=0, le=9)
    quality: int = Field(100, ge=0, le=100)


class FaceIn(Given):
    """A face: whose."""

    user: Text


class PresentIn(Given):
    """One or several credentials, presented by one person. `temperature` of the skin in hundredths of a degree Celsius,
    0 = hidden; `mask`: he wears one.
    """

    id: Text | None = None
    card: Digits | None = None
    finger: FingerIn | None = None
    face: FaceIn | None = None
    pin: Text | None = None
    temperature: int | None = Field(None, ge=0, le=10_000)
    mask: bool | None = None

    @model_validator(mode="after")
    def something(self) -> Self:
        """Who presents nothing at all does nothing."""
        if not self.model_fields_set:
            raise PydanticCustomError("nothing", "should present something: id, card, finger, face or pin")
        return self


class SwitchIn(Given):
    """On or off."""

    on: bool


class LeafIn(Given):
    """Where the leaf of a door is moved."""

    open: bool


class ReadOut(BaseModel):
    """What a reader answered. `event`: what its device logged. `captured`: a scan got it. `ignored`: nothing came of
    it, or it waits for more, as `reason` says.
    """

    verdict: Verdict
    event: EventCode | None
    reason: str


class PresentOut(ReadOut):
    """What a reader answers now. `user_id`: who was recognised; null where that was nobody, or nobody one may see."""

    user_id: str | None


class LastOut(ReadOut):
    """What a reader answered last, since the simulator began."""

    at: datetime


class ScreenOut(BaseModel):
    """What a reader shows: that it scans for an enrolment, and what it answered last."""

    scans: Literal["card", "finger", "face"] | None
    last: LastOut | None


class LeafOut(BaseModel):
    """A door. `sensor_open`: where its leaf is, null where it has no sensor; `relay`: it is unlocked."""

    id: int
    name: str
    sensor_open: bool | None
    relay: bool
    exit_button: bool


class DeviceOut(BaseModel):
    """A simulated device. `power` and `network`: it is plugged in; `tamper`: its housing is open; `takes`: what can be
    presented to it, `readers`: where, itself or its slaves. No screen: it is no reader.
    """

    id: int
    name: str
    model: str
    online: bool
    power: bool
    network: bool
    tamper: bool
    parent_id: int | None
    takes: list[Factor]
    readers: list[int]
    doors: list[LeafOut]
    screen: ScreenOut | None


class DevicesOut(BaseModel):
    """Simulated devices by id."""

    items: list[DeviceOut]


class SwitchOut(BaseModel):
    """How it is now."""

    on: bool


class LeafMoved(BaseModel):
    """How the leaf is now."""

    open: bool


class Pressed(BaseModel):
    """Whether anything came of it: a wire can be cut."""

    pressed: bool


@router.get("/native/simulated/devices", response_model=DevicesOut, dependencies=needs(list_simulated))
async def list_devices(desk: AtDesk, caller: Caller) -> Response:
    """The simulated devices that are registered, as they are now; an empty list where the server drives none."""
    found = await desk.gate.ask(caller, list_simulated, None)
    units = await _asked(desk, "GET", "/devices") if found.devices else None
    states = await _asked(desk, "GET", "/state") if units else None
    if units is None or states is None:
        return reply(DevicesOut(items=[]))
    leaves = {door["id"]: door for device in states["devices"] for door in device["doors"]}
    shown = [unit for unit in units["devices"] if unit["id"] in found.devices]
    return reply(DevicesOut(items=sorted((_device(unit, found, leaves) for unit in shown), key=lambda each: each.id)))


@router.post("/native/simulated/devices/{id}/present", response_model=PresentOut, dependencies=needs(handle_device))
async def present(desk: AtDesk, caller: Caller, id: PathNumber, body: PresentIn) -> Response:
    """Do what one person does at a reader. Several factors come in the order id, card, finger, face, PIN, or one after
    the other in calls of their own. A reader that scans for an enrolment takes what it scans for.
    """
    given = body.model_dump(exclude_none=True)
    answer = await _handle(desk, caller, id, "present", given, {"presented": _noted(body, given)})
    user_id = answer["user_id"]
    seen = user_id and await desk.gate.ask(caller, people_shown, (user_id,))
    return reply(PresentOut(**_read(answer), user_id=user_id if seen else None))


@router.post("/native/simulated/devices/{id}/power", response_model=SwitchOut, dependencies=needs(handle_device))
async def switch_power(desk: AtDesk, caller: Caller, id: PathNumber, body: SwitchIn) -> Response:
    """Give or take a device's power; answers when it has started."""
    return await _switch(desk, caller, id, "power", body)


@router.post("/native/simulated/devices/{id}/network", response_model=SwitchOut, dependencies=needs(handle_device))
async def switch_network(desk: AtDesk, caller: Caller, id: PathNumber, body: SwitchIn) -> Response:
    """Plug in or pull a device's network; of a slave, its line."""
    return await _switch(desk, caller, id, "network", body)


@router.post("/native/simulated/devices/{id}/tamper", response_model=SwitchOut, dependencies=needs(handle_device))
async def switch_tamper(desk: AtDesk, caller: Caller, id: PathNumber, body: SwitchIn) -> Response:
    """Open (on) or close a device's housing."""
    return await _switch(desk, caller, id, "tamper", body)


@router.post("/native/simulated/doors/{id}/sensor", response_model=LeafMoved, dependencies=needs(handle_door))
async def move_leaf(desk: AtDesk, caller: Caller, id: PathNumber, body: LeafIn) -> Response:
    """Open or close a door by hand."""
    await desk.gate.run(caller, handle_door, DoorHandling(id, {"open": body.open}))
    answer = await _done(desk, f"/doors/{id}/sensor", body.model_dump())
    return reply(LeafMoved(open=answer["open"]))


@router.post("/native/simulated/doors/{id}/rex", response_model=Pressed, dependencies=needs(handle_door))
async def press_exit_button(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """Press a door's exit button."""
    await desk.gate.run(caller, handle_door, DoorHandling(id, {"exit_button": "pressed"}))
    answer = await _done(desk, f"/doors/{id}/rex", {})
    return reply(Pressed(pressed=answer["pressed"]))


async def _switch(desk: Desk, caller: Operator, id: int, what: str, body: SwitchIn) -> Response:
    answer = await _handle(desk, caller, id, what, body.model_dump(), {what: body.on})
    return reply(SwitchOut(on=answer["on"]))


async def _handle(
    desk: Desk, caller: Operator, id: int, what: str, body: Mapping[str, Any], noted: dict[str, Any]
) -> Any:
    await desk.gate.run(caller, handle_device, Handling(id, noted))
    return await _done(desk, f"/devices/{id}/{what}", body)


async def _done(desk: Desk, path: str, body: Mapping[str, Any]) -> Any:
    """What the simulator answers to something done."""
    answer = await _asked(desk, "POST", path, body)
    if answer is None:
        raise NotFound("there are no simulated devices here")
    return answer


async def _asked(desk: Desk, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """The document that the simulator answers; None where there is none. Raises for what it refuses."""
    answered = await desk.simulating(method, f"/sim/v1{path}", body)
    if answered is None:
        return None
    status, document = answered
    if status == 200:
        return document
    refused = str(document.get("error", "")).removesuffix(".")
    if status == 400:
        raise Invalid(refused)
    if status == 404:
        raise NotFound(refused)
    raise DeviceFailed(Fault.NOT_READY if status == 409 else Fault.NOT_CONNECTED, refused)


def _noted(body: PresentIn, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail tells of a presentation: which factors, and whose where that is said; no numbers and PINs."""
    whose = {"id": body.id, "finger": body.finger and body.finger.user, "face": body.face and body.face.user}
    return {name: whose.get(name) or True for name in given}


def _read(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {"verdict": answer["verdict"], "event": event_of(answer["event_code"]), "reason": answer["reason"]}


def _device(unit: Mapping[str, Any], found: Simulated, leaves: Mapping[int, Mapping[str, Any]]) -> DeviceOut:
    kept = ("id", "model", "online", "power", "network", "tamper", "parent_id", "takes")
    last = unit["last"]
    shows = ScreenOut(scans=unit["scans"], last=LastOut(**_read(last), at=last["at"]) if last else None)
    return DeviceOut(
        **{name: unit[name] for name in kept},
        name=found.devices[unit["id"]],
        readers=[id for id in unit["readers"] if id in found.devices],
        doors=[_leaf(leaves[id], found) for id in unit["doors"] if id in found.doors and id in leaves],
        screen=shows if unit["id"] in unit["readers"] else None,
    )


def _leaf(leaf: Mapping[str, Any], found: Simulated) -> LeafOut:
    return LeafOut(
        id=leaf["id"],
        name=found.doors[leaf["id"]],
        sensor_open=leaf["leaf_open"] if leaf["sensor"] else None,
        relay=leaf["unlocked"],
        exit_button=leaf["exit_button"],
    )
