"""The acts on the server's settings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ostiary.kernel import counter
from ostiary.kernel.context import Module
from ostiary.kernel.database import upsert
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.settings import queries
from ostiary.settings import server as servers
from ostiary.settings.facts import UserSyncChanged
from ostiary.settings.model import SettingRow
from ostiary.settings.security import Security, SecurityChange
from ostiary.settings.server import Server, ServerChange
from ostiary.settings.shown import check, flat, merged

CHANGES = "setting.change"
"""The counter of changes: one act at a time changes settings."""
KEPT_SECURITY = SecurityChange()
KEPT_SERVER = ServerChange()


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """What is new of the settings. `shown` by the reference's names; what is absent is kept."""

    security: SecurityChange = KEPT_SECURITY
    server: ServerChange = KEPT_SERVER
    shown: Mapping[str, Any] = field(default_factory=dict)


@operation(module=Module.SETTING, right="write", verb="SETTING_UPDATE", method=Method.UPDATE)
async def change_settings(work: Work, change: SettingsChange) -> None:
    """Change what is given of the settings, all or nothing. Raises `NotSupported` for a switch of what is not there."""
    change.security.check()
    check(change.shown)
    await counter.take(work.session, CHANGES)
    before = await queries.server(work.session)
    after = replace(before, **_given(change.server))
    servers.check(after)
    await _write(work, queries.SECURITY, asdict(Security()), _given(change.security))
    await _write(work, queries.SERVER, asdict(Server()), _given(change.server))
    await _write(work, queries.SHOWN, {}, change.shown)
    if after.user_sync is not before.user_sync:
        work.tell(UserSyncChanged(before.user_sync.value, after.user_sync.value))


@operation(module=Module.SETTING, right="write", verb="SETTING_OVERRIDE", method=Method.UPDATE)
async def obey_weak_settings(work: Work, weak: bool) -> None:
    """Say whether settings that weaken the server are obeyed; the server itself does at its start."""
    await counter.take(work.session, CHANGES)
    await _write(work, queries.SECURITY, asdict(Security()), {"weak": weak})


def _given(change: SecurityChange | ServerChange) -> dict[str, Any]:
    return {name: value for name, value in asdict(change).items() if value is not None}


async def _write(work: Work, name: str, defaults: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Store what is given of a document, and note what differs."""
    old = await queries.document(work.session, name)
    document = merged(old, new)
    before, after = dict(flat({**defaults, **old})), dict(flat({**defaults, **document}))
    differing = sorted(path for path in after if path not in before or after[path] != before[path])
    if differing:
        await upsert(work.session, SettingRow, [{"name": name, "document": document}], ["name"])
        was = {path: before[path] for path in differing if path in before}
        work.note(name, was, {path: after[path] for path in differing})
