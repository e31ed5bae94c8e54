"""A crowd for the demo site: people present their cards at readers of their doors, now and then of another, pass, and
let the door fall shut.
"""

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
from ostiary.app.demo import ways
from ostiary.app.demo.people import CARD_FROM
from ostiary.kernel.clock import now

STRANGER_EVERY, ASTRAY_EVERY = 50, 20
"""Every so many cards is one that nobody knows, and every so many people try a door that is not theirs: 7 in 100."""
NO_PIN = "0000"
PASSAGE_SECONDS = 1.5
TERMINAL_SECONDS, LOG_SECONDS = 0.5, 5.0


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
            reader, presented = _next(number, readers, dice)
            group.create_task(_pass(control, reader, presented, verdicts))


def _next(number: int, readers: Sequence[Reader], dice: random.Random) -> tuple[Reader, dict[str, str]]:
    """Where whoever comes as the `number`th goes, and what he presents."""
    theirs = ways.open_to_each(now())
    user = dice.choice(sorted(theirs))
    stranger, astray = number % STRANGER_EVERY == 0, number % ASTRAY_EVERY == ASTRAY_EVERY // 4
    fitting = [each for each in readers if (each.device_id in theirs[user]) != astray]
    reader = dice.choice(fitting or readers)
    presented = {"card": str(9_000_000 + number if stranger else CARD_FROM + user)}
    if reader.device_id in ways.with_pin():
        presented["pin"] = ways.pins().get(user, NO_PIN)
    return reader, presented


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


async def _pass(
    control: httpx.AsyncClient, reader: Reader, presented: Mapping[str, str], verdicts: Counter[str]
) -> None:
    """Come to a reader and, if let, pass. The door falls shut also where the crowd is ended meanwhile."""
    answer = await control.post(f"/sim/v1/devices/{reader.device_id}/present", json=presented)
    if answer.status_code != 200:
        verdicts["unpowered"] += 1
        return
    verdict = answer.json()["verdict"]
    verdicts[verdict] += 1
    if verdict != "granted":
        return
    sensor = f"/sim/v1/doors/{reader.door_id}/sensor"
    try:
        await control.post(sensor, json={"open": True})
        await asyncio.sleep(PASSAGE_SECONDS)
    finally:
        await control.post(sensor, json={"open": False})
