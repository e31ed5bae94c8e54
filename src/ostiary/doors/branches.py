"""Door groups as a tree, with the doors in them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ostiary.doors.queries import READ, DoorSearch, DoorView, list_doors
from ostiary.kernel import tree
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Objects, View, query

DOOR_GROUP = Kind.DOOR_GROUP


@dataclass(frozen=True, slots=True)
class Branching:
    """A tree from this group, or from all that stand highest within the scope; `depth` levels below, None = all."""

    root_id: int | None = None
    depth: int | None = None

    def objects(self) -> Objects:
        """What is asked about."""
        return {"door_group": [] if self.root_id is None else [self.root_id]}


@dataclass(frozen=True, slots=True)
class Branch:
    """A door group with its doors and what is below it; each in the order of ids."""

    group: tree.Group
    doors: tuple[DoorView, ...]
    branches: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Branches:
    """The highest branches, and names of the devices that the doors use."""

    tops: tuple[Branch, ...]
    device_names: Mapping[int, str]


@query(module=READ, objects=Branching.objects)
async def list_branches(view: View, wanted: Branching) -> Branches:
    """The tree within the scope; raises `GroupNotFound` for an unknown root."""
    if wanted.depth is not None and wanted.depth < 0:
        raise Invalid("levels below the root, or none", "max_recursion_depth")
    groups = {group.id: group for group in await tree.find(view.connection, DOOR_GROUP, scope=view.scope)}
    if wanted.root_id is not None and wanted.root_id not in groups:
        raise tree.GroupNotFound(DOOR_GROUP, wanted.root_id)
    children: dict[int, list[tree.Group]] = defaultdict(list)
    for group in groups.values():
        children[group.parent_id].append(group)
    doors: dict[int, list[DoorView]] = defaultdict(list)
    found = await list_doors.read(view, DoorSearch(group_id=wanted.root_id))
    for door in found.doors:
        doors[door.group_id].append(door)

    def branch(group: tree.Group, depth: int) -> Branch:
        below = children[group.id] if depth else ()
        return Branch(group, tuple(doors[group.id]), tuple(branch(child, depth - 1) for child in below))

    tops = [group for group in groups.values() if group.parent_id not in groups]
    if wanted.root_id is not None:
        tops = [groups[wanted.root_id]]
    depth = tree.MAX_DEPTH if wanted.depth is None else min(wanted.depth, tree.MAX_DEPTH)
    return Branches(tuple(branch(top, depth) for top in tops), found.device_names)
