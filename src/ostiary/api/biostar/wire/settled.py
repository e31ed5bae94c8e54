"""How a change that concerns devices is answered: stored and queued is success, content that a device refused is not
whole.
"""

from collections.abc import Sequence
from typing import TypeVar

from ostiary.api.biostar.wire.envelope import PARTLY, Answer
from ostiary.port.commands import Fault

A = TypeVar("A", bound=Answer)

QUEUED = frozenset({Fault.OK, Fault.NOT_CONNECTED, Fault.TIMED_OUT})
"""Codes of devices that hold the change, or will when they can."""


def changed(answer: A, settled: Sequence[tuple[int, int]]) -> A:
    """The answer with code "1" where a device refused, else as it is."""
    refused = any(code not in QUEUED for _, code in settled)
    return answer.model_copy(update={"Response": PARTLY}) if refused else answer
