"""Whether the trail is whole: every line's digest is recomputed from its predecessor's, from the oldest line on.

Without the key of the data directory nobody can alter, insert, exchange or take out a line unseen. What is cut off at
the end shows against a line that was known to be there (`audit.witness`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, select

from ostiary.kernel.chain import BEGINNING, Chain, anchor_mark
from ostiary.kernel.context import Context, Module
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Gate, View, query
from ostiary.kernel.trail import AnchorRow, TrailRow
from ostiary.kernel.vault import Vault

STRETCH: Final = 1000
"""Lines that are looked at in one go."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line and its digest: whoever has noted it can tell whether the trail still holds it."""

    line: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """The first line that does not follow from what is before it: one of both is not as it was written."""

    line: int
    at: datetime
    person: str
    verb: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the trail has been looked at. `older`: lines from before there was a chain; `chained`: lines that hold;
    `last`: the last of these. `missing`: a line that was known to be there. `after`: None before the first.
    """

    older: int = 0
    chained: int = 0
    last: Mark | None = None
    broken: Break | None = None
    missing: Mark | None = None
    after: int | None = None
    over: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing shows that it was tampered with."""
        return self.broken is None and self.missing is None


@query(module=Module.SETTING)
async def verify_stretch(view: View, standing: Standing) -> Standing:
    """Look at the next lines. Only for those whom nothing limits."""
    if view.scope.only or view.scope.own_user is not None:
        raise Forbidden("the whole trail is looked at only by who sees the whole site")
    anchor = AnchorRow.line.label("anchor"), AnchorRow.digest.label("anchored"), AnchorRow.mark
    statement = select(*TrailRow.__table__.columns, *anchor).outerjoin(AnchorRow, AnchorRow.number == 1)
    if standing.after is not None:
        statement = statement.where(TrailRow.id > standing.after)
    rows = (await view.connection.execute(statement.order_by(TrailRow.id).limit(STRETCH))).mappings().all()
    chain = _chain(view.vault, standing, rows[0] if rows else None)
    for row in rows:
        if not chain.takes(row):
            return replace(standing, broken=Break(row["id"], row["at"], row["user_name"], row["verb"]), over=True)
        standing = replace(standing, after=row["id"])
        if chain.begun:
            standing = replace(standing, chained=standing.chained + 1, last=Mark(row["id"], chain.digest))
        else:
            standing = replace(standing, older=standing.older + 1)
    return replace(standing, over=len(rows) < STRETCH)


def _chain(vault: Vault, standing: Standing, row: RowMapping | None) -> Chain:
    """The chain up to this line: from the last that was looked at, or from the anchor where lines after that one were
    deleted for their age.
    """
    anchor = None
    if row is not None and row["anchor"] is not None:
        anchor = {"line": row["anchor"], "digest": row["anchored"], "mark": row["mark"]}
    chain = Chain.after(vault, anchor)
    if standing.after is None or chain.line >= standing.after:
        return chain
    digest = standing.last.digest if standing.last else BEGINNING
    return Chain(vault, standing.after, digest, begun=chain.begun or standing.last is not None)


async def verify(gate: Gate, context: Context, noted: Mark | None = None) -> Standing:
    """Look at the whole trail, as far as it goes now, and whether it still holds the line that was `noted`."""
    standing = await follow(gate, context, Standing())
    missing = noted is not None and not standing.broken and not await gate.ask(context, still_holds, noted)
    return replace(standing, missing=noted if missing else None)


async def follow(gate: Gate, context: Context, standing: Standing) -> Standing:
    """Look at the trail from where one stands to its end."""
    while not standing.over:
        standing = await gate.ask(context, verify_stretch, standing)
    return standing


@query(module=Module.SETTING)
async def still_holds(view: View, noted: Mark) -> bool:
    """Whether a line that was noted is in the trail as it was, or was deleted for its age."""
    line = await view.connection.scalar(select(TrailRow.digest).where(TrailRow.id == noted.line))
    if line is not None:
        return bool(line == noted.digest)
    kept = select(AnchorRow.line, AnchorRow.digest, AnchorRow.mark).where(AnchorRow.number == 1)
    anchor = (await view.connection.execute(kept)).one_or_none()
    return (
        anchor is not None
        and noted.line <= anchor.line
        and bool(anchor.mark == anchor_mark(view.vault, anchor.line, anchor.digest))
    )
