"""Commands find what runs on a data directory, at whatever port, and trust its authority."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ostiary.app.addresses import SERVER, SIMULATOR, kept, known
from tests.rig.served import PASSWORD, served

HOLDER = """
import sys
from pathlib import Path
from ostiary.app.addresses import kept
with kept(Path(sys.argv[1]), "http://one"):
    print("kept", flush=True)
    sys.stdin.read()
"""


def run(*arguments: str, folder: Path) -> tuple[int, str]:
    """Status and output of a command that is told the data directory alone."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("OSTIARY_")}
    done = subprocess.run(
        [sys.executable, "-m", "ostiary.app", *arguments, "--data-dir", str(folder)],
        env={**settings, "OSTIARY_PASSWORD": PASSWORD, "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout + done.stderr


class TestFile:
    def test_tells_the_address_while_its_writer_lives(self, tmp_path: Path) -> None:
        path = tmp_path / SERVER
        assert known(path) is None
        with kept(path, "http://one"):
            assert (known(path), known(path)) == ("http://one", "http://one")
        assert (known(path), list(tmp_path.iterdir())) == (None, [])

    def test_of_a_process_that_was_killed_says_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / SERVER
        command = [sys.executable, "-c", HOLDER, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            assert known(path) == "http://one"
            process.send_signal(signal.SIGKILL)
        assert (path.exists(), known(path)) == (True, None)
        with kept(path, "http://two"):
            assert known(path) == "http://two"

    def test_of_another_process_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / SERVER
        with kept(path, "http://one"):
            second = kept(path, "http://two")
            second.__enter__()
        assert known(path) == "http://two"
        second.__exit__(None, None, None)
        assert known(path) is None

    def test_that_cannot_be_written_stops_nobody(self, tmp_path: Path) -> None:
        with kept(tmp_path / "none" / SERVER, "http://one"):
            assert known(tmp_path / "none" / SERVER) is None


class TestCommands:
    def test_reach_what_runs_on_the_data_directory(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        with served(folder, tls=True) as server:
            port = server.url.rpartition(":")[2]
            assert known(folder / SERVER) == f"https://localhost:{port}"
            for words in (
                ("jobs", "list"),
                ("jobs", "list", "--url", server.url),
                ("export", "audit", str(tmp_path / "trail.csv")),
                ("sim", "devices"),
                ("sim", "sensor", "1", "close"),
                ("demo", "crowd", "--count", "1"),
            ):
                status, output = run(*words, folder=folder)
                assert status == 0, output
            server.process.kill()
            server.process.wait()
            status, output = run("jobs", "list", folder=folder)
            assert (status, len(output.splitlines())) == (2, 1)
            assert "https://localhost:8443 does not answer" in output or "CERTIFICATE" in output
            assert {(folder / name).exists() for name in (SERVER, SIMULATOR)} == {True}

    @pytest.mark.parametrize("words", [("sensor", "1", "ajar"), ("power", "542190001", "open")])
    def test_say_which_words_they_take(self, words: tuple[str, ...], tmp_path: Path) -> None:
        (tmp_path / "simulator.token").write_text("token")
        status, output = run("sim", *words, folder=tmp_path)
        wanted = {"sensor": "ajar: one of open, closed, close", "power": "open: one of on, off"}[words[0]]
        assert (status, output) == (2, f"ostiary: {wanted}\n")
