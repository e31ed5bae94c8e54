"""The tree of door groups and doors, and the devices of a door's RS-485 network."""

from collections.abc import Container, Mapping

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, Collection, CollectionPlain, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, RefPlain
from ostiary.api.biostar.wire.query import PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Flag, Number, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.doors.branches import Branch, Branching, list_branches
from ostiary.doors.queries import DoorView, list_network

router = page("Doors")


class ReaderOut(RefPlain):
    """The entry reader of a door in the tree."""

    name: Text
    status: Number


class DoorOut(Message):
    """A door in the tree."""

    id: Number
    name: Text
    status: Number
    entry_device_id: ReaderOut | None


class GroupOut(Message):
    """A door group, its doors, and the groups below it; the root has no parent."""

    id: Number
    name: Text
    depth: Number
    parent_id: RefPlain | None
    is_collapsed: Flag
    doors: Rows[DoorOut]
    children: Rows["GroupOut"]


class Tree(AnswerPlain):
    """The tree."""

    DoorTreeCollection: CollectionPlain[GroupOut]


class TreeBody(Message):
    """From which group, how many levels below it, and which groups the screen shows folded."""

    root_id: Number | None = None
    max_recursion_depth: Number | None = None
    collapsed_node_ids: Rows[Number] = Field(default_factory=list)


class DeviceOut(NamedRef):
    """A device of a door's network."""

    device_type_id: NamedRef


class Network(Answer):
    """The devices of a door's network."""

    DeviceCollection: Collection[DeviceOut]


def _door(door: DoorView, names: Mapping[int, str]) -> DoorOut:
    reader = door.entry_device_id
    entry = None if reader is None else ReaderOut(id=reader, name=names[reader], status=door.entry_status or 0)
    return DoorOut(id=door.id, name=door.name, status=door.status, entry_device_id=entry)


def _group(branch: Branch, names: Mapping[int, str], collapsed: Container[int]) -> GroupOut:
    group = branch.group
    return GroupOut(
        id=group.id,
        name=group.name,
        depth=group.depth,
        parent_id=RefPlain(id=group.parent_id) if group.parent_id else None,
        is_collapsed=group.id in collapsed,
        doors=[_door(door, names) for door in branch.doors],
        children=[_group(child, names, collapsed) for child in branch.branches],
    )


@router.post("/api/v2/door_tree/search", response_model=Tree, dependencies=needs(list_branches))
async def door_tree(desk: AtDesk, caller: Caller, body: TreeBody) -> Response:
    """The door groups that the operator may see as a tree, with the doors in them."""
    found = await desk.gate.ask(caller, list_branches, Branching(body.root_id, body.max_recursion_depth))
    collapsed = frozenset(body.collapsed_node_ids)
    rows = [_group(top, found.device_names, collapsed) for top in found.tops]
    return reply(Tree(DoorTreeCollection=CollectionPlain[GroupOut](total=len(rows), rows=rows)))


@router.get("/api/doors/rs485/{id:int}", response_model=Network, dependencies=needs(list_network))
async def network(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """The devices of a door's RS-485 network: those with which it can be wired."""
    rows = [
        DeviceOut(
            id=device.id,
            name=device.name,
            device_type_id=NamedRef(id=device.type.id, name=device.type.name),
        )
        for device in await desk.gate.ask(caller, list_network, id)
    ]
    return reply(Network(DeviceCollection=Collection[DeviceOut](total=len(rows), rows=rows)))
