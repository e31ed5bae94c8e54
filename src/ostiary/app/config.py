"""Settings from outside: command-line options, then environment, then a file, then defaults. Bad ones end in one clear
line.
"""

import os
import tomllib
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, ValidationError, field_validator
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ostiary.app import certificates
from ostiary.identity.passwords import LONGEST, SHORTEST

PREFIX = "OSTIARY_"
LEAST_AUDIT_DAYS = 90
EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104
"""Hosts that stand for every address of the machine."""
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class ConfigError(Exception):
    """A setting is wrong; the text is one line for the person who starts the server."""


class Config(BaseModel):
    """Every setting. The name of each, in capitals and after `OSTIARY_`, is its environment variable."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    data_dir: Path = Path("data")
    """Where everything is kept: the database, the key, certificates, tokens."""
    host: str = ""
    """Address to listen on; empty = every one of the machine's, IPv4 and IPv6."""
    port: int = Field(8443, ge=1, le=65535)
    http: bool = False
    """Plain HTTP, for use behind a proxy only."""
    trusted_proxies: tuple[IPvAnyNetwork, ...] | None = None
    """Whose X-Forwarded-For and X-Forwarded-Proto count; not given = the machine's own, with `http`."""
    names: tuple[str, ...] = ()
    """Names and addresses by which clients call, beside the machine's own, for the certificate of our own authority."""
    certificate: Path | None = None
    certificate_key: Path | None = None
    database_url: str = Field("", repr=False)
    """Empty = SQLite in the data directory."""
    admin_password: str = Field("", repr=False)
    """First password of `admin`; without one a password is generated that must be changed."""
    demo: bool = False
    """Load the demo site with its simulated devices."""
    simulator: Literal["inside", "apart", "off"] = "inside"
    """Whether simulated devices live in this process, in `ostiary simulator`, or nowhere."""
    simulator_port: int = Field(8470, ge=0, le=65535)
    gateway_port: int = Field(8471, ge=0, le=65535)
    """Where `ostiary simulator` and a server beside it meet, on the loopback address."""
    origins: tuple[str, ...] = ()
    """Origins of web pages on other hosts that may call the API."""
    max_body: int = Field(64 * 1024 * 1024, ge=1024)
    """Largest request body, bytes."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    obey_weak_settings: bool = False
    """Obey also those settings of the API that weaken the server beyond its own bounds (docs/settings.md)."""
    audit_days: int = Field(0, ge=0, le=36500)
    """How long lines of the audit trail are kept; 0 = for ever."""
    proof_minutes: int = Field(10, ge=1)
    """How often what every device holds is read back and compared."""

    @field_validator("origins", "trusted_proxies", "names", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("names")
    @classmethod
    def _fit_for_a_certificate(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            certificates.general_name(name)
        return value

    @field_validator("audit_days")
    @classmethod
    def _long_kept(cls, value: int) -> int:
        if 0 < value < LEAST_AUDIT_DAYS:
            raise ValueError(f"0, or {LEAST_AUDIT_DAYS} days at least")
        return value

    @field_validator("admin_password")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value and not SHORTEST <= len(value) <= LONGEST:
            raise ValueError(f"{SHORTEST} to {LONGEST} characters")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value:
            return value
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("not a database URL") from None
        driver = DRIVERS.get(url.get_backend_name())
        if driver is None:
            raise ValueError("only sqlite: and postgresql: are known")
        if driver.startswith("sqlite") and url.database in {None, "", ":memory:"}:
            raise ValueError("SQLite needs a file: sqlite:///path")
        return url.set(drivername=driver).render_as_string(hide_password=False)

    @property
    def database(self) -> str:
        """The URL with its async driver."""
        if self.database_url:
            return self.database_url
        return URL.create(DRIVERS["sqlite"], database=str(self.data_dir.resolve() / "ostiary.db")).render_as_string()

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks of trusted proxies."""
        if self.trusted_proxies is not None:
            return self.trusted_proxies
        return (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128")) if self.http else ()

    @property
    def address(self) -> str:
        """What to type into a browser on this machine."""
        host = self.host if self.host not in EVERYWHERE else "localhost"
        return f"{'http' if self.http else 'https'}://{f'[{host}]' if ':' in host else host}:{self.port}"


def load(options: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Config:
    """The settings; `options` that are None were not given. Raises `ConfigError`."""
    env = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    file = options.get("config") or env.get(f"{PREFIX}CONFIG")
    if file:
        values |= _read(Path(file))
    known = Config.model_fields
    for name, value in env.items():
        key = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and key in known and value != "":
            values[key] = value
    values |= {name: value for name, value in options.items() if value is not None and name in known}
    try:
        config = Config.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        setting, reason = str(problem["loc"][0]), problem["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{setting}: {reason}") from None
    if (config.certificate is None) != (config.certificate_key is None):
        raise ConfigError("certificate and certificate_key go together")
    return config


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from None
