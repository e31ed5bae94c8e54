"""One piece of hardware: a device or a slave, with its power, its line and its reader."""

from dataclasses import dataclass, replace
from datetime import datetime

from ostiary.port.capabilities import Capability, DeviceInfo
from ostiary.port.commands import DeviceError, Fault, Outcome, ScreenCommand, ScreenKind
from ostiary.port.discovery import Bus, Found, Lan
from ostiary.protocols import firmware
from ostiary.simulator import rows
from ostiary.simulator.codec import decode, encode
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Answer
from ostiary.simulator.reader import Controller, Reader
from ostiary.simulator.store import Store

ADDRESS, PORT = "127.0.0.1", 51211
ANY_PORT = 0
"""Where a device listens that has not been told where: at any port that is free, since all share the address."""
AS_SHIPPED = Lan(ADDRESS, ANY_PORT, subnet_mask="255.0.0.0")
CALLING = replace(AS_SHIPPED, calls_server=True, server_address=ADDRESS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader answered, and when."""

    answer: Answer
    at: datetime


class Unit:
    """A device or slave. `powered` is its supply, `wired` its network (a slave: its RS-485 line); `alarmed` that it
    sounds because it was tampered with; `listening` the port at which it can be searched for, 0 = at none; `last` what
    its reader answered last, since the simulator began.
    """

    def __init__(self, plan: DevicePlan, controller: Controller, store: Store) -> None:
        self.plan = plan
        self.profile = model(plan.model)
        self.powered = True
        self.wired = True
        self.tampered = False
        self.alarmed = False
        self.listening = 0
        self.last: Shown | None = None
        self._lan = next((decode(Lan, body) for (body,) in store.load(rows.LAN, (plan.id,))), AS_SHIPPED)
        self.locked = any(locked for (locked,) in store.load(rows.UNIT, (plan.id,)))
        self.firmware = next((version for (version,) in store.load(rows.FIRMWARE, (plan.id,))), self.profile.firmware)
        self._loaded = bytearray()
        self._store = store
        reads = Capability.READER in self.profile.capabilities
        self.reader = Reader(plan.id, self.profile, controller) if reads else None

    @property
    def id(self) -> int:
        """Its serial number."""
        return self.plan.id

    @property
    def alive(self) -> bool:
        """Whether it has power and can be talked to."""
        return self.powered and self.wired

    @property
    def bus(self) -> Bus | None:
        """What it hangs on at its master; None where it has none."""
        if self.plan.parent_id is None:
            return None
        return Bus.WIEGAND if Capability.WIEGAND in self.profile.capabilities else Bus.RS485

    @property
    def lockable(self) -> bool:
        """Whether there is anything that a lock bars: it reads credentials, or decides for those that do."""
        return not self.profile.capabilities.isdisjoint({Capability.READER, Capability.MASTER})

    def lock(self, locked: bool) -> None:
        """Take no credentials until unlocked; remembered without power."""
        self.locked = locked
        self._store.change(rows.PUT_LOCK, [(self.id, int(locked))])

    def show(self, command: ScreenCommand, wanted: ScreenKind | None) -> Outcome:
        """Have the home screen show this, where it is set to; remembered without power."""
        if Capability.SCREEN not in self.profile.capabilities:
            return Outcome(Fault.NOT_SUPPORTED)
        if command.kind is not wanted:
            return Outcome(Fault.NOT_READY)
        self._store.change(rows.PUT_SCREEN, [(self.id, encode(ScreenCommand, command))])
        return Outcome()

    def screen(self) -> ScreenCommand | None:
        """What the home screen was given last."""
        given = self._store.load(rows.SCREEN, (self.id,))
        return next((decode(ScreenCommand, body) for (body,) in given), None)

    def load(self, offset: int, part: bytes) -> None:
        """Take the next part of a firmware file; offset 0 begins anew."""
        if offset == 0:
            self._loaded.clear()
        if offset != len(self._loaded) or offset + len(part) > firmware.LONGEST:
            raise DeviceError(Fault.UPGRADE_FAILED, "a part is missing, or there are too many")
        self._loaded += part

    def forget_load(self) -> None:
        """Power comes or goes."""
        self._loaded.clear()

    def install(self) -> None:
        """Run the firmware that was loaded from the next start on."""
        data = bytes(self._loaded)
        self._loaded.clear()
        try:
            found = firmware.checked(data)
        except firmware.FirmwareError as error:
            raise DeviceError(Fault.UPGRADE_FAILED, str(error)) from error
        if found.type_id != self.profile.type_id:
            raise DeviceError(Fault.UPGRADE_FAILED, "for another model")
        self.firmware = found.version
        self._store.change(rows.PUT_FIRMWARE, [(self.id, found.version)])

    @property
    def words(self) -> frozenset[str]:
        """What it has, as the table of settings asks for it."""
        return self.profile.capabilities | {"alone" if self.plan.parent_id is None else "slave_now"}

    @property
    def mac(self) -> str:
        """Its network address, also where nothing is plugged in."""
        return ":".join(f"{byte:02X}" for byte in (0x00, 0x17, 0xFC, *(self.id & 0xFFFFFF).to_bytes(3, "big")))

    @property
    def lan(self) -> Lan | None:
        """Its network settings. A slave has none."""
        if self.plan.parent_id is not None:
            return None
        return replace(self._lan, port=self.listening or self._lan.port or PORT)

    @property
    def calls(self) -> bool:
        """Whether it connects to a server by itself."""
        return self.plan.parent_id is None and self._lan.calls_server

    @property
    def listens_at(self) -> int | None:
        """The port at which it can be searched for, or `ANY_PORT`; None where it is elsewhere, or does not listen."""
        return None if self.calls or self._lan.address != ADDRESS else self._lan.port

    def place(self, lan: Lan) -> None:
        """Take other network settings; remembered without power."""
        self._lan = lan
        self._store.change(rows.PUT_LAN, [(self.id, encode(Lan, lan))])

    def found(self) -> Found:
        """What it answers to a search."""
        return Found(self.id, self.profile.type_id, self.firmware, self.mac, self.plan.parent_id, self.lan)

    def info(self, *, epoch: int, slaves: tuple[int, ...] = ()) -> DeviceInfo:
        """What it says of itself."""
        return DeviceInfo(
            device_id=self.id,
            profile=self.profile,
            mac=self.mac,
            firmware=self.firmware,
            hardware="simulated",
            slaves=slaves,
            epoch=epoch,
            extra={"name": self.plan.name},
            parent_id=self.plan.parent_id,
            locked=self.locked,
        )
