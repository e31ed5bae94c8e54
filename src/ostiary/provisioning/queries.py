"""Reads of how the content of devices stands, as it was last written down."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.model import DeviceNotFound, DeviceRow
from ostiary.identity.model import UserRow
from ostiary.identity.user_guards import visible
from ostiary.kernel.context import Kind, Module, Scope
from ostiary.kernel.errors import NotSupported
from ostiary.kernel.operation import View, query
from ostiary.port.content import Family
from ostiary.port.driver import Refused
from ostiary.provisioning.model import DeviceContentRow

READ = (Module.DEVICE, Module.MONITORING)
UNKNOWN, OFFLINE = "unknown", "offline"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the content of a device stands: `level` (it holds what it should), `working`, `differing` (it goes on
    differing after it was mended), `offline`, or `unknown` where it was never connected. `held` and `refused` are of
    the last proof.
    """

    device_id: int
    name: str
    state: str
    pending: int
    refusals: int
    proven_at: datetime | None
    held: Mapping[Family, int]
    refused: Mapping[Family, Mapping[str, Refused]]


async def least_position(session: AsyncSession) -> int | None:
    """The fact up to which every device has come that ever held all it should; None = there is none."""
    known = select(func.min(DeviceContentRow.seq)).join(DeviceRow, DeviceRow.id == DeviceContentRow.device_id)
    return await session.scalar(known.where(DeviceContentRow.seq > 0))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which devices: after this id, at most so many."""

    after: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Standings:
    """A page of devices by id; states, refusals and the oldest proof are of all within the scope."""

    devices: list[Standing]
    states: Mapping[str, int]
    refusals: int
    oldest_proof: datetime | None


@query(module=READ)
async def list_standings(view: View, wanted: Wanted) -> Standings:
    """How the content of every master within the scope stands."""
    masters = _masters(view.scope)
    page = masters.where(DeviceRow.id > wanted.after).order_by(DeviceRow.id).limit(wanted.limit)
    rows = (await view.connection.execute(page)).all()
    columns = DeviceRow.connected, DeviceContentRow.state, DeviceContentRow.refusals, DeviceContentRow.verified_at
    sums = masters.with_only_columns(*columns[:2], func.count(), func.sum(columns[2]), func.min(columns[3]))
    states: Counter[str] = Counter()
    refusals, proofs = 0, list[datetime]()
    for connected, state, count, refused, proof in await view.connection.execute(sums.group_by(*columns[:2])):
        states[content_state(connected, state)] += count
        refusals += refused or 0
        if proof is not None:
            proofs.append(proof)
    return Standings([_standing(row) for row in rows], dict(states), refusals, min(proofs, default=None))


@query(module=READ, objects=lambda id: {"device": [id]})
async def get_standing(view: View, id: int) -> Standing:
    """How the content of one device stands. Raises `NotSupported` for a slave: its master holds what it decides by."""
    row = (await view.connection.execute(_masters(view.scope, slaves=True).where(DeviceRow.id == id))).one_or_none()
    if row is None:
        raise DeviceNotFound(str(id))
    if row.parent_id is not None:
        raise NotSupported(f"device {row.parent_id} decides for it")
    return _standing(row)


@query(module=READ)
async def people_shown(view: View, user_ids: Collection[str]) -> frozenset[str]:
    """Those of these user ids that the reader may be shown: of people within his scope, or of nobody; none where he may
    not read people at all.
    """
    if not view.context.may((Module.USER,), "read"):
        return frozenset()
    clauses = visible(view.scope)
    if not clauses or not user_ids:
        return frozenset(user_ids)
    named = select(UserRow.user_id).where(UserRow.user_id.in_(user_ids))
    known = set((await view.connection.execute(named)).scalars())
    seen = set((await view.connection.execute(named.where(*clauses))).scalars())
    return frozenset(id for id in user_ids if id in seen or id not in known)


def _masters(scope: Scope, *, slaves: bool = False) -> Select[Any]:
    content = DeviceContentRow.device_id == DeviceRow.id
    columns = DeviceRow.id, DeviceRow.name, DeviceRow.parent_id, DeviceRow.connected
    own = [column for column in DeviceContentRow.__table__.columns if column.name != "device_id"]
    statement = select(*columns, *own).join(DeviceContentRow, content, isouter=True)
    limit = scope.limit(Kind.DEVICE_GROUP)
    if not slaves:
        statement = statement.where(DeviceRow.parent_id.is_(None))
    if limit is not None:
        statement = statement.where(DeviceRow.group_id.in_(limit))
    return statement.where(false()) if scope.own_user is not None else statement


def _standing(row: Any) -> Standing:
    held = {Family(family): count for family, count in (row.held or {}).items()}
    refused = {
        Family(family): {key: Refused(key, fault, detail) for key, (fault, detail) in some.items()}
        for family, some in (row.refused or {}).items()
    }
    state, proven_at = content_state(row.connected, row.state), row.verified_at
    return Standing(row.id, row.name, state, row.pending or 0, row.refusals or 0, proven_at, held, refused)


def content_state(connected: bool, state: str | None) -> str:
    """How the content of a device is said to stand, by whether it is connected and what was last written down."""
    if state is None:
        return UNKNOWN
    return state if connected else OFFLINE
