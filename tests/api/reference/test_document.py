"""The OpenAPI document says what a client must know: how requests are refused, and by which columns they ask."""

from typing import Any

import pytest

from ostiary.api.biostar import alerts, audit, code_table, events, users
from ostiary.api.biostar.wire.query import listed
from ostiary.app.compose import reception
from ostiary.app.config import Config

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    """The document as it is served."""
    return reception(Config()).openapi()


def operation(document: Document, name: str) -> Document:
    """`POST /api/users` as the document has it."""
    method, _, path = name.partition(" ")
    found: Document = document["paths"][path][method.lower()]
    return found


def model_of(document: Document, response: Document) -> Document:
    """The schema of an answer, followed to where it stands."""
    while "$ref" in response:
        kind, name = response["$ref"].split("/")[-2:]
        response = document["components"][kind][name]
        if kind == "responses":
            response = response["content"]["application/json"]["schema"]
    return response


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "statuses"),
        [
            ("POST /api/login", {"200", "400", "413", "500", "503", "507"}),
            ("GET /api/users", {"200", "400", "401", "403", "500", "503"}),
            ("PUT /api/users/{id}", {"200", "400", "401", "403", "413", "500", "503", "507"}),
            ("DELETE /api/users", {"200", "400", "401", "403", "413", "500", "503", "507"}),
        ],
    )
    def test_each_status_stands_apart(self, document: Document, name: str, statuses: set[str]) -> None:
        assert operation(document, name)["responses"].keys() == statuses

    def test_every_operation_of_the_dialect_has_them(self, document: Document) -> None:
        without = [
            path
            for path, methods in document["paths"].items()
            for method in methods.values()
            if path.startswith("/api/") and not {"400", "500", "503"} <= method["responses"].keys()
        ]
        assert without == []

    @pytest.mark.parametrize(
        ("name", "members"),
        [
            ("GET /api/users", {"code", "message", "link"}),
            ("POST /api/v2/users/search", {"code", "message", "link", "by"}),
        ],
    )
    def test_a_refusal_has_a_code_and_words_and_no_success(
        self, document: Document, name: str, members: set[str]
    ) -> None:
        refusal = model_of(document, operation(document, name)["responses"]["403"])
        assert refusal["required"] == ["Response"]
        reason = model_of(document, refusal["properties"]["Response"])
        assert set(reason["required"]) == members == reason["properties"].keys()
        assert not {"default"} & (reason["properties"]["code"].keys() | reason["properties"]["message"].keys())


class TestColumns:
    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("POST /api/users/search", users.COLUMNS),
            ("POST /api/v2/users/search", users.COLUMNS),
            ("POST /api/events/search", events.COLUMNS),
            ("POST /api/events/export", events.EventExportBody.written),
            ("POST /api/alerts/search", alerts.COLUMNS),
            ("POST /api/audit/search", audit.columns_of({})),
            ("POST /api/audit/export", audit.AuditExportBody.written),
        ],
    )
    def test_an_operation_names_those_it_takes(self, document: Document, name: str, columns: Any) -> None:
        assert listed(columns) in operation(document, name)["description"]


class TestIntroduction:
    def test_it_tells_of_sessions_refusals_the_stream_and_every_code(self, document: Document) -> None:
        told = document["info"]["description"]
        assert all(word in told for word in ("bs-session-id", "Response.code", "/wsapi", code_table()))

    def test_the_stream_stands_among_the_operations_with_the_schema_of_its_frames(self, document: Document) -> None:
        stream = operation(document, "GET /wsapi")
        frame = model_of(document, stream["responses"]["200"]["content"]["application/json"]["schema"])
        event = model_of(document, frame["properties"]["Event"])
        assert {"door_id_list", "event_type_id", "hint"} <= set(event["required"])
        assert all(word in stream["description"] for word in ("1101", "1008", "1013", "20 seconds", "30 seconds"))

    def test_the_bits_of_a_door_have_names(self, document: Document) -> None:
        members = document["components"]["schemas"]["DoorStatus"]["properties"]
        assert "1024 operator locked" in members["status"]["description"]
        assert "1 held open" in members["alarm"]["description"]

    def test_a_file_has_a_type(self, document: Document) -> None:
        assert list(operation(document, "GET /download/{name}")["responses"]["200"]["content"]) == ["text/csv"]

    def test_a_new_user_has_members_that_are_needed(self, document: Document) -> None:
        needed = document["components"]["schemas"]["NewUserIn"]["required"]
        assert needed == ["user_id", "user_group_id", "start_datetime", "expiry_datetime"]

    def test_a_body_says_what_it_needs(self, document: Document) -> None:
        schemas = document["components"]["schemas"]
        for name, needed in (
            ("LoginBody", ["User"]),
            ("Credentials", ["login_id", "password"]),
            ("NewDoorIn", ["name"]),
            ("NewAccessGroupBody", ["AccessGroup"]),
            ("CardsIn", ["rows"]),
            ("CustomFieldIn", ["name", "type"]),
            ("NewPreferenceIn", ["user_id"]),
        ):
            assert schemas[name]["required"] == needed
        assert schemas["NewUsersBody"]["anyOf"] == [{"required": ["User"]}, {"required": ["UserCollection"]}]
        assert "required" not in schemas["DoorIn"]
