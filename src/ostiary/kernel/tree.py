"""Groups of every kind in one table: people, devices, doors, elevators, maps. Each kind has its root, id 1, and counts
from 2.

`path` holds the ids from the root down to the group, `/1/5/9/`, so that descendants are a range of one index. A group
stands at depth 1 to 8 below its root.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import UniqueConstraint, delete, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel import counter
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Duplicate, Invalid, LimitReached, NotFound, Predefined
from ostiary.kernel.schema import Base, Key, ordered

ROOT = 1
MAX_DEPTH = 8
NAME_LENGTH = 48

Source = AsyncConnection | AsyncSession


class GroupNotFound(NotFound):
    """No group of this kind has this id."""

    def __init__(self, kind: Kind, id: int) -> None:
        super().__init__(f"There is no group {id}.")
        self.kind = kind


class ParentNotFound(NotFound):
    """The parent group does not exist."""


class DuplicateGroup(Duplicate):
    """The parent has a child of this name already."""

    def __init__(self, kind: Kind, name: str) -> None:
        super().__init__(name)
        self.kind = kind


class TooDeep(LimitReached):
    """A group may stand at depth 8 at most."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"A group stands {MAX_DEPTH} below the root at most.")
        self.kind = kind


class Circular(Invalid):
    """A group cannot stand below itself."""

    def __init__(self, kind: Kind) -> None:
        super().__init__("a group cannot stand below itself", "parent_id")
        self.kind = kind


class GroupRow(Base):
    """One group."""

    __tablename__ = "tree_group"
    __table_args__ = (UniqueConstraint("kind", "parent_id", "name"),)

    kind: Mapped[str] = mapped_column(ordered(32), primary_key=True)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    parent_id: Mapped[int] = mapped_column(Key)
    name: Mapped[str] = mapped_column(ordered(NAME_LENGTH))
    path: Mapped[str] = mapped_column(ordered(), index=True)


@dataclass(frozen=True, slots=True)
class Group:
    """A group as rooms see it; the root's parent is 0 and its depth 0."""

    id: int
    parent_id: int
    name: str
    path: str

    @property
    def depth(self) -> int:
        """Levels below the root."""
        return self.path.count("/") - 2


async def plant(session: AsyncSession, kind: Kind, name: str) -> None:
    """Make the root of a kind."""
    await session.execute(insert(GroupRow).values(kind=kind, id=ROOT, parent_id=0, name=name, path=f"/{ROOT}/"))
    await counter.take(session, f"group.{kind}")


async def get(source: Source, kind: Kind, id: int) -> Group:
    """One group; raises `GroupNotFound`. Within an act nobody else deletes it before the act is over."""
    if isinstance(source, AsyncSession):
        row = select(GroupRow.id).where(GroupRow.kind == kind, GroupRow.id == id)
        await source.execute(row.with_for_update(read=True, key_share=True))
    found = await find(source, kind, [id])
    if not found:
        raise GroupNotFound(kind, id)
    return found[0]


async def find(source: Source, kind: Kind, ids: Sequence[int] | None = None, scope: Scope | None = None) -> list[Group]:
    """The groups of a kind in the order of their ids: these, or all; only those within the scope where one is given."""
    statement = select(GroupRow.id, GroupRow.parent_id, GroupRow.name, GroupRow.path).where(GroupRow.kind == kind)
    if ids is not None:
        statement = statement.where(GroupRow.id.in_(ids))
    limit = scope.limit(kind) if scope else None
    if limit is not None:
        statement = statement.where(GroupRow.id.in_(limit))
    rows = (await source.execute(statement.order_by(GroupRow.id))).all()
    return [Group(row.id, row.parent_id, row.name, row.path) for row in rows]


async def hold(session: AsyncSession, kind: Kind, ids: Iterable[int]) -> frozenset[int]:
    """These groups and everything below them, for an act that will remove them: until it is over nobody else puts
    anything into one of them.
    """
    await _alone(session, kind)
    below = await descend(session, kind, ids)
    rows = select(GroupRow.id).where(GroupRow.kind == kind, GroupRow.id.in_(below)).order_by(GroupRow.id)
    await session.execute(rows.with_for_update())
    return below


