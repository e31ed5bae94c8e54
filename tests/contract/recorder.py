"""Records what tests got from the API, checks every answer on the way, and proves the ledger at the end.

As a pytest plugin (`pytest_plugins = ["tests.contract.recorder"]` in tests/conftest.py) it keeps a folder of notes
for all workers of the session; `pytest --contract` fails the session unless each `done` entry of the ledger had its
success and its errors, and its answers every member of their shape. The notes stay in `.cache/contract/notes.tsv` for
`python -m tests.contract.verify`.

A client is listened to by httpx's hooks, and so is a server of its own process:

    AsyncClient(transport=ASGITransport(app), base_url="https://ostiary.test", event_hooks=LISTEN)
"""

import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.ledger import Entry, at, carries, entries
from tests.contract.shapes import conforms, members, miscounted, operation_of, refuses, unanswered

VARIABLE = "OSTIARY_CONTRACT_NOTES"
KEPT = Path(__file__).parents[2] / ".cache" / "contract" / "notes.tsv"
SUCCESS = "0"
SPOKEN_UNDER = ("/api/", "/js/")
PAGED = re.compile(b"limit|offset")
"""What a request for a part of a list says."""

_noted: set[tuple[str, str]] = set()


class OffContract(AssertionError):
    """An answer breaks the contract; the sentences say how."""


def note(method: str, target: str, sent: bytes, status: int, answered: bytes) -> None:
    """Check one answer and write down which entries of the ledger it is a success or a refusal of.

    A success counts for the entries whose `sends` the call carried, a refusal for all entries of the path.
    """
    answer = _json(answered)
    code = _code(answer)
    if code is None and answered and status == 200 and not (target.startswith("/api/") and isinstance(answer, dict)):
        code = SUCCESS
    differences = refuses(answer) if status >= 400 else conforms(method, target.partition("?")[0], answer)
    if status == 200 and not PAGED.search(target.encode() + sent):
        differences += miscounted(answer)
    if target.startswith(SPOKEN_UNDER) and (isinstance(answer, dict) or method == "DELETE") and differences:
        raise OffContract(f"{method} {target} answered {status}:\n  " + "\n  ".join(differences))
    if code is None or (code == SUCCESS and status != 200):
        return
    if code == SUCCESS:
        operation = operation_of(method, target.partition("?")[0])
        for member in members(operation, answer):
            _write(operation, member)
    body = _json(sent)
    for entry in at(method, target, entries()):
        if code != SUCCESS or carries(entry, target, body):
            _write(str(entry.number), code)


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _code(answer: Any) -> str | None:
    if not isinstance(answer, dict):
        return None
    response = answer.get("Response", answer)
    code = response.get("code") if isinstance(response, dict) else None
    return code if isinstance(code, str) else None


def _write(what: str, had: str) -> None:
    folder = os.environ.get(VARIABLE)
    if folder and (what, had) not in _noted:
        _noted.add((what, had))
        with (Path(folder) / f"{os.getpid()}.tsv").open("a", encoding="utf-8") as notes:
            notes.write(f"{what}\t{had}\n")


async def listen(response: httpx.Response) -> None:
    """The hook for `httpx.AsyncClient`."""
    await response.aread()
    listen_in_step(response)


def listen_in_step(response: httpx.Response) -> None:
    """The hook for `httpx.Client`."""
    response.read()
    request = response.request
    target = request.url.raw_path.decode("ascii")
    note(request.method, target, request.read(), response.status_code, response.content)


LISTEN: dict[str, list[Any]] = {"response": [listen]}
LISTEN_IN_STEP: dict[str, list[Any]] = {"response": [listen_in_step]}


def notes_in(paths: list[Path]) -> set[tuple[str, str]]:
    """The pairs of files of notes: an entry's number and a code, or an operation and a member of its answer."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return {(what, had) for what, had in (line.split("\t") for line in lines)}


def unproved(ledger: tuple[Entry, ...], noted: set[tuple[str, str]]) -> list[str]:
    """What the notes do not prove of the `done` entries, in sentences."""
    missing = []
    for entry in ledger:
        if entry.status == "done":
            missing += [
                f"{entry.number} {entry.method} {entry.path} ({entry.title}): no test got {_meaning(code, entry)}"
                for code in (SUCCESS, *entry.errors)
                if (str(entry.number), code) not in noted
            ]
    return missing


def _meaning(code: str, entry: Entry) -> str:
    if code != SUCCESS:
        return f"the error {code}"
    return "a success" + (f" that sent {', '.join(entry.sends)}" if entry.sends else "")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--contract`."""
    parser.addoption("--contract", action="store_true", help="fail unless the ledger's done entries were proved")


def pytest_configure(config: pytest.Config) -> None:
    """Open the folder of notes, in the process that the user started and not in its workers."""
    if not hasattr(config, "workerinput"):
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix="ostiary-contract-")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Gather the notes of all workers; with `--contract`, fail the session for what they do not prove."""
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(os.environ.pop(VARIABLE))
    noted = notes_in(sorted(folder.glob("*.tsv")))
    shutil.rmtree(folder)
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text("".join(f"{what}\t{had}\n" for what, had in sorted(noted)), encoding="utf-8")
    if session.config.getoption("--contract"):
        missing = unproved(entries(), noted) + unanswered(entries(), noted)
        session.config.stash[UNPROVED] = missing
        if missing and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


UNPROVED: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was not proved."""
    missing = config.stash.get(UNPROVED, [])
    if missing:
        terminalreporter.section("contract")
        for line in missing:
            terminalreporter.write_line(line)
