"""Signing in and out, the end of a session over a half-filled form, and a password that must be changed."""

import re

import httpx
from playwright.sync_api import Browser, expect

from tests.console.browser import Visit, axe, visiting
from tests.rig.served import PASSWORD, Served


class TestSigningIn:
    def test_a_wrong_password_is_said_so_and_the_right_one_opens_the_console(self, visit: Visit) -> None:
        page = visit.page
        page.goto(f"{visit.url}/people")
        page.get_by_label("Login ID").fill("admin")
        page.get_by_label("Password", exact=True).fill("not this one")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_have_text("Wrong login id or password")
        assert axe(page) == []
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password", exact=True).press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("People")
        assert page.url == f"{visit.url}/people"

    def test_a_reload_keeps_the_session_and_signing_out_ends_it(self, signed_in: Visit) -> None:
        page = signed_in.page
        page.reload()
        page.get_by_role("button", name="Account of").click()
        page.get_by_role("menuitem", name="Sign out").click()
        expect(page.get_by_label("Login ID")).to_be_visible()
        page.reload()
        expect(page.get_by_label("Login ID")).to_be_visible()


class TestTheEndOfASession:
    def test_it_is_begun_anew_over_the_page(self, signed_in: Visit) -> None:
        page = signed_in.page
        page.locator("main#main").evaluate("main => { main.dataset.kept = 'yes' }")
        signed_in.context.clear_cookies()
        page.get_by_role("button", name="Account of").click()
        page.get_by_role("menuitemradio", name="Dark").click()
        panel = page.get_by_role("dialog", name="Your session has ended")
        expect(panel).to_be_visible()
        assert axe(page) == []
        panel.get_by_label("Login ID").fill("admin")
        panel.get_by_label("Password", exact=True).fill(PASSWORD)
        panel.get_by_role("button", name="Sign in").click()
        expect(panel).to_be_hidden()
        assert page.locator("main#main").get_attribute("data-kept") == "yes"


def test_the_policy_allows_nothing_inline(browser: Browser, server: Served) -> None:
    answer = httpx.get(f"{server.url}/monitor", verify=False, trust_env=False)  # noqa: S501
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    with visiting(browser, server.url) as visit:
        visit.sign_in()
        assert visit.complaints == []
