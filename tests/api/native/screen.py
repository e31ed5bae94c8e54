"""A screen that shows the site as the console does: a snapshot, and the notices applied to it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.rig.site import Site

KEPT = {"door": "doors", "device": "devices", "job": "jobs"}
SECONDS = 30.0


def socket_of(site: Site, client: httpx.AsyncClient, after: str = "", **options: Any) -> connect:
    """The way to the socket, with a client's session."""
    headers = {"bs-session-id": client.headers["bs-session-id"]}
    query = f"?after={after}" if after else ""
    url = f"ws{site.url.removeprefix('http')}/native/live{query}"
    return connect(url, proxy=None, **{"additional_headers": headers, "max_size": None, **options})


class Screen:
    """What one operator has before him."""

    def __init__(self, site: Site, client: httpx.AsyncClient) -> None:
        self.site = site
        self.client = client
        self.shown: dict[str, Any] = {}
        self.cursor = ""
        self.events: list[dict[str, Any]] = []
        self.resets = 0
        self._told = asyncio.Event()
        self._socket: ClientConnection | None = None

    async def _fresh(self) -> dict[str, Any]:
        """The snapshot as things by id."""
        answer = await self.client.get("/native/site")
        assert answer.status_code == 200, answer.text
        document: dict[str, Any] = answer.json()
        lists = {name: {str(row["id"]): row for row in document[name]} for name in KEPT.values()}
        return {**document, **lists}

    async def begin(self) -> None:
        """Take a snapshot."""
        self.shown = await self._fresh()
        self.cursor = self.shown.pop("cursor")

    def apply(self, frame: dict[str, Any]) -> None:
        """Take in what is told at once."""
        self.cursor = frame["cursor"]
        for notice in frame["notices"]:
            topic, id, value = notice["topic"], notice["id"], notice["value"]
            if topic == "event":
                self.events.append(value)
            elif topic == "alert":
                self.shown["alerts"] = value
            elif value is None:
                self.shown[KEPT[topic]].pop(id, None)
            else:
                self.shown[KEPT[topic]][id] = value
        self._told.set()

    async def watch(self) -> None:
        """Follow for ever; come back where the connection is lost."""
        while True:
            async with socket_of(self.site, self.client, self.cursor) as self._socket:
                try:
                    while "reset" not in (frame := json.loads(await self._socket.recv())):
                        self.apply(frame)
                except ConnectionClosed:
                    continue
            self.resets += 1
            await self.begin()
            self._told.set()

    async def lose(self) -> None:
        """The connection is lost."""
        assert self._socket is not None
        self._socket.transport.abort()

    async def told(self) -> None:
        """Until something is told."""
        self._told.clear()
        async with asyncio.timeout(SECONDS):
            await self._told.wait()

    async def until_reset(self, times: int) -> None:
        """Until it has begun anew so often."""
        while self.resets < times:
            await self.told()

    async def agrees(self) -> None:
        """Until it shows what a fresh snapshot says."""
        try:
            async with asyncio.timeout(SECONDS):
                while True:
                    self._told.clear()
                    fresh = await self._fresh()
                    del fresh["cursor"]
                    if fresh == self.shown:
                        return
                    await self._told.wait()
        except TimeoutError:
            fresh = await self._fresh()
            differing = [
                (name, id, self.shown[name].get(id), fresh[name].get(id))
                for name in KEPT.values()
                for id in {*self.shown[name], *fresh[name]}
                if self.shown[name].get(id) != fresh[name].get(id)
            ]
            raise AssertionError((differing, self.shown["alerts"], fresh["alerts"])) from None


@asynccontextmanager
async def watching(site: Site, client: httpx.AsyncClient) -> AsyncIterator[Screen]:
    """A screen that follows."""
    screen = Screen(site, client)
    await screen.begin()
    task = asyncio.create_task(screen.watch())
    try:
        yield screen
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
