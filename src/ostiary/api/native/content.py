"""What devices really hold, lack and have too much, read back from them; and how the content of all devices stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel

from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import DIGITS, Cursor, Named, PathNumber, cursor_of, position_of
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.context import Module, Operator
from ostiary.port.content import Family
from ostiary.provisioning.content import FamilyContent, Keys
from ostiary.provisioning.queries import Standing, Wanted, get_standing, list_standings, people_shown
from ostiary.provisioning.refusals import sentence

router = page("Devices")


class KeysOut(BaseModel):
    """Records by key: how many, and the first hundred; keys of people outside the operator's scope are left out."""

    count: int
    keys: list[str]


class RefusedOut(BaseModel):
    """A record the device does not take or give up, the device's code and why, in a sentence. `given_up`: it is not
    tried again until there is a reason to.
    """

    key: str
    code: int
    reason: str
    given_up: bool


class FamilyOut(BaseModel):
    """One family of records. Not asked now: `held` and `refused` are of the last proof, what differs is not known."""

    family: Family
    wanted: int | None
    held: int | None
    missing: KeysOut | None
    different: KeysOut | None
    unwanted: KeysOut | None
    refused: list[RefusedOut]


class StandingOut(BaseModel):
    """How the content of a device stands: `level`, `working`, `differing` (although it was mended, or found only
    now), `offline`, `unknown`. `proven_at`: when all it holds was last compared and nothing differed but what it
    refuses.
    """

    device: Named
    state: str
    pending: int
    refused: int
    proven_at: datetime | None


class ContentOut(StandingOut):
    """What a device really holds; `asked`: it was asked now."""

    asked: bool
    families: list[FamilyOut]


class SummaryOut(BaseModel):
    """The content of all devices: how many are in which state, how many records are refused, the oldest proof."""

    states: dict[str, int]
    refused: int
    oldest_proof_at: datetime | None
    items: list[StandingOut]
    next_cursor: str | None


@router.get("/native/devices/content", response_model=SummaryOut, dependencies=needs(list_standings))
async def summarise_content(
    desk: AtDesk,
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=1000), DIGITS] = 100,
    cursor: Cursor = None,
) -> Response:
    """How the content of the site's devices stands, as it was last written down."""
    after = position_of(cursor, 1)[0] if cursor else 0
    found = await desk.gate.ask(caller, list_standings, Wanted(after, limit + 1))
    devices = found.devices[:limit]
    return reply(
        SummaryOut(
            states=dict(found.states),
            refused=found.refusals,
            oldest_proof_at=found.oldest_proof,
            items=[StandingOut(**_standing(each)) for each in devices],
            next_cursor=cursor_of(devices[-1].device_id) if len(found.devices) > limit else None,
        )
    )


@router.get("/native/devices/{id}/content", response_model=ContentOut, dependencies=needs(get_standing))
async def content_of_device(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """What a device holds, lacks and has too much, family by family. The device is asked now, at the cost of a message
    where nothing differs; what is found to have drifted is mended at once.
    """
    standing = await desk.gate.ask(caller, get_standing, id)
    content = await desk.examining(id)
    if content is None:
        shown = await _shown(desk, caller, {family: frozenset(refused) for family, refused in standing.refused.items()})
        return reply(ContentOut(**_standing(standing), asked=False, families=_as_noted(standing, shown)))
    shown = await _shown(desk, caller, {each.family: _keys_of(each) for each in content.families})
    stands = _standing(standing) | {"state": content.state, "pending": content.pending, "proven_at": content.proven_at}
    return reply(ContentOut(**stands, asked=True, families=[_family(each, shown) for each in content.families]))


async def _shown(
    desk: Desk, caller: Operator, keys: Mapping[Family, frozenset[str]]
) -> Mapping[Family, frozenset[str]]:
    """Of families with personal data, the keys that may be named."""
    people = await desk.gate.ask(caller, people_shown, tuple(keys.get(Family.USERS, ())))
    cards = keys.get(Family.BLACKLIST, frozenset()) if caller.may((Module.USER,), "read") else frozenset()
    return {Family.USERS: people, Family.BLACKLIST: cards}


def _keys_of(family: FamilyContent) -> frozenset[str]:
    refused = (each.key for each in family.refused)
    return frozenset((*family.missing.first, *family.different.first, *family.unwanted.first, *refused))


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "device": Named(id=standing.device_id, name=standing.name),
        "state": standing.state,
        "pending": standing.pending,
        "refused": standing.refusals,
        "proven_at": standing.proven_at,
    }


def _family(found: FamilyContent, shown: Mapping[Family, frozenset[str]]) -> FamilyOut:
    seen = shown.get(found.family)
    return FamilyOut(
        family=found.family,
        wanted=found.wanted,
        held=found.held,
        missing=_keys(found.missing, seen),
        different=_keys(found.different, seen),
        unwanted=_keys(found.unwanted, seen),
        refused=[
            RefusedOut(key=each.key, code=each.fault, reason=each.reason, given_up=each.given_up)
            for each in found.refused
            if seen is None or each.key in seen
        ],
    )


def _keys(keys: Keys, seen: frozenset[str] | None) -> KeysOut:
    return KeysOut(count=keys.count, keys=[key for key in keys.first if seen is None or key in seen])


def _as_noted(standing: Standing, shown: Mapping[Family, frozenset[str]]) -> list[FamilyOut]:
    """The families of a device that cannot be asked."""
    return [
        FamilyOut(
            family=family,
            wanted=None,
            held=standing.held.get(family),
            missing=None,
            different=None,
            unwanted=None,
            refused=[
                RefusedOut(key=key, code=each.fault, reason=sentence(each), given_up=True)
                for key, each in standing.refused.get(family, {}).items()
                if family not in shown or key in shown[family]
            ],
        )
        for family in Family
    ]
