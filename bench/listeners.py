"""Clients of a live stream, in a process of their own: `python -m bench.listeners URL FRAMES STALLED SESSION...`.

One client for each session (`-` = the server asks for none); the first STALLED of them read nothing after the
beginning. Writes `ready` when all are connected, and `done` when each of the others has read so many frames.
"""

import asyncio
import sys

from websockets.asyncio.client import ClientConnection, connect


async def main(url: str, frames: int, stalled: int, sessions: list[str]) -> None:
    """Connect, read, say so."""
    opened = [await _opened(url, session) for session in sessions]
    print("ready", flush=True)
    await asyncio.gather(*(_read(client, frames) for client in opened[stalled:]))
    print("done", flush=True)
    sys.stdin.readline()


async def _opened(url: str, session: str) -> ClientConnection:
    client = await connect(url, proxy=None, compression=None, max_queue=16, ping_interval=None)
    if session != "-":
        await client.send(f"bs-session-id={session}")
        await client.recv()
    return client


async def _read(client: ClientConnection, frames: int) -> None:
    for _ in range(frames):
        await client.recv(decode=False)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
