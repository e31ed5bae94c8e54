"""The laws hold in the house, and each is seen when it is broken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import pytest

from tests.house import laws
from tests.house.source import ROOT, Source, below, parse, read

Law = Callable[[Sequence[Source]], Iterator[str]]

SHORT_IN_SRC: Law = partial(laws.files_and_functions_are_short, kind="src")
SHORT_IN_TESTS: Law = partial(laws.files_and_functions_are_short, kind="tests")

LAWS: Mapping[str, Sequence[Law]] = {
    "src": [
        laws.pure_rooms_import_only_what_is_pure,
        laws.a_table_belongs_to_one_room,
        laws.no_table_is_named_in_sql_text,
        SHORT_IN_SRC,
        laws.modules_have_names_with_a_meaning,
        laws.every_module_says_what_it_is,
        laws.operations_declare_permission_and_verb,
        laws.sql_text_holds_no_values,
        laws.only_the_clock_reads_the_time,
        laws.only_the_command_line_prints,
        laws.every_except_names_an_error,
        laws.imports_stand_at_the_top,
    ],
    "tests": [
        SHORT_IN_TESTS,
        laws.modules_have_names_with_a_meaning,
        laws.every_module_says_what_it_is,
        laws.every_except_names_an_error,
    ],
}

Files = Mapping[str, str]
DOOR_MODEL = 'class Door:\n    __tablename__ = "door"\n'

BREACHES: Sequence[tuple[Law, Files]] = [
    (laws.pure_rooms_import_only_what_is_pure, {"policy/door.py": "import asyncio\n"}),
    (laws.pure_rooms_import_only_what_is_pure, {"port/driver.py": "from os.path import join\n"}),
    (laws.pure_rooms_import_only_what_is_pure, {"protocols/wiegand.py": "from ostiary.kernel import clock\n"}),
    (laws.pure_rooms_import_only_what_is_pure, {"protocols/wiegand.py": "from ostiary.portal import gate\n"}),
    (laws.pure_rooms_import_only_what_is_pure, {"policy/door.py": "def f() -> None:\n    import time\n"}),
    (laws.pure_rooms_import_only_what_is_pure, {"policy/door.py": 'RULES = open("rules")\n'}),
    (laws.a_table_belongs_to_one_room, {"doors/queries.py": DOOR_MODEL}),
    (laws.a_table_belongs_to_one_room, {"api/model.py": DOOR_MODEL}),
    (laws.a_table_belongs_to_one_room, {"doors/model.py": DOOR_MODEL, "elevators/model.py": DOOR_MODEL}),
    (laws.a_table_belongs_to_one_room, {"doors/queries.py": 'DOOR = sa.Table("door", METADATA)\n'}),
    (laws.a_table_belongs_to_one_room, {"doors/queries.py": 'class Door:\n    __tablename__: str = "door"\n'}),
    (
        laws.no_table_is_named_in_sql_text,
        {"doors/model.py": DOOR_MODEL, "zones/queries.py": 'text("SELECT 1 FROM door WHERE id = :id")\n'},
    ),
    (
        laws.no_table_is_named_in_sql_text,
        {"doors/model.py": DOOR_MODEL, "zones/queries.py": 'execute("update " + f"door set id = {n}")\n'},
    ),
    (SHORT_IN_SRC, {"doors/queries.py": "DOOR = 1\n" * 401}),
    (SHORT_IN_SRC, {"doors/queries.py": "def f() -> None:\n" + "    g()\n" * 60}),
    (SHORT_IN_SRC, {"doors/queries.py": "class Door:\n    async def f(self) -> None:\n" + "        g()\n" * 60}),
    (SHORT_IN_TESTS, {"doors/test_doors.py": "DOOR = 1\n" * 601}),
    (laws.modules_have_names_with_a_meaning, {"doors/utils.py": '"""A."""\n'}),
    (laws.modules_have_names_with_a_meaning, {"doors/common/__init__.py": '"""A."""\n'}),
    (laws.modules_have_names_with_a_meaning, {"doors/_helpers.py": '"""A."""\n'}),
    (laws.every_module_says_what_it_is, {"doors/__init__.py": ""}),
    (laws.every_module_says_what_it_is, {"doors/model.py": "# doors\nDOOR = 1\n"}),
    (
        laws.operations_declare_permission_and_verb,
        {"doors/operations.py": '@operation(module=M.DOOR, verb="open")\nasync def open_door() -> None: ...\n'},
    ),
    (
        laws.operations_declare_permission_and_verb,
        {"doors/operations.py": "@gate.operation\nasync def open_door() -> None: ...\n"},
    ),
    (
        laws.operations_declare_permission_and_verb,
        {"doors/queries.py": "@query()\nasync def doors() -> None: ...\n"},
    ),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'text(f"SELECT {column}")\n'}),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'sa.text("SELECT " + column)\n'}),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'session.execute("SELECT %s" % column)\n'}),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'session.execute("SELECT {}".format(column))\n'}),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'session.execute(", ".join(columns))\n'}),
    (laws.sql_text_holds_no_values, {"doors/queries.py": 'connection.execute(statement=a + ", " + b)\n'}),
    (laws.only_the_clock_reads_the_time, {"doors/operations.py": "at = datetime.now(UTC)\n"}),
    (laws.only_the_clock_reads_the_time, {"doors/operations.py": "at = datetime.datetime.utcnow()\n"}),
    (laws.only_the_clock_reads_the_time, {"doors/operations.py": "from time import time\n"}),
    (laws.only_the_clock_reads_the_time, {"doors/model.py": "at = mapped_column(default=func.now())\n"}),
    (laws.only_the_command_line_prints, {"app/compose.py": 'print("ready")\n'}),
    (laws.only_the_command_line_prints, {"app/client.py": 'print("ready")\n'}),
    (laws.every_except_names_an_error, {"doors/queries.py": "try:\n    f()\nexcept:\n    g()\n"}),
    (laws.imports_stand_at_the_top, {"doors/queries.py": "def f() -> None:\n    from ostiary import access\n"}),
]

KEPT: Files = {
    "policy/door.py": '"""A."""\nfrom ostiary.port.commands import Open\nimport numpy as np\nimport zlib\n',
    "kernel/clock.py": '"""A."""\ndef now() -> datetime:\n    return datetime.now(UTC)\n',
    "kernel/trail.py": '"""A."""\nclass Row:\n    __tablename__ = "trail"\n',
    "doors/model.py": '"""A."""\n' + DOOR_MODEL,
    "doors/queries.py": '"""A."""\n'
    "session.execute(select(Door).join(Relay).where(Door.id == id + 1))\n"
    'connection.execute(text("PRAGMA data_version"))\n'
    "started = time.monotonic()\n",
    "doors/operations.py": '"""A."""\n'
    '@operation(module=Module.DOOR, right="write", verb="open", method=Method.ACTION)\n'
    "async def open_door(work: Work, ids: list[int]) -> None:\n" + "    g()\n" * 59,
    "app/cli/start.py": '"""A."""\nprint("ready")\n',
}


@pytest.fixture(scope="module")
def house() -> Callable[[str], Sequence[Source]]:
    """Every module below a folder of the repository, read once, and forgotten before other tests."""
    return cache(lambda tree: below(tree, read(ROOT / tree)))


def name_of(law: Law) -> str:
    """The law as a sentence."""
    return (law.func if isinstance(law, partial) else law).__name__


def of_files(files: Files) -> Sequence[Source]:
    """Modules inside the package, given as texts."""
    return [parse(f"ostiary/{path}", text) for path, text in files.items()]


@pytest.mark.parametrize(("tree", "law"), [(tree, law) for tree, kept in LAWS.items() for law in kept])
def test_the_house_keeps_the_law(house: Callable[[str], Sequence[Source]], tree: str, law: Law) -> None:
    violations = list(law(house(tree)))
    assert not violations, "\n".join(["", *violations])


@pytest.mark.parametrize(("law", "files"), BREACHES)
def test_a_breach_is_seen(law: Law, files: Files) -> None:
    assert list(law(of_files(files))) != []


@pytest.mark.parametrize("law", LAWS["src"])
def test_what_keeps_the_law_passes(law: Law) -> None:
    assert list(law(of_files(KEPT))) == []


def test_every_law_has_a_breach() -> None:
    assert {name_of(law) for kept in LAWS.values() for law in kept} == {name_of(law) for law, _ in BREACHES}


def test_a_violation_says_where_it_is() -> None:
    (violation,) = laws.only_the_command_line_prints(of_files({"doors/model.py": "\n\nprint()\n"}))
    assert violation == "ostiary/doors/model.py:3: print"
