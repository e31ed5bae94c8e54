"""The operator levels: listing them with their operators, making, changing and deleting custom ones.

Only listing is in the reference; the other calls have the form of its answer, as `{"Permission": {...}}`.
"""

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer, Collection, Listing, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, UserRef, needing
from ostiary.api.biostar.wire.query import Ids, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import ItemOutcome, deleted, each_of
from ostiary.api.biostar.wire.user import PermissionOut, level_members
from ostiary.api.biostar.wire.values import Flag, Number, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.identity.custom_levels import (
    LevelChange,
    LevelData,
    LevelIds,
    ModuleRight,
    create_operator_level,
    delete_operator_levels,
    update_operator_level,
)
from ostiary.identity.levels import LevelView, list_levels
from ostiary.kernel.context import Kind, Module

router = page("User")


class PermissionRow(PermissionOut):
    """An operator level with its operators."""

    operators: Rows[UserRef] = Field(default_factory=list)


class PermissionList(Answer):
    """Every operator level."""

    PermissionCollection: Collection[PermissionRow]


class RightsIn(Message):
    """What is new about the right in a module; write implies read."""

    read: Flag | None = None
    write: Flag | None = None


class ModulesIn(Message):
    """Rights by module; a module that is absent is kept, of a new level it is not allowed."""

    Dashboard: RightsIn | None = None
    User: RightsIn | None = None
    Device: RightsIn | None = None
    Door: RightsIn | None = None
    Elevator: RightsIn | None = None
    Zone: RightsIn | None = None
    AccessControl: RightsIn | None = None
    Monitoring: RightsIn | None = None
    TA: RightsIn | None = None
    Setting: RightsIn | None = None
    Video: RightsIn | None = None
    Visitor: RightsIn | None = None
    Report: RightsIn | None = None


class FilterIn(Message):
    """Ids by kind: 1 (of groups), 0 or -1 is everything, `[]` nothing. An absent kind is kept, of a new level all."""

    UserGroup: Rows[Number] | None = None
    DeviceGroup: Rows[Number] | None = None
    DoorGroup: Rows[Number] | None = None
    ElevatorGroup: Rows[Number] | None = None
    ZoneType: Rows[Number] | None = None
    AccessGroup: Rows[Number] | None = None
    GraphicMapGroup: Rows[Number] | None = None


class PermissionIn(Message):
    """An operator level, as sent; the server gives the id. `operators` are all who shall have it."""

    name: Text | None = None
    description: Text | None = None
    filter: FilterIn = FilterIn()
    module: ModulesIn = ModulesIn()
    operators: Rows[UserRef] | None = None

    def data(self) -> LevelData:
        """What the room is given."""
        rights = {module: getattr(self.module, module.value) for module in Module}
        filters = {kind: getattr(self.filter, kind.value) for kind in Kind}
        return LevelData(
            self.name,
            self.description,
            {module: ModuleRight(sent.read, sent.write) for module, sent in rights.items() if sent is not None},
            {kind: tuple(ids) for kind, ids in filters.items() if ids is not None},
            None if self.operators is None else tuple(user.user_id for user in self.operators),
        )


class PermissionBody(Message):
    """`{"Permission": {...}}`."""

    Permission: PermissionIn


class NewPermissionIn(PermissionIn):
    """A new operator level."""

    model_config = needing("name")


class NewPermissionBody(Message):
    """`{"Permission": {...}}`."""

    Permission: NewPermissionIn


class PermissionMade(Answer):
    """The level that was made."""

    Permission: NamedRef


def _row(view: LevelView) -> PermissionRow:
    operators = [UserRef(user_id=user_id, name=name) for user_id, name in view.operators]
    return PermissionRow(**level_members(view.level), operators=operators)


def _list(levels: list[LevelView]) -> PermissionList:
    rows = [_row(level) for level in levels]
    return PermissionList(PermissionCollection=Collection[PermissionRow](total=len(rows), rows=rows))


@router.get("/api/permissions", response_model=PermissionList, dependencies=needs(list_levels))
async def permissions(desk: AtDesk, caller: Caller) -> Response:
    """List all operator levels."""
    return reply(_list(await desk.gate.ask(caller, list_levels, None)))


@router.post("/api/permissions", response_model=PermissionMade, dependencies=needs(create_operator_level))
async def create(desk: AtDesk, caller: Caller, body: NewPermissionBody) -> Response:
    """Create a custom operator level."""
    receipt = await desk.gate.run(caller, create_operator_level, body.Permission.data())
    id, name = receipt.result
    return reply(PermissionMade(Permission=NamedRef(id=id, name=name)))


@router.put("/api/permissions/{id:int}", response_model=Answer, dependencies=needs(update_operator_level))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: PermissionBody) -> Response:
    """Update a custom operator level: what is given changes, for open sessions at once."""
    await desk.gate.run(caller, update_operator_level, LevelChange(id, body.Permission.data()))
    return reply(Answer())


class LevelsDeleted(Answer):
    """What became of a delete: of each level, where some had to stay."""

    PermissionCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/permissions", response_model=LevelsDeleted, dependencies=needs(delete_operator_levels))
async def remove_several(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete custom operator levels that nobody has. Code "1" when some of them could not be."""
    receipt = await desk.gate.run(caller, delete_operator_levels, LevelIds(ids))
    answer = LevelsDeleted(PermissionCollection=each_of(ids, receipt.result))
    return reply(deleted(answer, receipt.result))


@router.delete("/api/permissions/{id:int}", response_model=Answer, dependencies=needs(delete_operator_levels))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete a custom operator level that nobody has."""
    await desk.gate.run(caller, delete_operator_levels, LevelIds((id,)))
    return reply(Answer())
