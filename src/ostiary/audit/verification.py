"""Whether the trail is whole: every line's digest is recomputed from its predecessor's, from the oldest line on.

Without the key of the data directory nobody can alter, insert, exchange or take out a line unseen. What is cut off at
the end shows against a line that was known to be there (`audit.witness`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping, select

from ostiary.kernel.context import Context, Module
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Gate, View, query
from ostiary.kernel.trail import BEGINNING, AnchorRow, TrailRow, anchor_mark, digest_of, text_of
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
    `last`: the last of these. `missing`: a line that was known to be there.
    """

    older: int = 0
    chained: int = 0
    last: Mark | None = None
    broken: Break | None = None
    missing: Mark | None = None
    after: int = 0
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
    following = statement.where(TrailRow.id > standing.after).order_by(TrailRow.id).limit(STRETCH)
    rows = (await view.connection.execute(following)).mappings().all()
    digest = standing.last.digest if standing.last else BEGINNING
    if rows and _vouched(view.vault, rows[0], standing.after):
        digest = rows[0]["anchored"]
    for row in rows:
        standing = replace(standing, after=row["id"])
        if row["digest"] is None and not standing.chained:
            standing = replace(standing, older=standing.older + 1)
            continue
        expected = digest_of(view.vault, digest, text_of(row))
        if row["digest"] != expected:
            return replace(standing, broken=Break(row["id"], row["at"], row["user_name"], row["verb"]), over=True)
        digest = expected
        standing = replace(standing, chained=standing.chained + 1, last=Mark(row["id"], digest))
    return replace(standing, over=len(rows) < STRETCH)


def _vouched(vault: Vault, row: RowMapping, after: int) -> bool:
    """Whether the lines before this one, from the one that was looked at last, were deleted for their age, and the key
    vouches for where the chain goes on.
    """
    anchor = row["anchor"]
    return anchor is not None and anchor >= after and row["mark"] == anchor_mark(vault, anchor, row["anchored"])


async def verify(gate: Gate, context: Context, noted: Mark | None = None) -> Standing:
    """Look at the whole trail, as far as it goes now, and whether it still holds the line that was `noted`."""
    standing = Standing()
    while not standing.over:
        standing = await gate.ask(context, verify_stretch, standing)
    missing = noted is not None and not standing.broken and not await gate.ask(context, still_holds, noted)
    return replace(standing, missing=noted if missing else None)


@query(module=Module.SETTING)
async def still_holds(view: View, noted: Mark) -> bool:
    """Whether a line that was noted is in the trail as it was, or was deleted for its age."""
    line = await view.connection.scalar(select(TrailRow.digest).where(TrailRow.id == noted.line))
    if line is not None:
        return bool(line == noted.digest)
    anchor = (await view.connection.execute(select(AnchorRow.line, AnchorRow.digest, AnchorRow.mark))).one_or_none()
    return (
        anchor is not None
        and noted.line <= anchor.line
        and bool(anchor.mark == anchor_mark(view.vault, anchor.line, anchor.digest))
    )
