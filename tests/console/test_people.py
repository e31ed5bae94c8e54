"""People: found as one types, enrolled with a card at a virtual reader that then opens a door, edited, and untouched by
whoever may only read.
"""

import re

import httpx
from playwright.sync_api import Browser, expect

from tests.console.browser import Visit, axe, visiting
from tests.rig.served import PASSWORD, Served

READER = "Main entrance"
READS = 3
"""The level of who monitors: he reads people and changes none."""


class TestTheList:
    def test_people_are_found_as_one_types_and_the_address_keeps_the_search(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people")
        page.get_by_role("searchbox", name="Search people").fill("castillo")
        expect(page).to_have_url(re.compile("q=castillo"))
        people = page.get_by_role("grid", name="People")
        expect(people.get_by_role("link", name="Chloe Castillo")).to_be_visible()
        expect(people.get_by_role("link", name=re.compile("Adler"))).to_have_count(0)
        page.get_by_role("button", name="Name").click()
        expect(people.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")
        page.get_by_role("button", name="Columns").click()
        page.get_by_role("checkbox", name="E-mail").check()
        page.keyboard.press("Escape")
        expect(people.get_by_text("chloe.castillo.2@example.com")).to_be_visible()
        assert axe(page) == []
        page.reload()
        expect(people.get_by_text("chloe.castillo.2@example.com")).to_be_visible()
        people.get_by_role("row", name=re.compile("Chloe Castillo")).press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Chloe Castillo")

    def test_nobody_found_says_what_is_searched(self, signed_in: Visit) -> None:
        signed_in.go("/people?q=nobody-of-this-name")
        expect(signed_in.page.get_by_text("Nobody fits")).to_be_visible()


class TestEnrolment:
    def test_somebody_new_shows_the_card_that_was_scanned_and_a_door_opens(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people")
        page.get_by_role("link", name="New person").click()
        page.get_by_label("Name").fill("Nora Newcomer")
        page.get_by_role("combobox", name="Access groups").click()
        page.get_by_role("option", name="Engineering").click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Add card by scan").click()
        page.get_by_role("button", name="Scan card").click()
        expect(page.get_by_text(f"Present the card at {READER}")).to_be_visible()
        page.get_by_label("Virtual card").fill("70001")
        page.get_by_role("button", name="Present card here").click()
        expect(page.get_by_role("button", name="Take away card 70001")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Create").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Nora Newcomer")
        page.get_by_role("button", name="Show card").click()
        expect(page.get_by_text("Granted", exact=True)).to_be_visible()
        expect(page.get_by_text(f"{READER} is unlocked")).to_be_visible()
        access = page.get_by_role("region", name="Access")
        expect(access.get_by_text(re.compile("May open [0-9]+ doors"))).to_be_visible()
        expect(access.get_by_text(re.compile("Only Mon–Thu 07:00–20:00")).first).to_be_visible()
        assert axe(page) == []

    def test_a_scan_can_be_given_up(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people/3")
        page.get_by_role("button", name="Add card by scan").click()
        page.get_by_role("button", name="Scan card").click()
        page.get_by_role("button", name="Stop waiting").click()
        expect(page.get_by_role("button", name="Scan card")).to_be_enabled()


class TestEditing:
    def test_a_section_is_edited_in_place_and_taken_back(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people/4")
        identity = page.get_by_role("region", name="Identity")
        identity.get_by_role("button", name="Edit Identity").click()
        identity.get_by_label("Title").fill("Harbour master")
        identity.get_by_role("button", name="Save").click()
        expect(identity.get_by_text("Harbour master")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(identity.get_by_text("Harbour master")).to_have_count(0)

    def test_a_half_filled_form_survives_the_end_of_the_session(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people/5")
        identity = page.get_by_role("region", name="Identity")
        identity.get_by_role("button", name="Edit Identity").click()
        identity.get_by_label("Title").fill("Pilot")
        signed_in.context.clear_cookies()
        identity.get_by_role("button", name="Save").click()
        panel = page.get_by_role("dialog", name="Your session has ended")
        panel.get_by_label("Login ID").fill("admin")
        panel.get_by_label("Password", exact=True).fill(PASSWORD)
        panel.get_by_role("button", name="Sign in").click()
        expect(panel).to_be_hidden()
        expect(identity.get_by_label("Title")).to_have_value("Pilot")
        identity.get_by_role("button", name="Save").click()
        expect(identity.get_by_text("Pilot")).to_be_visible()

    def test_a_pin_is_set_and_somebody_is_deleted_by_name(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/people/6")
        secrets = page.get_by_role("region", name="PIN and biometrics")
        secrets.get_by_role("button", name="Edit PIN and biometrics").click()
        secrets.get_by_label("New PIN").fill("48151623")
        secrets.get_by_role("button", name="Save").click()
        expect(secrets.get_by_role("button", name="Remove PIN")).to_be_visible()
        name = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Delete").click()
        question = page.get_by_role("dialog", name=f"Delete {name}?")
        question.get_by_role("button", name="Delete").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_who_may_only_read_is_offered_no_change(browser: Browser, server: Served) -> None:
    change = {"permission": {"id": READS}, "login_id": "watch", "password": PASSWORD}
    answer = httpx.put(
        f"{server.url}/api/users/7",
        json={"User": change},
        headers={"bs-session-id": session_of(server)},
        verify=False,  # noqa: S501
        trust_env=False,
        timeout=30,
    )
    answer.raise_for_status()
    with visiting(browser, server.url) as visit:
        page = visit.page
        visit.sign_in("watch", path="/people")
        expect(page.get_by_role("grid", name="People").get_by_role("link").first).to_be_visible()
        expect(page.get_by_role("link", name="New person")).to_have_count(0)
        visit.go("/people/4")
        expect(page.get_by_role("region", name="Cards")).to_be_visible()
        for name in ("Edit", "Delete", "Add card", "Take away", "Add photo"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)


def session_of(server: Served) -> str:
    """The session id of `admin`."""
    body = {"User": {"login_id": "admin", "password": PASSWORD}}
    answer = httpx.post(f"{server.url}/api/login", json=body, verify=False, trust_env=False, timeout=30)  # noqa: S501
    return answer.headers["bs-session-id"]
