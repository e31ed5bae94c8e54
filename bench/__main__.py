"""Run benches: all of them, or those named."""

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

import bench
from bench.rig import Row, report, table

RESULTS = Path(__file__).parent / "results"


def benches() -> dict[str, ModuleType]:
    """Every module here that can be run, by name."""
    names = [each.name for each in pkgutil.iter_modules(bench.__path__) if not each.name.startswith("_")]
    modules = {name: importlib.import_module(f"bench.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def main(arguments: list[str]) -> int:
    """Run, print, write. 1 where a goal is missed."""
    known = benches()
    parser = argparse.ArgumentParser(prog="python -m bench", description=bench.__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of: {', '.join(known)}; none = all")
    names = parser.parse_args(arguments).names or list(known)
    for name in names:
        if name not in known:
            parser.error(f"there is no bench {name}")
    missed = False
    for name in names:
        print(f"{name} ...", file=sys.stderr)
        rows: list[Row] = known[name].run()
        print(f"\n{name}\n\n{table(rows)}\n")
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.md").write_text(report(name, known[name].__doc__ or "", rows), encoding="utf-8")
        missed = missed or any(row.met is False for row in rows)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
