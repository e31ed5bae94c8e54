"""The operator levels, with the operators who have them."""

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import UserRef
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.user import PermissionOut, level_members
from ostiary.api.biostar.wire.values import Rows
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller
from ostiary.identity.levels import LevelView, list_levels

router = page("User")


class PermissionRow(PermissionOut):
    """An operator level with its operators."""

    operators: Rows[UserRef] = Field(default_factory=list)


class PermissionList(Answer):
    """Every operator level."""

    PermissionCollection: Collection[PermissionRow]


def _row(view: LevelView) -> PermissionRow:
    operators = [UserRef(user_id=user_id, name=name) for user_id, name in view.operators]
    return PermissionRow(**level_members(view.level), operators=operators)


def _list(levels: list[LevelView]) -> PermissionList:
    rows = [_row(level) for level in levels]
    return PermissionList(PermissionCollection=Collection[PermissionRow](total=len(rows), rows=rows))


@router.get("/api/permissions", response_model=PermissionList)
async def permissions(desk: AtDesk, caller: Caller) -> Response:
    """List all operator levels."""
    return reply(_list(await desk.gate.ask(caller, list_levels, None)))
