"""The protocol every driver of hardware speaks. Drivers never touch the database: they answer calls and yield reports.

Calls raise `DeviceError`; they are idempotent and may be repeated. A slave is addressed by its own id where it reads or
captures; content and log are the master's.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ostiary.policy.antipassback import Trace
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import Command, Outcome
from ostiary.port.content import Family, Record, UserSummary
from ostiary.port.discovery import Bus, Found, Lan, Quest
from ostiary.port.marks import WHOLE, Mark
from ostiary.port.reports import DoorReport, LogPage, Report


@dataclass(frozen=True, slots=True)
class Target:
    """Where a device is to be reached."""

    device_id: int
    address: str = ""
    port: int = 51211


@dataclass(frozen=True, slots=True)
class Refused:
    """A record the device would not take or give up, by key."""

    key: str
    fault: int
    detail: str = ""


class Driver(Protocol):
    """A way to devices."""

    name: str

    def reports(self) -> AsyncIterator[Report]:
        """Everything the devices tell on their own, for as long as the driver lives. One reader."""
        ...

    async def start(self) -> None:
        """Open what the driver needs."""
        ...

    async def stop(self) -> None:
        """Let go of every device."""
        ...

    async def search(self, quest: Quest) -> Sequence[Found]:
        """Devices that answer a search, connected or not, by id, each followed by its slaves where these are wanted.
        Only networks that the driver was given are asked, whatever address is named.
        """
        ...

    async def waiting(self) -> Sequence[Found]:
        """Devices that call a server by themselves and are not let in, as `connect` lets them."""
        ...

    async def place(self, device_id: int, lan: Lan) -> None:
        """Give a device in the driver's networks, which must not be connected (BUSY), other network settings."""
        ...

    async def connect(self, target: Target) -> DeviceInfo:
        """Connect and keep connected: a lost device is sought again until `disconnect`; both show as
        ConnectionChanged. Of a slave that is attached it tells what it is.
        """
        ...

    async def disconnect(self, device_id: int) -> None:
        """Let the device go."""
        ...

    async def discover(self, device_id: int, bus: Bus) -> Sequence[Found]:
        """Slaves that answer on this bus of a connected master, attached or not."""
        ...

    async def attach(self, device_id: int, slave_ids: Sequence[int]) -> None:
        """Have a connected master serve these slaves and no others, until it is lost: after that none is attached. Each
        of them that answers shows as ConnectionChanged, now and whenever it comes or goes.
        """
        ...

    async def marks(self, device_id: int) -> Mapping[Family, Mark]:
        """What the device really holds of each family, as one mark: the first question of every comparison."""
        ...

    async def branches(self, device_id: int, family: Family, above: Sequence[str]) -> Mapping[str, Mark]:
        """The marks of the branches one digit below these, of what the device really holds; empty ones are left out."""
        ...

    async def digests(self, device_id: int, family: Family, branches: Sequence[str] = WHOLE) -> Mapping[str, bytes]:
        """Key -> digest of every record in these branches that the device really holds, read back from its store."""
        ...

    async def read(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Record]:
        """The records with these keys, as the device holds them; unknown keys are left out."""
        ...

    async def summaries(self, device_id: int, user_ids: Sequence[str]) -> Sequence[UserSummary]:
        """Of these people what lists show, as the device holds them; unknown ids are left out."""
        ...

    async def write(self, device_id: int, family: Family, records: Sequence[Record]) -> Sequence[Refused]:
        """Add or overwrite records, one by one or not at all; answers what was refused."""
        ...

    async def delete(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Refused]:
        """Delete records; unknown keys are no error."""
        ...

    async def wipe(self, device_id: int) -> None:
        """Delete all content but not the log."""
        ...

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry out a command. A scan lasts until something is presented or the device's time-out; it ends at the
        device, too, when the call is cancelled.
        """
        ...

    async def doors(self, device_id: int) -> Sequence[DoorReport]:
        """How each door of the device stands now."""
        ...

    async def whereabouts(self, device_id: int, door_id: int, user_id: str) -> Trace:
        """What the device remembers of a person at one of its doors."""
        ...

    async def log(self, device_id: int, start: int, limit: int) -> LogPage:
        """Records from index `start` (inclusive, 0 = oldest), oldest first."""
        ...

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """The picture that was taken with a record of the log, a JPEG; empty where the device has it no more."""
        ...

    async def clear_log(self, device_id: int, epoch: int, newest: int) -> bool:
        """Clear the log, which begins a new epoch, if `newest` is the last record of this epoch: nothing that has not
        been read goes. Answers whether the epoch is over now, also from an earlier call.
        """
        ...

    async def load_firmware(self, device_id: int, offset: int, part: bytes) -> None:
        """Hand over the next part of a firmware file; offset 0 begins anew. What is loaded is lost with the power."""
        ...

    async def install_firmware(self, device_id: int) -> None:
        """Restart with what was loaded; raises `DeviceError` UPGRADE_FAILED, and the device stays what it was, where
        that is damaged or for another model.
        """
        ...

    async def clock(self, device_id: int) -> datetime:
        """The device's clock, aware UTC."""
        ...

    async def set_clock(self, device_id: int, at: datetime) -> None:
        """Set the device's clock."""
        ...
