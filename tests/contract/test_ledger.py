"""The ledger is whole, and calls find their entries in it."""

import json
from collections import Counter
from typing import Any

import pytest

from ostiary.api.biostar.wire.codes import CODES
from tests.contract.ledger import STATUSES, at, carries, entries, read, template_of
from tests.contract.recorder import unproved

LEDGER = read(
    """
    request = [
      { number = 1, method = "PUT", path = "/api/users/:id", title = "Cards", status = "done", sends = ["User.cards"] },
      { number = 2, method = "PUT", path = "/api/users/:id", title = "Update", status = "done", errors = ["201"] },
      { number = 3, method = "PUT", path = "/api/users/bulk", title = "Bulk", status = "todo" },
      { number = 4, method = "GET", path = "/api/user_document/:id/:id", title = "File", status = "exempt", why = "x" },
    ]
    """
)


def numbers(method: str, target: str, body: Any = None) -> list[int]:
    """The numbers of the entries that a successful call proves."""
    return [entry.number for entry in at(method, target, LEDGER) if carries(entry, target, body)]


class TestTheLedger:
    def test_it_has_the_315_requests_in_their_order(self) -> None:
        assert [entry.number for entry in entries()] == list(range(1, 316))
        assert len({(entry.method, entry.path) for entry in entries()}) == 255

    def test_what_is_not_done_or_to_do_says_why(self) -> None:
        for entry in entries():
            assert entry.status in STATUSES
            assert (entry.status in {"exempt", "differs"}) == bool(entry.why)

    def test_named_errors_are_codes_of_the_table(self) -> None:
        named = {code for entry in entries() for code in entry.errors}
        assert named <= {code.number for code in CODES.values()} - {"0"}

    def test_requests_that_share_a_path_are_told_apart_or_are_repetitions(self) -> None:
        kinds = Counter((entry.method, entry.path, entry.sends) for entry in entries())
        repeated = sorted({path for (_, path, _), times in kinds.items() if times > 1})
        assert repeated == [
            "/api/devices/:id/credentials/face",
            "/api/devices/:id/discover_userdata",
            "/api/devices/:id/scan_card",
            "/api/devices/:id/scan_fingerprint",
            "/api/login",
            "/api/permissions",
            "/api/setting/biostar",
            "/api/users",
            "/api/users/:id",
            "/api/users/next_user_id",
            "/download/:id",
        ]


class TestFindingEntries:
    def test_fixed_segments_come_before_parameters(self) -> None:
        assert numbers("PUT", "/api/users/bulk") == [3]
        assert numbers("PUT", "/api/users/7") == [2]

    def test_what_was_sent_tells_entries_of_one_path_apart(self) -> None:
        assert numbers("PUT", "/api/users/7", {"User": {"cards": []}}) == [1, 2]

    @pytest.mark.parametrize("target", ["/api/users/7/", "/api/users/7/8", "/api/usersx/7", "/api/users/"])
    def test_other_paths_find_nothing(self, target: str) -> None:
        assert numbers("PUT", target) == []

    def test_two_parameters(self) -> None:
        assert numbers("GET", "/api/user_document/7/8") == [4]
        assert template_of("/a.b/c", frozenset({"/a.b/:id", "/axb/:id"})) == "/a.b/:id"

    @pytest.mark.parametrize(
        ("sends", "target", "body"),
        [
            ("?adv", "/x?adv=mode1", None),
            ("?setting_alert=true", "/x?setting_alert=true", None),
            ("Query.orders.descending=true", "/x", {"Query": {"orders": [{"descending": True}]}}),
            ("Query.orders.descending=true", "/x", {"Query": {"orders": {"0": {"descending": "true"}}}}),
            ("Rows.card_type.id=0", "/x", {"Rows": [{"card_type": {"id": 0}}]}),
        ],
    )
    def test_members_and_query_keys_are_seen(self, sends: str, target: str, body: Any) -> None:
        entry = read(f'request = [{{number=1, method="GET", path="/x", title="", status="todo", sends=["{sends}"]}}]')[
            0
        ]
        assert carries(entry, target, body)
        assert not carries(entry, "/x?other=1", {"Query": {"orders": []}})


class TestProof:
    def test_a_done_entry_needs_its_success_and_each_of_its_errors(self) -> None:
        assert unproved(LEDGER, {("1", "0"), ("2", "0"), ("2", "201")}) == []
        assert unproved(LEDGER, {("1", "201"), ("2", "0")}) == [
            "1 PUT /api/users/:id (Cards): no test got a success that sent User.cards",
            "2 PUT /api/users/:id (Update): no test got the error 201",
        ]

    def test_what_is_not_done_needs_no_proof(self) -> None:
        assert [line for line in unproved(LEDGER, set()) if line.startswith(("3", "4"))] == []


def test_the_titles_are_one_line_each() -> None:
    assert all(entry.title and "\n" not in json.dumps(entry.title) for entry in entries())
