"""The browser of these tests: the distribution's Chromium, driven by Playwright; what a page must not do is noticed."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.house.source import ROOT
from tests.rig.served import PASSWORD

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = ROOT / "console" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SERIOUS = frozenset({"serious", "critical"})

Scheme = Literal["light", "dark"]


def chromium() -> str | None:
    """Where the browser is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """A running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Visit:
    """One operator's browser at the console. `complaints`: what went wrong inside the page."""

    context: BrowserContext
    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, login: str = "admin", password: str = PASSWORD, path: str = "/") -> None:
        """Sign in by the form, and wait for the frame."""
        self.page.goto(f"{self.url}{path}")
        self.page.get_by_label("Login ID").fill(login)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.locator("main#main").wait_for()

    def go(self, path: str) -> None:
        """Open a page by its address and wait until it has loaded what it shows."""
        self.page.goto(f"{self.url}{path}")
        self.page.locator("main#main").wait_for()
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)


@contextlib.contextmanager
def visiting(
    browser: Browser,
    url: str,
    *,
    size: tuple[int, int] = (1440, 900),
    scheme: Scheme = "light",
    language: str = "en-GB",
) -> Iterator[Visit]:
    """A browser with nothing in it yet."""
    context = browser.new_context(
        ignore_https_errors=True,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale=language,
        timezone_id="Europe/Vilnius",
    )
    context.set_default_timeout(10_000)
    visit = Visit(context, context.new_page(), url)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on(
        "console",
        lambda said: (
            visit.complaints.append(said.text)
            if said.type == "error" and "Failed to load resource" not in said.text
            else None
        ),
    )
    try:
        yield visit
    finally:
        context.close()


def axe(page: Page) -> list[str]:
    """What axe finds that is serious, in a line each: rule, element, what is wrong."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", list(RULES)
    )
    return [
        f"{violation['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
