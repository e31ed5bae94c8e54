"""Doors: one is opened from its page, renamed, and says why somebody may not pass."""

from playwright.sync_api import expect

from tests.console.browser import Visit, axe


class TestADoor:
    def test_is_found_opened_and_renamed(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/doors")
        page.get_by_role("searchbox", name="Search doors").fill("recep")
        rows = page.get_by_role("grid", name="Doors").locator("[data-index]")
        expect(rows).to_have_count(1)
        assert axe(page) == []
        rows.first.get_by_role("link", name="Reception").click()
        page.get_by_role("button", name="Open", exact=True).click()
        expect(page.get_by_text("Reception opened")).to_be_visible()
        expect(page.get_by_role("list", name="Last events")).to_contain_text("unlocked")
        page.get_by_label("Name").fill("Front desk")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Front desk")

    def test_says_why_a_person_may_not_pass(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/doors/20")
        part = page.get_by_role("region", name="May this person pass?")
        part.get_by_label("Person").first.click()
        part.get_by_label("Person").first.press_sequentially("ada jens")
        page.get_by_role("option", name="Ada Jensen").click()
        expect(part.get_by_text("May not pass")).to_be_visible()
        expect(
            part.get_by_text("No access group of the user has an access level with this door.").first
        ).to_be_visible()
        assert axe(page) == []
