"""What a kind of job is: its name, what it takes, and what whoever asks for one must have the right to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from ostiary.kernel.context import Module, Right
from ostiary.kernel.operation import Objects, Operation, Work
from ostiary.kernel.trail import Method

In = TypeVar("In")


@dataclass(frozen=True, slots=True)
class Kind(Generic[In]):
    """One kind of job. `takes`: a dataclass of plain values. Its asker must have the right in any of the modules, and
    the objects within his scope, from its beginning to its end; whoever may read in the first module sees it.
    """

    name: str
    takes: type[In]
    modules: tuple[Module, ...]
    right: Right
    objects: Callable[[In], Objects] | None = None

    @property
    def act(self) -> Operation[In, None]:
        """A step of it, as the gate is asked whether it may be done."""
        return Operation(_nothing, self.modules, self.right, "JOB_STEP", Method.ACTION, self.objects)

    def document(self, input: In) -> dict[str, Any]:
        """An input as a row holds it."""
        document: dict[str, Any] = TypeAdapter(self.takes).dump_python(input, mode="json")
        return document

    def input(self, document: Mapping[str, Any]) -> In:
        """The input of a document."""
        return TypeAdapter(self.takes).validate_python(dict(document))


async def _nothing(_: Work, __: object) -> None:
    """What is asked is whether it may be done."""
