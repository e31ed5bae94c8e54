"""The people whom a device really holds: who they are, taken off it, and read for the server."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.devices.connections import Connections
from ostiary.devices.model import DeviceFailed, DeviceNotFound, DeviceRow
from ostiary.devices.operations import deciding
from ostiary.devices.types import VIRTUAL
from ostiary.identity.model import UserRow
from ostiary.identity.user_guards import CHUNK, visible
from ostiary.kernel.context import Module, Scope
from ostiary.kernel.errors import Invalid, LimitReached
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.paging import Window
from ostiary.kernel.trail import Method
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.content import Family, UserContent, UserSummary
from ostiary.port.driver import Driver
from ostiary.provisioning.provisioner import Provisioner

PIECE = 500
MOST_READ = 500
"""People whose records are read for the server in one request."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """People at a device, by id; None = all whom the caller may see."""

    device_id: int
    user_ids: tuple[str, ...] | None


@query(module=Module.USER, objects=lambda id: {"device": [id]})
async def view_roster(view: View, id: int) -> list[str]:
    """Ask to see whom a device holds; answers the ids that the caller may not see. Raises `DeviceFailed` NOT_SUPPORTED
    for what holds nobody: a slave, or a virtual device.
    """
    await _holder(view.connection, id)
    return await _hidden(view.connection, view.scope)


@query(module=Module.USER)
async def count_changes(view: View, user_ids: Sequence[str]) -> dict[str, int]:
    """Of these people, those whom the server knows within the caller's scope, and how often each was changed."""
    view.personal("people at a device", len(user_ids))
    found: dict[str, int] = {}
    for start in range(0, len(user_ids), CHUNK):
        named = UserRow.user_id.in_(user_ids[start : start + CHUNK])
        statement = select(UserRow.user_id, UserRow.updated_count).where(named, *visible(view.scope))
        found |= {row.user_id: row.updated_count for row in await view.connection.execute(statement)}
    return found


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_USER_DELETE",
    method=Method.DELETE,
    objects=lambda chosen: {**deciding(chosen.device_id), "user": chosen.user_ids or ()},
)
async def request_removal(work: Work, chosen: Chosen) -> list[str]:
    """Ask for people to be taken off a device; answers the ids that are to be spared. The work follows."""
    device = await _holder(work.session, chosen.device_id)
    if chosen.user_ids is not None and not chosen.user_ids:
        raise Invalid("nobody is named", "id")
    who = ["*"] if chosen.user_ids is None else list(chosen.user_ids[:PIECE])
    work.note(device, before={"people": who})
    return await _hidden(work.session, work.context.scope)


@operation(
    module=Module.USER,
    right="write",
    verb="DEVICE_USER_EXPORT",
    method=Method.ACTION,
    objects=lambda chosen: {"device": [chosen.device_id], "user": chosen.user_ids or ()},
)
async def request_export(work: Work, chosen: Chosen) -> None:
    """Ask for people to be read from a device; the reading follows, then `people.enrolled.take_people`."""
    device = await _holder(work.session, chosen.device_id)
    if not chosen.user_ids:
        raise Invalid("nobody is named", "id")
    if len(chosen.user_ids) > MOST_READ:
        raise LimitReached(f"{MOST_READ} people at most in one request")
    work.note(device, after={"people": list(chosen.user_ids)})


async def _holder(source: AsyncConnection | AsyncSession, id: int) -> str:
    """What the trail calls this device; raises `DeviceFailed` where it holds nobody itself."""
    columns = DeviceRow.id, DeviceRow.name, DeviceRow.parent_id, DeviceRow.type_id
    row = (await source.execute(select(*columns).where(DeviceRow.id == id))).one_or_none()
    if row is None:
        raise DeviceNotFound(str(id))
    if row.parent_id is not None or row.type_id == VIRTUAL:
        raise DeviceFailed(Fault.NOT_SUPPORTED, "it holds nobody itself")
    return f"{row.name}({row.id})"


async def _hidden(source: AsyncConnection | AsyncSession, scope: Scope) -> list[str]:
    within = visible(scope)
    if not within:
        return []
    return list((await source.execute(select(UserRow.user_id).where(not_(and_(*within))))).scalars())


class Roster:
    """Reads and deletes the people of connected devices. Raises `DeviceFailed`."""

    def __init__(self, connections: Connections, provisioner: Provisioner) -> None:
        self._connections = connections
        self._provisioner = provisioner

    async def view(self, device_id: int, hidden: Collection[str], window: Window) -> tuple[int, list[UserSummary]]:
        """How many people the device holds but for the hidden ones, and a part of them in the order of their ids."""
        driver = self._driver(device_id)
        try:
            held = await driver.digests(device_id, Family.USERS)
            keys = sorted(held.keys() - set(hidden), key=_in_order)
            end = None if window.limit is None else window.offset + window.limit
            wanted = keys[window.offset : end]
            found: list[UserSummary] = []
            for start in range(0, len(wanted), PIECE):
                found.extend(await driver.summaries(device_id, wanted[start : start + PIECE]))
        except DeviceError as error:
            raise DeviceFailed(error.fault, error.detail) from error
        return len(keys), found

    async def read(self, device_id: int, user_ids: Sequence[str]) -> list[UserContent]:
        """These people as the device holds them; whom it does not hold is left out."""
        try:
            records = await self._driver(device_id).read(device_id, Family.USERS, user_ids)
        except DeviceError as error:
            raise DeviceFailed(error.fault, error.detail) from error
        return [record for record in records if isinstance(record, UserContent)]

    async def remove(self, device_id: int, user_ids: Sequence[str] | None, spared: Collection[str]) -> None:
        """Take these people off the device, or (None) all but those who are spared; whom it should hold is written
        again at once.
        """
        driver = self._driver(device_id)
        try:
            if user_ids is None:
                user_ids = sorted((await driver.digests(device_id, Family.USERS)).keys() - set(spared))
            for start in range(0, len(user_ids), PIECE):
                await driver.delete(device_id, Family.USERS, user_ids[start : start + PIECE])
        except DeviceError as error:
            raise DeviceFailed(error.fault, error.detail) from error
        finally:
            await self._provisioner.lost_content(device_id)

    def _driver(self, device_id: int) -> Driver:
        try:
            return self._connections.line(device_id).driver
        except DeviceError as error:
            raise DeviceFailed(error.fault, error.detail) from error


def _in_order(user_id: str) -> tuple[bool, int, str]:
    """Numbers by their value, before all other ids."""
    is_number = user_id.isascii() and user_id.isdigit()
    return not is_number, int(user_id) if is_number else 0, user_id
