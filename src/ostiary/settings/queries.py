"""Reads of the settings: what the server obeys, and the whole as the settings page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.kernel.operation import View, query
from ostiary.settings.model import SettingRow

Source = AsyncConnection | AsyncSession

SECURITY = "security"
SERVER = "server"


@dataclass(frozen=True, slots=True)
class Security:
    """How sessions end and when logins are locked; whole seconds and minutes."""

    session_seconds: int = 3600
    failures_of_pair: int = 5
    """Failed logins for one login id from one address."""
    failures_of_login: int = 100
    """Failed logins for one login id from anywhere."""
    locked_minutes: int = 10

    @property
    def idle(self) -> timedelta:
        """How long a session lives without a request."""
        return timedelta(seconds=self.session_seconds)

    @property
    def locked(self) -> timedelta:
        """How long a lock lasts."""
        return timedelta(minutes=self.locked_minutes)


@dataclass(frozen=True, slots=True)
class Server:
    """How people, ids and logs are treated. Numbers as on the wire."""

    alphanumeric_ids: bool = False
    user_sync_method: int = 1
    """1: every user goes to every device; 0: none by itself; 3: to the devices of his access groups."""
    user_by_device_sync_method: int = 0
    log_sync_method: int = 0
    """0: devices' logs are fetched by themselves."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set."""

    security: Security
    server: Server


SECURITY_DOCUMENT = select(SettingRow.document).where(SettingRow.name == SECURITY).scalar_subquery()
"""The stored part of `Security`, as a column beside others; `security_of` reads it."""


def security_of(document: Mapping[str, Any] | None) -> Security:
    """What sessions and logins obey, from the stored part."""
    return Security(**_known(Security, document or {}))


async def security(source: Source) -> Security:
    """What sessions and logins obey."""
    return security_of(await _document(source, SECURITY))


async def server(source: Source) -> Server:
    """What the treatment of people and logs obeys."""
    return Server(**_known(Server, await _document(source, SERVER)))


@query(module=())
async def read_settings(view: View, _: None) -> Settings:
    """Every setting; no secret is among them."""
    return Settings(await security(view.connection), await server(view.connection))


async def _document(source: Source, name: str) -> dict[str, Any]:
    stored = await source.execute(select(SettingRow.document).where(SettingRow.name == name))
    return stored.scalar_one_or_none() or {}


def _known(cls: type[Security | Server], document: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: document[field.name] for field in fields(cls) if field.name in document}
