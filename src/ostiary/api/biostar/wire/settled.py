"""How a change that concerns devices is answered: stored and queued is success, content that a device refused is not
whole, and neither is a delete of several things of which some had to stay: it tells what became of each.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from ostiary.api.biostar.wire.codes import SUCCESS, code_of
from ostiary.api.biostar.wire.envelope import PARTLY, Answer, DeviceOutcomes, Listing
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import NumberText, Text
from ostiary.kernel.several import Outcomes
from ostiary.port.commands import Fault

A = TypeVar("A", bound=Answer)
Id = TypeVar("Id", int, str)


QUEUED = frozenset({Fault.OK, Fault.NOT_CONNECTED, Fault.TIMED_OUT})
"""Codes of devices that hold the change, or will when they can."""

Settled = Sequence[tuple[int, int]]
"""(device, code) for each device that needed a change."""


class Changed(Answer):
    """What became of a change or a delete; `DeviceResponse` where devices were told."""

    DeviceResponse: DeviceOutcomes | None = None


class ItemOutcome(Message):
    """What became of one of several things: "0" when it was done, else why not."""

    id: NumberText
    ret_code: Text


def told(settled: Settled) -> DeviceOutcomes | None:
    """What devices said; nothing where none was told."""
    return DeviceOutcomes.of(settled) if settled else None


def change(settled: Settled) -> Changed:
    """The answer to a change or a delete that answers nothing else."""
    return changed(Changed(DeviceResponse=told(settled)), settled)


def changed(answer: A, settled: Settled) -> A:
    """The answer with code "1" where a device refused, else as it is."""
    refused = any(code not in QUEUED for _, code in settled)
    return answer.model_copy(update={"Response": PARTLY}) if refused else answer


def ret_codes(ids: Iterable[Id], outcomes: Outcomes[Id]) -> list[tuple[Id, str]]:
    """What became of each of several things, in the order in which they were named."""
    codes = {id: code_of(error).number for id, error in outcomes.refused}
    return [(id, codes.get(id, SUCCESS.number)) for id in ids]


def each_of(ids: Iterable[int], outcomes: Outcomes[int]) -> Listing[ItemOutcome] | None:
    """The rows of a delete, where some things had to stay; nothing where all went."""
    if not outcomes.refused:
        return None
    return Listing[ItemOutcome](rows=[ItemOutcome(id=id, ret_code=code) for id, code in ret_codes(ids, outcomes)])


def deleted(answer: A, outcomes: Outcomes[Any], settled: Settled = ()) -> A:
    """The answer to a delete, with code "1" where some things had to stay or a device refused, else as it is."""
    return answer.model_copy(update={"Response": PARTLY}) if outcomes.refused else changed(answer, settled)
