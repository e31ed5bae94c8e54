"""Acts that leave lines, for the tests of the trail."""

from dataclasses import dataclass
from typing import Any

from ostiary.kernel.context import EVERYTHING, Module, Operator, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from tests.rig.ground import NOON, Ground


@dataclass(frozen=True, slots=True)
class Noted:
    """A target with what was before and after."""

    target: str
    before: dict[str, Any]
    after: dict[str, Any]


@operation(module=Module.DOOR, right="write", verb="DOOR_UPDATE", method=Method.UPDATE)
async def change_doors(work: Work, noted: tuple[Noted, ...]) -> None:
    """An act that notes these targets."""
    for each in noted:
        work.note(each.target, each.before, each.after)


@operation(module=Module.SETTING, right="write", verb="SCHEDULE_CREATE", method=Method.ADD)
async def make_schedule(work: Work, target: str) -> None:
    """An act about a schedule."""
    work.note(target)


@operation(module=Module.SETTING, right="write", verb="SCHEDULE_DELETE", method=Method.DELETE)
async def refuse(work: Work, target: str) -> None:
    """An act that is refused."""
    raise Forbidden("not yours")


def somebody(
    user_id: str = "1", name: str = "Ada", level: int = 1, address: str = "10.0.0.1", scope: Scope = EVERYTHING
) -> Operator:
    """An operator who may do all of this."""
    rights = frozenset(
        {(Module.DOOR, "write"), (Module.SETTING, "write"), (Module.SETTING, "read"), (Module.DOOR, "read")}
    )
    return Operator(user_id, name, level, rights, scope, address, since=NOON)  # type: ignore[arg-type]


def a_door(number: int = 1, **after: Any) -> Noted:
    """A change of a door."""
    return Noted(f"Door {number}({number})", {"open_time": 3}, after or {"open_time": 5})


async def change(ground: Ground, *noted: Noted, by: Operator | None = None) -> None:
    """Change doors."""
    await ground.gate().run(by or somebody(), change_doors, noted or (a_door(),))
