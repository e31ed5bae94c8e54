"""What benches share: contenders measured in turns, rows with ratios and goals, tables."""

import contextlib
import gc
import os
import platform
import shutil
import statistics
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from tests.rig.databases import Postgres


@dataclass(frozen=True, slots=True)
class Row:
    """One number. `ratio`: how many times better we are than this peer; `goal` in words; `met` None = there is none."""

    measure: str
    who: str
    value: float
    unit: str
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def rates(
    contenders: Mapping[str, Callable[[], int]], rounds: int = 7, clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """Operations in a second of each contender: the median of rounds in which all take turns, after one for warming up.

    A contender does a batch of its choice and answers how many operations that was. What exists before is not looked at
    by the garbage collector, which otherwise stays on. `clock`: `time.process_time` counts the processor's seconds and
    not those in which others had it; only for what computes in this process on one thread.
    """
    found: dict[str, list[float]] = {name: [] for name in contenders}
    gc.collect()
    gc.freeze()
    try:
        for turn in range(rounds + 1):
            for name, batch in contenders.items():
                started = clock()
                done = batch()
                if turn:
                    found[name].append(done / (clock() - started))
    finally:
        gc.unfreeze()
    return {name: statistics.median(each) for name, each in found.items()}


def seconds(act: Callable[[], object], times: int = 1, clock: Callable[[], float] = perf_counter) -> float:
    """How long an act takes at worst."""
    worst = 0.0
    for _ in range(times):
        started = clock()
        act()
        worst = max(worst, clock() - started)
    return worst


@contextlib.contextmanager
def premises() -> Iterator[Path]:
    """A folder for databases and data; a PostgreSQL that was started in it is stopped at the end."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    rig.chmod(0o711)
    try:
        yield rig
    finally:
        Postgres.stop(rig)
        shutil.rmtree(rig, ignore_errors=True)


def postgres(rig: Path) -> Postgres:
    """A PostgreSQL that keeps what it has acknowledged through a loss of power, as that of the tests need not."""
    source = Postgres(rig)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        source.execute(f"ALTER SYSTEM SET {setting} = on")
    source.execute("SELECT pg_reload_conf()")
    return source


def compared(
    measure: str, unit: str, ours: str, values: Mapping[str, float], at_least: float | None = None
) -> list[Row]:
    """Ours and the peers', where more is better; the goal is to be so many times better than the best peer."""
    rows = []
    best = max(value for who, value in values.items() if who != ours)
    for who, value in sorted(values.items(), key=lambda each: (each[0] != ours, -each[1])):
        if who == ours and at_least is not None:
            goal, met = f"{at_least:g} times the best peer", value >= at_least * best
            rows.append(Row(measure, who, value, unit, None, goal, met))
        else:
            rows.append(Row(measure, who, value, unit, None if who == ours else values[ours] / value))
    return rows


def limited(measure: str, who: str, value: float, unit: str, at_most: float) -> Row:
    """A number of ours that has a limit."""
    return Row(measure, who, value, unit, None, f"at most {at_most:g} {unit}", value <= at_most)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _cells(row: Row) -> Sequence[str]:
    ratio = "" if row.ratio is None else f"{row.ratio:,.1f}x"
    met = {None: "", True: "met", False: "MISSED"}[row.met]
    return row.measure, row.who, f"{_number(row.value)} {row.unit}", ratio, f"{row.goal}: {met}" if row.goal else ""


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table that is readable as text."""
    cells = [("measure", "who", "value", "we are", "goal"), *map(_cells, rows)]
    widths = [max(len(each[column]) for each in cells) for column in range(5)]
    lines = ["| " + " | ".join(each[column].ljust(widths[column]) for column in range(5)) + " |" for each in cells]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def report(name: str, about: str, rows: Iterable[Row]) -> str:
    """The page that is kept: what was measured, on what, and the table."""
    text = "\n\n".join(textwrap.dedent(part).strip() for part in about.strip().split("\n\n"))
    return f"# {name}\n\n{text}\n\n{_machine()}, {datetime.now(UTC):%Y-%m-%d}.\n\n{table(rows)}\n"


def _machine() -> str:
    cpu = Path("/proc/cpuinfo")
    models = (
        [line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")]
        if cpu.exists()
        else []
    )
    model = models[0] if models else platform.machine()
    return f"Python {platform.python_version()} on {os.cpu_count()} x {model}"
