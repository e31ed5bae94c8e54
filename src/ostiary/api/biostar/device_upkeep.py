"""The page "Devices", where devices are locked, restarted, silenced, and their logs cleared."""

from typing import Annotated

from fastapi import Query as Parameter
from fastapi import Response

from ostiary.api.biostar.wire.commanded import Commanded, DevicesBody, commanded
from ostiary.api.biostar.wire.query import Paged, keys_of, whole
from ostiary.api.biostar.wire.route import page
from ostiary.api.desk import COMMAND_SECONDS, AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.clearing import Clearing, request_clearing
from ostiary.devices.upkeep import Ordering, command_devices
from ostiary.kernel.context import Operator
from ostiary.port.commands import DeviceVerb

router = page("Devices")

EVERY = "*"


async def _order(desk: Desk, caller: Operator, verb: DeviceVerb, body: DevicesBody) -> Response:
    receipt = await desk.gate.run(caller, command_devices, Ordering(verb, body.ids))
    outcomes = await desk.outcomes(receipt)
    return commanded({id: outcomes[command].fault for id, command in receipt.result.items()})


@router.post("/api/devices/lock", response_model=Commanded, dependencies=needs(command_devices))
async def lock_devices(desk: AtDesk, caller: Caller, body: DevicesBody) -> Response:
    """Lock devices: they take no credentials until they are unlocked, also after a restart."""
    return await _order(desk, caller, DeviceVerb.LOCK, body)


@router.post("/api/devices/unlock", response_model=Commanded, dependencies=needs(command_devices))
async def unlock_devices(desk: AtDesk, caller: Caller, body: DevicesBody) -> Response:
    """Unlock devices."""
    return await _order(desk, caller, DeviceVerb.UNLOCK, body)


@router.post("/api/devices/reboot", response_model=Commanded, dependencies=needs(command_devices))
async def reboot_devices(desk: AtDesk, caller: Caller, body: DevicesBody) -> Response:
    """Restart devices."""
    return await _order(desk, caller, DeviceVerb.REBOOT, body)


@router.post("/api/devices/clear_alarm", response_model=Commanded, dependencies=needs(command_devices))
async def clear_alarms(desk: AtDesk, caller: Caller, body: DevicesBody) -> Response:
    """Silence devices that were tampered with."""
    return await _order(desk, caller, DeviceVerb.CLEAR_ALARM, body)


@router.delete("/api/devices/clear_log", response_model=Commanded, dependencies=needs(request_clearing))
async def clear_logs(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    id: Annotated[str, Parameter(description="Devices, joined by + or a space; `*` for all.")] = "",
    group_id: Annotated[str | None, Parameter(description="With `*`: those of this group and below it.")] = None,
) -> Response:
    """Clear the logs of devices, each when all of it is stored here. `limit` and `offset` count with `*` only."""
    if id.strip() == EVERY:
        clearing = Clearing(None, whole(group_id, "group_id"), window)
    else:
        clearing = Clearing(tuple(whole(key, "id") or 0 for key in keys_of([id])))
    ids = (await desk.gate.run(caller, request_clearing, clearing)).result
    return commanded(dict(await desk.clearing(ids, COMMAND_SECONDS)))
