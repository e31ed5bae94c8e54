"""The laws of the house, each a pure function from a source tree to the places where it is broken.

Import Linter watches the floors, the dialect, the pages and the hardware; mypy and ruff watch types and style; the rest
is here.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from tests.house.source import Source, calls, dotted, functions, imports

PURE_ROOMS: Final = ("ostiary.policy", "ostiary.protocols", "ostiary.port")
# fmt: off
PURE_STANDARD_LIBRARY: Final = frozenset(
    {
        "abc", "array", "base64", "binascii", "bisect", "calendar", "collections", "contextlib", "copy",
        "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "hmac",
        "ipaddress", "itertools", "json", "math", "numbers", "operator", "re", "statistics", "string", "struct",
        "textwrap", "types", "typing", "unicodedata", "uuid", "zlib",
    }
)
# fmt: on
PURE_LIBRARIES: Final = frozenset({"numpy"})

FILE_LINES: Final = {"src": 400, "tests": 600}
FUNCTION_LINES: Final = 60
NAMES_WITHOUT_MEANING: Final = frozenset({"utils", "helpers", "common", "manager", "misc"})

TABLE_OWNERS_WITHOUT_MODEL: Final = ("ostiary.kernel", "ostiary.simulator")
"""Where tables need no `model` module: the kernel has no rooms, the simulator has a file of its own."""

OPERATION_DECLARES: Final = ("module", "right", "verb")
QUERY_DECLARES: Final = ("module",)

LOCAL_IMPORTS: Final[dict[str, str]] = {}
"""Modules that import inside a function, with the reason. Breaking a cycle is none."""

CLOCK: Final = "ostiary.kernel.clock"
WALL_CLOCKS: Final = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.time(_ns)?|func\.(now|current_timestamp|localtimestamp))$"
)
SPEAKERS: Final = ("ostiary.app.cli",)
SQL_TAKERS: Final = frozenset({"text", "literal_column", "execute", "executemany", "executescript", "exec_driver_sql"})
MIGRATIONS: Final = "ostiary.app.migrations"


def pure_rooms_import_only_what_is_pure(sources: Sequence[Source]) -> Iterator[str]:
    """Policy, protocols and port import each other, a part of the standard library and NumPy, and open no file."""
    for source in sources:
        if not source.within(*PURE_ROOMS):
            continue
        for imported in imports(source.tree):
            top = imported.module.split(".")[0]
            inside = any(f"{imported.module}.".startswith(f"{room}.") for room in PURE_ROOMS)
            if not inside and top not in PURE_STANDARD_LIBRARY | PURE_LIBRARIES:
                yield source.at(imported.node, f"{source.room} may not import {imported.module}")
        for call in calls(source.tree):
            if dotted(call.func) in {"open", "input"}:
                yield source.at(call, f"{source.room} does no I/O")


def _tables(source: Source) -> Iterator[tuple[str, ast.AST]]:
    """The names of the tables that a module defines, mapped or plain."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Assign(targets=[ast.Name("__tablename__")], value=ast.Constant(str(table))):
                yield table, node
            case ast.AnnAssign(target=ast.Name("__tablename__"), value=ast.Constant(str(table))):
                yield table, node
            case ast.Call(func=called, args=[ast.Constant(str(table)), *_]) if dotted(called).split(".")[-1] == "Table":
                yield table, node


def a_table_belongs_to_one_room(sources: Sequence[Source]) -> Iterator[str]:
    """Tables are defined in their room's `model`, each once."""
    owners: Counter[str] = Counter()
    for source in sources:
        if source.within(MIGRATIONS):
            continue
        for table, node in _tables(source):
            owners[table] += 1
            if owners[table] > 1:
                yield source.at(node, f"table {table} is defined elsewhere too")
            in_model = source.within(f"ostiary.{source.room}.model") and source.room not in {"api", "app"}
            if not in_model and not source.within(*TABLE_OWNERS_WITHOUT_MODEL):
                yield source.at(node, f"table {table} is not defined in its room's model")


def no_table_is_named_in_sql_text(sources: Sequence[Source]) -> Iterator[str]:
    """SQL text never names a table: only mapped classes show who uses whose."""
    tables = {table for source in sources for table, _ in _tables(source)}
    for source in sources:
        if source.within(MIGRATIONS, *TABLE_OWNERS_WITHOUT_MODEL):
            continue
        for call in calls(source.tree):
            for sql in _sql_arguments(call):
                words = " ".join(str(part.value) for part in ast.walk(sql) if isinstance(part, ast.Constant))
                for name in re.findall(r"\b(?:from|join|into|update|table)\s+\"?(\w+)", words, re.IGNORECASE):
                    if name in tables:
                        yield source.at(call, f"table {name} is named in SQL text")


