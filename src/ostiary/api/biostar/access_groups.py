"""The page "Access Group": who belongs together, and which access levels they have."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Response
from pydantic import Field

from ostiary.access.groups import (
    AccessGroupChange,
    AccessGroupIds,
    NewAccessGroup,
    create_access_group,
    delete_access_groups,
    update_access_group,
)
from ostiary.access.queries import (
    AccessGroupView,
    UserGroupView,
    get_access_group,
    list_access_groups,
    users_of_access_group,
)
from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import (
    Answer,
    AnswerBare,
    Collection,
    CollectionPlain,
    DeviceOutcomes,
    Listing,
    reply,
)
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref, UserRef, needing
from ostiary.api.biostar.wire.query import Ids, ListBody, Orders, Paged, PathId, SearchBody, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, ItemOutcome, change, changed, deleted, each_of, told
from ostiary.api.biostar.wire.values import FlagText, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.errors import Invalid, NotSupported
from ostiary.kernel.paging import Search

router = page("Access Group")

COLUMNS = {"id": numbers("id"), "name": texts("name"), "description": texts("description")}


class UserGroupOut(Message):
    """A user group whose members are in the access group."""

    id: NumberText
    name: Text
    description: Text = ""
    parent_id: NamedRef | None
    depth: NumberText
    inherited: FlagText = True
    face_count: NumberText
    user_count: NumberText


class UserGroupListed(UserGroupOut):
    """The same in a list of access groups, with the groups below it."""

    user_groups: Rows[NamedRef]


class LevelRef(NamedRef):
    """An access level of the group."""

    description: Text


class AccessGroupMembers(Message):
    """What every view of an access group shows (v1)."""

    id: NumberText
    name: Text
    description: Text
    users: Rows[UserRef]
    user_count: NumberText
    access_levels: Rows[LevelRef]
    floor_levels: Rows[LevelRef] = Field(default_factory=list)


class AccessGroupOut(AccessGroupMembers):
    """One access group."""

    user_groups: Rows[UserGroupOut]


class AccessGroupListed(AccessGroupMembers):
    """An access group in a list."""

    user_groups: Rows[UserGroupListed]


class AccessGroupAnswer(Answer):
    """One access group."""

    AccessGroup: AccessGroupOut


class AccessGroupList(Answer):
    """Access groups."""

    AccessGroupCollection: Collection[AccessGroupListed]


class AccessGroupPlain(Message):
    """An access group (v2)."""

    id: Number
    name: Text
    users: Rows[UserRef]
    user_groups: Rows[NamedRefPlain]
    access_levels: Rows[NamedRefPlain]
    floor_levels: Rows[NamedRefPlain] = Field(default_factory=list)


class AccessGroupListPlain(AnswerBare):
    """Access groups (v2)."""

    AccessGroupCollection: CollectionPlain[AccessGroupPlain]


class MemberList(Answer):
    """The users of an access group."""

    UserCollection: Collection[UserRef]


class AccessGroupMade(Answer):
    """The access group that was made."""

    AccessGroup: NamedRef
    DeviceResponse: DeviceOutcomes


class AccessGroupSearchBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS


class AccessGroupListBody(ListBody):
    """What is asked of the access groups (v2)."""

    columns = COLUMNS


class AccessGroupIn(Message):
    """An access group, as sent; on a change what is absent is kept, then `new_users` come and `delete_users` go.

    `user_group` is what the reference's table calls `user_groups`.
    """

    name: Text | None = None
    description: Text | None = None
    users: Rows[UserRef] | None = None
    user_groups: Rows[Ref] | None = None
    user_group: Rows[Ref] | None = None
    access_levels: Rows[Ref] | None = None
    floor_levels: Rows[Ref] | None = None
    new_users: Rows[UserRef] = Field(default_factory=list)
    delete_users: Rows[UserRef] = Field(default_factory=list)


class AccessGroupBody(Message):
    """`{"AccessGroup": {...}}`."""

    AccessGroup: AccessGroupIn = Field(default_factory=AccessGroupIn)


class NewAccessGroupIn(AccessGroupIn):
    """A new access group."""

    model_config = needing("name")


class NewAccessGroupBody(Message):
    """`{"AccessGroup": {...}}`."""

    model_config = needing("AccessGroup")

    AccessGroup: NewAccessGroupIn = Field(default_factory=NewAccessGroupIn)


def _group_members(group: UserGroupView) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "parent_id": {"id": group.parent_id, "name": group.parent_name} if group.parent_id else None,
        "depth": group.depth,
        "face_count": group.faces,
        "user_count": group.people,
        "user_groups": [{"id": id, "name": name} for id, name in group.children],
    }


def _members(group: AccessGroupView) -> dict[str, Any]:
    """The members of `AccessGroupListed`, and more than `AccessGroupOut` shows."""
    return {
        "id": group.id,
        "name": group.name,
        "description": group.description,
        "users": [{"user_id": user_id, "name": name} for user_id, name in group.users],
        "user_count": len(group.users),
        "user_groups": [_group_members(user_group) for user_group in group.user_groups],
        "access_levels": [
            {"id": id, "name": name, "description": description} for id, name, description in group.levels
        ],
    }


def _plain(group: AccessGroupView) -> AccessGroupPlain:
    return AccessGroupPlain(
        id=group.id,
        name=group.name,
        users=[UserRef(user_id=user_id, name=name) for user_id, name in group.users],
        user_groups=[NamedRefPlain(id=user_group.id, name=user_group.name) for user_group in group.user_groups],
        access_levels=[NamedRefPlain(id=id, name=name) for id, name, _ in group.levels],
    )


def _ids(references: Sequence[Ref] | None) -> tuple[int, ...] | None:
    return None if references is None else tuple(reference.id for reference in references)


def _user_ids(references: Sequence[UserRef] | None) -> tuple[str, ...] | None:
    return None if references is None else tuple(reference.user_id for reference in references)


def _user_groups(sent: AccessGroupIn) -> Sequence[Ref] | None:
    return sent.user_group if sent.user_groups is None else sent.user_groups


def _without_floors(sent: AccessGroupIn) -> AccessGroupIn:
    if sent.floor_levels:
        raise NotSupported("There are no floor levels yet.")
    return sent


async def _listed(desk: Desk, caller: Caller, search: Search) -> Response:
    found, total = await desk.gate.ask(caller, list_access_groups, search)
    rows = [AccessGroupListed(**_members(group)) for group in found]
    return reply(AccessGroupList(AccessGroupCollection=Collection[AccessGroupListed](total=total, rows=rows)))


@router.post("/api/access_groups", response_model=AccessGroupMade, dependencies=needs(create_access_group))
async def create(desk: AtDesk, caller: Caller, body: NewAccessGroupBody) -> Response:
    """Create an access group."""
    sent = _without_floors(body.AccessGroup)
    users = dict.fromkeys((*(_user_ids(sent.users) or ()), *(_user_ids(sent.new_users) or ())))
    new = NewAccessGroup(
        sent.name or "",
        sent.description or "",
        tuple(users),
        _ids(_user_groups(sent)) or (),
        _ids(sent.access_levels) or (),
    )
    receipt = await desk.gate.run(caller, create_access_group, new)
    settled = await desk.settle(receipt)
    made = NamedRef(id=receipt.result, name=new.name.strip())
    return reply(changed(AccessGroupMade(AccessGroup=made, DeviceResponse=DeviceOutcomes.of(settled)), settled))


@router.get("/api/access_groups", response_model=AccessGroupList, dependencies=needs(list_access_groups))
async def access_groups(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
) -> Response:
    """List all access groups."""
    return await _listed(desk, caller, Search((), orders, window))


@router.post("/api/access_groups/search", response_model=AccessGroupList, dependencies=needs(list_access_groups))
async def search(desk: AtDesk, caller: Caller, body: AccessGroupSearchBody) -> Response:
    """List the access groups that a `Query` asks for."""
    return await _listed(desk, caller, body.search())


@router.post(
    "/api/v2/access_groups/search", response_model=AccessGroupListPlain, dependencies=needs(list_access_groups)
)
async def search_plain(desk: AtDesk, caller: Caller, body: AccessGroupListBody) -> Response:
    """List all access groups (v2)."""
    found, total = await desk.gate.ask(caller, list_access_groups, Search((), body.orders(), body.window()))
    rows = [_plain(group) for group in found]
    listed = CollectionPlain[AccessGroupPlain](total=total, rows=rows)
    return reply(AccessGroupListPlain(AccessGroupCollection=listed))


@router.get("/api/access_groups/{id:int}", response_model=AccessGroupAnswer, dependencies=needs(get_access_group))
async def access_group(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """View an access group."""
    return reply(
        AccessGroupAnswer(AccessGroup=AccessGroupOut(**_members(await desk.gate.ask(caller, get_access_group, id))))
    )


@router.get("/api/access_groups/{id:int}/users", response_model=MemberList, dependencies=needs(users_of_access_group))
async def members(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """View the users who are in an access group themselves; an unknown group has none."""
    found = await desk.gate.ask(caller, users_of_access_group, id)
    rows = [UserRef(user_id=user_id, name=name) for user_id, name in found]
    return reply(MemberList(UserCollection=Collection[UserRef](total=len(rows), rows=rows)))


@router.put("/api/access_groups/{id:int}", response_model=Changed, dependencies=needs(update_access_group))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: AccessGroupBody) -> Response:
    """Update an access group: what is given changes, the rest is kept."""
    sent = _without_floors(body.AccessGroup)
    wanted = AccessGroupChange(
        id,
        sent.name,
        sent.description,
        _user_ids(sent.users),
        _user_ids(sent.new_users) or (),
        _user_ids(sent.delete_users) or (),
        _ids(_user_groups(sent)),
        _ids(sent.access_levels),
    )
    receipt = await desk.gate.run(caller, update_access_group, wanted)
    return reply(change(await desk.settle(receipt)))


class AccessGroupsDeleted(Changed):
    """What became of a delete: of each group, where some had to stay."""

    AccessGroupCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/access_groups", response_model=AccessGroupsDeleted, dependencies=needs(delete_access_groups))
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete access groups. Code "1" when some of them could not be."""
    if not ids:
        raise Invalid("No access group is named.", "id")
    receipt = await desk.gate.run(caller, delete_access_groups, AccessGroupIds(ids))
    settled = await desk.settle(receipt)
    answer = AccessGroupsDeleted(AccessGroupCollection=each_of(ids, receipt.result), DeviceResponse=told(settled))
    return reply(deleted(answer, receipt.result, settled))
