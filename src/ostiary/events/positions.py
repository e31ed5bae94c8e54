"""How far a device's log has been read, as pure decisions: what new records and a look at its ring change, and what
is lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

OVERWRITTEN: Final = "overwritten"
CLEARED: Final = "cleared"
SKIPPED: Final = "skipped"


@dataclass(frozen=True, slots=True)
class Position:
    """Every record of this epoch up to `index` is in or noted as lost; `told` is the highest index known to exist."""

    device_id: int
    epoch: int
    index: int
    told: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Records `first` to `last` cannot be had any more, save those that came in as hints."""

    device_id: int
    epoch: int
    first: int
    last: int
    why: str


Step = tuple[Position | None, list[Gap]]


def _begin(position: Position, epoch: int) -> tuple[Position, list[Gap]]:
    """A new life of the log; what is known to have been in the old one and was not read is lost."""
    lost = position.index < position.told
    gaps = [Gap(position.device_id, position.epoch, position.index + 1, position.told, CLEARED)] if lost else []
    return Position(position.device_id, epoch, 0, 0), gaps


def after_ring(position: Position | None, device_id: int, epoch: int, oldest: int, newest: int) -> Step:
    """The device holds the records `oldest` to `newest` of an epoch (0, 0 = none). At first contact nothing counts as
    lost.
    """
    if position is None:
        return Position(device_id, epoch, max(oldest - 1, 0), newest), []
    if epoch < position.epoch:
        return position, []
    gaps: list[Gap] = []
    if epoch > position.epoch:
        position, gaps = _begin(position, epoch)
    if oldest > position.index + 1:
        gaps.append(Gap(device_id, epoch, position.index + 1, oldest - 1, OVERWRITTEN))
        position = replace(position, index=oldest - 1)
    return replace(position, told=max(position.told, newest)), gaps


def after_skip(position: Position, epoch: int, start: int, first: int) -> Step:
    """Asked for what comes from `start`, the device gave `first` as the next record: it has nothing between."""
    if epoch != position.epoch or start != position.index + 1 or first <= start:
        return position, []
    gap = Gap(position.device_id, epoch, start, first - 1, SKIPPED)
    return replace(position, index=first - 1), [gap]


def after_records(position: Position | None, device_id: int, epoch: int, indexes: Iterable[int]) -> Step:
    """Records with these indexes have come in. Without a position only a log from its beginning makes one."""
    ordered = sorted(indexes)
    if position is None:
        if not ordered or ordered[0] != 1:
            return None, []
        position = Position(device_id, epoch, 0, 0)
    gaps: list[Gap] = []
    if epoch > position.epoch:
        position, gaps = _begin(position, epoch)
    if epoch < position.epoch or not ordered:
        return position, gaps
    told = max(position.told, ordered[-1])
    return replace(position, index=advanced(position.index, ordered), told=told), gaps


def advanced(index: int, ordered: Iterable[int]) -> int:
    """The end of the unbroken run of indexes that goes on from `index`."""
    for next_index in ordered:
        if next_index > index + 1:
            break
        index = max(index, next_index)
    return index


def holes(first: int, last: int, ordered: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches from `first` to `last` in which none of the indexes lies."""
    for index in ordered:
        if index > first:
            yield first, min(index - 1, last)
        first = max(first, index + 1)
    if first <= last:
        yield first, last
