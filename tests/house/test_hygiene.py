"""The repository holds nothing of one machine and no source of packages."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.house import hygiene
from tests.house.hygiene import Files
from tests.house.source import ROOT

Rule = Callable[[Files], Iterator[str]]

RULES: Sequence[Rule] = [
    hygiene.no_package_host_is_named,
    hygiene.no_path_of_one_machine,
    hygiene.no_lock_file_with_addresses,
    hygiene.every_requirement_is_pinned_and_hashed,
]

HASH = f"    --hash=sha256:{'0' * 64}"

# What must not stand in the repository is put together here, or this file would break the rules itself.
HOST = "pypi" + ".org"
OPTION = "--index" + "-url"
HOME = "/home" + "/"
ROOT_HOME = "/root" + "/"

BREACHES: Sequence[tuple[Rule, Files]] = [
    (hygiene.no_package_host_is_named, {"README.md": f"see https://{HOST}/project/ostiary\n"}),
    (hygiene.no_package_host_is_named, {"requirements/run.txt": f"{OPTION} https://example\n"}),
    (hygiene.no_package_host_is_named, {"console/.npmrc": "registry=" + "https://example\n"}),
    (hygiene.no_path_of_one_machine, {"docs/start.md": f"see {HOME}somebody/ostiary\n"}),
    (hygiene.no_path_of_one_machine, {"docs/start.md": f"{ROOT_HOME}ostiary\n"}),
    (hygiene.no_lock_file_with_addresses, {"uv.lock": "version = 1\n"}),
    (hygiene.no_lock_file_with_addresses, {"console/package-lock.json": '"resolved": "https://example"\n'}),
    (hygiene.every_requirement_is_pinned_and_hashed, {"requirements/run.txt": "fastapi==1.0\n"}),
    (hygiene.every_requirement_is_pinned_and_hashed, {"requirements/run.txt": f"fastapi>=1.0 \\\n{HASH}\n"}),
    (hygiene.every_requirement_is_pinned_and_hashed, {"requirements/run.txt": "--pre\n"}),
]

KEPT: Files = {
    "README.md": "see https://example.org/home/page and ./work/notes, or `make run`\n",
    "requirements/run.txt": f"fastapi==1.0 \\\n{HASH} \\\n{HASH}\nnumpy==2.0 ; python_version < '3.12' \\\n{HASH}\n",
    "console/package-lock.json": '"integrity": "sha512-0"\n',
}


@cache
def repository() -> Files:
    """The repository's texts, read once."""
    return hygiene.repository(ROOT)


@pytest.mark.parametrize("rule", RULES)
def test_the_repository_keeps_the_rule(rule: Rule) -> None:
    violations = list(rule(repository()))
    assert not violations, "\n".join(["", *violations])


@pytest.mark.parametrize(("rule", "files"), BREACHES)
def test_a_breach_is_seen(rule: Rule, files: Files) -> None:
    assert list(rule(files)) != []


@pytest.mark.parametrize("rule", RULES)
def test_what_keeps_the_rule_passes(rule: Rule) -> None:
    assert list(rule(KEPT)) == []


def test_the_repository_is_read_where_there_is_no_git(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("read\n")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\0")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "pip.py").write_text("not read\n")
    assert hygiene.repository(tmp_path) == {"README.md": "read\n"}
