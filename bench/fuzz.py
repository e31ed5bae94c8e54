"""Does anything break, or show what it must not, under 100,000 requests that no client sends?

Requests are made from our own OpenAPI document, of both dialects, and spoilt: SQL, paths, huge numbers, deep nesting,
wrong types, ids of others, odd Unicode, no JSON at all. Two thirds come from an operator who may do everything, but
only within his scope; a third from an administrator. No answer may be a server error, nothing outside the operator's
scope may be shown to him or be different afterwards, and others must be served all the while. SQLite, simulated
devices, sixteen requests at a time in one process. The same seed makes the same requests.
"""

import asyncio
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from bench.rig import Row
from tests.fuzz.attack import Outcome, attack, target
from tests.rig.databases import Sqlite
from tests.rig.site import begun

OURS = "Ostiary"
REQUESTS = 100_000
PART = 2_000
"""Requests to one site: it is then made anew, since little is left of it."""
SEED = 1
SHOWN = 40


def run() -> list[Row]:
    """SQLite."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    started = perf_counter()
    try:
        outcomes = asyncio.run(_attacked(rig))
    finally:
        shutil.rmtree(rig, ignore_errors=True)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    for finding in findings[:SHOWN]:
        print(finding[:1500], file=sys.stderr)
    statuses = sum((outcome.statuses for outcome in outcomes), Counter[int]())
    return [
        Row("requests", OURS, statuses.total(), ""),
        Row("in a second", OURS, statuses.total() / (perf_counter() - started), "/s"),
        *(Row(f"answered {status}", OURS, count, "") for status, count in sorted(statuses.items())),
        Row("findings", OURS, len(findings), "", None, "none", not findings),
    ]


async def _attacked(rig: Path) -> list[Outcome]:
    source, outcomes = Sqlite(rig), []
    for part in range(REQUESTS // PART):
        folder = rig / str(part)
        folder.mkdir()
        async with target(folder, await source.clone("begun", begun)) as site:
            outcomes.append(await attack(site, PART, SEED + part, as_admin=part % 3 == 2))
        shutil.rmtree(folder)
    return outcomes
