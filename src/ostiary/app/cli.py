"""Commands: `ostiary serve`, `backup`, `restore`, `audit`, `export`, `jobs`, `admin`, `db`, `simulator`, `sim`,
`demo`.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from asyncpg import PostgresError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from ostiary import __version__
from ostiary.app import accounts, addresses, copying, exports, jobs, logs, migrate, proof, serving, sim
from ostiary.app.backup import making, passphrase, restoring
from ostiary.app.backup.sealing import BackupError
from ostiary.app.config import Config, ConfigError, load
from ostiary.app.demo import crowd
from ostiary.app.demo.site import plans
from ostiary.kernel.clock import now
from ostiary.kernel.vault import VaultError
from ostiary.simulator import service
from ostiary.simulator.store import StoreError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(no_args_is_help=True, help="The database and its schema.")
admin = typer.Typer(no_args_is_help=True, help="What only the administrator of the machine may do.")
audit = typer.Typer(no_args_is_help=True, help="The audit trail.")
demo = typer.Typer(no_args_is_help=True, help="The demo site.")
app.add_typer(database, name="db")
app.add_typer(admin, name="admin")
app.add_typer(audit, name="audit")
app.add_typer(demo, name="demo")
app.add_typer(sim.app, name="sim")
app.add_typer(exports.app, name="export")
app.add_typer(jobs.app, name="jobs")
console = Console()

ConfigFile = Annotated[Path | None, typer.Option(help="A TOML file with settings.")]
DataDir = Annotated[Path | None, typer.Option(help="Where everything is kept (./data).")]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="sqlite:///... or postgresql://...; SQLite in the data directory.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(help=f"A file with the passphrase; else that of {passphrase.VARIABLE}, else it is asked for."),
]
SimulatorPort = Annotated[int | None, typer.Option(help="Port of the simulator's control API (8470).")]


def _tell_version(wanted: bool) -> None:
    if wanted:
        console.print(f"Ostiary {__version__}")
        raise typer.Exit


@app.callback()
def ostiary(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version and end.")
    ] = False,
) -> None:
    """Ostiary, an access control server."""


def main() -> None:
    """Run the command line; wrong settings end in one line and status 2, what is out of order in one and status 1."""
    os.umask(0o077)
    try:
        app()
    except ConfigError as error:
        sys.stderr.write(f"ostiary: {error}\n")
        raise SystemExit(2) from None
    except (BackupError, copying.NoCopy, DBAPIError, PostgresError, StoreError, VaultError, OSError) as error:
        sys.stderr.write(f"ostiary: {serving.reason(error)}\n")
        raise SystemExit(1) from None


def _config(**options: Any) -> Config:
    config = load(options)
    logs.install(config.log_level)
    return config


@app.command()
def serve(
    config: ConfigFile = None,
    data_dir: DataDir = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (all, IPv4 and IPv6).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8443).")] = None,
    http: Annotated[bool | None, typer.Option("--http", help="Plain HTTP, for use behind a proxy only.")] = None,
    names: Annotated[
        str | None, typer.Option(help="Further names and addresses for the certificate, comma-separated.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="One's own certificate chain, PEM.")] = None,
    certificate_key: Annotated[Path | None, typer.Option(help="Its key, PEM.")] = None,
    database_url: DatabaseUrl = None,
    demo: Annotated[bool | None, typer.Option("--demo", help="Load the demo site with simulated devices.")] = None,
    simulator: Annotated[str | None, typer.Option(help="Simulated devices: inside, apart or off.")] = None,
    simulator_port: SimulatorPort = None,
    log_level: Annotated[str | None, typer.Option(help="debug, info, warning or error.")] = None,
) -> None:
    """Run the server."""
    serving.serve(
        _config(
            config=config,
            data_dir=data_dir,
            host=host,
            port=port,
            http=http,
            names=names,
            certificate=certificate,
            certificate_key=certificate_key,
            database_url=database_url,
            demo=demo,
            simulator=simulator,
            simulator_port=simulator_port,
            log_level=log_level,
        )
    )


@app.command()
def simulator(
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
    gateway_port: Annotated[int | None, typer.Option(help="Port at which servers reach the devices (8471).")] = None,
    log_level: Annotated[str | None, typer.Option(help="debug, info, warning or error.")] = None,
) -> None:
    """Run the demo site's simulated devices in a process of their own; serve with --simulator apart."""
    config = _config(data_dir=data_dir, simulator_port=simulator_port, gateway_port=gateway_port, log_level=log_level)
    with contextlib.ExitStack() as found:

        def ready(running: service.Service) -> None:
            address = running.control.address
            found.enter_context(addresses.kept(config.data_dir / addresses.SIMULATOR, address))

        ports = config.simulator_port, config.gateway_port
        asyncio.run(service.serve(config.data_dir, ports[0], gateway_port=ports[1], plans=plans(), ready=ready))


