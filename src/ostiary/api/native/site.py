"""The site as a screen shows it: doors, devices, alerts and jobs at one moment, from which `/native/live` goes on."""

from datetime import datetime

from fastapi import Response
from pydantic import BaseModel, Field

from ostiary.api.desk import AtDesk
from ostiary.api.native.jobs import JobOut, job_out
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import Named, cursor_of
from ostiary.api.sessions import Caller, needs
from ostiary.live.site import AlarmName, DeviceNow, DeviceState, DoorNow, Lock, LockBy, view_site

router = page("Live")


class DoorOut(BaseModel):
    """How a door stands. `lock`: who keeps it locked or unlocked is `lock_by`; `unlocked`: whether it can be opened
    now, if only for one passage. `open` null: it has no sensor, or nothing is known yet. Not `online`: the device that
    holds it (`device_id`, null = none) is away, and the rest is as it was last known.
    """

    id: int
    name: str
    group: Named
    device_id: int | None
    online: bool
    lock: Lock
    lock_by: LockBy | None
    unlocked: bool
    open: bool | None
    alarms: list[AlarmName]
    last_open_at: datetime | None


class DeviceOut(BaseModel):
    """How a device stands. `state`: `offline` should be connected, `waiting` has never been, `disconnected` is so
    because somebody wants it. `locked`: it refuses credentials. `content`: whether it holds what it should, `level`,
    `working`, `differing`, `offline` or `unknown`; null of a slave, for which its master decides (`parent_id`).
    """

    id: int
    name: str
    group: Named
    model: str
    parent_id: int | None
    state: DeviceState
    locked: bool
    simulated: bool
    content: str | None


class AlertsOut(BaseModel):
    """How many alerts wait for an answer; 1000 stands for that many or more."""

    unacknowledged: int = Field(le=1000)


class SiteOut(BaseModel):
    """The site at one moment, as far as the operator may see it. `jobs`: those that are open, or have ended within the
    last hour. No `alerts`: he may not see any.
    """

    cursor: str
    doors: list[DoorOut]
    devices: list[DeviceOut]
    alerts: AlertsOut | None
    jobs: list[JobOut]


@router.get("/native/site", response_model=SiteOut, dependencies=needs(view_site))
async def show_site(desk: AtDesk, caller: Caller) -> Response:
    """How the site stands: its doors, devices, alerts and jobs, as far as one may read them. What changes afterwards is
    told by `/native/live?after=` with the cursor of this answer.
    """
    site = await desk.gate.ask(caller, view_site, None)
    return reply(
        SiteOut(
            cursor=cursor_of(site.at.fact, site.at.event, caller.key),
            doors=[door_out(door) for door in site.doors],
            devices=[device_out(device) for device in site.devices],
            alerts=None if site.unacknowledged is None else AlertsOut(unacknowledged=site.unacknowledged),
            jobs=[job_out(job) for job in site.jobs],
        )
    )


def door_out(door: DoorNow) -> DoorOut:
    """A door as it leaves."""
    return DoorOut(
        id=door.id,
        name=door.name,
        group=Named(id=door.group_id, name=door.group_name),
        device_id=door.device_id,
        online=door.online,
        lock=door.lock,
        lock_by=door.lock_by,
        unlocked=door.unlocked,
        open=door.open,
        alarms=list(door.alarms),
        last_open_at=door.last_open,
    )


def device_out(device: DeviceNow) -> DeviceOut:
    """A device as it leaves."""
    return DeviceOut(
        id=device.id,
        name=device.name,
        group=Named(id=device.group_id, name=device.group_name),
        model=device.model,
        parent_id=device.parent_id,
        state=device.state,
        locked=device.locked,
        simulated=device.simulated,
        content=device.content,
    )
