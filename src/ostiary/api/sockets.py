"""What the web sockets of both APIs have in common: how they end."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

SEND_SECONDS = 20.0
"""How long what is handed out at once may take to leave; a client that does not read is dropped."""
CLOSE_SECONDS = 1.0
NORMAL, POLICY_VIOLATED, TRY_AGAIN = 1000, 1008, 1013


async def close(socket: WebSocket, code: int) -> None:
    """Close a socket, whether its client still reads or not."""
    with contextlib.suppress(TimeoutError, WebSocketDisconnect):
        async with asyncio.timeout(CLOSE_SECONDS):
            await socket.close(code)


async def first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Until the first of these ends; the others are given up. Raises what it raised."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
