"""The pages of docs/ list what there is."""

import re

from tests.house.source import ROOT

DECISIONS = ROOT / "docs" / "decisions"


def test_the_index_of_decisions_has_each_by_number() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[([0-9]{4}) .+\]\((\1-[a-z0-9-]+\.md)\)$", index, re.MULTILINE)
    assert [name for _, name in listed] == sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
