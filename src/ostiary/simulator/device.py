"""A device of the fleet: power, network, log, doors and readers, its own and those of its slaves. It decides alone."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import (
    ClearPassback,
    DeviceCommand,
    DeviceError,
    DeviceVerb,
    DoorCommand,
    Fault,
    Outcome,
    ScanCommand,
)
from ostiary.port.content import Family, Record, SettingsContent, key_of
from ostiary.port.driver import Refused
from ostiary.port.reports import ConnectionChanged, ContentLost, DoorReport, LockTurned, LogHint, LogRecord, Report
from ostiary.simulator import rows, settings
from ostiary.simulator.camera import picture_of
from ostiary.simulator.clock import Clock, Quartz, Timer
from ostiary.simulator.doorboard import DoorBoard
from ostiary.simulator.doors import Door
from ostiary.simulator.errors import DeviceOffError, NoSuchDeviceError, NotPossibleError
from ostiary.simulator.holdings import Holdings
from ostiary.simulator.journal import Journal
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Answer, Presentation, Response
from ostiary.simulator.records import Pool
from ostiary.simulator.store import Store
from ostiary.simulator.unit import Shown, Unit

SYSTEM_STARTED = 12544
TIME_SET = 12800
LINK_CONNECTED, LINK_DISCONNECTED = 13056, 13312
LOCKED, UNLOCKED = 14080, 14336
FIRMWARE_UPGRADED = 17152
SLAVE_CONNECTED, SLAVE_DISCONNECTED = 15616, 15872
TAMPER_ON, TAMPER_OFF = 16384, 16640


class Power(Enum):
    """Where a device stands between off and on."""

    OFF = "off"
    BOOTING = "booting"
    ON = "on"


class Device:
    """One master (or lone) device with its slaves. `tell` takes what it reports; nothing is told of records not yet
    durable.
    """

    def __init__(
        self,
        plan: DevicePlan,
        store: Store,
        pool: Pool,
        clock: Clock,
        tell: Callable[[Report], None],
        boot_time: timedelta,
    ) -> None:
        self.plan = plan
        self.clock = clock
        self.own = Unit(plan, self, store)
        self.units = {plan.id: self.own}
        self.holdings = Holdings(plan.id, self.own.profile, pool, store)
        self.journal = Journal(plan.id, max(1, self.own.profile.max_log), self.own.profile.max_pictures, store)
        self.doors = DoorBoard(plan.id, clock, store, reaches=self._reaches, log=self.log, tell=self._tell_door)
        self.power = Power.OFF
        self.quartz = Quartz(clock, lambda moved: store.change(rows.PUT_CLOCK, [rows.clock_row(plan.id, moved)]))
        self._store = store
        self._tell = tell
        self._boot_time = boot_time
        self._boot: Timer | None = None
        self._started = asyncio.Event()
        self._content_lost = False

    # Life

    @property
    def id(self) -> int:
        """Its serial number."""
        return self.plan.id

    @property
    def online(self) -> bool:
        """Whether a server could talk to it now."""
        return self.power is Power.ON and self.own.wired

    def restore(self) -> None:
        """Go on with the log, the door flags and the clock of the store; content comes by `holdings.restore` before."""
        for (epoch,) in self._store.load(rows.EPOCH, (self.id,)):
            self.journal.restore(epoch)
        for since, ahead, ppm in self._store.load(rows.CLOCK, (self.id,)):
            rows.restore_clock(self.quartz, (since, ahead, ppm))
        self.doors.restore()
        self.doors.arrange(self.holdings.doors())

    def attach(self, plan: DevicePlan) -> None:
        """A slave joins the RS-485 network."""
        self.units[plan.id] = unit = Unit(plan, self, self._store)
        self._slave_changed(unit, was_alive=False)

    def detach(self, slave_id: int) -> None:
        """A slave is taken off the RS-485 network."""
        unit = self.units.pop(slave_id)
        unit.wired = False
        self._slave_changed(unit, was_alive=unit.powered)

    async def started(self) -> None:
        """Wait until the device is on."""
        await self._started.wait()

    def set_power(self, unit_id: int, on: bool) -> None:
        """The supply of the device or of a slave goes or comes."""
        unit = self.unit(unit_id)
        was_alive, unit.powered = unit.alive, on
        unit.forget_load()
        if unit is not self.own:
            self._slave_changed(unit, was_alive=was_alive)
        elif on and self.power is Power.OFF:
            self._power_up()
        elif not on and self.power is not Power.OFF:
            self._power_down()

    def switch_on(self) -> None:
        """Be on at once, as when the simulator itself begins."""
        self.own.powered = True
        self._running()

    def reboot(self, unit_id: int) -> None:
        """Off and on again."""
        self.set_power(unit_id, False)
        self.set_power(unit_id, True)

    def set_network(self, unit_id: int, on: bool) -> None:
        """The network (a slave: its line) goes or comes; the device goes on deciding and logging."""
        unit = self.unit(unit_id)
        was_alive = unit.alive
        if unit.wired == on:
            return
        unit.wired = on
        if unit is not self.own:
            self._slave_changed(unit, was_alive=was_alive)
        elif self.power is Power.ON:
            self.log(LINK_CONNECTED if on else LINK_DISCONNECTED)
            for each in self.units.values():
                if each.reader is not None and not on:
                    each.reader.abandon_scan()
            self._tell_connection(on)

    def set_tamper(self, unit_id: int, on: bool) -> None:
        """The housing is opened or closed."""
        unit = self.unit(unit_id)
        if unit.tampered == on:
            return
        unit.tampered = on
        unit.alarmed = unit.alarmed or on
        if unit is self.own or unit.alive:
            self.log(TAMPER_ON if on else TAMPER_OFF, reader_id=unit_id)

    def _power_up(self) -> None:
        self.power = Power.BOOTING
        if self._boot_time:
            self._boot = self.clock.call_at(self.clock.now() + self._boot_time, self._running)
        else:
            self._running()

    def _running(self) -> None:
        self._boot = None
        self.power = Power.ON
        self._started.set()
        self.log(SYSTEM_STARTED)
        self.doors.power_up()
        if self.own.wired:
            self._tell_connection(True)

    def _power_down(self) -> None:
        was_online = self.online
        if self._boot is not None:
            self._boot.cancel()
            self._boot = None
        self.power = Power.OFF
        self._started.clear()
        self.doors.power_down()
        for unit in self.units.values():
            if unit.reader is not None:
                unit.reader.reset()
        if was_online:
            self._tell_connection(False)

    def _slave_changed(self, unit: Unit, *, was_alive: bool) -> None:
        if unit.reader is not None and not unit.alive:
            unit.reader.reset()
        if unit.alive != was_alive and self.power is Power.ON:
            self.log(SLAVE_CONNECTED if unit.alive else SLAVE_DISCONNECTED, reader_id=unit.id)
            if self.online:
                self._tell(ConnectionChanged(unit.id, unit.alive, self.clock.now()))

    def _tell_connection(self, connected: bool) -> None:
        for unit in self.units.values():
            if unit is self.own or unit.alive:
                self._tell(ConnectionChanged(unit.id, connected, self.clock.now()))
        if connected and self._content_lost:
            self._content_lost = False
            self._tell(ContentLost(self.id))

    # What it is and knows

    def unit(self, unit_id: int) -> Unit:
        """The device itself or one of its slaves."""
        try:
            return self.units[unit_id]
        except KeyError:
            raise NoSuchDeviceError(f"no device {unit_id}") from None

    def infos(self) -> Iterator[DeviceInfo]:
        """What it says of itself and its slaves."""
        slaves = tuple(unit_id for unit_id in self.units if unit_id != self.id)
        for unit in self.units.values():
            yield unit.info(epoch=self.journal.epoch, slaves=slaves if unit is self.own else ())

    def now(self) -> datetime:
        """The device's own clock."""
        return self.quartz.now()

    def set_clock(self, at: datetime) -> None:
        """Set the device's own clock."""
        self.quartz.set(at)
        self.log(TIME_SET)

    def zone(self) -> tzinfo:
        """Its time zone, UTC where nobody knows the name."""
        held = self.holdings.settings(self.id)
        return settings.zone_of(held.timezone if held else self.plan.timezone)

    def log(
        self,
        code: int,
        *,
        reader_id: int = 0,
        user_id: str = "",
        door_id: int = 0,
        credential: str = "",
        reason: str = "",
        by_device: bool = False,
        temperature: int = 0,
    ) -> None:
        """Record an event; a device without power records nothing."""
        if self.power is not Power.OFF:
            said = user_id, door_id, credential, reason, "", by_device, False, temperature
            record = LogRecord(self.id, 0, 0, self.now(), code, reader_id or self.id, *said)
            unit = self.units.get(record.reader_id, self.own)
            self.journal.record(record, picture_of(record, unit, self.holdings, self.zone()))

    def committed(self, record: LogRecord) -> None:
        """A record has reached the disk; now a server may hear of it."""
        self.journal.committed(record)
        if self.online:
            self._tell(LogHint(record))

    def clear_log(self) -> None:
        """Forget the log: a new epoch."""
        self.journal.clear(self.now())

    # Content

    def write(self, family: Family, records: Sequence[Record]) -> tuple[Refused, ...]:
        """Add or overwrite records."""
        unfit = {why.key: why for record in records if (why := self._unfit(record))}
        fit = [record for record in records if key_of(record) not in unfit]
        refused = (*unfit.values(), *self.holdings.write(family, fit))
        if family is Family.DOORS:
            self.doors.arrange(self.holdings.doors())
        return refused

    def _unfit(self, record: Record) -> Refused | None:
        """Why the unit they are for does not take these settings."""
        if not isinstance(record, SettingsContent):
            return None
        return settings.refusal(record, self.units.get(record.device_id, self.own).words)

    def delete(self, family: Family, keys: Sequence[str]) -> None:
        """Delete records."""
        self.holdings.delete(family, keys)
        if family is Family.DOORS:
            self.doors.arrange(self.holdings.doors())

    def wipe(self) -> None:
        """Delete all content but not the log."""
        self.holdings.wipe()
        self.doors.arrange(self.holdings.doors())

    def lose_content(self) -> None:
        """All content is gone without anybody having asked for it; the device says so when it is connected."""
        self.wipe()
        self._content_lost = True
        if self.online:
            self._content_lost = False
            self._tell(ContentLost(self.id))

    # Doors and readers

    def present(self, unit_id: int, presentation: Presentation) -> Answer:
        """Somebody stands at a reader."""
        unit = self.unit(unit_id)
        if self.power is not Power.ON or not unit.powered:
            raise DeviceOffError(f"device {unit_id} has no power")
        if unit.reader is None:
            raise NotPossibleError(f"device {unit_id} is no reader")
        if unit.locked or self.own.locked:
            answer = Answer(Response.IGNORED, reason="The device is locked.")
        elif not unit.wired and unit is not self.own:
            answer = Answer(Response.IGNORED, reason="The reader has lost its controller.")
        else:
            answer = unit.reader.present(presentation)
        unit.last = Shown(answer, self.clock.now())
        return answer

    async def scan(self, unit_id: int, command: ScanCommand) -> Outcome:
        """Capture what is presented next at a reader."""
        unit = self.answering(unit_id)
        if unit.reader is None:
            return Outcome(Fault.NOT_SUPPORTED)
        if unit.locked or self.own.locked:
            return Outcome(Fault.NOT_READY)
        return await unit.reader.scan(command)

    def care(self, unit_id: int, command: DeviceCommand) -> Outcome:
        """Carry out a command to the device itself or to a slave."""
        unit = self.answering(unit_id)
        match command.verb:
            case DeviceVerb.REBOOT:
                self.reboot(unit_id)
            case DeviceVerb.CLEAR_ALARM:
                unit.alarmed = False
            case verb:
                if not unit.lockable:
                    return Outcome(Fault.NOT_SUPPORTED)
                self._lock(unit, verb is DeviceVerb.LOCK)
        return Outcome(at=self.now())

    def upgrade(self, unit_id: int) -> None:
        """Restart the device or a slave with the firmware that was loaded into it."""
        self.answering(unit_id).install()
        self.log(FIRMWARE_UPGRADED, reader_id=unit_id)
        self.reboot(unit_id)

    def answering(self, unit_id: int) -> Unit:
        """The device itself or a slave, if it can be talked to; raises `DeviceError` NOT_CONNECTED."""
        unit = self.unit(unit_id)
        if not unit.alive:
            raise DeviceError(Fault.NOT_CONNECTED, f"device {unit_id} does not answer")
        return unit

    def _lock(self, unit: Unit, locked: bool) -> None:
        if unit.locked == locked:
            return
        unit.lock(locked)
        for each in self.units.values() if unit is self.own else (unit,):
            if each.reader is not None and locked:
                each.reader.reset(Fault.NOT_READY)
        self.log(LOCKED if locked else UNLOCKED, reader_id=unit.id)
        if self.online:
            self._tell(LockTurned(unit.id, locked))

    def command(self, command: DoorCommand) -> Outcome:
        """Carry out a command to doors."""
        return self._outcome(self.doors.run(command))

    def _outcome(self, faults: dict[int, Fault]) -> Outcome:
        worst = next((fault for fault in faults.values() if fault is not Fault.OK), Fault.OK)
        return Outcome(worst, faults, at=self.now())

    def clear_passback(self, command: ClearPassback) -> Outcome:
        """Forget how people passed doors."""
        return self._outcome(self.doors.clear(command))

    def press_exit_button(self, door: Door) -> bool:
        """Somebody presses the exit button; False where nothing comes of it."""
        if self.power is not Power.ON:
            raise DeviceOffError(f"device {self.id} has no power")
        return self.doors.press_exit_button(door)

    def _reaches(self, unit_id: int | None) -> bool:
        """Whether a relay or contact on this unit is alive; one that names none, or one not ours, is the device's
        own.
        """
        unit = self.units.get(unit_id or self.id, self.own)
        return unit is self.own or unit.alive

    def _tell_door(self, report: DoorReport) -> None:
        if self.online:
            self._tell(report)
