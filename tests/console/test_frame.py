"""The frame: its navigation, the palette, languages and themes, and what axe says of it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.console.browser import Scheme, Visit, axe, visiting
from tests.rig.served import Served

ROOMS = {
    "Monitor": "/monitor",
    "People": "/people",
    "Doors": "/doors",
    "Access": "/access",
    "Devices": "/devices",
    "Log": "/log",
    "Settings": "/settings",
}


def test_every_room_is_entered_by_keyboard(signed_in: Visit) -> None:
    page = signed_in.page
    for name, path in ROOMS.items():
        link = page.get_by_role("navigation").get_by_role("link", name=name, exact=True)
        link.press("Enter")
        expect(link).to_have_attribute("aria-current", "page")
        assert page.url.startswith(f"{signed_in.url}{path}")
    signed_in.go("/people")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main#main")).to_be_focused()


def test_the_palette_finds_a_person_in_a_few_letters(signed_in: Visit) -> None:
    page = signed_in.page
    page.keyboard.press("Control+k")
    search = page.get_by_role("textbox", name="Find people")
    expect(search).to_be_focused()
    search.press_sequentially("chl")
    expect(page.get_by_role("button", name="Chloe Castillo")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{signed_in.url}/people/2")


def test_a_language_is_chosen_and_kept(signed_in: Visit) -> None:
    page = signed_in.page
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitemradio", name="한국어").click()
    expect(page.get_by_role("navigation").get_by_role("link").first).to_have_text("모니터링")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.get_by_role("navigation").get_by_role("link").first).to_have_text("모니터링")
    page.get_by_role("button", name="계정").click()
    page.get_by_role("menuitemradio", name="English").click()
    expect(page.get_by_role("navigation").get_by_role("link").first).to_have_text("Monitor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (360, 740)])
def test_axe_finds_nothing_serious(browser: Browser, server: Served, scheme: Scheme, size: tuple[int, int]) -> None:
    with visiting(browser, server.url, size=size, scheme=scheme) as visit:
        visit.sign_in()
        assert axe(visit.page) == []
        if size[0] < 768:
            visit.page.get_by_role("button", name="Open navigation").click()
            expect(visit.page.get_by_role("link", name="Log")).to_be_visible()
            assert axe(visit.page) == []
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0]
        assert visit.complaints == []
