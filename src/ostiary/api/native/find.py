"""Finding anything by what somebody types: people, doors, devices, groups, levels and schedules by the beginnings of
their words.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

from fastapi import Query, Response
from pydantic import BaseModel, Field

from ostiary.access.queries import name_access_groups, name_levels
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import DIGITS
from ostiary.api.sessions import Caller
from ostiary.devices.queries import name_devices
from ostiary.doors.queries import name_doors
from ostiary.kernel import operation
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Invalid
from ostiary.kernel.words import EXACT, Called, best, parts_of
from ostiary.people.finding import Sought, find_called, name_user_groups
from ostiary.schedules.queries import name_schedules

router = page("Find")

KindName = Literal["person", "door", "device", "access_group", "access_level", "schedule", "user_group"]
KINDS: tuple[KindName, ...] = get_args(KindName)
NAMED: Mapping[KindName, operation.Query[None, list[Called]]] = {
    "door": name_doors,
    "device": name_devices,
    "access_group": name_access_groups,
    "access_level": name_levels,
    "schedule": name_schedules,
    "user_group": name_user_groups,
}
"""Kinds of which a site has few enough to look at each."""

Ranked = Sequence[tuple[int, Called]]


class Item(BaseModel):
    """Something that was found. `detail` tells it from others of its name: the group it is in, or its description."""

    kind: KindName
    id: str
    name: str
    detail: str
    photo: bool = Field(description="Whether there is a photo of it.")


class Found(BaseModel):
    """What was found: first what has just this id, then kind by kind, of each the best first."""

    items: list[Item]
    more: bool = Field(description="Whether there is more that fits.")


@router.get("/native/find", response_model=Found)
async def find(
    desk: AtDesk,
    caller: Caller,
    q: Annotated[
        str,
        Query(
            max_length=100,
            description="Up to eight words. Each begins a word of the name (whatever its case and accents; Hangul also"
            " by first consonants), or the id; of a person also his login id or e-mail address, or is the whole number"
            " of a card of his.",
        ),
    ],
    kinds: Annotated[
        str | None, Query(max_length=200, description=f"Of these kinds, by commas: {', '.join(KINDS)}; none = all.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=50), DIGITS] = 8,
) -> Response:
    """Find things within one's scope of the kinds that one may read. The kinds share the limit."""
    found = {kind: await _ranked(desk, caller, kind, q, limit + 1) for kind in _chosen(kinds)}
    chosen = _shared(found, limit)
    ordered = sorted(chosen, key=lambda each: each[1] != EXACT)
    items = [
        Item(kind=kind, id=thing.id, name=thing.name, detail=thing.detail, photo=thing.photo)
        for kind, _, thing in ordered
    ]
    return reply(Found(items=items, more=len(chosen) < sum(map(len, found.values()))))


def _chosen(kinds: str | None) -> list[KindName]:
    wanted = set(KINDS) if kinds is None else {kind.strip() for kind in kinds.split(",")}
    if not wanted <= set(KINDS):
        raise Invalid(f"one or more of {', '.join(KINDS)}", "kinds")
    return [kind for kind in KINDS if kind in wanted]


async def _ranked(desk: Desk, caller: Operator, kind: KindName, text: str, limit: int) -> Ranked:
    """The best of a kind; nothing of what he may not read."""
    asked = NAMED.get(kind)
    if not caller.may(find_called.modules if asked is None else asked.modules, "read"):
        return []
    if asked is None:
        return await desk.gate.ask(caller, find_called, Sought(text, limit))
    parts = parts_of(text)
    if not parts:
        return []
    things = await desk.gate.ask(caller, asked, None)
    return best(parts, things, limit)


def _shared(found: Mapping[KindName, Ranked], limit: int) -> list[tuple[KindName, int, Called]]:
    """As many as the limit lets: of each kind one after the other, what has just this id first."""
    turns = [
        (fitting != EXACT, turn, KINDS.index(kind), kind, fitting, thing)
        for kind, things in found.items()
        for turn, (fitting, thing) in enumerate(things)
    ]
    chosen = sorted(turns, key=lambda each: each[:3])[:limit]
    return [(kind, fitting, thing) for _, _, _, kind, fitting, thing in sorted(chosen, key=lambda each: each[2])]
