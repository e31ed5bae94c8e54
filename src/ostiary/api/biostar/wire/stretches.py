"""Collections of any length, read in stretches and written while they are read: no more than one is ever kept.

async def read(window: Window) -> Stretch: ...            # rows of this part, and how many there are (None: uncounted)
return await collected("AlertCollection", asked.window, read)
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Final

from fastapi import Response
from fastapi.responses import StreamingResponse

from ostiary.api.biostar.wire.envelope import DONE
from ostiary.api.biostar.wire.message import Message
from ostiary.kernel.paging import Window

STRETCH: Final = 1000
"""Rows that are read at once."""

MEDIA_TYPE: Final = "application/json"

Stretch = tuple[Sequence[Message], int | None]
Read = Callable[[Window], Awaitable[Stretch]]


async def collected(name: str, window: Window, read: Read) -> Response:
    """The answer of v1 with this collection. Where nobody counts, `total` is the number of rows."""
    wanted = window.limit
    first = await read(_part(window, 0, wanted))
    rows, total = first
    if len(rows) < STRETCH or len(rows) == wanted:
        return Response(
            _opened(name) + _joined(rows) + _closed(len(rows) if total is None else total), 200, None, MEDIA_TYPE
        )
    return StreamingResponse(_pieces(name, window, read, first), media_type=MEDIA_TYPE)


def _part(window: Window, done: int, wanted: int | None) -> Window:
    limit = STRETCH if wanted is None else min(STRETCH, wanted - done)
    return Window(limit, window.offset + done)


async def _pieces(name: str, window: Window, read: Read, first: Stretch) -> AsyncIterator[bytes]:
    rows, total = first
    yield _opened(name) + _joined(rows)
    done, wanted = len(rows), window.limit
    while len(rows) == STRETCH and done != wanted:
        rows, _ = await read(_part(window, done, wanted))
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
