"""The fleet: every simulated device, its one store, and who listens. Faults can be injected behind a server's back."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import structlog

from ostiary.port.capabilities import Capability
from ostiary.port.content import RECORD_OF, Family, Record
from ostiary.port.discovery import Lan
from ostiary.port.driver import Refused
from ostiary.port.reports import LogHint, LogRecord, Report
from ostiary.simulator import enrolment, rows
from ostiary.simulator.clock import Clock, SystemClock
from ostiary.simulator.codec import decode
from ostiary.simulator.device import Device, Power
from ostiary.simulator.doors import Door
from ostiary.simulator.errors import NoSuchDeviceError, NoSuchDoorError, NotPossibleError
from ostiary.simulator.interference import Interference
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Answer, Presentation
from ostiary.simulator.records import Pool, Shared
from ostiary.simulator.store import Store
from ostiary.simulator.unit import CALLING, Unit

_log = structlog.get_logger(__name__)

BOOT_TIME = timedelta(milliseconds=200)


class Listener(Protocol):
    """Who hears what devices report."""

    def hear(self, report: Report) -> None:
        """A report; never waits."""
        ...


class Fleet:
    """Simulated devices in one store. `start` loads them, adds the plans that are not there yet and switches all of
    them on.
    """

    def __init__(
        self,
        path: Path,
        plans: Iterable[DevicePlan] = (),
        *,
        clock: Clock | None = None,
        boot_time: timedelta = BOOT_TIME,
    ) -> None:
        self.clock = clock or SystemClock()
        self._plans = tuple(plans)
        self._boot_time = boot_time
        self._store = Store(path)
        self._store.committed = self._committed
        self._pool = Pool()
        self._devices: dict[int, Device] = {}
        self._masters: dict[int, int] = {}
        self._listeners: list[Listener] = []
        self._interference: dict[int, Interference] = {}

    async def start(self) -> None:
        """Load the store, add what is new in the plans, switch on."""
        bodies = self._load_bodies()
        for row in list(self._store.load(rows.DEVICES)):
            self._enter(DevicePlan(*row), bodies)
        self._drop_orphans(bodies)
        for plan in sorted(self._plans, key=lambda plan: plan.parent_id is not None):
            if plan.id not in self._masters:
                self._add(plan)
        for device in self._devices.values():
            _begin(device)
        await self._store.commit()

    async def stop(self) -> None:
        """Switch off and close the store."""
        for device in self._devices.values():
            device.set_power(device.id, False)
        await self._store.close()

    async def settled(self) -> None:
        """Return when all that has happened so far is durable."""
        await self._store.commit()

    # Members

    async def add(self, plan: DevicePlan) -> None:
        """A new device, switched on; or a slave for a device that is there."""
        self._add(plan)
        if plan.parent_id is None:
            self._devices[plan.id].switch_on()
        await self._store.commit()

    async def remove(self, device_id: int) -> None:
        """A device, with its slaves, or one slave is taken away; content and log go with it."""
        device = self.device(device_id)
        gone = list(device.units) if device_id == device.id else [device_id]
        if device_id == device.id:
            device.set_power(device_id, False)
            await self._store.commit()
            device.holdings.wipe()
            del self._devices[device_id]
        else:
            device.detach(device_id)
        for unit_id in gone:
            del self._masters[unit_id]
            for sql in rows.FORGET_DEVICE:
                self._store.change(sql, [(unit_id,)])
        await self._store.commit()

    def devices(self) -> list[Device]:
        """The masters and lone devices."""
        return list(self._devices.values())

    def units(self) -> list[tuple[Device, Unit]]:
        """Every device and slave, with the device that decides for it."""
        return [(device, unit) for device in self._devices.values() for unit in device.units.values()]

    def device(self, unit_id: int) -> Device:
        """The device with this id, or the one this slave belongs to."""
        try:
            return self._devices[self._masters[unit_id]]
        except KeyError:
            raise NoSuchDeviceError(f"no device {unit_id}") from None

    def door(self, door_id: int) -> tuple[Device, Door]:
        """The door a server calls by this id, where its content has reached a device; online devices come first."""
        for device in sorted(self._devices.values(), key=lambda device: not device.online):
            door = device.doors.get(door_id)
            if door is not None:
                return device, door
        raise NoSuchDoorError(f"no device holds door {door_id}")

    # What people do

    async def present(self, unit_id: int, presentation: Presentation) -> Answer:
        """Present credentials at a reader; its answer is durable in the log."""
        answer = self.device(unit_id).present(unit_id, presentation)
        await self._store.commit()
        return answer

    async def swing(self, door_id: int, is_open: bool) -> None:
        """Open or close a door by hand."""
        device, door = self.door(door_id)
        device.doors.swing(door, is_open)
        await self._store.commit()

    async def press_exit_button(self, door_id: int) -> bool:
        """Press a door's exit button; False where nothing comes of it."""
        device, door = self.door(door_id)
        pressed = device.press_exit_button(door)
        await self._store.commit()
        return pressed

    async def set_power(self, unit_id: int, on: bool) -> None:
        """Give or take a device's or slave's power; returns when the device has started."""
        device = self.device(unit_id)
        device.set_power(unit_id, on)
        if on and unit_id == device.id and device.power is Power.BOOTING:
            await device.started()
        await self._store.commit()

    async def set_network(self, unit_id: int, on: bool) -> None:
        """Plug or unplug a device's network (a slave: its line)."""
        self.device(unit_id).set_network(unit_id, on)
        await self._store.commit()

    def place(self, device_id: int, lan: Lan) -> None:
        """Give a device other network settings: it leaves the network and comes back with them."""
        device = self.device(device_id)
        device.set_network(device.id, False)
        device.own.place(lan)
        device.set_network(device.id, True)

    async def set_tamper(self, unit_id: int, on: bool) -> None:
        """Open (on) or close a housing."""
        self.device(unit_id).set_tamper(unit_id, on)
        await self._store.commit()

    async def enrol(self, device_id: int, name: str | None, presented: Presentation) -> tuple[Refused, ...]:
        """Enter or change a person at a device's own menu, by his id and what he presents; durable afterwards."""
        refused = enrolment.enrol(self.device(device_id), name, presented)
        await self._store.commit()
        return refused

    async def discharge(self, device_id: int, user_id: str) -> None:
        """Take a person out at a device's own menu."""
        enrolment.discharge(self.device(device_id), user_id)
        await self._store.commit()

    # What goes wrong

    def interference(self, device_id: int) -> Interference:
        """The faults of this device's connection."""
        return self._interference.setdefault(self.device(device_id).id, Interference())

    def release_hints(self, device_id: int) -> None:
        """Let hints held back pass, latest first."""
        for hint in self.interference(device_id).take_late():
            self._pass_on(hint)

    async def alter(self, device_id: int, family: Family, record: Record) -> None:
        """Change or add a record behind the server's back."""
        self.device(device_id).write(family, (record,))
        await self._store.commit()

    async def lose(self, device_id: int, family: Family, keys: Sequence[str]) -> None:
        """Delete records behind the server's back."""
        self.device(device_id).delete(family, keys)
        await self._store.commit()

    async def wipe(self, device_id: int, *, silently: bool = True) -> None:
        """All content is gone; the device tells so unless `silently`."""
        device = self.device(device_id)
        if silently:
            device.wipe()
        else:
            device.lose_content()
        await self._store.commit()

    async def clear_log(self, device_id: int) -> None:
        """The log is cleared at the device: a new epoch."""
        self.device(device_id).clear_log()
        await self._store.commit()

    async def replace(self, device_id: int) -> None:
        """New hardware under the old serial number: no content, an empty log, its clock right."""
        device = self.device(device_id)
        device.set_power(device.id, False)
        device.lose_content()
        device.clear_log()
        device.quartz.set(self.clock.now())
        await self.set_power(device.id, True)

    def shift_clock(self, device_id: int, by: timedelta) -> None:
        """The device's own clock goes wrong, without a record."""
        self.device(device_id).quartz.jump(by)

    def drift_clock(self, device_id: int, ppm: float) -> None:
        """The device's own clock runs too fast from now on, by parts per million; too slowly where below 0."""
        self.device(device_id).quartz.run(ppm)

    # Listening

    def listen(self, listener: Listener) -> None:
        """From now on this listener hears every report."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """No more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def _tell(self, report: Report) -> None:
        if isinstance(report, LogHint) and report.record.device_id in self._interference:
            for hint in self._interference[report.record.device_id].pass_hint(report):
                self._pass_on(hint)
        else:
            self._pass_on(report)

    def _pass_on(self, report: Report) -> None:
        for listener in self._listeners:
            listener.hear(report)

    def _committed(self, records: Sequence[LogRecord]) -> None:
        for record in records:
            device = self._devices.get(record.device_id)
            if device is not None:
                device.committed(record)

    # Loading

    def _add(self, plan: DevicePlan) -> None:
        if plan.id in self._masters:
            raise NotPossibleError(f"device {plan.id} is there already")
        self._store.change(rows.PUT_DEVICE, [(plan.id, plan.name, plan.model, plan.parent_id, plan.timezone)])
        self._enter(plan, {})
        own = self._devices[plan.id].own if plan.parent_id is None else None
        if own is not None and plan.calls_server:
            own.place(CALLING)

    def _enter(self, plan: DevicePlan, bodies: dict[int, Shared]) -> None:
        if plan.parent_id is not None:
            master = self._devices.get(plan.parent_id)
            if master is None or Capability.SLAVE not in model(plan.model).capabilities:
                raise NotPossibleError(f"device {plan.id} cannot be a slave of {plan.parent_id}")
            master.attach(plan)
            self._masters[plan.id] = master.id
            return
        device = Device(plan, self._store, self._pool, self.clock, self._tell, self._boot_time)
        device.holdings.restore(bodies)
        device.restore()
        self._devices[plan.id] = device
        self._masters[plan.id] = plan.id

    def _load_bodies(self) -> dict[int, Shared]:
        bodies = {}
        for number, name, mark, body in self._store.load(rows.BODIES):
            family = Family(name)
            bodies[number] = self._pool.restore(number, family, decode(RECORD_OF[family], body), mark)
        return bodies

    def _drop_orphans(self, bodies: dict[int, Shared]) -> None:
        for number, shared in bodies.items():
            if not shared.holders:
                self._pool.drop(shared)
                self._store.change(rows.DROP_BODY, [(number,)])


def _begin(device: Device) -> None:
    """Switch a device on as the simulator begins. One that what it holds keeps from starting stays off."""
    try:
        device.switch_on()
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other devices are to start
        _log.error("device does not start", device=device.id, error=type(error).__name__)
        device.set_power(device.id, False)
