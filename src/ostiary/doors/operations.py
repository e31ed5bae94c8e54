"""The acts on doors: make, change, delete; and the commands to them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import delete, func, select

from ostiary.doors.facts import DoorChanged, DoorPlace
from ostiary.doors.model import DoorNotFound, DoorRow, DoorStateRow, DuplicateDoor, SensorStays
from ostiary.doors.outputs import check_outputs, check_signals, documents, outputs_of
from ostiary.doors.terms import (
    LONGEST_OPEN,
    RULES,
    changed,
    check_named,
    check_terms,
    columns_of,
    groups_of,
    named_groups,
    terms_of,
)
from ostiary.doors.wiring import MOST_PORTS, NOT_WIRED, ContactChange, Wiring, check_free, network_of
from ostiary.events import names
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.selection import fold
from ostiary.kernel.several import Outcomes, outcomes
from ostiary.kernel.trail import Method
from ostiary.policy.passing import NO_TERMS, Terms
from ostiary.port.content import Contact


@dataclass(frozen=True, slots=True)
class Door:
    """A door as an operator describes it; seconds for the times."""

    name: str
    group_id: int = tree.ROOT
    description: str = ""
    wiring: Wiring = NOT_WIRED
    open_duration: int = 3
    open_timeout: int = 10
    open_once: bool = False
    unconditional_lock: bool = False
    apb_use_door_sensor: bool = False
    simulated_unlock: bool = False
    terms: Terms = NO_TERMS


@dataclass(frozen=True, slots=True)
class DoorChange:
    """New values of a door's members, by the names of `Door`, `Wiring` and `Terms`; what is absent is kept.

    `sensor` and `exit_button` are `ContactChange`s, rules `RuleChange`s; `outputs` replace all there were. For a
    device's id None or 0 means that the door has none any more.
    """

    id: int
    values: dict[str, Any]

    def objects(self) -> Objects:
        """What the change touches."""
        groups = [self.values["group_id"]] if self.values.get("group_id") is not None else []
        named = {"device": _devices(self.values), "access_group": groups_of(self.values)}
        return {"door": [self.id], "door_group": groups, **named}


@dataclass(frozen=True, slots=True)
class DoorIds:
    """Doors by id."""

    ids: tuple[int, ...]


_WIRING = tuple(field.name for field in fields(Wiring))


def _devices(values: dict[str, Any]) -> Sequence[int]:
    return _wired(NOT_WIRED, values).device_ids


def _wired(wiring: Wiring, values: dict[str, Any]) -> Wiring:
    """The wiring with these new values."""
    changed: dict[str, Any] = {}
    for name in _WIRING:
        value = values.get(name)
        if isinstance(value, ContactChange):
            changed[name] = value.of(getattr(wiring, name))
        elif name in values:
            changed[name] = value if name in {"relay_index", "outputs"} else value or None
    return replace(wiring, **changed)


def described(values: dict[str, Any], door: Door | None = None) -> Door:
    """The door with these values, as of `DoorChange`; a new one where none is given, then `name` is among them."""
    before = door or Door("")
    rest = {name: value for name, value in values.items() if name not in _WIRING and name not in RULES}
    return replace(before, wiring=_wired(before.wiring, values), terms=changed(before.terms, values), **rest)


def _objects_of_new(door: Door) -> Objects:
    named = {"device": door.wiring.device_ids, "access_group": named_groups(door.terms)}
    return {"door_group": [door.group_id], **named}


@operation(module=Module.DOOR, right="write", verb="DOOR_CREATE", method=Method.ADD, objects=_objects_of_new)
async def create_door(work: Work, door: Door) -> int:
    """Make a door; answers its id."""
    door = _checked(door)
    await check_named(work, NO_TERMS, door.terms)
    await check_signals(work, door.wiring.outputs)
    await tree.get(work.session, Kind.DOOR_GROUP, door.group_id)
    await _name_free(work, door.name)
    master_id = await network_of(work.session, door.wiring)
    row = DoorRow(master_id=master_id, name_fold=fold(door.name), options={}, **_columns(door))
    await check_free(work.session, door.wiring, row.master_id)
    work.session.add(row)
    await work.session.flush()
    await _record_name(work, row)
    work.note(f"{door.name}({row.id})", after=_columns(door))
    work.tell(DoorChanged(row.id, None, DoorPlace(row.name, row.master_id, row.group_id)))
    return row.id


@operation(module=Module.DOOR, right="write", verb="DOOR_UPDATE", method=Method.UPDATE, objects=DoorChange.objects)
async def update_door(work: Work, change: DoorChange) -> None:
    """Change what is given of a door and keep the rest."""
    row = await work.session.get(DoorRow, change.id)
    if row is None:
        raise DoorNotFound(str(change.id))
    before = door_of(row)
    after = described(change.values, before)
    if before.wiring.sensor and not after.wiring.sensor and after.apb_use_door_sensor and after.terms.antipassback:
        raise SensorStays("anti-passback counts on it")
    after = _checked(after)
    if after == before:
        return
    await check_named(work, before.terms, after.terms)
    await check_signals(work, after.wiring.outputs)
    if after.group_id != before.group_id:
        await tree.get(work.session, Kind.DOOR_GROUP, after.group_id)
    if after.name != before.name:
        await _name_free(work, after.name, but=row.id)
    place = DoorPlace(row.name, row.master_id, row.group_id)
    if after.wiring != before.wiring:
        row.master_id = await network_of(work.session, after.wiring)
        await check_free(work.session, after.wiring, row.master_id, but=row.id)
    for column, value in _columns(after).items():
        setattr(row, column, value)
    row.name_fold = fold(after.name)
    await _record_name(work, row)
    old, new = _columns(before), _columns(after)
    changed = [name for name in new if new[name] != old[name]]
    work.note(f"{after.name}({row.id})", {name: old[name] for name in changed}, {name: new[name] for name in changed})
    work.tell(DoorChanged(row.id, place, DoorPlace(row.name, row.master_id, row.group_id)))


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_DELETE",
    method=Method.DELETE,
    objects=lambda doors: {"door": doors.ids},
)
async def delete_doors(work: Work, doors: DoorIds) -> Outcomes[int]:
    """Delete those of these doors that there are; past events keep their names."""
    found = {row.id: row for row in await work.session.scalars(select(DoorRow).where(DoorRow.id.in_(doors.ids)))}
    deleted = outcomes(found, [(id, DoorNotFound(str(id))) for id in doors.ids if id not in found])
    for row in found.values():
        work.note(f"{row.name}({row.id})", before=_columns(door_of(row)))
        work.tell(DoorChanged(row.id, DoorPlace(row.name, row.master_id, row.group_id), None))
        await work.session.delete(row)
    await work.session.execute(delete(DoorStateRow).where(DoorStateRow.door_id.in_(doors.ids)))
    return deleted


def door_of(row: DoorRow) -> Door:
    """A door's row as the description it was made of."""
    return Door(
        name=row.name,
        group_id=row.group_id,
        description=row.description,
        wiring=Wiring(
            row.entry_device_id,
            row.exit_device_id,
            row.relay_device_id,
            row.relay_index,
            contact_of(row.sensor),
            contact_of(row.exit_button),
            outputs_of(row.outputs),
        ),
        open_duration=row.open_duration,
        open_timeout=row.open_timeout,
        open_once=row.open_once,
        unconditional_lock=row.unconditional_lock,
        apb_use_door_sensor=bool(row.sensor and row.sensor["apb_use_door_sensor"]),
        simulated_unlock=bool(row.exit_button and row.exit_button["simulated_unlock"]),
        terms=terms_of(row),
    )


