"""Access: a schedule painted by drag, by keys and by exact times, and the days to come; a level and a group by which
somebody may pass; what is in use stays; who may only read is offered nothing else.
"""

from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import Browser, Locator, Page, expect

from tests.console.browser import Visit, axe, visiting
from tests.rig.served import Served

READER = {"login_id": "reads", "password": "quiet reading 17"}


def drag(page: Page, track: Locator, start: float, end: float, down_to: Locator | None = None) -> None:
    """Draw with the mouse from one hour to another."""
    first, last = track.bounding_box(), (down_to or track).bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + first["width"] * start / 24, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] * end / 24, last["y"] + last["height"] / 2, steps=4)
    page.mouse.up()


class TestASchedule:
    def test_is_painted_by_drag_over_several_days_and_erased_again(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/access/schedules/new")
        page.get_by_label("Name", exact=True).fill("Early shift")
        drag(page, page.get_by_role("slider", name="Monday"), 6, 14, page.get_by_role("slider", name="Friday"))
        for day in ("Monday", "Wednesday", "Friday"):
            expect(page.get_by_label(f"Times of {day}")).to_have_value("06:00-14:00")
        expect(page.get_by_label("Times of Saturday")).to_have_value("")
        drag(page, page.get_by_role("slider", name="Friday"), 10, 11)
        expect(page.get_by_label("Times of Friday")).to_have_value("06:00-10:00, 11:00-14:00")
        assert axe(page) == []
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Early shift")
        page.reload()
        expect(page.get_by_label("Times of Friday")).to_have_value("06:00-10:00, 11:00-14:00")

    def test_is_painted_by_keys_alone(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/access/schedules/new")
        page.get_by_role("slider", name="Monday").focus()
        press = page.keyboard.press
        press("Home")
        press("PageUp")
        press("ArrowRight")
        press("Enter")
        press("PageUp")
        press("ArrowDown")
        press("Space")
        expect(page.get_by_label("Times of Monday")).to_have_value("01:15-02:15")
        expect(page.get_by_label("Times of Tuesday")).to_have_value("01:15-02:15")
        expect(page.get_by_role("slider", name="Tuesday")).to_be_focused()
        press("Delete")
        expect(page.get_by_label("Times of Tuesday")).to_have_value("")
        expect(page.get_by_label("Times of Monday")).to_have_value("01:15-02:15")

    def test_has_exact_times_that_are_copied_and_shown_in_the_days_to_come(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/access/schedules/new")
        page.get_by_label("Name", exact=True).fill("Two shifts")
        monday = page.get_by_label("Times of Monday")
        monday.fill("12:00-08:00")
        expect(page.get_by_text("The end must come after the start")).to_be_visible()
        expect(page.get_by_role("button", name="Save")).to_be_disabled()
        monday.fill("8:05-12, 13-17:55")
        monday.press("Enter")
        expect(monday).to_have_value("08:05-12:00, 13:00-17:55")
        page.get_by_role("button", name="Copy Monday").click()
        page.get_by_role("menuitem", name="To all days").click()
        expect(page.get_by_label("Times of Sunday")).to_have_value("08:05-12:00, 13:00-17:55")
        page.get_by_label("Add holiday group…").select_option("Public holidays")
        days = page.get_by_role("list", name="Next 30 days").get_by_role("listitem")
        expect(days).to_have_count(30)
        expect(days.first).to_contain_text("08:05-12:00, 13:00-17:55")
        expect(page.get_by_text("Time zone")).to_be_visible()
        page.get_by_text("Cycle of days").click()
        page.get_by_label("Days", exact=True).fill("3")
        expect(page.get_by_role("slider")).to_have_count(3)
        expect(days.first).to_contain_text("Day 1 of the cycle")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Two shifts")

    def test_of_a_new_cycle_begins_by_the_calendar_of_the_door(self, signed_in: Visit) -> None:
        page = signed_in.page
        page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=2))
        signed_in.go("/access/schedules/new")
        days = page.get_by_role("list", name="Next 30 days").get_by_role("listitem")
        expect(days).to_have_count(30)
        page.get_by_text("Cycle of days").click()
        expect(days.first).to_contain_text("Day 1 of the cycle")

    def test_in_use_says_by_what_and_stays(self, signed_in: Visit) -> None:
        page = signed_in.page
        signed_in.go("/access/schedules")
        page.get_by_role("row", name="Laboratory hours").click()
        page.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("these access levels are open by it: Laboratory.")).to_be_visible()


