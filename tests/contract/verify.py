"""`python -m tests.contract.verify`: does what the last test session got prove the ledger's `done` entries?"""

import sys
from collections import Counter
from pathlib import Path

from tests.contract.ledger import STATUSES, entries
from tests.contract.recorder import KEPT, notes_in, unproved
from tests.contract.shapes import unanswered


def main(paths: list[str]) -> int:
    """Report on the notes of the given files, or of the last session; 0 when everything is proved."""
    files = [Path(path) for path in paths] or [KEPT]
    absent = [str(path) for path in files if not path.is_file()]
    if absent:
        sys.stderr.write(f"No notes at {', '.join(absent)}: run the tests first.\n")
        return 2
    noted = notes_in(files)
    missing = unproved(entries(), noted) + unanswered(entries(), noted)
    counted = Counter(entry.status for entry in entries())
    for line in missing:
        sys.stderr.write(f"{line}\n")
    told = ", ".join(f"{counted[status]} {status}" for status in STATUSES)
    sys.stdout.write(f"{told}; {len(missing)} proofs missing\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
