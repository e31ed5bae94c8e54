"""Collections of any length, read in stretches and written while they are read: no more than one is ever kept.

async def read(window: Window) -> Stretch: ...            # rows of this part, and how many there are (None: uncounted)
return await collected("AlertCollection", asked.window, read)
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final, TypeVar

from fastapi import Response
from fastapi.responses import StreamingResponse

from ostiary.api.biostar.wire.envelope import DONE
from ostiary.api.biostar.wire.message import Message
from ostiary.kernel.paging import Window

STRETCH: Final = 1000
"""Rows that are read at once."""

MEDIA_TYPE: Final = "application/json"

T = TypeVar("T")
Stretch = tuple[Sequence[T], int | None]
Read = Callable[[Window], Awaitable[Stretch[T]]]


async def stretches(window: Window, read: Read[T]) -> AsyncIterator[Stretch[T]]:
    """A part of a collection, stretch by stretch; the first comes also where it is empty."""
    done, wanted = 0, window.limit
    while True:
        limit = STRETCH if wanted is None else min(STRETCH, wanted - done)
        rows, total = await read(Window(limit, window.offset + done))
        yield rows, total
        done += len(rows)
        if len(rows) < STRETCH or done == wanted:
            return


async def collected(name: str, window: Window, read: Read[Message]) -> Response:
    """The answer of v1 with this collection. Where nobody counts, `total` is the number of rows."""
    parts = stretches(window, read)
    rows, total = first = await anext(parts)
    if len(rows) < STRETCH or len(rows) == window.limit:
        return Response(
            _opened(name) + _joined(rows) + _closed(len(rows) if total is None else total), 200, None, MEDIA_TYPE
        )
    return StreamingResponse(_pieces(name, first, parts), media_type=MEDIA_TYPE)


async def _pieces(name: str, first: Stretch[Message], others: AsyncIterator[Stretch[Message]]) -> AsyncIterator[bytes]:
    rows, total = first
    yield _opened(name) + _joined(rows)
    done = len(rows)
    async for rows, _ in others:
        done += len(rows)
        if rows:
            yield b"," + _joined(rows)
    yield _closed(done if total is None else total)


def _opened(name: str) -> bytes:
    return f'{{"{name}":{{"rows":['.encode()


def _joined(rows: Sequence[Message]) -> bytes:
    return b",".join(row.__pydantic_serializer__.to_json(row, exclude_none=True) for row in rows)


def _closed(total: int) -> bytes:
    return f'],"total":"{total}"}},"Response":'.encode() + DONE.__pydantic_serializer__.to_json(DONE) + b"}"