def devices_at(row: Any) -> frozenset[int]:
    """The devices that serve a door: what it is wired to, and the one that decides."""
    return frozenset(id for id in (row.master_id, *door_of(row).wiring.device_ids) if id is not None)


def contact_of(document: dict[str, Any] | None) -> Contact | None:
    """The contact of a stored document."""
    if document is None:
        return None
    return Contact(document["device_id"], document["index"], document["normally_closed"])


async def _record_name(work: Work, row: DoorRow) -> None:
    await names.record(work, names.DOOR, str(row.id), row.name, row.group_id, source_id=row.master_id)


def _columns(door: Door) -> dict[str, Any]:
    wiring = door.wiring
    sensor = wiring.sensor and {**asdict(wiring.sensor), "apb_use_door_sensor": door.apb_use_door_sensor}
    button = wiring.exit_button and {**asdict(wiring.exit_button), "simulated_unlock": door.simulated_unlock}
    return {
        "name": door.name,
        "description": door.description,
        "group_id": door.group_id,
        "entry_device_id": wiring.entry_device_id,
        "exit_device_id": wiring.exit_device_id,
        "relay_device_id": wiring.relay_device_id,
        "relay_index": wiring.relay_index,
        "sensor": sensor,
        "exit_button": button,
        "outputs": documents(wiring.outputs),
        "open_duration": door.open_duration,
        "open_timeout": door.open_timeout,
        "open_once": door.open_once,
        "unconditional_lock": door.unconditional_lock,
        **columns_of(door.terms),
    }


def _checked(door: Door) -> Door:
    """The door as it is kept; raises `Invalid` for what no door can have."""
    if not 1 <= door.open_duration <= LONGEST_OPEN:
        raise Invalid(f"a door opens for 1 to {LONGEST_OPEN} seconds", "open_duration")
    if not 0 <= door.open_timeout <= 86400:
        raise Invalid("a door may stay open for 0 to 86400 seconds", "open_timeout")
    if not 0 <= door.wiring.relay_index < MOST_PORTS:
        raise Invalid(f"relays are counted from 0 to {MOST_PORTS - 1}", "relay_index")
    check_outputs(door.wiring.outputs)
    check_terms(door.terms, door.wiring, by_sensor=door.apb_use_door_sensor)
    return replace(door, name=checked_name(door.name))


async def _name_free(work: Work, name: str, but: int = 0) -> None:
    taken = select(func.count()).select_from(DoorRow).where(DoorRow.name == name, DoorRow.id != but)
    if (await work.session.execute(taken)).scalar_one():
        raise DuplicateDoor(name)
