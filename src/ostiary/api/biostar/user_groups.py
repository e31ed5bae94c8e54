"""The page "User Groups"."""

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import (
    Answer,
    AnswerPlain,
    Collection,
    CollectionPlain,
    Listing,
    reply,
)
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref, needing
from ostiary.api.biostar.wire.query import Ids, Paged, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, ItemOutcome, change, deleted, each_of, told
from ostiary.api.biostar.wire.values import Flag, FlagText, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.identity.user_groups import (
    NewUserGroup,
    UserGroupChange,
    change_user_group,
    create_user_group,
    delete_user_groups,
)
from ostiary.kernel.errors import Invalid
from ostiary.people.queries import UserGroupView, list_user_groups

router = page("User Groups")


class UserGroupOut(Message):
    """A user group (v1); the root has no parent. Counts are of everybody in the group and below it."""

    id: NumberText
    name: Text
    description: Text = ""
    parent_id: NamedRef | None
    depth: NumberText
    inherited: FlagText = False
    face_count: NumberText
    user_count: NumberText
    user_groups: Rows[NamedRef]


class UserGroupList(Answer):
    """User groups (v1)."""

    UserGroupCollection: Collection[UserGroupOut]


class UserGroupPlain(Message):
    """A user group (v2)."""

    id: Number
    name: Text
    depth: Number
    parent_id: NamedRefPlain | None
    inherited: Flag = False
    face_count: Number
    user_count: Number


class UserGroupListPlain(AnswerPlain):
    """User groups (v2)."""

    UserGroupCollection: CollectionPlain[UserGroupPlain]


class SearchIn(Message):
    """Which groups: these, or all when none is named."""

    user_group_id_list: Rows[Number] = Field(default_factory=list)


class UserGroupIn(Message):
    """A user group as sent; the depth follows from the parent."""

    name: Text | None = None
    parent_id: Ref | None = None


class UserGroupBody(Message):
    """`{"UserGroup": {...}}`."""

    UserGroup: UserGroupIn


class NewUserGroupIn(UserGroupIn):
    """A new user group."""

    model_config = needing("name", "parent_id")


class NewUserGroupBody(Message):
    """`{"UserGroup": {...}}`."""

    UserGroup: NewUserGroupIn


class UserGroupMade(Answer):
    """The group that was made."""

    UserGroup: NamedRef


@router.get("/api/user_groups", response_model=UserGroupList, dependencies=needs(list_user_groups))
async def groups(desk: AtDesk, caller: Caller, window: Paged) -> Response:
    """View all user groups (v1)."""
    found = await desk.gate.ask(caller, list_user_groups, None)
    end = None if window.limit is None else window.offset + window.limit
    rows = [_out(view) for view in found[window.offset : end]]
    return reply(UserGroupList(UserGroupCollection=Collection[UserGroupOut](total=len(found), rows=rows)))


@router.post("/api/v2/user_groups/search", response_model=UserGroupListPlain, dependencies=needs(list_user_groups))
async def search(desk: AtDesk, caller: Caller, body: SearchIn) -> Response:
    """View user groups by id (v2)."""
    found = await desk.gate.ask(caller, list_user_groups, body.user_group_id_list or None)
    rows = [_plain(view) for view in found]
    return reply(UserGroupListPlain(UserGroupCollection=CollectionPlain[UserGroupPlain](total=len(rows), rows=rows)))


@router.post("/api/user_groups", response_model=UserGroupMade, dependencies=needs(create_user_group))
async def create(desk: AtDesk, caller: Caller, body: NewUserGroupBody) -> Response:
    """Create a user group."""
    sent = body.UserGroup
    new = NewUserGroup(sent.name or "", sent.parent_id.id if sent.parent_id else None)
    group = (await desk.gate.run(caller, create_user_group, new)).result
    return reply(UserGroupMade(UserGroup=NamedRef(id=group.id, name=group.name)))


@router.put("/api/user_groups/{id:int}", response_model=Changed, dependencies=needs(change_user_group))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: UserGroupBody) -> Response:
    """Rename or move a user group; what is below it follows."""
    sent = body.UserGroup
    wanted = UserGroupChange(id, sent.name or None, sent.parent_id.id if sent.parent_id else None)
    return reply(change(await desk.settle(await desk.gate.run(caller, change_user_group, wanted))))


class UserGroupsDeleted(Changed):
    """What became of a delete: of each group, where some had to stay."""

    UserGroupCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/user_groups", response_model=UserGroupsDeleted, dependencies=needs(delete_user_groups))
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete user groups that are empty. Code "1" when some of them could not be."""
    if not ids:
        raise Invalid("is required", "id")
    receipt = await desk.gate.run(caller, delete_user_groups, ids)
    settled = await desk.settle(receipt)
    answer = UserGroupsDeleted(UserGroupCollection=each_of(ids, receipt.result), DeviceResponse=told(settled))
    return reply(deleted(answer, receipt.result, settled))


def _out(view: UserGroupView) -> UserGroupOut:
    return UserGroupOut(
        id=view.group.id,
        name=view.group.name,
        parent_id=NamedRef(id=view.parent[0], name=view.parent[1]) if view.parent else None,
        depth=view.group.depth,
        face_count=view.faces,
        user_count=view.users,
        user_groups=[NamedRef(id=id, name=name) for id, name in view.children],
    )


def _plain(view: UserGroupView) -> UserGroupPlain:
    return UserGroupPlain(
        id=view.group.id,
        name=view.group.name,
        parent_id=NamedRefPlain(id=view.parent[0], name=view.parent[1]) if view.parent else None,
        depth=view.group.depth,
        face_count=view.faces,
        user_count=view.users,
    )
