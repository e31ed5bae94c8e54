"""What keeps a server or a command from starting ends in one line and a status that is not 0."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.served import PASSWORD, free_port, served


def run(*arguments: str, folder: Path, **environment: str) -> tuple[int, str]:
    """Status and output of a command."""
    settings = {**os.environ, "OSTIARY_DATA_DIR": str(folder), "OSTIARY_ADMIN_PASSWORD": PASSWORD, **environment}
    command = [sys.executable, "-m", "ostiary.app", *arguments]
    done = subprocess.run(
        command, env=settings, check=False, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )
    return done.returncode, done.stdout + done.stderr


def one_line(outcome: tuple[int, str]) -> str:
    """The line that a command ended with."""
    status, output = outcome
    lines = output.splitlines()
    assert (status != 0, len(lines)) == (True, 1), output
    return lines[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a server that has run."""
    data = tmp_path_factory.mktemp("ran") / "data"
    with served(data):
        pass
    return data


class TestKey:
    def test_another_than_the_databases_is_refused_and_none_made(self, folder: Path) -> None:
        key = folder / "key"
        right = key.read_bytes()
        for content in (None, b"x" * 32, b"short"):
            key.unlink()
            if content is not None:
                key.write_bytes(content)
            assert "key" in one_line(run("serve", "--http", "--port", str(free_port()), folder=folder))
            assert key.exists() == (content is not None)
            key.write_bytes(right)
        with served(folder):
            pass


class TestRunning:
    def test_a_second_server_is_refused(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        with served(folder) as first:
            port = first.url.rpartition(":")[2]
            assert port in one_line(run("serve", "--http", "--port", port, folder=tmp_path / "other"))
            assert not (tmp_path / "other").exists()
            assert "another server" in one_line(run("serve", "--http", "--port", str(free_port()), folder=folder))


class TestData:
    def test_only_the_owner_may_read_them(self, folder: Path) -> None:
        assert folder.stat().st_mode & 0o077 == 0
        assert {path.name for path in folder.glob("ostiary.db*") if path.stat().st_mode & 0o077} == set()

    def test_a_file_that_is_no_database_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "ostiary.db").write_bytes(b"no database" * 1000)
        for command in (("serve", "--http"), ("db", "upgrade"), ("admin", "reset-password")):
            one_line(run(*command, folder=tmp_path))

    def test_a_password_is_reset_only_where_there_is_a_database(self, tmp_path: Path) -> None:
        assert "no database" in one_line(run("admin", "reset-password", folder=tmp_path / "elsewhere"))
        assert not (tmp_path / "elsewhere").exists()


class TestCertificate:
    def test_one_that_cannot_be_used_is_refused(self, tmp_path: Path) -> None:
        for name in ("cert.pem", "key.pem"):
            (tmp_path / name).write_text("no PEM")
        chosen = ("--certificate", str(tmp_path / "cert.pem"), "--certificate-key", str(tmp_path / "key.pem"))
        assert "cannot be used" in one_line(run("serve", *chosen, folder=tmp_path / "data"))


class TestPassword:
    def test_a_short_first_one_is_refused(self, tmp_path: Path) -> None:
        assert "8 to 32" in one_line(run("serve", folder=tmp_path, OSTIARY_ADMIN_PASSWORD="short"))

    def test_a_common_first_one_is_refused(self, tmp_path: Path) -> None:
        words = ("serve", "--http", "--port", str(free_port()), "--simulator", "off")
        assert "most common" in one_line(run(*words, folder=tmp_path, OSTIARY_ADMIN_PASSWORD="Password1"))
        with served(tmp_path, "--simulator", "off"):
            pass
