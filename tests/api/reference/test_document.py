"""The OpenAPI document says what a client must know: how requests are refused, and by which columns they ask."""

from typing import Any

import pytest

from ostiary.api.biostar import alerts, audit, events, users
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
