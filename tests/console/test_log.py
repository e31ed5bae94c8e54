"""The log: a search with filters whose result is downloaded, and the trail of a rename with before and after."""

import contextlib
import csv
from collections.abc import Iterator

import httpx
from playwright.sync_api import expect

from tests.console.browser import Visit, axe
from tests.rig.served import PASSWORD, Served


@contextlib.contextmanager
def admin(server: Served) -> Iterator[httpx.Client]:
    """A client of `admin`."""
    with httpx.Client(base_url=server.url, trust_env=False, verify=False, timeout=30) as client:  # noqa: S501
        answer = client.post("/api/login", json={"User": {"login_id": "admin", "password": PASSWORD}})
        client.headers["bs-session-id"] = answer.headers["bs-session-id"]
        yield client


class TestEvents:
    def test_are_searched_explained_and_written_into_a_file(self, signed_in: Visit, server: Served) -> None:
        with admin(server) as client:
            for _ in range(2):
                client.post("/api/doors/unlock", json={"DoorCollection": {"rows": [{"id": "2"}]}})
                client.post("/api/doors/release", json={"DoorCollection": {"rows": [{"id": "2"}]}})
        page = signed_in.page
        signed_in.go("/log")
        filters = page.get_by_role("search", name="Filters")
        filters.get_by_label("Door", exact=True).first.click()
        filters.get_by_label("Door", exact=True).first.press_sequentially("rece")
        page.get_by_role("option", name="Reception").click()
        filters.get_by_text("Door", exact=True).last.click()
        rows = page.get_by_role("grid", name="Events").locator("[data-index]")
        expect(rows.first).to_contain_text("Reception")
        assert "door=" in page.url
        assert "class=" in page.url
        rows.first.click()
        details = page.get_by_role("complementary", name="Details")
        expect(details).to_contain_text("Reception")
        assert axe(page) == []
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").first.click()
        with download.value.path().open(encoding="utf-8-sig", newline="") as file:
            head, *lines = csv.reader(file)
        assert head[:4] == ["Time", "Event", "Person", "Door"]
        assert lines
        assert all(line[3] == "Reception" for line in lines)


class TestTheTrail:
    def test_tells_of_a_rename_what_was_before_and_after(self, signed_in: Visit, server: Served) -> None:
        with admin(server) as client:
            client.put("/api/doors/3", json={"Door": {"name": "Loading bay"}})
        page = signed_in.page
        signed_in.go("/log/audit")
        expect(page.get_by_text("Unbroken since its first line")).to_be_visible()
        filters = page.get_by_role("search", name="Filters")
        filters.get_by_label("To what").first.click()
        filters.get_by_label("To what").first.press_sequentially("Loading")
        page.get_by_role("option", name="Loading bay(3)").click()
        page.get_by_role("grid", name="Audit trail").locator("[data-index]").first.click()
        details = page.get_by_role("complementary", name="Details")
        expect(details.get_by_role("deletion")).to_have_text("Goods entrance")
        expect(details.get_by_role("insertion")).to_have_text("Loading bay")
        assert axe(page) == []
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download").first.click()
        text = download.value.path().read_text(encoding="utf-8-sig")
        assert "Loading bay" in text
        assert "LOGIN" not in text
