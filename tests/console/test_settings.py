"""Settings: one's own preferences, and operator levels."""

from playwright.sync_api import expect

from tests.console.browser import Visit, axe


def test_formats_and_theme_are_kept(signed_in: Visit) -> None:
    page = signed_in.page
    signed_in.go("/settings")
    page.get_by_label("Date").select_option("dd.MM.yyyy")
    page.get_by_label("Time").select_option("HH:mm")
    with page.expect_response("**/native/me/preferences"):
        page.get_by_role("radio", name="Dark").press(" ")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert axe(page) == []
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.get_by_label("Date")).to_have_value("dd.MM.yyyy")
    with page.expect_response("**/native/me/preferences"):
        page.get_by_role("radio", name="As the system").press(" ")


def test_a_level_is_made_changed_and_deleted(signed_in: Visit) -> None:
    page = signed_in.page
    signed_in.go("/settings")
    page.get_by_role("button", name="New level").click()
    page.get_by_label("Name").fill("Reception")
    page.get_by_role("radiogroup", name="People").get_by_role("radio", name="Change").press(" ")
    assert axe(page) == []
    page.get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name="Reception")
    row.press("Enter")
    expect(page.get_by_role("radiogroup", name="People").get_by_role("radio", name="Change")).to_be_checked()
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Reception")
    assert axe(page) == []
    dialog.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(row).to_have_count(0)


def test_a_predefined_level_is_only_shown(signed_in: Visit) -> None:
    page = signed_in.page
    signed_in.go("/settings/levels/1")
    expect(page.get_by_text("This level is predefined")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    expect(page.get_by_role("link", name="Administrator")).to_be_visible()
    assert axe(page) == []
