"""The console's live list with 200 events a second, in Chromium against a server with simulated readers.

Server, devices and crowd share one process, the browser draws without a graphics card, all on the machine's two cores.
From event to pixel: from the moment that the server stamps an event with as it stores it, until the frame that shows
its row has been drawn. Frames: the time from one to the next over 20 seconds. A million rows: frames while the list is
scrolled by the wheel and the bar leaps; the pages of that log are made up on the spot. First screen: an empty cache,
from the address to the first row of the list. Script: what that screen has loaded of it, compressed.
"""

import asyncio
import itertools
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Route, async_playwright

from bench.rig import Row, limited
from ostiary.app import migrate
from ostiary.app.compose import House
from ostiary.app.config import Config
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Presentation
from tests.console.browser import FLAGS, chromium
from tests.rig.databases import Sqlite
from tests.rig.site import running

OURS = "Ostiary"
MODEL = "XPass 2 keypad"
CROWD = tuple(DevicePlan(200001 + number, f"Reader {number}", MODEL) for number in range(40))
PER_SECOND = 200
SECONDS = 20
MILLION = 1_000_000
PIXEL_MS, FRAME_MS, FIRST_MS, SCRIPT_KB = 300, 33, 1500, 350
PASSWORD = "a quiet harbour 42"  # noqa: S105
ROW = "[data-event]"

WATCH = """() => {
    window.shown = {};
    const channel = new MessageChannel();
    let fresh = [];
    channel.port1.onmessage = () => {
        const now = performance.timeOrigin + performance.now();
        for (const id of fresh) window.shown[id] ??= now;
        fresh = [];
    };
    new MutationObserver((changes) => {
        const before = fresh.length;
        for (const { addedNodes } of changes)
            for (const node of addedNodes) if (node.dataset?.event) fresh.push(node.dataset.event);
        if (before === 0 && fresh.length) requestAnimationFrame(() => channel.port2.postMessage(null));
    }).observe(document.querySelector('[role=rowgroup]'), { childList: true });
}"""
FRAMES = """(seconds) => new Promise((resolve) => {
    const frames = [];
    const begun = performance.now();
    let last = begun;
    const frame = (now) => {
        frames.push(now - last);
        last = now;
        if (now - begun < seconds * 1000) requestAnimationFrame(frame);
        else resolve(frames.slice(2));
    };
    requestAnimationFrame(frame);
})"""
SCROLL = """(seconds) => {
    const list = document.querySelector('[role=grid]');
    const begun = performance.now();
    let turn = 0;
    const step = () => {
        turn += 1;
        if (turn % 60 === 0) list.scrollTop = Math.random() * list.scrollHeight;
        else list.scrollTop += 40;
        if (performance.now() - begun < seconds * 1000) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
}"""
FIRST = """() => ({
    first: performance.now(),
    script: performance.getEntriesByType('resource').filter(({ name }) => /\\.js(\\?|$)/.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
})"""


