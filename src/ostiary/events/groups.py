"""Groups of any kind as the log names them: made, changed and removed, each with its name noted and a line of the
trail.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from ostiary.events import names
from ostiary.events.facts import GroupChanged, GroupPlace
from ostiary.kernel import several, tree
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Predefined
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import Work
from ostiary.kernel.several import Outcomes
from ostiary.kernel.tree import Group


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group to be."""

    name: str
    parent_id: int = tree.ROOT


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A new name or parent of a group; None = kept."""

    id: int
    name: str | None = None
    parent_id: int | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """The groups that the change touches."""
        return (self.id,) if self.parent_id is None else (self.id, self.parent_id)


@dataclass(frozen=True, slots=True)
class GroupIds:
    """Groups by id."""

    ids: tuple[int, ...]


async def make(work: Work, kind: Kind, new: NewGroup) -> Group:
    """Make a group. Raises what a name may break, `ParentNotFound`, `DuplicateGroup` and `TooDeep`."""
    group = await tree.create(work.session, kind, checked_name(new.name), new.parent_id)
    await _name(work, kind, group)
    work.note(_target(group), after=_shown(group))
    work.tell(GroupChanged(kind, group.id, None, _place(group)))
    return group


async def change(work: Work, kind: Kind, change: GroupChange) -> Group:
    """Rename or move a group. Raises as `make`, and `GroupNotFound`, `Circular` and `Predefined` for the root."""
    name = None if change.name is None else checked_name(change.name)
    before, after = await tree.change(work.session, kind, change.id, name, change.parent_id)
    await _name(work, kind, after)
    work.note(_target(after), _shown(before), _shown(after))
    if _place(after) != _place(before):
        work.tell(GroupChanged(kind, after.id, _place(before), _place(after)))
    return after


async def each(work: Work, kind: Kind, ids: Iterable[int], delete: Callable[[Group], Awaitable[None]]) -> Outcomes[int]:
    """Delete groups, each by itself and the deepest first; one that there is not, and the root, are refused."""
    going = list(ids)
    await tree.hold(work.session, kind, set(going) - {tree.ROOT})
    depths = {group.id: group.depth for group in await tree.find(work.session, kind, going)}

    async def delete_one(id: int) -> None:
        group = await tree.get(work.session, kind, id)
        if id == tree.ROOT:
            raise Predefined("the root group cannot be deleted")
        await delete(group)

    return await several.each(work, sorted(going, key=lambda id: depths.get(id, 0), reverse=True), delete_one)


async def remove(work: Work, kind: Kind, groups: Iterable[Group]) -> None:
    """Remove groups that have no members, the deepest first."""
    for group in sorted(groups, key=lambda group: -group.depth):
        await tree.remove(work.session, kind, group.id)
        work.note(_target(group), before=_shown(group))
        work.tell(GroupChanged(kind, group.id, _place(group), None))


async def _name(work: Work, kind: Kind, group: Group) -> None:
    await names.record(work, kind.name.lower(), str(group.id), group.name, group.parent_id)


def _place(group: Group) -> GroupPlace:
    return GroupPlace(group.name, group.parent_id)


def _target(group: Group) -> str:
    return f"{group.name}({group.id})"


def _shown(group: Group) -> dict[str, object]:
    return {"name": group.name, "parent_id": group.parent_id}
