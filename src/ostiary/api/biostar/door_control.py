"""How doors stand, and the commands to them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import IntFlag

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import PARTLY, Answer, Collection, DeviceOutcomes, DoorOutcomes, reply
from ostiary.api.biostar.wire.message import Message, Ref, UserRef, needing
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import FlagText, Number, NumberText, Rows
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.model import DeviceFailed
from ostiary.doors.commands import Clearing, Commanded, Commanding, clear_passback, command_doors
from ostiary.doors.queries import DoorSearch, list_doors
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Invalid
from ostiary.policy.door import Alarm, Status
from ostiary.port.commands import DoorVerb, Fault, Outcome

router = page("Doors")


class Named(Message):
    """Doors by id."""

    model_config = needing("rows")

    rows: Rows[Ref] = Field(default_factory=list)


class DoorsBody(Message):
    """`{"DoorCollection": {"rows": [{"id": 1}]}}`."""

    DoorCollection: Named


class StatusBody(Message):
    """Which doors: those named, or all."""

    DoorCollection: Named | None = None


def _bits(flags: type[IntFlag]) -> str:
    return ", ".join(f"{flag.value} {(flag.name or '').lower().replace('_', ' ')}" for flag in flags)


class DoorStatus(Message):
    """How a door stands. `last_open_time` is in Unix seconds, 0 for never."""

    door_id: Ref
    opened: FlagText
    unlocked: FlagText
    last_open_time: NumberText
    alarm: NumberText = Field(
        description=f"0 without an alarm, else a sum of {_bits(Alarm)}, and of the bits of `status` from 64."
    )
    status: NumberText = Field(description=f"0 is normal, else a sum of {_bits(Status)}.")


class DoorStatusList(Answer):
    """How doors stand."""

    DoorStatusCollection: Collection[DoorStatus]


class Commands(Answer):
    """What became of a command, door by door."""

    DoorResponse: DoorOutcomes


OF_STATE = frozenset({Fault.UNLOCK_FAILED, Fault.LOCK_FAILED, Fault.STATE_CHANGE_FAILED})
"""How a door refuses because of the state it is in."""
EVERYBODY, LISTED = 1, 2
"""The values of `UserType`."""


class DoorsIn(Message):
    """The member `Door` of a clearing."""

    DoorCollection: Named


class ClearingIn(Message):
    """At which doors, and for whom; without `UserType`, for the people who are listed."""

    Door: DoorsIn
    User: Rows[UserRef] = Field(default_factory=list)
    UserType: Number | None = Field(None, ge=EVERYBODY, le=LISTED)


class ClearingBody(Message):
    """`{"AntiPassBackConfig": {...}}`."""

    AntiPassBackConfig: ClearingIn


class TimedClearingBody(Message):
    """`{"TimedAntiPassBackConfig": {...}}`."""

    TimedAntiPassBackConfig: ClearingIn


class Cleared(Answer):
    """What became of a clearing, device by device."""

    DeviceResponse: DeviceOutcomes


@router.post("/api/doors/status", response_model=DoorStatusList, dependencies=needs(list_doors))
async def status(desk: AtDesk, caller: Caller, body: StatusBody) -> Response:
    """View how doors stand: those named, or all that the operator may see."""
    named = body.DoorCollection.rows if body.DoorCollection else []
    ids = tuple(ref.id for ref in named) or None
    found = await desk.gate.ask(caller, list_doors, DoorSearch(ids=ids))
    rows = [
        DoorStatus(
            door_id=Ref(id=door.id),
            opened=door.open,
            unlocked=door.unlocked,
            last_open_time=_seconds(door.last_open),
            alarm=door.alarm,
            status=door.status,
        )
        for door in found.doors
    ]
    return reply(DoorStatusList(DoorStatusCollection=Collection[DoorStatus](total=found.total, rows=rows)))


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


async def _command(desk: Desk, caller: Operator, verb: DoorVerb, body: DoorsBody) -> Response:
    """Have devices do it; answers each door's own code. Raises `DeviceFailed` where not one of them did it."""
    ids = tuple(dict.fromkeys(ref.id for ref in body.DoorCollection.rows))
    receipt = await desk.gate.run(caller, command_doors, Commanding(verb, ids), urgent=True)
    faults = _faults(receipt.result, await desk.outcomes(receipt))
    failed = {id: fault for id, fault in faults.items() if fault}
    if len(failed) == len(faults):
        first, fault = next(iter(failed.items()))
        raise DeviceFailed(fault, receipt.result.obstacles.get(first, "") if fault in OF_STATE else "")
    answer = Commands(DoorResponse=DoorOutcomes.of((id, int(faults[id])) for id in ids))
    return reply(answer.model_copy(update={"Response": PARTLY}) if failed else answer)