def test_a_holiday_group_is_made_with_a_date_that_returns(signed_in: Visit) -> None:
    page = signed_in.page
    signed_in.go("/access/holidays/new")
    page.get_by_label("Name", exact=True).fill("Feasts of the house")
    page.get_by_role("button", name="Add date").click()
    page.get_by_label("Date 1", exact=True).fill("2027-06-24")
    page.get_by_label("Recurrence of date 1").select_option("Every year")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feasts of the house")
    page.reload()
    expect(page.get_by_label("Date 1", exact=True)).to_have_value("2027-06-24")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Feasts of the house deleted")).to_be_visible()


def passes(visit: Visit) -> bool:
    """Whether Ada may pass the door of the executive suite now."""
    request = visit.context.request
    door = request.get(f"{visit.url}/native/find?q=executive&kinds=door").json()["items"][0]["id"]
    ada = request.get(f"{visit.url}/native/find?q=ada+jensen&kinds=person").json()["items"][0]["id"]
    return bool(request.get(f"{visit.url}/native/explain?door={door}&person={ada}").json()["granted"])


def test_a_level_and_a_group_let_somebody_pass(signed_in: Visit) -> None:
    page = signed_in.page
    assert not passes(signed_in)
    signed_in.go("/access/levels/new")
    page.get_by_label("Name", exact=True).fill("Vault")
    for typed, door in (("execu", "Executive suite"), ("labo", "Laboratory")):
        page.get_by_label("Add door").first.press_sequentially(typed)
        page.get_by_role("option", name=door, exact=True).click()
    expect(page.get_by_text("2 doors")).to_be_visible()
    page.get_by_label("Schedule of Laboratory").select_option("Laboratory hours")
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vault")

    signed_in.go("/access/groups/new")
    page.get_by_label("Name", exact=True).fill("Keepers")
    page.get_by_label("Add person").first.press_sequentially("ada jens")
    page.get_by_role("option", name="Ada Jensen").click()
    page.get_by_label("Add level").first.press_sequentially("vault")
    page.get_by_role("option", name="Vault").click()
    expect(page.get_by_role("heading", name="Opens 2 doors")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keepers")

    assert passes(signed_in)
    page.get_by_role("button", name="Take out Ada Jensen").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody yet")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert not passes(signed_in)


def test_who_may_only_read_is_offered_nothing_else(browser: Browser, server: Served, signed_in: Visit) -> None:
    operator = {**READER, "user_id": "9001", "name": "Reader", "user_group_id": {"id": 1}, "permission": {"id": 3}}
    operator |= {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2037-12-31T23:59:00.00Z"}
    made = signed_in.context.request.post(f"{server.url}/api/users", data={"User": operator})
    assert made.status == httpx.codes.OK, made.text()
    with visiting(browser, server.url) as visit:
        visit.sign_in(READER["login_id"], READER["password"])
        page = visit.page
        for path in ("groups/2", "levels/2", "schedules/2", "holidays/1"):
            visit.go(f"/access/{path}")
            expect(page.get_by_label("Name", exact=True)).not_to_be_editable()
            for name in ("Save", "Delete", "Copy Monday"):
                expect(page.get_by_role("button", name=name)).to_have_count(0)
        visit.go("/access/groups")
        expect(page.get_by_role("grid", name="Groups")).to_be_visible()
        expect(page.get_by_role("link", name="New group")).to_have_count(0)
        assert visit.complaints == []
