"""Groups of devices or doors on the wire: in lists of both versions, and as sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import Collection, CollectionPlain
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref, needing
from ostiary.api.biostar.wire.query import ListBody
from ostiary.api.biostar.wire.values import Number, NumberText, Text
from ostiary.kernel.paging import Order, Window
from ostiary.kernel.tree import Group

COLUMNS = {"id": numbers("id"), "name": texts("name"), "depth": numbers("depth")}


class GroupOut(Message):
    """A group (v1); the root has no parent."""

    id: NumberText
    name: Text
    depth: NumberText
    parent_id: NamedRef | None


class GroupPlain(Message):
    """A group (v2)."""

    id: Number
    name: Text
    depth: Number
    parent_id: NamedRefPlain | None


class GroupSearchBody(ListBody):
    """What is asked of the groups (v2)."""

    columns = COLUMNS


class GroupIn(Message):
    """A group, as sent; the depth follows from the parent."""

    name: Text | None = None
    parent_id: Ref | None = None

    @property
    def parent(self) -> int | None:
        """The id of the parent, where one is named."""
        return self.parent_id.id if self.parent_id else None


class NewGroupIn(GroupIn):
    """A new group."""

    model_config = needing("name", "parent_id")


def listed(groups: Sequence[Group], window: Window) -> Collection[GroupOut]:
    """A page of groups (v1)."""
    rows = [GroupOut.model_validate(row) for row in _rows(groups, (), window)]
    return Collection[GroupOut](total=len(groups), rows=rows)


def listed_plain(groups: Sequence[Group], body: GroupSearchBody) -> CollectionPlain[GroupPlain]:
    """A page of groups (v2)."""
    rows = [GroupPlain.model_validate(row) for row in _rows(groups, body.orders(), body.window())]
    return CollectionPlain[GroupPlain](total=len(groups), rows=rows)


def _rows(groups: Sequence[Group], orders: Sequence[Order], window: Window) -> list[Mapping[str, Any]]:
    """The window of the groups in order; a site has few groups, so this is done here and not by the database."""
    names = {group.id: group.name for group in groups}
    for order in reversed(orders):
        groups = sorted(groups, key=lambda group: getattr(group, order.column), reverse=order.descending)
    end = None if window.limit is None else window.offset + window.limit
    return [
        {
            "id": group.id,
            "name": group.name,
            "depth": group.depth,
            "parent_id": {"id": group.parent_id, "name": names.get(group.parent_id, "")} if group.parent_id else None,
        }
        for group in groups[window.offset : end]
    ]
