"""The near end of a server's connection to the fleet: which devices it keeps connected, its calls, its reports.

It has the calls of `port.driver.Driver` but for the search, which goes through the network, with the meaning of a
device gateway: the realtime stream is bounded and only a hint.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from ostiary.policy.antipassback import Trace
from ostiary.port.capabilities import Capability, DeviceInfo
from ostiary.port.commands import (
    ClearPassback,
    Command,
    DeviceCommand,
    DeviceError,
    DoorCommand,
    Fault,
    Outcome,
    ScanCommand,
    ScreenCommand,
)
from ostiary.port.content import Family, Record, UserContent, UserSummary, summary_of
from ostiary.port.discovery import Bus, Found, Lan
from ostiary.port.driver import Refused, Target
from ostiary.port.marks import WHOLE, Mark
from ostiary.port.reports import ConnectionChanged, DoorReport, LogHint, LogPage, Report
from ostiary.simulator import enrolment
from ostiary.simulator.device import Device
from ostiary.simulator.errors import NoSuchDeviceError
from ostiary.simulator.feed import HINTS, Feed
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.settings import home_screen
from ostiary.simulator.store import StoreError

CALL_TIMEOUT = 10.0
"""Seconds a device has to answer; scans have their own time-out."""


class Session:
    """One server's connection to a fleet."""

    def __init__(self, fleet: Fleet, *, hints: int = HINTS, call_timeout: float = CALL_TIMEOUT) -> None:
        self._fleet = fleet
        self._feed = Feed(hints)
        self._call_timeout = call_timeout
        self._wanted: set[int] = set()
        self._connected: set[int] = set()
        self._attached: dict[int, frozenset[int]] = {}

    @property
    def dropped(self) -> int:
        """Hints lost because nobody took them in time."""
        return self._feed.dropped

    def reports(self) -> AsyncIterator[Report]:
        """Everything the connected devices tell on their own, until `stop`. One reader."""
        return self._feed.reports()

    async def start(self) -> None:
        """Listen to the fleet."""
        self._fleet.listen(self)

    async def stop(self) -> None:
        """Let go of every device."""
        self._fleet.unlisten(self)
        self._wanted.clear()
        self._connected.clear()
        self._attached.clear()
        self._feed.close()

    def hear(self, report: Report) -> None:
        """A report of some device of the fleet."""
        if isinstance(report, ConnectionChanged):
            self._connection_changed(report)
            return
        device_id = report.record.device_id if isinstance(report, LogHint) else report.device_id
        if self._master_of(device_id) in self._connected:
            self._feed.put(report)

    async def waiting(self) -> Sequence[Found]:
        """Devices that call a server by themselves and are not let in."""
        calling = {device.id: device.own for device in self._fleet.devices() if device.online and device.own.calls}
        return tuple(own.found() for id, own in sorted(calling.items()) if id not in self._wanted)

    async def place(self, device_id: int, lan: Lan) -> None:
        """Give a device that is not connected other network settings; durable when this returns."""
        if device_id in self._wanted:
            raise DeviceError(Fault.BUSY, f"device {device_id} is connected")
        if device_id not in {device.id for device in self._fleet.devices() if device.online}:
            raise DeviceError(Fault.CONNECT_FAILED, f"device {device_id} does not answer")
        self._fleet.place(device_id, lan)
        await self._settle()

    async def connect(self, target: Target) -> DeviceInfo:
        """Connect and keep connected. A device that does not answer is sought all the same, after CONNECT_FAILED; a
        slave is reached through its master, which must be connected and have it attached.
        """
        try:
            device = self._fleet.device(target.device_id)
        except NoSuchDeviceError as error:
            self._wanted.add(target.device_id)
            raise DeviceError(Fault.CONNECT_FAILED, str(error)) from error
        if target.device_id != device.id:
            return self._slave(device, target.device_id)
        self._wanted.add(device.id)
        if not device.online:
            raise DeviceError(Fault.CONNECT_FAILED, f"device {device.id} does not answer")
        await self._call(device.id)
        if device.id not in self._connected:
            self._join(device)
        return next(info for info in device.infos() if info.device_id == device.id)

    async def disconnect(self, device_id: int) -> None:
        """Let the device go."""
        self._wanted.discard(device_id)
        if device_id in self._connected:
            self._lose(device_id)

    async def discover(self, device_id: int, bus: Bus) -> Sequence[Found]:
        """Slaves that answer on this bus of a connected master."""
        device = await self._call(device_id)
        if Capability.MASTER not in device.own.profile.capabilities:
            raise DeviceError(Fault.NOT_SUPPORTED, f"device {device_id} has no slaves")
        return tuple(unit.found() for unit in device.units.values() if unit.bus is bus and unit.alive)

    async def attach(self, device_id: int, slave_ids: Sequence[int]) -> None:
        """Have a connected master serve these slaves and no others, until it is lost."""
        device = await self._call(device_id)
        self._attached[device_id] = frozenset(slave_ids)
        for unit in device.units.values():
            if unit.id in self._attached[device_id] and unit.alive:
                self._feed.put(ConnectionChanged(unit.id, True, self._fleet.clock.now()))

    async def marks(self, device_id: int) -> Mapping[Family, Mark]:
        """What the device really holds of each family, as one mark."""
        device = await self._call(device_id)
        return device.holdings.marks()

    async def branches(self, device_id: int, family: Family, above: Sequence[str]) -> Mapping[str, Mark]:
        """The marks of the branches one digit below these; empty ones are left out."""
        device = await self._call(device_id)
        return device.holdings.tree(family).below(above)

    async def digests(self, device_id: int, family: Family, branches: Sequence[str] = WHOLE) -> Mapping[str, bytes]:
        """Key -> digest of every record in these branches that the device really holds."""
        device = await self._call(device_id)
        return device.holdings.digests(family, branches)

    async def read(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Record]:
        """The records with these keys, as the device holds them."""
        device = await self._call(device_id)
        return device.holdings.read(family, keys)

    async def summaries(self, device_id: int, user_ids: Sequence[str]) -> Sequence[UserSummary]:
        """Of these people what lists show, as the device holds them."""
        records = await self.read(device_id, Family.USERS, user_ids)
        return tuple(summary_of(record) for record in records if isinstance(record, UserContent))

    async def write(self, device_id: int, family: Family, records: Sequence[Record]) -> Sequence[Refused]:
        """Add or overwrite records; durable when this returns."""
        device = await self._call(device_id)
        refused = enrolment.store(device, family, records)
        await self._settle()
        return refused

    async def delete(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Refused]:
        """Delete records; unknown keys are no error."""
        device = await self._call(device_id)
        enrolment.drop(device, family, keys)
        await self._settle()
        return ()

    async def wipe(self, device_id: int) -> None:
        """Delete all content but not the log."""
        device = await self._call(device_id)
        enrolment.empty(device)
        await self._settle()

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry out a command; a scan lasts until something is presented or the device's time-out."""
        device = await self._call(device_id, slave=True)
        outcome = await self._carry_out(device, device_id, command)
        await self._settle()
        return outcome

    async def doors(self, device_id: int) -> Sequence[DoorReport]:
        """How each door of the device stands now."""
        device = await self._call(device_id)
        return device.doors.reports()

    async def whereabouts(self, device_id: int, door_id: int, user_id: str) -> Trace:
        """What the device remembers of a person at one of its doors."""
        device = await self._call(device_id)
        return device.doors.passages.traces.of(door_id, user_id)

    async def log(self, device_id: int, start: int, limit: int) -> LogPage:
        """Records from index `start` (inclusive, 0 = oldest), oldest first."""
        device = await self._call(device_id)
        try:
            return await device.journal.page(start, limit)
        except StoreError as error:
            raise DeviceError(Fault.UNKNOWN, str(error)) from error

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """The picture that was taken with a record of the log; empty where the device has it no more."""
        device = await self._call(device_id)
        try:
            return await device.journal.picture(epoch, index)
        except StoreError as error:
            raise DeviceError(Fault.UNKNOWN, str(error)) from error

    async def clear_log(self, device_id: int, epoch: int, newest: int) -> bool:
        """Clear the log if `newest` is the last record of this epoch; whether the epoch is over."""
        device = await self._call(device_id)
        journal = device.journal
        if (journal.epoch, journal.newest) == (epoch, newest):
            device.clear_log()
            await self._settle()
        return journal.epoch > epoch

    async def load_firmware(self, device_id: int, offset: int, part: bytes) -> None:
        """Hand over the next part of a firmware file; offset 0 begins anew."""
        device = await self._call(device_id, slave=True)
        device.answering(device_id).load(offset, part)

    async def install_firmware(self, device_id: int) -> None:
        """Restart with what was loaded."""
        device = await self._call(device_id, slave=True)
        device.upgrade(device_id)
        await self._settle()

    async def clock(self, device_id: int) -> datetime:
        """The device's clock, aware UTC."""
        device = await self._call(device_id)
        return device.now()

    async def set_clock(self, device_id: int, at: datetime) -> None:
        """Set the device's clock."""
        device = await self._call(device_id)
        device.set_clock(at)
        await self._settle()

    async def _carry_out(self, device: Device, unit_id: int, command: Command) -> Outcome:
        match command:
            case DoorCommand():
                return device.command(command)
            case ClearPassback():
                return device.clear_passback(command)
            case ScanCommand():
                return await device.scan(unit_id, command)
            case DeviceCommand():
                return device.care(unit_id, command)
            case ScreenCommand():
                wanted = home_screen(device.holdings.settings(unit_id))
                return device.answering(unit_id).show(command, wanted)

    async def _call(self, device_id: int, *, slave: bool = False) -> Device:
        """The connected device that answers a call; content and log are only the master's."""
        device = self._reached(device_id)
        try:
            async with asyncio.timeout(self._call_timeout):
                await self._fleet.interference(device.id).pass_call()
        except TimeoutError as error:
            raise DeviceError(Fault.TIMED_OUT, f"device {device_id}") from error
        if not slave and device_id != device.id:
            raise DeviceError(Fault.NOT_SUPPORTED, f"device {device_id} is a slave of {device.id}")
        return device

    def _reached(self, device_id: int) -> Device:
        try:
            device = self._fleet.device(device_id)
        except NoSuchDeviceError as error:
            raise DeviceError(Fault.NOT_CONNECTED, str(error)) from error
        wanted = device.id in self._connected or device.id in self._wanted
        if not (wanted and device.online):
            raise DeviceError(Fault.NOT_CONNECTED, f"device {device_id}")
        return device

    def _slave(self, device: Device, slave_id: int) -> DeviceInfo:
        if not (self._serves(device.id, slave_id) and device.unit(slave_id).alive):
            raise DeviceError(Fault.CONNECT_FAILED, f"slave {slave_id} does not answer")
        return next(info for info in device.infos() if info.device_id == slave_id)

    async def _settle(self) -> None:
        try:
            await self._fleet.settled()
        except StoreError as error:
            raise DeviceError(Fault.UNKNOWN, str(error)) from error

    def _connection_changed(self, report: ConnectionChanged) -> None:
        device_id = report.device_id
        if device_id in self._wanted:
            if report.connected:
                self._connected.add(device_id)
                self._feed.put(report)
            elif device_id in self._connected:
                self._lose(device_id)
        elif self._serves(self._master_of(device_id), device_id):
            self._feed.put(report)

    def _serves(self, master_id: int | None, slave_id: int) -> bool:
        return master_id in self._connected and slave_id in self._attached.get(master_id, ())

    def _lose(self, device_id: int) -> None:
        """A device is no longer connected, nor are its slaves."""
        self._connected.discard(device_id)
        for unit_id in (device_id, *sorted(self._attached.pop(device_id, ()))):
            self._feed.put(ConnectionChanged(unit_id, False, self._fleet.clock.now()))

    def _master_of(self, unit_id: int) -> int | None:
        try:
            return self._fleet.device(unit_id).id
        except NoSuchDeviceError:
            return None

    def _join(self, device: Device) -> None:
        self._connected.add(device.id)
        self._feed.put(ConnectionChanged(device.id, True, self._fleet.clock.now()))
