"""Reads of the settings: what the server obeys, and the whole as the settings page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.kernel.operation import View, query
from ostiary.settings.model import SettingRow
from ostiary.settings.security import Security
from ostiary.settings.server import Server

Source = AsyncConnection | AsyncSession

SECURITY = "security"
SERVER = "server"
SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set; `shown` by the reference's names, without the members that never were."""

    security: Security
    server: Server
    shown: Mapping[str, Any] = field(default_factory=dict)


SECURITY_DOCUMENT = select(SettingRow.document).where(SettingRow.name == SECURITY).scalar_subquery()
"""The stored part of `Security`, as a column beside others; `security_of` reads it."""


def security_of(document: Mapping[str, Any] | None) -> Security:
    """What sessions, logins and passwords obey, from the stored part."""
    return Security(**_known(Security, document or {}))


async def security(source: Source) -> Security:
    """What sessions, logins and passwords obey."""
    return security_of(await document(source, SECURITY))


async def server(source: Source) -> Server:
    """What the treatment of people and logs obeys."""
    return Server(**_known(Server, await document(source, SERVER)))


@query(module=())
async def read_settings(view: View, _: None) -> Settings:
    """Every setting; no secret is among them."""
    shown = await document(view.connection, SHOWN)
    return Settings(await security(view.connection), await server(view.connection), shown)


async def document(source: Source, name: str) -> dict[str, Any]:
    """A document as it is stored; empty where it is not."""
    stored = await source.execute(select(SettingRow.document).where(SettingRow.name == name))
    return stored.scalar_one_or_none() or {}


def _known(cls: type[Security | Server], document: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: document[field.name] for field in fields(cls) if field.name in document}
