"""Which access groups counted for somebody at an earlier moment: his own and those of his user groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.access.groups import create_access_group, delete_access_groups, update_access_group
from ostiary.identity.access_groups import GROUPS_OF_A_USER, own_groups_of
from ostiary.identity.model import AccessGroupUserGroupRow, UserRow
from ostiary.identity.user_groups import change_user_group, create_user_group, delete_user_groups
from ostiary.kernel import tree
from ostiary.kernel.context import Kind
from ostiary.kernel.hindsight import Act
from ostiary.kernel.trail import Method

GROUP_ACTS = (create_access_group, update_access_group, delete_access_groups)
USER_GROUP_ACTS = (create_user_group, change_user_group, delete_user_groups)
_GROUP_VERBS = {each.verb for each in GROUP_ACTS}
_USER_GROUP_VERBS = {each.verb for each in USER_GROUP_ACTS}


@dataclass(slots=True)
class Membership:
    """In which access groups a person is himself, in which user group, and what user groups give. `whole`: nothing was
    taken back of which the trail tells too little.
    """

    user_id: str
    own: set[int]
    user_group: int
    attached: defaultdict[int, set[int]]
    """Access group -> user groups whose people are in it."""
    parents: dict[int, int]
    whole: bool = True

    def take_back(self, act: Act) -> None:
        """As it was before this act."""
        if act.verb in _GROUP_VERBS:
            self._take_back_group(int(act.key), act)
        elif act.verb in _USER_GROUP_VERBS:
            self._take_back_user_group(int(act.key), act)
        elif act.key == self.user_id:
            self._take_back_person(act)

    @property
    def user_groups(self) -> frozenset[int]:
        """The person's user group and those above it."""
        found, group = set[int](), self.user_group
        while group and group not in found:
            found.add(group)
            group = self.parents.get(group, 0)
        return frozenset(found)

    @property
    def groups(self) -> tuple[int, ...]:
        """What a device gets: his own groups first, then those of his user groups, each by id."""
        above = self.user_groups
        through = {group for group, user_groups in self.attached.items() if user_groups & above} - self.own
        return (*sorted(self.own), *sorted(through))[:GROUPS_OF_A_USER]

    def _take_back_group(self, group: int, act: Act) -> None:
        if self.user_id in act.after.get("users", ()):
            self.own.discard(group)
        if self.user_id in act.before.get("users", ()):
            self.own.add(group)
        self.attached[group] -= set(act.after.get("user_groups", ()))
        self.attached[group] |= set(act.before.get("user_groups", ()))
        self.whole &= act.method is not Method.DELETE or "users" in act.before

    def _take_back_user_group(self, group: int, act: Act) -> None:
        if act.method is Method.ADD:
            self.parents.pop(group, None)
        else:
            self.parents[group] = act.before.get("parent", self.parents.get(group, 0))
        for id in act.before.get("access_groups", ()):
            self.attached[id].add(group)
        self.whole &= act.method is not Method.DELETE or "access_groups" in act.before

    def _take_back_person(self, act: Act) -> None:
        self.user_group = act.before.get("group_id", self.user_group)
        if "access_groups" in act.before:
            self.own = set(act.before["access_groups"])
        self.whole &= not isinstance(act.after.get("access_groups"), int)


async def membership_before(connection: AsyncConnection, user_id: str, acts: Iterable[Act]) -> Membership:
    """The person's membership before these acts, the newest first."""
    row = (await connection.execute(select(UserRow.key, UserRow.group_id).where(UserRow.user_id == user_id))).one()
    own = {id for id, _ in (await own_groups_of(connection, [row.key])).get(row.key, ())}
    attached = defaultdict[int, set[int]](set)
    columns = select(AccessGroupUserGroupRow.group_id, AccessGroupUserGroupRow.user_group_id)
    for group_id, user_group_id in await connection.execute(columns):
        attached[group_id].add(user_group_id)
    parents = {group.id: group.parent_id for group in await tree.find(connection, Kind.USER_GROUP)}
    found = Membership(user_id, own, row.group_id, attached, parents)
    for act in acts:
        found.take_back(act)
    return found
