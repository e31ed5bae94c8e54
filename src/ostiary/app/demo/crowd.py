"""A crowd for the demo site: people present their cards at readers of doors, pass, and let the door fall shut."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass

import httpx
from rich.console import Console
from rich.status import Status

from ostiary.app.config import ConfigError
from ostiary.app.demo.people import CARD_FROM, FIRST_ID

PEOPLE = 200
STRANGER_EVERY = 50
"""Every so many cards is one that nobody knows."""
PASSAGE_SECONDS = 1.5
TERMINAL_SECONDS, LOG_SECONDS = 0.5, 10.0


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of a door."""

    device_id: int
    door_id: int


def rate_of(text: str) -> float:
    """People a second of "5", "5/s", "90/min" or "1000/h"."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:/(s|min|h))?", text.strip())
    if not found or float(found[1]) <= 0:
        raise ConfigError(f"{text!r} is not a rate like 5/s, 90/min or 1000/h")
    return float(found[1]) / {"s": 1, "min": 60, "h": 3600}[found[2] or "s"]


def told(verdicts: Mapping[str, int]) -> str:
    """How it went so far, as a line."""
    each = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items(), key=lambda pair: -pair[1]))
    return f"{sum(verdicts.values())} came{f': {each}' if each else ''}"


@asynccontextmanager
async def progress(console: Console, verdicts: Mapping[str, int]) -> AsyncIterator[None]:
    """Show how it goes meanwhile: in one line that changes at a terminal, elsewhere in a line from time to time."""

    async def show(status: Status | None) -> None:
        while True:
            await asyncio.sleep(TERMINAL_SECONDS if status else LOG_SECONDS)
            status.update(told(verdicts)) if status else console.print(told(verdicts))

    with console.status(told(verdicts)) if console.is_terminal else nullcontext() as status:
        showing = asyncio.create_task(show(status))
        try:
            yield
        finally:
            showing.cancel()


async def send(
    control: httpx.AsyncClient,
    readers: Sequence[Reader],
    rate: float,
    count: int | None,
    seed: int,
    verdicts: Counter[str],
) -> None:
    """Send people until `count` have come (None: for ever); counts how many were granted, denied or ignored."""
    dice = random.Random(seed)  # noqa: S311
    begun = asyncio.get_running_loop().time()
    number = 0
    async with asyncio.TaskGroup() as group:
        while count is None or number < count:
            number += 1
            await asyncio.sleep(max(0.0, begun + number / rate - asyncio.get_running_loop().time()))
            stranger = number % STRANGER_EVERY == 0
            user = dice.randrange(FIRST_ID, FIRST_ID + PEOPLE)
            card = str(9_000_000 + number if stranger else CARD_FROM + user)
            group.create_task(_pass(control, dice.choice(readers), card, verdicts))


async def readers_of_doors(control: httpx.AsyncClient) -> list[Reader]:
    """The readers that people can be sent to. Raises `ConfigError` where there is none."""
    answer = (await control.get("/sim/v1/devices")).raise_for_status()
    rows = answer.json()["devices"]
    slaves = {row["id"] for row in rows if row["parent_id"]}
    found = [
        Reader(row["id"], row["doors"][0])
        for row in rows
        if row["doors"] and row["readers"] and (row["id"] in slaves or len(row["doors"]) == 1)
    ]
    if not found:
        raise ConfigError("no simulated reader serves a door: is the demo site loaded?")
    return found


async def _pass(control: httpx.AsyncClient, reader: Reader, card: str, verdicts: Counter[str]) -> None:
    answer = await control.post(f"/sim/v1/devices/{reader.device_id}/present", json={"card": card})
    if answer.status_code != 200:
        verdicts["unpowered"] += 1
        return
    verdict = answer.json()["verdict"]
    verdicts[verdict] += 1
    if verdict != "granted":
        return
    for is_open in (True, False):
        await control.post(f"/sim/v1/doors/{reader.door_id}/sensor", json={"open": is_open})
        await asyncio.sleep(PASSAGE_SECONDS)
