"""Commands that call the API of a running server, signed in for as long as the command lasts."""

import contextlib
import os
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from ostiary.app import addresses
from ostiary.app.config import Config, ConfigError

PASSWORD = "OSTIARY_PASSWORD"  # noqa: S105
SECONDS = 30.0
SESSION = "bs-session-id"

Url = Annotated[str | None, typer.Option(help="Where the server is; else the one that runs on the data directory.")]
Login = Annotated[
    str, typer.Option(envvar="OSTIARY_LOGIN", help=f"Who signs in; his password is asked for, or that of {PASSWORD}.")
]


class Server:
    """A server, as somebody who has signed in calls it."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The document that a call answers. Raises `ConfigError` with what went wrong."""
        return _document(self._answer(method, path, **options))

    def fetch(self, path: str, target: Path) -> None:
        """Write what a path answers into a new file. Raises `ConfigError`."""
        try:
            with self._client.stream("GET", path) as answer, target.open("xb") as file:
                if answer.is_error:
                    raise ConfigError(f"the server does not hand out the file, status {answer.status_code}")
                for piece in answer.iter_bytes():
                    file.write(piece)
        except httpx.HTTPError as error:
            raise ConfigError(f"the server does not answer: {error}") from None

    def sign_in(self, login: str, password: str) -> None:
        """Begin a session for the calls that follow."""
        answer = self._answer("POST", "/api/login", json={"User": {"login_id": login, "password": password}})
        _document(answer)
        self._client.headers[SESSION] = answer.headers[SESSION]

    def _answer(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return self._client.request(method, path, **options)
        except httpx.HTTPError as error:
            raise ConfigError(f"the server at {self._client.base_url} does not answer: {error}") from None


@contextlib.contextmanager
def signed_in(config: Config, url: str | None, login: str) -> Iterator[Server]:
    """The server at `url`, else the one that runs on the data directory, else the one of the settings; the session is
    ended at the end.
    """
    password = os.environ.get(PASSWORD) or typer.prompt(f"Password of {login}", hide_input=True, err=True)
    address = url or addresses.known(config.data_dir / addresses.SERVER) or config.address
    with httpx.Client(base_url=address, verify=_trust(config), timeout=SECONDS, trust_env=False) as client:
        server = Server(client)
        server.sign_in(login, password)
        try:
            yield server
        finally:
            with contextlib.suppress(ConfigError):
                server.call("POST", "/api/logout")


def _trust(config: Config) -> ssl.SSLContext:
    """The authorities of the machine, and the server's own one of the data directory."""
    trust = ssl.create_default_context()
    authority = config.data_dir / "tls" / "ca.pem"
    if authority.is_file():
        trust.load_verify_locations(authority)
    return trust


def _document(answer: httpx.Response) -> Any:
    try:
        document = answer.json()
    except ValueError:
        raise ConfigError(f"the server answers no JSON, status {answer.status_code}") from None
    if not isinstance(document, dict):
        raise ConfigError(f"this is no server of Ostiary's, status {answer.status_code}")
    if answer.is_error:
        said = document.get("detail") or document.get("title") or document.get("Response", {}).get("message")
        raise ConfigError(str(said or f"status {answer.status_code}"))
    return document