def run() -> list[Row]:
    """Everything."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    try:
        return asyncio.run(_measured(rig))
    finally:
        shutil.rmtree(rig, ignore_errors=True)


async def _measured(rig: Path) -> list[Row]:
    source = Sqlite(rig)
    config = Config(
        data_dir=rig / "data",
        database_url=await source.clone("migrated", migrate.upgrade),
        admin_password=PASSWORD,
        simulator_port=0,
        http=True,
    )
    (rig / "data").mkdir()
    async with running(config, CROWD) as (house, url), async_playwright() as playwright:
        devices = tuple(NewDevice(plan.id, plan.name, model(plan.model).type_id) for plan in CROWD)
        await house.gate.run(System("bench"), register_devices, devices)
        while not all(house.plant.connections.online(plan.id) for plan in CROWD):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            return [
                *await _first_screen(browser, url),
                *await _live(browser, url, house),
                *await _million(browser, url),
            ]
        finally:
            await browser.close()


async def _signed_in(browser: Browser, url: str) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    answer = await page.request.post(f"{url}/api/login", data={"User": {"login_id": "admin", "password": PASSWORD}})
    assert answer.ok, await answer.text()
    return page


async def _first_screen(browser: Browser, url: str) -> list[Row]:
    waits, size = [], 0.0
    for _ in range(5):
        page = await _signed_in(browser, url)
        await page.goto(f"{url}/monitor", wait_until="commit")
        await page.wait_for_selector(ROW)
        found = await page.evaluate(FIRST)
        waits.append(found["first"])
        size = found["script"] / 1000
        await page.context.close()
    return [
        limited("first usable screen, median of five", OURS, sorted(waits)[2], "ms", FIRST_MS),
        limited("script of the first screen, compressed", OURS, size, "kB", SCRIPT_KB),
    ]


async def _live(browser: Browser, url: str, house: House) -> list[Row]:
    page = await _signed_in(browser, url)
    await page.goto(f"{url}/monitor")
    await page.wait_for_selector(ROW)
    crowd = asyncio.create_task(_crowd(house))
    await asyncio.sleep(3)
    await page.evaluate(WATCH)
    frames = await page.evaluate(FRAMES, SECONDS)
    shown = await page.evaluate("window.shown")
    crowd.cancel()
    await asyncio.gather(crowd, return_exceptions=True)
    stored = await _stored(page, url, len(shown) * 2)
    waits = [moment - stored[int(id)] for id, moment in shown.items() if int(id) in stored]
    await page.context.close()
    return [
        limited("event to pixel, p95", OURS, _share(waits, 0.95), "ms", PIXEL_MS),
        Row("event to pixel, median", OURS, _share(waits, 0.5), "ms"),
        Row("events that reached a pixel", OURS, len(waits) / SECONDS, "/s"),
        limited("frame of the live list, p95", OURS, _share(frames, 0.95), "ms", FRAME_MS),
        Row("frame of the live list, worst", OURS, max(frames), "ms"),
    ]


async def _stored(page: Page, url: str, count: int) -> dict[int, float]:
    """When each of the newest events was stored, in milliseconds."""
    stored: dict[int, float] = {}
    for offset in range(0, count, 500):
        answer = await page.request.get(f"{url}/native/events/window?limit=500&offset={offset}")
        for event in (await answer.json())["items"]:
            stored[event["id"]] = datetime.fromisoformat(event["stored_at"]).timestamp() * 1000
    return stored


async def _million(browser: Browser, url: str) -> list[Row]:
    page = await _signed_in(browser, url)
    template: dict[str, Any] = (await (await page.request.get(f"{url}/native/events/window?limit=1")).json())["items"][
        0
    ]

    async def made_up(route: Route) -> None:
        asked = dict(part.split("=") for part in route.request.url.partition("?")[2].split("&"))
        offset, limit = int(asked["offset"]), int(asked["limit"])
        top = 10 * MILLION
        items = [{**template, "id": top - position} for position in range(offset, min(offset + limit, MILLION))]
        await route.fulfill(json={"until_id": top, "total": MILLION, "offset": offset, "items": items})

    await page.route("**/native/events/window?*", made_up)
    await page.goto(f"{url}/monitor")
    await page.wait_for_selector(ROW)
    await page.evaluate(SCROLL, SECONDS / 2)
    frames = await page.evaluate(FRAMES, SECONDS / 2)
    await page.context.close()
    return [limited("frame while a million rows are scrolled, p95", OURS, _share(frames, 0.95), "ms", FRAME_MS)]


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


async def _crowd(house: House) -> None:
    """Present cards at the readers in turn, evenly."""
    assert house.plant.fleet is not None
    loop = asyncio.get_running_loop()
    begun = loop.time()
    presenting: list[asyncio.Task[Any]] = []
    for number, plan in enumerate(itertools.cycle(CROWD)):
        await asyncio.sleep(max(begun + number / PER_SECOND - loop.time(), 0))
        presenting = [task for task in presenting if not task.done()]
        at_reader = house.plant.fleet.present(plan.id, Presentation(card=str(1 + number)))
        presenting.append(asyncio.create_task(at_reader))
