"""Whether the audit trail is whole."""

from datetime import datetime

from fastapi import Response
from pydantic import BaseModel

from ostiary.api.desk import AtDesk
from ostiary.api.native.route import page, reply
from ostiary.api.sessions import Caller
from ostiary.audit.verification import Mark, verify

router = page("Audit")


class MarkOut(BaseModel):
    """A line and its digest: note both elsewhere, and `ostiary audit verify --holds` tells whether they still stand."""

    line: int
    digest: str


class BreakOut(BaseModel):
    """The first line that does not follow from what is before it."""

    line: int
    at: datetime
    person: str
    act: str


class VerificationOut(BaseModel):
    """`lines` hold; `older_lines` are from before there was a chain. `missing`: a line that was there and is not."""

    whole: bool
    lines: int
    older_lines: int
    last: MarkOut | None
    broken: BreakOut | None
    missing: MarkOut | None


@router.get("/native/audit/verification", response_model=VerificationOut)
async def verification(desk: AtDesk, caller: Caller) -> Response:
    """Recompute the digest of every line: half a minute for a million."""
    standing = await verify(desk.gate, caller, desk.witness.noted())
    broken = standing.broken
    return reply(
        VerificationOut(
            whole=standing.whole,
            lines=standing.chained,
            older_lines=standing.older,
            last=_mark(standing.last),
            broken=BreakOut(line=broken.line, at=broken.at, person=broken.person, act=broken.verb) if broken else None,
            missing=_mark(standing.missing),
        )
    )


def _mark(mark: Mark | None) -> MarkOut | None:
    return None if mark is None else MarkOut(line=mark.line, digest=mark.digest.hex())
