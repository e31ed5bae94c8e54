"""Work that makes sense only while the client who asked for it waits, such as a capture at a reader."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.requests import Request

from ostiary.devices.model import DeviceFailed
from ostiary.port.commands import Fault

T = TypeVar("T")


async def attended(request: Request, work: Awaitable[T]) -> T:
    """What the work answers. It is given up, and raises `DeviceFailed`, when the client has gone."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            leaving.result()
            raise DeviceFailed(Fault.TIMED_OUT, "Whoever asked has gone.")
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
