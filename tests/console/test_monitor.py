"""The monitor: the live list under load with pause and resume, and doors opened while a device is away."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.console.browser import Visit, axe
from tests.rig.served import PASSWORD, Served

UNKNOWN_CARD = 9_000_000_000
READERS = 8


class Site:
    """The server's API, as `admin`."""

    def __init__(self, client: httpx.Client) -> None:
        """Over a client that has signed in."""
        self.client = client
        self.cards = UNKNOWN_CARD

    def get(self, path: str) -> Any:
        """The document at a path."""
        return self.client.get(path).raise_for_status().json()

    def post(self, path: str, body: object) -> None:
        """Have something done."""
        self.client.post(path, json=body).raise_for_status()

    def refusals(self, count: int) -> None:
        """Cards that nobody has, presented at several readers at once: an event of each."""
        readers = [each["id"] for each in self.get("/native/simulated/devices")["items"] if "card" in each["takes"]]
        cards = range(self.cards, self.cards + count)
        self.cards += count

        def present_in_turn(turn: int) -> None:
            for card in cards[turn::READERS]:
                self.post(f"/native/simulated/devices/{readers[turn]}/present", {"card": str(card)})

        with ThreadPoolExecutor(READERS) as pool:
            list(pool.map(present_in_turn, range(READERS)))


@pytest.fixture(scope="module")
def site(server: Served) -> Iterator[Site]:
    """The API of the server whose console is looked at."""
    with httpx.Client(base_url=server.url, verify=False, trust_env=False, timeout=30) as client:  # noqa: S501
        login = {"User": {"login_id": "admin", "password": PASSWORD}}
        answer = client.post("/api/login", json=login).raise_for_status()
        client.headers["bs-session-id"] = answer.headers["bs-session-id"]
        yield Site(client)


def grid(page: Page, rows: int) -> None:
    """The list says that it has so many rows."""
    expect(page.get_by_role("grid", name="Events")).to_have_attribute("aria-rowcount", str(rows))


class TestTheLiveList:
    def test_it_follows_pauses_and_misses_nothing(self, signed_in: Visit, site: Site) -> None:
        page = signed_in.page
        page.goto(f"{signed_in.url}/monitor?class=denied")
        expect(page.get_by_text("No event fits")).to_be_visible()
        site.refusals(80)
        grid(page, 80)

        page.get_by_role("button", name="Pause").click()
        site.refusals(24)
        waiting = page.get_by_role("button", name="24 missed, resume")
        expect(waiting).to_be_visible()
        grid(page, 80)
        assert axe(page) == []
        waiting.click()
        grid(page, 104)
        expect(page.get_by_role("button", name="Pause")).to_be_visible()

        logged = [each["id"] for each in site.get("/native/events/window?class=denied&limit=104")["items"]]
        shown = page.locator("[data-event]")
        expect(shown.first).to_have_attribute("data-event", str(logged[0]))
        ids = shown.evaluate_all("rows => rows.map(row => Number(row.dataset.event))")
        assert ids == logged[: len(ids)]

        shown.first.press("End")
        expect(page.locator(f'[data-event="{logged[-1]}"]')).to_be_focused()
        site.refusals(8)
        expect(page.get_by_role("button", name="8 new")).to_be_visible()

    def test_an_event_is_shown_beside_with_its_reason(self, signed_in: Visit, site: Site) -> None:
        page = signed_in.page
        site.refusals(8)
        page.goto(f"{signed_in.url}/monitor?class=denied")
        row = page.locator("[data-event]").first
        row.click(position={"x": 300, "y": 10})
        reason = site.get(f"/native/events/{row.get_attribute('data-event')}")["reason"]
        expect(page.get_by_role("complementary", name="Event")).to_contain_text(reason)
        assert axe(page) == []

    def test_a_filter_is_kept_as_a_tab(self, signed_in: Visit) -> None:
        page = signed_in.page
        page.goto(f"{signed_in.url}/monitor")
        page.get_by_role("button", name="Denied", exact=True).click()
        page.get_by_role("button", name="Save as tab").click()
        page.get_by_label("Name of the tab").fill("Refusals")
        page.get_by_label("Name of the tab").press("Enter")
        page.get_by_role("button", name="All", exact=True).click()
        expect(page).to_have_url(re.compile("/monitor$"))
        page.reload()
        page.get_by_role("button", name="Refusals", exact=True).click()
        expect(page).to_have_url(re.compile("class="))
        page.get_by_role("button", name="Remove tab Refusals").click()
        expect(page.get_by_role("button", name="Refusals", exact=True)).to_be_hidden()


class TestTheDoorsBoard:
    def test_many_are_opened_while_one_device_is_away(self, signed_in: Visit, site: Site) -> None:
        doors = {each["name"]: each for each in site.get("/native/site")["doors"]}
        names = ["Archive", "Cafeteria", "Laboratory"]
        away = names[1]
        assert len({doors[name]["device_id"] for name in names}) == len(names)
        page = signed_in.page
        page.goto(f"{signed_in.url}/monitor/doors")
        tiles = {name: page.get_by_role("option", name=name) for name in names}
        expect(tiles[away]).to_be_visible()
        network = f"/native/simulated/devices/{doors[away]['device_id']}/network"
        site.post(network, {"on": False})
        expect(tiles[away]).to_contain_text("Device offline")

        tiles[names[0]].click()
        for name in names[1:]:
            tiles[name].click(modifiers=["Control"])
        expect(page.get_by_text("3 selected")).to_be_visible()
        page.get_by_role("button", name="Open", exact=True).click()
        asked = page.get_by_role("dialog", name="Open 3 doors?")
        for name in names:
            expect(asked).to_contain_text(name)
        asked.get_by_role("button", name="Open", exact=True).click()
        expect(asked.get_by_role("listitem").filter(has_text=away)).to_contain_text("The device is not connected")
        expect(asked.get_by_text("Done")).to_have_count(2)
        expect(tiles[names[0]]).to_contain_text("Open for passage")
        assert axe(page) == []
        asked.get_by_role("button", name="Close", exact=True).last.click()

        page.get_by_role("button", name=re.compile("Needs attention")).click()
        expect(page.get_by_role("option", name=away)).to_be_visible()
        site.post(network, {"on": True})
        expect(page.get_by_role("option", name=away)).to_be_hidden()
