"""The one table: every error class has its own row, every row is a known code."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import pytest

import ostiary
from ostiary.api.biostar.wire.codes import CODES, ROWS, STATUSES, answered, code_of, code_table
from ostiary.api.biostar.wire.document import REFUSED
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import (
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    NotSupported,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from ostiary.port.commands import Fault
from tests.house.source import ROOT

NOT_FOR_IMPORT = ("ostiary.app", "ostiary.drivers", "ostiary.simulator")
"""They start things or need extras; no error of the domain is defined there."""


class Passing(NotFound):
    """A class without a row of its own."""


def modules() -> Iterator[ModuleType]:
    """Every module of the rooms and the reception."""
    yield ostiary
    for found in pkgutil.walk_packages(ostiary.__path__, "ostiary.", onerror=lambda name: None):
        if not found.name.startswith(NOT_FOR_IMPORT):
            yield importlib.import_module(found.name)


def subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    """A class and all below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


def test_every_error_class_has_its_own_row() -> None:
    names = {module.__name__ for module in modules()}
    without = {kind for kind in subclasses(DomainError) if kind.__module__ in names} - ROWS.keys()
    assert sorted(f"{kind.__module__}.{kind.__qualname__}" for kind in without) == []


def test_every_row_is_a_known_code() -> None:
    assert {row for row in ROWS.values() if isinstance(row, int)} <= CODES.keys()
    assert STATUSES.keys() <= ROWS.keys()


def test_every_fault_of_a_device_is_a_known_code() -> None:
    assert {int(fault) for fault in Fault} <= CODES.keys()


def test_every_code_that_can_be_answered_is_in_the_table_for_clients() -> None:
    listed = {int(code.number) for code in answered()}
    carried = [
        SimpleNamespace(kind=kind, visual=visual, fault=fault)
        for kind in Kind
        for visual in (True, False)
        for fault in Fault
    ]
    chosen = {row(error) for row in ROWS.values() if callable(row) for error in carried}
    assert chosen | {row for row in ROWS.values() if isinstance(row, int)} <= listed
    assert {code.status for code in answered()} == {200, *REFUSED}


def test_the_page_for_clients_ends_with_the_table() -> None:
    page = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    assert page.endswith(f"\n\n{code_table()}")


def test_every_code_has_a_message_and_a_fitting_status() -> None:
    for number, code in CODES.items():
        assert code.number == str(number)
        assert code.message.strip() == code.message != ""
        assert code.status in {200, 400, 401, 403, 500, 503}
        assert (code.status == 200) == (number in {0, 1})
        assert (code.status == 500) == (number in {1000, 1015, 1201})


@pytest.mark.parametrize(
    ("error", "number", "status"),
    [
        (Unauthenticated(), "10", 401),
        (Forbidden(), "20", 403),
        (NotSupported(), "103", 400),
        (Invalid(), "800", 400),
        (TooLarge(), "702", 413),
        (Unavailable(), "1020", 503),
        (Passing(), "30", 400),
        (DomainError(), "8", 400),
    ],
)
def test_an_error_answers_with_its_row_or_that_of_its_ancestor(error: DomainError, number: str, status: int) -> None:
    assert (code_of(error).number, code_of(error).status) == (number, status)
