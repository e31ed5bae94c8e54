"""How `ostiary serve` runs: the schema checked, the house opened, uvicorn listening, everything closed on SIGTERM."""

import asyncio
import contextlib
import os
import signal
import socket
import ssl
import sys
from collections.abc import Iterator

import uvicorn
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from ostiary.app import addresses, certificates, first_password, migrate
from ostiary.app.compose import AlreadyServed, House, application
from ostiary.app.config import Config, ConfigError
from ostiary.app.listening import listen
from ostiary.app.protocol import BoundedHttp
from ostiary.kernel import vault
from ostiary.kernel.clock import now
from ostiary.kernel.vault import VaultError
from ostiary.simulator import prompt
from ostiary.simulator.store import StoreError

KEY_FILE = "key"
GRACE_SECONDS = 5
console = Console(stderr=True, highlight=False, soft_wrap=True)


class Server(prompt.Server):
    """Uvicorn that ends with status 0 after SIGTERM or SIGINT, as it has stopped cleanly."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on either signal; put the handlers back at the end."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


async def prepare(config: Config) -> None:
    """Make the data directory and the first schema; a schema of another version is the administrator's to upgrade."""
    try:
        config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        config.data_dir.chmod(0o700)
    except OSError as error:
        raise ConfigError(f"cannot keep data in {config.data_dir}: {error.strerror}") from None
    try:
        standing = await migrate.standing(config.database)
    except migrate.UnknownRevision as error:
        raise ConfigError(str(error)) from None
    except OSError as error:
        raise ConfigError(f"cannot reach the database: {error}") from None
    if standing.current is not None and not (config.data_dir / KEY_FILE).exists():
        raise ConfigError(f"the key {config.data_dir / KEY_FILE} of this database is missing: restore it")
    if standing.current is None:
        if await migrate.has_tables(config.database) and (await migrate.standing(config.database)).current is None:
            raise ConfigError("the database is not empty and not Ostiary's")
        _key(config)
        await migrate.upgrade(config.database)
    elif not standing.ready:
        raise ConfigError(
            f"the database is at revision {standing.current}, this version needs {standing.newest}:"
            " stop the server, then run `ostiary db upgrade`"
        )


def serve(config: Config) -> None:
    """Serve until SIGTERM or SIGINT. Raises `ConfigError` for what keeps it from starting."""
    asyncio.run(_serve(config))
    sys.stderr.flush()
    # Everything is closed: what a thread of a library may still wait for must not keep the process.
    os._exit(0)


async def _serve(config: Config) -> None:
    listening = _listen(config)
    await prepare(config)
    files = _certificate(config)
    house = _house(config)
    try:
        await house.open()
    except (AlreadyServed, ConfigError, StoreError, OSError, DBAPIError) as error:
        await house.close()
        raise ConfigError(reason(error)) from error
    console.print(f"Ostiary listens on {config.address}   API reference: {config.address}/reference")
    try:
        with addresses.kept(config.data_dir / addresses.SERVER, config.address):
            await _server(config, house, files).serve([listening])
    finally:
        await house.close()


def _listen(config: Config) -> socket.socket:
    try:
        return listen(config.host, config.port)
    except OSError as error:
        raise ConfigError(f"cannot listen on {config.host or '*'} port {config.port}: {reason(error)}") from None


def _house(config: Config) -> House:
    _key(config)
    return House(config, announce=lambda password: _announce(config, password))


def _key(config: Config) -> None:
    """Make the key where there is none: before the schema, which is of no use without it."""
    path = config.data_dir / KEY_FILE
    try:
        vault.load(path)
    except (OSError, VaultError) as error:
        raise ConfigError(f"the key {path} cannot be used: {reason(error)}") from None


def reason(error: Exception) -> str:
    """What went wrong, in one line."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _server(config: Config, house: House, files: certificates.Files | None) -> Server:
    return Server(
        uvicorn.Config(
            application(house),
            http=BoundedHttp,
            ws="websockets-sansio",
            ssl_certfile=files.certificate if files else None,
            ssl_keyfile=files.key if files else None,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )


def _certificate(config: Config) -> certificates.Files | None:
    if config.http:
        return None
    if config.certificate and config.certificate_key:
        for path in (config.certificate, config.certificate_key):
            if not path.is_file():
                raise ConfigError(f"cannot read {path}")
        files = certificates.Files(config.certificate, config.certificate_key)
    else:
        try:
            files = certificates.ensure(config.data_dir / "tls", now(), config.names)
        except ValueError as error:
            raise ConfigError(f"the certificate in {config.data_dir / 'tls'} cannot be used: {reason(error)}") from None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(files.certificate, files.key, password="")
    except ssl.SSLError as error:
        raise ConfigError(f"{files.certificate} and {files.key} cannot be used: {error.reason or error}") from None
    return files


def _announce(config: Config, password: str) -> None:
    """Tell the generated password, once: at the terminal, or else in a file."""
    if sys.stderr.isatty():
        console.print(f"First login: admin   password: {password}   (to be changed at once, it is shown only here)")
        return
    path = config.data_dir / first_password.FILE_NAME
    first_password.keep(path, password)
    console.print(f"First login: admin   password: in {path}   (to be changed at once)")
