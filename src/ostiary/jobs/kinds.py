"""What a kind of job is: its name, what it takes, and to which part of the product it belongs."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from ostiary.jobs.progress import Progress
from ostiary.kernel.context import Module

In = TypeVar("In")


@dataclass(frozen=True, slots=True)
class Kind(Generic[In]):
    """One kind of job. `takes`: a dataclass of plain values."""

    name: str
    takes: type[In]
    module: Module

    def document(self, input: In) -> dict[str, Any]:
        """An input as a row holds it."""
        document: dict[str, Any] = TypeAdapter(self.takes).dump_python(input, mode="json")
        return document

    def input(self, document: Mapping[str, Any]) -> In:
        """The input of a document."""
        return TypeAdapter(self.takes).validate_python(dict(document))


Do = Callable[[Progress, Any], Awaitable[dict[str, Any] | None]]
"""Does a job from its last checkpoint to its end and answers its result. A domain error is how it fails."""
