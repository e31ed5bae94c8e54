"""The clocks of devices: how far each was off when it was last read."""

from datetime import datetime

from fastapi import Response
from pydantic import BaseModel

from ostiary.api.desk import AtDesk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import Named
from ostiary.api.sessions import Caller, needs
from ostiary.devices.clocks import list_clocks

router = page("Devices")


class ClockOut(BaseModel):
    """A clock: `drift_seconds` it was ahead when it was read, before it was set; `set_at`: when it was last set."""

    device: Named
    read_at: datetime
    drift_seconds: float
    set_at: datetime | None


class ClocksOut(BaseModel):
    """Clocks, by the ids of their devices."""

    items: list[ClockOut]


@router.get("/native/devices/clocks", response_model=ClocksOut, dependencies=needs(list_clocks))
async def view_clocks(desk: AtDesk, caller: Caller) -> Response:
    """The clocks of the devices that one may see, those that were read at least once. They are read when a device comes
    and every ten minutes, and set where they are off by more than two seconds.
    """
    items = [
        ClockOut(
            device=Named(id=clock.device_id, name=clock.name),
            read_at=clock.read,
            drift_seconds=clock.drift.total_seconds(),
            set_at=clock.set,
        )
        for clock in await desk.gate.ask(caller, list_clocks, None)
    ]
    return reply(ClocksOut(items=items))
