"""Every contract of Import Linter is seen to fail in a copy of the house that breaks it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.house.source import ROOT

CONTRACTS = ".importlinter"
PREFIX = "importlinter:contract:"

SKELETON = ["api/biostar/wire", "api/biostar/page_of_doors", "api/biostar/page_of_users"]
"""Packages that the contracts or the breaches below need, beside one for each room; made where they are absent."""

BREACHES: Sequence[tuple[str, Mapping[str, str]]] = [
    ("floors", {"kernel/breach.py": "from ostiary import people\n"}),
    ("floors", {"policy/breach.py": "from ostiary import protocols\n"}),
    ("floors", {"events/breach.py": "from ostiary import doors\n"}),
    ("floors", {"devices/breach.py": "from ostiary import identity\n"}),
    ("floors", {"attic/__init__.py": ""}),
    ("hardware", {"devices/breach.py": "from ostiary import drivers\n"}),
    ("hardware", {"api/breach.py": "from ostiary import simulator\n"}),
    ("wire", {"app/breach.py": "from ostiary.api.biostar import wire\n"}),
    ("pages", {"api/biostar/page_of_doors/breach.py": "from ostiary.api.biostar import page_of_users\n"}),
    ("pure", {"policy/breach.py": "import asyncio\n"}),
    ("pure", {"protocols/breach.py": "import sqlalchemy\n"}),
    ("pure", {"port/breach.py": "from pydantic import BaseModel\n"}),
]


def contracts() -> ConfigParser:
    """The contracts as they stand in the repository."""
    parser = ConfigParser()
    parser.read(ROOT / CONTRACTS)
    return parser


def keeps(folder: Path, contract: str) -> bool:
    """Whether the copy of the house in `folder` keeps a contract, as Import Linter says; other answers are errors."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache", "--contract", contract]
    run = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    answer = re.search(r"Contracts: (\d+) kept, (\d+) broken", run.stdout)
    assert answer is not None, run.stdout + run.stderr
    assert sum(int(count) for count in answer.groups()) == 1
    return answer[1] == "1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house's Python files with an empty package for whatever room is not there yet."""
    shutil.copy(ROOT / CONTRACTS, tmp_path)
    package = tmp_path / "src" / "ostiary"
    for file in (ROOT / "src" / "ostiary").rglob("*.py"):
        target = package / file.relative_to(ROOT / "src" / "ostiary")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    rooms = re.findall(r"\w+", contracts()[f"{PREFIX}floors"]["layers"])
    for place in [*rooms, *SKELETON]:
        for folder in [package / place, *(package / place).parents]:
            if folder.is_relative_to(package):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "__init__.py").touch()
    return tmp_path


@pytest.mark.parametrize("contract", sorted({contract for contract, _ in BREACHES}))
def test_the_house_keeps_the_contract(copy: Path, contract: str) -> None:
    assert keeps(copy, contract)


@pytest.mark.parametrize(("contract", "files"), BREACHES)
def test_a_breach_is_seen(copy: Path, contract: str, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = copy / "src" / "ostiary" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert not keeps(copy, contract)


def test_every_contract_has_a_breach() -> None:
    named = {section.removeprefix(PREFIX) for section in contracts().sections() if section.startswith(PREFIX)}
    assert named == {contract for contract, _ in BREACHES}