def _faults(commanded: Commanded, outcomes: Mapping[int, Outcome]) -> dict[int, Fault]:
    """Door -> how it went."""
    faults: dict[int, Fault] = dict.fromkeys(commanded.without_device, Fault.NOT_CONNECTED)
    for command_id, doors in commanded.queued.items():
        outcome = outcomes[command_id]
        faults |= _by_door(outcome, doors)
    return faults


def _by_door(outcome: Outcome, doors: Iterable[int]) -> dict[int, Fault]:
    return {door: outcome.fault or outcome.doors.get(door, Fault.OK) for door in doors}


@router.post("/api/doors/open", response_model=Commands, dependencies=needs(command_doors))
async def open_doors(desk: AtDesk, caller: Caller, body: DoorsBody) -> Response:
    """Open doors for one passage.

    If all goes well three events follow, in the log and on the live stream: 24320 (an operator has asked for it), 19200
    (the device has obeyed), 20480 (the relay has unlocked the door). Where there is a door sensor, 20992 follows when
    the door opens.
    """
    return await _command(desk, caller, DoorVerb.OPEN, body)


@router.post("/api/doors/lock", response_model=Commands, dependencies=needs(command_doors))
async def lock_doors(desk: AtDesk, caller: Caller, body: DoorsBody) -> Response:
    """Lock doors until released: nobody enters."""
    return await _command(desk, caller, DoorVerb.LOCK, body)


@router.post("/api/doors/unlock", response_model=Commands, dependencies=needs(command_doors))
async def unlock_doors(desk: AtDesk, caller: Caller, body: DoorsBody) -> Response:
    """Unlock doors until released."""
    return await _command(desk, caller, DoorVerb.UNLOCK, body)


@router.post("/api/doors/release", response_model=Commands, dependencies=needs(command_doors))
async def release_doors(desk: AtDesk, caller: Caller, body: DoorsBody) -> Response:
    """Put doors back to normal."""
    return await _command(desk, caller, DoorVerb.RELEASE, body)


@router.post("/api/doors/clear_alarm", response_model=Commands, dependencies=needs(command_doors))
async def clear_alarms(desk: AtDesk, caller: Caller, body: DoorsBody) -> Response:
    """Clear the alarms of doors."""
    return await _command(desk, caller, DoorVerb.CLEAR_ALARM, body)


async def _clear(desk: Desk, caller: Operator, sent: ClearingIn, *, timed: bool) -> Response:
    """Have devices forget how people passed. Raises `DeviceFailed` where not one of them did it."""
    if sent.UserType is None and not sent.User:
        raise Invalid("1 is for everybody, 2 for those who are listed", "UserType")
    listed = tuple(dict.fromkeys(user.user_id for user in sent.User))
    ids = tuple(dict.fromkeys(ref.id for ref in sent.Door.DoorCollection.rows))
    clearing = Clearing(ids, timed, None if sent.UserType == EVERYBODY else listed)
    receipt = await desk.gate.run(caller, clear_passback, clearing, urgent=True)
    outcomes = await desk.outcomes(receipt)
    rows = [(device_id, outcomes[command_id].fault) for command_id, device_id in receipt.result.items()]
    failed = [fault for _, fault in rows if fault]
    if failed and len(failed) == len(rows):
        raise DeviceFailed(failed[0])
    answer = Cleared(DeviceResponse=DeviceOutcomes.of(rows))
    return reply(answer.model_copy(update={"Response": PARTLY}) if failed else answer)


@router.post("/api/doors/clear_apb_ex", response_model=Cleared, dependencies=needs(clear_passback))
async def clear_antipassback(desk: AtDesk, caller: Caller, body: ClearingBody) -> Response:
    """Clear anti-passback of doors, for everybody or for those who are listed."""
    return await _clear(desk, caller, body.AntiPassBackConfig, timed=False)


@router.post("/api/doors/clear_timed_apb_ex", response_model=Cleared, dependencies=needs(clear_passback))
async def clear_timed_antipassback(desk: AtDesk, caller: Caller, body: TimedClearingBody) -> Response:
    """Clear timed anti-passback of doors, for everybody or for those who are listed."""
    return await _clear(desk, caller, body.TimedAntiPassBackConfig, timed=True)