@demo.command(name="crowd")
def send_crowd(
    rate: Annotated[str, typer.Option(help="People, such as 5/s, 90/min or 1000/h.")] = "5/s",
    count: Annotated[int | None, typer.Option(help="End after so many.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed sends the same people.")] = 1,
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
) -> None:
    """Send people through the building until interrupted: each presents his card at some reader, and passes if let."""
    people = crowd.rate_of(rate)
    verdicts: Counter[str] = Counter()

    async def send() -> None:
        ended = asyncio.current_task()
        if ended is not None:
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, ended.cancel)
        async with httpx.AsyncClient(**sim.way_in(data_dir, simulator_port)) as control:
            readers = await crowd.readers_of_doors(control)
            console.print(
                f"Sending people to {len(readers)} readers of doors, {rate}{f', {count} in all' if count else ''};"
                f" one card in {crowd.STRANGER_EVERY} is nobody's, one person in {crowd.ASTRAY_EVERY} tries a door that"
                " is not his. Ctrl-C ends it and shuts the doors."
            )
            async with crowd.progress(console, verdicts):
                await crowd.send(control, readers, people, count, seed, verdicts)

    with contextlib.suppress(asyncio.CancelledError):
        try:
            asyncio.run(send())
        except* httpx.HTTPError as errors:
            raise ConfigError(f"the simulator does not answer: {errors.exceptions[0]}") from None
    console.print(crowd.told(verdicts))


@admin.command(name="reset-password")
def reset_password(config: ConfigFile = None, data_dir: DataDir = None, database_url: DatabaseUrl = None) -> None:
    """Give `admin` a new generated password that must be changed at the next login; his sessions end."""
    settings = _config(config=config, data_dir=data_dir, database_url=database_url)
    if migrate.is_absent(settings.database) or asyncio.run(migrate.standing(settings.database)).current is None:
        raise ConfigError(f"there is no database of Ostiary's at {settings.data_dir}: name the data directory")
    asyncio.run(serving.prepare(settings))
    login, password = asyncio.run(accounts.reset(settings))
    console.print(f"login: {login}   password: {password}   (to be changed at the next login)")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write; there must be none.")],
    passphrase_file: PassphraseFile = None,
    config: ConfigFile = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Back up database, key and files into one encrypted file, also while the server runs."""
    settings = _config(config=config, data_dir=data_dir, database_url=database_url)
    secret = passphrase.given(passphrase_file, new=True)
    with console.status("beginning") as status:
        made = asyncio.run(making.make(settings, target, secret, status.update))
    rows = sum(table.count for table in made.tables.values())
    console.print(f"Backed up {rows} rows and {len(made.files)} files to {target}. Keep the passphrase elsewhere.")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="The file that `ostiary backup` wrote.")],
    overwrite: Annotated[bool, typer.Option(help="Put it in place of what is there, which is copied first.")] = False,
    check: Annotated[bool, typer.Option(help="Only read the file and prove it.")] = False,
    passphrase_file: PassphraseFile = None,
    config: ConfigFile = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Restore a backup into an empty directory and database, of either kind. Stop the server before."""
    settings = _config(config=config, data_dir=data_dir, database_url=database_url)
    secret = passphrase.given(passphrase_file, new=False)
    with source.open("rb") as file, console.status("beginning") as status:
        if check:
            about, manifest = restoring.check(file, secret, status.update)
        else:
            work = restoring.restore(settings, file, secret, overwrite=overwrite, tell=status.update)
            about, manifest = asyncio.run(work)
    rows = sum(table.count for table in manifest.tables.values())
    done = "is whole" if check else "is restored: start the server"
    console.print(f"The backup of {about.at:%Y-%m-%d %H:%M} UTC, {rows} rows and {len(manifest.files)} files, {done}.")


@audit.command(name="verify")
def verify(
    config: ConfigFile = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    holds: Annotated[str | None, typer.Option(help="LINE:DIGEST that was printed before and must still stand.")] = None,
) -> None:
    """Prove that no line of the audit trail was altered, added or taken out; ends with status 1 where one was."""
    settings = _config(config=config, data_dir=data_dir, database_url=database_url)
    standing = asyncio.run(proof.verify_trail(settings, proof.mark_of(holds)))
    console.print("\n".join(proof.told(standing)), soft_wrap=True, highlight=False)
    if not standing.whole:
        raise typer.Exit(1)


@database.command(name="upgrade")
def upgrade(
    config: ConfigFile = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    no_copy: Annotated[bool, typer.Option("--no-copy", help="There is a copy already: make none.")] = False,
) -> None:
    """Bring the database to this version's schema, with a copy of it first. Stop the server before."""
    settings = _config(config=config, data_dir=data_dir, database_url=database_url)

    async def work() -> None:
        standing = await migrate.standing(settings.database)
        if standing.ready:
            console.print(f"The database is at revision {standing.current}: nothing to do.")
            return
        if standing.current is not None and not no_copy:
            console.print(f"Copied to {await copying.copy(settings.database, now(), settings.data_dir)}")
        await migrate.upgrade(settings.database)
        console.print(f"Upgraded from {standing.current or 'nothing'} to {standing.newest}.")

    try:
        asyncio.run(work())
    except migrate.UnknownRevision as error:
        raise ConfigError(str(error)) from None
