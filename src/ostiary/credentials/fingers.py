"""A person's fingers: two sealed templates each, and a mark by which the same finger is found again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select

from ostiary.credentials.model import BadFinger, DuplicateFinger, FingerRow, TooManyFingers
from ostiary.credentials.queries import FINGER
from ostiary.identity.user_guards import CHUNK
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work

MOST = 10
TEMPLATE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class NewFinger:
    """A finger as it was scanned, twice."""

    template0: bytes = field(repr=False)
    template1: bytes = field(repr=False)
    duress: bool = False


async def replace_fingers(work: Work, wanted: Mapping[int, Sequence[NewFinger]]) -> None:
    """Give each of these people (by key) exactly these fingers.

    Whoever calls has taken a change number: from there on no other act gives fingers, so the check sees them all.
    Raises `TooManyFingers`, `BadFinger` (a template is missing, or only duress fingers are left) and `DuplicateFinger`
    (anybody has it already).
    """
    rows: list[dict[str, Any]] = []
    for key, fingers in wanted.items():
        _check(fingers)
        rows.extend(_row(work, key, position, finger) for position, finger in enumerate(fingers))
    for start in range(0, len(wanted), CHUNK):
        keys = list(wanted)[start : start + CHUNK]
        await work.session.execute(delete(FingerRow).where(FingerRow.user_key.in_(keys)))
    await _check_nobody_has(work, [row["mark"] for row in rows])
    await insert_all(work.session, FingerRow, rows)


def _check(fingers: Sequence[NewFinger]) -> None:
    if len(fingers) > MOST:
        raise TooManyFingers(f"at most {MOST}")
    for finger in fingers:
        if not (0 < len(finger.template0) <= TEMPLATE_BYTES and 0 < len(finger.template1) <= TEMPLATE_BYTES):
            raise BadFinger("two templates each", "fingerprint_templates")
    if fingers and all(finger.duress for finger in fingers):
        raise BadFinger("one finger at least is not for duress", "finger_mask")


def _row(work: Work, key: int, position: int, finger: NewFinger) -> dict[str, Any]:
    return {
        "user_key": key,
        "position": position,
        "duress": finger.duress,
        "template0": work.vault.seal(finger.template0, FINGER),
        "template1": work.vault.seal(finger.template1, FINGER),
        "mark": work.vault.mark(finger.template0, FINGER),
    }


async def _check_nobody_has(work: Work, marks: Sequence[bytes]) -> None:
    if any(count > 1 for count in Counter(marks).values()):
        raise DuplicateFinger
    for start in range(0, len(marks), CHUNK):
        taken = select(FingerRow.id).where(FingerRow.mark.in_(marks[start : start + CHUNK])).limit(1)
        if (await work.session.execute(taken)).first() is not None:
            raise DuplicateFinger