async def _alone(session: AsyncSession, kind: Kind) -> None:
    """Only one act at a time changes which groups there are and where they stand."""
    root = select(GroupRow.id).where(GroupRow.kind == kind, GroupRow.id == ROOT)
    await session.execute(root.with_for_update(key_share=True))


async def descend(source: Source, kind: Kind, ids: Iterable[int]) -> frozenset[int]:
    """These groups and everything below them; unknown ids are left out."""
    paths = [group.path for group in await find(source, kind, list(ids))]
    if not paths:
        return frozenset()
    below = or_(*(GroupRow.path.startswith(path, autoescape=True) for path in paths))
    return frozenset((await source.execute(select(GroupRow.id).where(GroupRow.kind == kind, below))).scalars())


async def create(session: AsyncSession, kind: Kind, name: str, parent_id: int) -> Group:
    """A new group below its parent."""
    await _alone(session, kind)
    parent = await _parent(session, kind, parent_id)
    if parent.depth >= MAX_DEPTH:
        raise TooDeep(kind)
    id = await counter.take(session, f"group.{kind}")
    await _free(session, kind, name, parent_id)
    row = GroupRow(kind=kind, id=id, parent_id=parent_id, name=name, path=f"{parent.path}{id}/")
    session.add(row)
    await session.flush()
    return Group(row.id, row.parent_id, row.name, row.path)


async def change(
    session: AsyncSession, kind: Kind, id: int, name: str | None, parent_id: int | None
) -> tuple[Group, Group]:
    """Rename or move a group with everything below it; answers before and after."""
    await _alone(session, kind)
    before = await get(session, kind, id)
    if id == ROOT:
        raise Predefined("the root group cannot be changed")
    name = before.name if name is None else name
    parent_id = before.parent_id if parent_id is None else parent_id
    parent = await _parent(session, kind, parent_id)
    if parent.path.startswith(before.path):
        raise Circular(kind)
    if (name, parent_id) != (before.name, before.parent_id):
        await _free(session, kind, name, parent_id, but=id)
    path = f"{parent.path}{id}/"
    if path != before.path:
        await _move(session, kind, before.path, path)
    await session.execute(
        update(GroupRow).where(GroupRow.kind == kind, GroupRow.id == id).values(name=name, parent_id=parent_id)
    )
    return before, Group(id, parent_id, name, path)


async def remove(session: AsyncSession, kind: Kind, id: int) -> Group:
    """Delete a group that has no children; the caller makes sure that it has no members."""
    group = await get(session, kind, id)
    if id == ROOT:
        raise Predefined("the root group cannot be deleted")
    await session.execute(delete(GroupRow).where(GroupRow.kind == kind, GroupRow.id == id))
    return group


async def _parent(session: AsyncSession, kind: Kind, id: int) -> Group:
    found = await find(session, kind, [id])
    if not found:
        raise ParentNotFound(f"There is no group {id}.")
    return found[0]


async def _free(session: AsyncSession, kind: Kind, name: str, parent_id: int, but: int = 0) -> None:
    taken = select(func.count()).where(
        GroupRow.kind == kind, GroupRow.parent_id == parent_id, GroupRow.name == name, GroupRow.id != but
    )
    if (await session.execute(taken)).scalar_one():
        raise DuplicateGroup(kind, name)


async def _move(session: AsyncSession, kind: Kind, old: str, new: str) -> None:
    below = GroupRow.kind == kind, GroupRow.path.startswith(old, autoescape=True)
    deepest = (await session.execute(select(GroupRow.path).where(*below))).scalars().all()
    if max(path.count("/") for path in deepest) - old.count("/") + new.count("/") - 2 > MAX_DEPTH:
        raise TooDeep(kind)
    moved = literal(new) + func.substr(GroupRow.path, len(old) + 1)
    await session.execute(
        update(GroupRow).where(*below).values(path=moved).execution_options(synchronize_session=False)
    )
