"""What the README and the pages of docs say of themselves is so."""

import re
from pathlib import Path

from tests.contract.ledger import entries
from tests.contract.missing import BLOCK, README, told

PAGES = [README, *sorted((README.parent / "docs").glob("*.md"))]


def test_the_readme_says_what_is_missing() -> None:
    assert BLOCK.findall(README.read_text(encoding="utf-8")) == [told(entries())], "python -m tests.contract.missing"


def test_a_page_with_commands_says_where_they_are() -> None:
    def commands(page: Path) -> bool:
        return re.search(r"^ +ostiary \w", page.read_text(encoding="utf-8"), re.MULTILINE) is not None

    pages = [page for page in PAGES if commands(page)]
    assert {page.name for page in pages} >= {"operating.md", "simulator.md"}
    assert [page.name for page in pages if ".venv/bin/ostiary" not in page.read_text(encoding="utf-8")] == []
