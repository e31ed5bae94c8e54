"""How a change that concerns devices is answered: stored and queued is success, content that a device refused is not
whole, and neither is a delete of several things of which some had to stay.
"""

from collections.abc import Sequence
from typing import TypeVar

from ostiary.api.biostar.wire.envelope import DONE, PARTLY, Answer, DeviceOutcomes
from ostiary.port.commands import Fault

A = TypeVar("A", bound=Answer)


QUEUED = frozenset({Fault.OK, Fault.NOT_CONNECTED, Fault.TIMED_OUT})
"""Codes of devices that hold the change, or will when they can."""

Settled = Sequence[tuple[int, int]]
"""(device, code) for each device that needed a change."""


class Changed(Answer):
    """What became of a change or a delete; `DeviceResponse` where devices were told."""

    DeviceResponse: DeviceOutcomes | None = None


def told(settled: Settled) -> DeviceOutcomes | None:
    """What devices said; nothing where none was told."""
    return DeviceOutcomes.of(settled) if settled else None


def change(settled: Settled, *, partly: bool = False) -> Changed:
    """The answer to a change or a delete that answers nothing else; `partly` where some things had to stay."""
    return changed(Changed(Response=PARTLY if partly else DONE, DeviceResponse=told(settled)), settled)


def changed(answer: A, settled: Settled) -> A:
    """The answer with code "1" where a device refused, else as it is."""
    refused = any(code not in QUEUED for _, code in settled)
    return answer.model_copy(update={"Response": PARTLY}) if refused else answer
