"""What the README says is missing, counted from the ledger: `python -m tests.contract.missing` writes it anew."""

import re
import textwrap
from bisect import bisect_right
from collections import Counter
from pathlib import Path

from tests.contract.ledger import Entry, entries

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=<!-- from the ledger, by tests/contract/missing.py -->\n).*?(?=<!-- end -->)", re.DOTALL)

SECTIONS = {
    1: "authorization",
    3: "access groups",
    10: "access levels",
    14: "backup",
    18: "cards",
    46: "user groups",
    51: "users",
    96: "device groups",
    101: "devices",
    139: "door groups",
    144: "doors",
    161: "elevator groups",
    166: "elevators",
    177: "firmware",
    179: "floor levels",
    184: "schedules",
    190: "holiday groups",
    194: "trigger actions",
    204: "quick action",
    210: "Active Directory",
    220: "mail",
    227: "preferences",
    230: "settings",
    242: "mobile access",
    249: "virtual devices and import of events",
    254: "events",
    265: "audit trail",
    271: "occupancy limits",
    285: "zones",
    298: "step by step",
}
"""The sections of the reference, by the number of the first request of each."""


def told(ledger: tuple[Entry, ...]) -> str:
    """How many requests of each section are to do, as the README has it."""
    missing = [entry for entry in ledger if entry.status == "todo"]
    every, left = Counter(map(section_of, ledger)), Counter(map(section_of, missing))
    each = ", ".join(f"{name} {left[name]} of {every[name]}" for name in SECTIONS.values() if left[name])
    text = f"{len(missing)} of the {len(ledger)} requests of the reference are not there yet: {each}."
    return textwrap.fill(text, 130, break_long_words=False) + "\n"


def section_of(entry: Entry) -> str:
    """The section of the reference that a request stands in."""
    firsts = list(SECTIONS)
    return SECTIONS[firsts[bisect_right(firsts, entry.number) - 1]]


if __name__ == "__main__":
    README.write_text(BLOCK.sub(lambda _: told(entries()), README.read_text(encoding="utf-8")), encoding="utf-8")
