"""What holds of each page: axe finds nothing serious, nothing is inline, and nothing is wider than the screen, also at
four times the size (a window of 1280 pixels has 320 left), in both languages and both themes.
"""

import pytest
from playwright.sync_api import Browser, expect

from tests.console.browser import Scheme, axe, visiting
from tests.rig.served import PASSWORD, Served

PAGES = (
    "/monitor",
    "/monitor/doors",
    "/people",
    "/people/new",
    "/people/2",
    "/doors",
    "/doors/1",
    "/access/groups",
    "/access/groups/2",
    "/access/levels/2",
    "/access/schedules",
    "/access/schedules/2",
    "/access/holidays/1",
    "/devices",
    "/devices/542190001",
    "/devices/readers",
    "/log",
    "/log/audit",
    "/settings",
)
ENGLISH = ("Login ID", "Password", "Sign in")
KOREAN = ("로그인 ID", "비밀번호", "로그인")


@pytest.mark.parametrize(
    ("language", "scheme", "size", "words"),
    [("en-GB", "light", (1440, 900), ENGLISH), ("ko-KR", "dark", (320, 512), KOREAN)],
)
def test_it_is_for_everybody(
    browser: Browser,
    server: Served,
    language: str,
    scheme: Scheme,
    size: tuple[int, int],
    words: tuple[str, str, str],
) -> None:
    login, password, button = words
    found = []
    with visiting(browser, server.url, size=size, scheme=scheme, language=language) as visit:
        page = visit.page
        page.goto(visit.url)
        page.get_by_label(login).fill("admin")
        page.get_by_label(password, exact=True).fill(PASSWORD)
        page.get_by_role("button", name=button).click()
        page.locator("main#main").wait_for()
        for path in PAGES:
            visit.go(path)
            page.wait_for_load_state("networkidle")
            expect(page.get_by_role("heading", level=1)).not_to_be_empty()
            found += [f"{path}: {line}" for line in (*axe(page), *visit.complaints)]
            visit.complaints.clear()
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size[0]:
                found.append(f"{path}: {wide} pixels wide")
    assert found == []
