"""What the reception works with: the gate to the domain, and the second beat where devices are concerned."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from starlette.requests import HTTPConnection

from ostiary.access.everybody import Everybody
from ostiary.audit.witness import Witness
from ostiary.devices.firmware import Folder
from ostiary.events.tally import Tallies
from ostiary.jobs.model import OPEN, State
from ostiary.jobs.queries import JobView, get_job
from ostiary.kernel.bell import POLL_SECONDS
from ostiary.kernel.clock import Clock
from ostiary.kernel.context import Operator
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Gate, Receipt
from ostiary.kernel.paging import Window
from ostiary.people.ready import ReadyRows
from ostiary.port.commands import Outcome, ScanCommand, ScreenCommand
from ostiary.port.content import UserContent, UserSummary
from ostiary.port.discovery import Bus, Found, Lan, Quest
from ostiary.provisioning.content import DeviceContent
from ostiary.provisioning.inspection import Inspection, Subject
from ostiary.transfer.downloads import Downloads

SETTLE_SECONDS = 2.0
COMMAND_SECONDS = 10.0

Settle = Callable[[int, float], Awaitable[Sequence[tuple[int, int]]]]
"""(seq of an act's last fact, seconds) -> (device, code) for each device that needs the change: 0 held, 1003 not yet,
1001 offline, or the device's own code where it refused."""

Await = Callable[[Sequence[int], float], Awaitable[Mapping[int, Outcome]]]
"""(command ids, seconds) -> how each ended; one that has not ended by then has timed out."""

Run = Callable[[int, ScanCommand], Awaitable[Outcome]]
"""Have a device do something at once and wait for it: scans. Raises `DeviceFailed`."""

Turn = Callable[[int, bool, float], Awaitable[bool]]
"""(device, connected, seconds) -> whether it came to that in time."""

Sync = Callable[[Sequence[int], float, bool], Awaitable[tuple[Sequence[tuple[int, int]], Sequence[int]]]]
"""(master devices, seconds, wipe first) -> codes as of `Settle`, and the devices at which one is under way already."""

ClearLogs = Callable[[Sequence[int], float], Awaitable[Sequence[tuple[int, int]]]]
"""(master devices, seconds) -> how the clearing of each one's log went."""

ViewRoster = Callable[[int, Sequence[str], Window], Awaitable[tuple[int, Sequence[UserSummary]]]]
"""(master device, people not to be shown, part) -> how many people it holds, and that part. Raises `DeviceFailed`."""

ReadPeople = Callable[[int, Sequence[str]], Awaitable[Sequence[UserContent]]]
"""(master device, people) -> them as it holds them. Raises `DeviceFailed`."""

RemovePeople = Callable[[int, Sequence[str] | None, Sequence[str]], Awaitable[None]]
"""(master device, people or None for all, those to be spared). Raises `DeviceFailed`."""

Discover = Callable[[int, Bus], Awaitable[Sequence[Found]]]
"""(master device, bus) -> the slaves that answer there. Raises `DeviceFailed`."""

SearchDevices = Callable[[Quest], Awaitable[Sequence[Found]]]
"""Who answers a search. Raises `DeviceFailed`."""

Calling = Callable[[], Awaitable[Sequence[Found]]]
"""Who calls the server and is not let in. Raises `DeviceFailed`."""

Place = Callable[[int, Lan], Awaitable[None]]
"""(device that is not registered, its network settings from now on). Raises `DeviceFailed`."""

Show = Callable[[Sequence[int], ScreenCommand, float], Awaitable[Sequence[tuple[int, int]]]]
"""(devices, what their home screens shall show, seconds) -> how each took it."""

Inspect = Callable[[int, Subject], Awaitable[Inspection | None]]
"""(master device, a passage) -> what it really holds for it; None where it cannot be asked now."""

Examine = Callable[[int], Awaitable[DeviceContent | None]]
"""Master device -> what it really holds of everything; None where it cannot be asked now."""

Simulate = Callable[[str, str, Mapping[str, Any] | None], Awaitable[tuple[int, Any] | None]]
"""(method, path, body) -> status and document of the simulator's control API; None where no simulator runs. Raises
`DeviceFailed`."""


@dataclass(slots=True)
class Desk:
    """The reception's tools. One for each application."""

    gate: Gate
    database: Database
    clock: Clock
    settling: Settle
    awaiting: Await
    running: Run
    turning: Turn
    syncing: Sync
    clearing: ClearLogs
    viewing: ViewRoster
    reading: ReadPeople
    removing: RemovePeople
    discovering: Discover
    searching: SearchDevices
    calling: Calling
    placing: Place
    showing: Show
    firmware: Folder
    inspecting: Inspect
    examining: Examine
    simulating: Simulate
    everybody: Everybody
    people: ReadyRows
    tallies: Tallies
    witness: Witness
    downloads: Downloads

    async def settle(self, receipt: Receipt[Any]) -> Sequence[tuple[int, int]]:
        """Wait until every online device that needs the change holds it, at most two seconds."""
        return await self.settling(receipt.seq, SETTLE_SECONDS) if receipt.seq else ()

    async def outcomes(self, receipt: Receipt[Any]) -> Mapping[int, Outcome]:
        """Wait for the commands that an act queued."""
        return await self.awaiting(receipt.commands, COMMAND_SECONDS) if receipt.commands else {}

    async def ended(self, caller: Operator, job_id: int, seconds: float = math.inf) -> JobView:
        """Wait for a job; it as it stands where the time is over before. Raises `Forbidden` where it was refused."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            heard = self.database.bell.rings
            job = await self.gate.ask(caller, get_job, job_id)
            left = deadline - loop.time()
            if job.state == State.REFUSED:
                raise Forbidden(job.error)
            if job.state not in OPEN or left <= 0:
                return job
            await self.database.bell.wait(heard, min(left, POLL_SECONDS))


def desk(connection: HTTPConnection) -> Desk:
    """The desk of the application that serves this connection."""
    app: FastAPI = connection.app
    found: Desk = app.state.desk
    return found


AtDesk = Annotated[Desk, Depends(desk)]
"""What a route gets its desk by."""
