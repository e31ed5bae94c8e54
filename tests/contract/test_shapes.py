"""The comparison of answers with their shapes finds what it should find, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ostiary.api.biostar.wire.codes import CODES
from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, refusal, reply
from tests.contract.ledger import Entry, entries
from tests.contract.shapes import PATTERNS, conforms, members, miscounted, refuses, unanswered

LISTS = ("access_levels", "floor_levels", "user_groups", "users")
RESPONSE = {"code": "0", "link": "", "message": "Success"}
GROUP: dict[str, Any] = {"AccessGroup": {"id": "1", "name": "a"}, "Response": RESPONSE}
PLAIN: dict[str, Any] = {
    "AccessGroupCollection": {"total": 1, "rows": [{"id": 1, "name": "a", **{name: [] for name in LISTS}}]},
    "Response": {"code": "0"},
}


def kinds(value: Any) -> set[str]:
    """All kinds named in a shape."""
    if isinstance(value, dict):
        return set().union(*(kinds(member) for member in value.values()))
    if isinstance(value, list):
        return set().union(*(kinds(item) for item in value))
    return {str(value)}


def test_the_table_has_every_request_and_no_unknown_kind() -> None:
    table = json.loads(Path(__file__).with_name("shapes.json").read_text(encoding="utf-8"))
    assert table.keys() == {f"{entry.method} {entry.path}" for entry in entries()}
    named = set().union(*(kinds(shape["answer"]) for shape in table.values()))
    assert named == {*PATTERNS, "number", "flag", "any"}


class TestSuccess:
    def test_an_answer_of_its_shape_conforms(self) -> None:
        assert conforms("POST", "/api/access_groups", GROUP) == []
        assert conforms("POST", "/api/v2/access_groups/search", PLAIN) == []
        assert conforms("POST", "/api/logout", json.loads(bytes(reply(Answer()).body))) == []

    @pytest.mark.parametrize(
        ("group", "difference"),
        [
            ({"id": 1, "name": "a"}, "AccessGroup.id is 1, which is not text"),
            ({"id": "", "name": "a"}, "AccessGroup.id is '', not number-text"),
            ({"id": "1", "name": None}, "AccessGroup.name is None, which is not text"),
            ({"id": "1", "colour": "red"}, "AccessGroup.colour is not in the shape"),
            ({"name": "a"}, "AccessGroup.id is missing"),
            ([], "AccessGroup is not an object"),
        ],
    )
    def test_a_difference_is_told(self, group: Any, difference: str) -> None:
        assert difference in conforms("POST", "/api/access_groups", {**GROUP, "AccessGroup": group})

    def test_a_missing_thing_and_a_missing_code_are_told(self) -> None:
        found = conforms("POST", "/api/access_groups", {"Response": {}})
        assert found == ["AccessGroup is missing", "Response.code is missing"]

    @pytest.mark.parametrize(
        ("rows", "difference"),
        [
            ("", "AccessGroupCollection.rows is not an array"),
            ([{"id": "1"}], "AccessGroupCollection.rows.id is '1', not number"),
            ([{"id": True}], "AccessGroupCollection.rows.id is 'True', not number"),
            ([{"name": "a"}], "AccessGroupCollection.rows.id is missing"),
            ([{"id": 1, "users": ""}], "AccessGroupCollection.rows.users is not an array"),
            ([{"id": 1}], "AccessGroupCollection.rows.users is missing, which is a list"),
        ],
    )
    def test_rows_are_looked_into(self, rows: Any, difference: str) -> None:
        answer = {**PLAIN, "AccessGroupCollection": {"total": 1, "rows": rows}}
        assert difference in conforms("POST", "/api/v2/access_groups/search", answer)

    def test_a_path_with_an_id_is_found(self) -> None:
        assert "AccessGroup is missing" in conforms("GET", "/api/access_groups/7", {"Response": RESPONSE})

    def test_where_a_shape_was_only_concluded_more_members_are_no_difference(self) -> None:
        answer = {"DeviceResponse": {"rows": [], "result": "true"}, "Response": RESPONSE, "More": {"id": "1"}}
        assert conforms("DELETE", "/api/users", answer) == []

    def test_without_a_shape_the_general_rules_hold(self) -> None:
        assert conforms("GET", "/api/device_groups", {"Thing": {"id": "1"}, "Response": RESPONSE}) == []
        assert conforms("GET", "/api/device_groups", {"rows": ""}) == ["rows is not an array"]
        assert conforms("GET", "/api/device_groups", {"Thing": {"id": 1}}) == ["Thing.id is 1, which is not text"]


class TestCounts:
    def test_a_total_is_the_number_of_rows(self) -> None:
        assert miscounted(PLAIN) == []
        found = miscounted({"UserCollection": {"total": "2", "rows": [{}]}, "Response": RESPONSE})
        assert found == ["UserCollection.total is 2, and there are 1 rows"]
        assert miscounted({"EventCollection": {"rows": [{}]}}) == miscounted([]) == []


class TestMembers:
    def test_those_an_answer_has_are_found_by_their_path(self) -> None:
        found = members("POST /api/v2/access_groups/search", {**PLAIN, "More": {"id": 1}})
        assert {"AccessGroupCollection.rows.users", "AccessGroupCollection.total", "Response.code"} <= found
        assert not {"AccessGroupCollection.rows.users.name", "More", "Response.by"} & found
        assert members("GET /api/device_groups", PLAIN) == set()

    def test_those_no_answer_had_are_told_without_what_is_below_them(self) -> None:
        entry = Entry(7, "POST", "/api/v2/access_groups/search", "Search", "done")
        operation = f"{entry.method} {entry.path}"
        noted = {(operation, member) for member in members(operation, PLAIN)}
        inner = [f"{name}.{member}" for name in ("access_levels", "user_groups") for member in ("id", "name")]
        inner += ["users.name", "users.user_id"]
        told = [f"{operation}: no test got AccessGroupCollection.rows.{member}" for member in inner]
        assert sorted(unanswered((entry,), noted)) == told
        assert unanswered((entry,), set()) == [f"{operation}: no test got {name}" for name in PLAIN]
        assert unanswered((replace(entry, status="todo"),), noted) == []
        assert unanswered((replace(entry, method="DELETE", path="/api/users"),), set()) == []


class TestRefusals:
    def test_ours_are_refusals(self) -> None:
        assert refuses(json.loads(bytes(refusal(CODES[10]).body))) == []
        assert refuses({"code": "331791", "message": "No."}) == []

    @pytest.mark.parametrize(
        "answer", [None, [], {"detail": "x"}, {"Response": RESPONSE}, {"Response": {"code": 10, "message": "x"}}]
    )
    def test_others_are_not(self, answer: Any) -> None:
        assert refuses(answer) != []

    def test_a_success_is_no_refusal(self) -> None:
        assert refuses(json.loads(bytes(reply(AnswerPlain()).body))) != []