def files_and_functions_are_short(sources: Sequence[Source], kind: str) -> Iterator[str]:
    """A file has at most 400 lines (600 where `kind` is tests), a function at most 60."""
    for source in sources:
        lines = len(source.text.splitlines())
        if lines > FILE_LINES[kind]:
            yield source.at(source.tree, f"{lines} lines, {FILE_LINES[kind]} are allowed")
        for function in functions(source.tree):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > FUNCTION_LINES:
                yield source.at(function, f"{function.name} has {length} lines, {FUNCTION_LINES} are allowed")


def modules_have_names_with_a_meaning(sources: Sequence[Source]) -> Iterator[str]:
    """No module or package is called utils, helpers, common, manager or misc."""
    for source in sources:
        if NAMES_WITHOUT_MEANING & {part.strip("_") for part in source.name.split(".")}:
            yield source.at(source.tree, "a name that says nothing about what is inside")


def every_module_says_what_it_is(sources: Sequence[Source]) -> Iterator[str]:
    """Every module starts with a docstring."""
    for source in sources:
        if not (ast.get_docstring(source.tree) or "").strip():
            yield source.at(source.tree, "no docstring")


def operations_declare_permission_and_verb(sources: Sequence[Source]) -> Iterator[str]:
    """Every `@operation` names its module, right and audit verb, every `@query` its module."""
    required = {"operation": OPERATION_DECLARES, "query": QUERY_DECLARES}
    for source in sources:
        for function in functions(source.tree):
            for decorator in function.decorator_list:
                called = decorator if isinstance(decorator, ast.Call) else None
                kind = dotted(called.func if called else decorator).split(".")[-1]
                declared = {keyword.arg for keyword in called.keywords} if called else set()
                missing = [name for name in required.get(kind, ()) if name not in declared]
                if missing:
                    yield source.at(function, f"{function.name} declares no {', '.join(missing)}")


def _sql_arguments(call: ast.Call) -> list[ast.expr]:
    """The SQL that is handed to a function which takes SQL text."""
    if dotted(call.func).split(".")[-1] not in SQL_TAKERS:
        return []
    return [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in {"text", "statement"})]


def _is_put_together(expression: ast.expr) -> bool:
    """Whether a text is built from parts where it stands."""
    if isinstance(expression, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in expression.values)
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add | ast.Mod):
        sides = (expression.left, expression.right)
        return any(_is_text(side) or _is_put_together(side) for side in sides)
    if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        made_by = expression.func.attr
        return made_by in {"format", "format_map"} or (
            made_by in {"join", "replace"} and _is_text(expression.func.value)
        )
    return False


def _is_text(expression: ast.expr) -> bool:
    return isinstance(expression, ast.JoinedStr) or (
        isinstance(expression, ast.Constant) and isinstance(expression.value, str)
    )


def sql_text_holds_no_values(sources: Sequence[Source]) -> Iterator[str]:
    """What `text`, `execute` and their like are given is never an f-string, a sum or a formatted text."""
    for source in sources:
        for call in calls(source.tree):
            if any(_is_put_together(sql) for sql in _sql_arguments(call)):
                yield source.at(call, "SQL text is put together; bind the values")


def only_the_clock_reads_the_time(sources: Sequence[Source]) -> Iterator[str]:
    """Nobody but `kernel.clock` asks the machine or the database what time it is."""
    for source in sources:
        if source.name == CLOCK:
            continue
        for call in calls(source.tree):
            if WALL_CLOCKS.search(dotted(call.func)):
                yield source.at(call, f"{dotted(call.func)} outside the clock")
        for imported in imports(source.tree):
            if imported.module in {"time.time", "time.time_ns"}:
                yield source.at(imported.node, f"{imported.module} outside the clock")


def only_the_command_line_prints(sources: Sequence[Source]) -> Iterator[str]:
    """`print` belongs to the command line; everybody else logs."""
    for source in sources:
        if source.within(*SPEAKERS):
            continue
        for call in calls(source.tree):
            if dotted(call.func) == "print":
                yield source.at(call, "print")


def every_except_names_an_error(sources: Sequence[Source]) -> Iterator[str]:
    """No bare `except:`."""
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                yield source.at(node, "bare except")


def imports_stand_at_the_top(sources: Sequence[Source]) -> Iterator[str]:
    """No import inside a function: it hides a cycle, and a cycle means that a thing is in the wrong room."""
    for source in sources:
        if source.name in LOCAL_IMPORTS:
            continue
        for function in functions(source.tree):
            for imported in imports(function):
                yield source.at(imported.node, f"{imported.module} is imported inside {function.name}")
