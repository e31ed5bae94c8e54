"""An act on several objects of which one that is refused does not keep the others (docs/decisions/0018)."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ostiary.kernel.errors import DomainError, Forbidden
from ostiary.kernel.operation import Work

Id = TypeVar("Id", int, str)


@dataclass(frozen=True, slots=True)
class Outcomes(Generic[Id]):
    """With which objects it was done, and why not with the others."""

    done: tuple[Id, ...]
    refused: tuple[tuple[Id, DomainError], ...]


def outcomes(done: Iterable[Id], refused: Sequence[tuple[Id, DomainError]]) -> Outcomes[Id]:
    """What became of them; raises the first reason where it was done with none."""
    made = Outcomes(tuple(done), tuple(refused))
    if refused and not made.done:
        raise refused[0][1]
    return made


async def each(work: Work, ids: Iterable[Id], act: Callable[[Id], Awaitable[None]]) -> Outcomes[Id]:
    """Do it with each of these once. Raises the first reason where it was done with none, and `Forbidden` at once."""
    done: list[Id] = []
    refused: list[tuple[Id, DomainError]] = []
    for id in dict.fromkeys(ids):
        try:
            async with work.attempt():
                await act(id)
        except Forbidden:
            raise
        except DomainError as error:
            refused.append((id, error))
        else:
            done.append(id)
    return outcomes(done, refused)
