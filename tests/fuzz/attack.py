"""A site under attack: generated requests by an administrator and by an operator who may do everything, but only within
his scope; what lies outside of it he neither sees nor changes.
"""

import asyncio
import json
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from sqlalchemy import Table, select

from ostiary.app.compose import House, application
from ostiary.app.schema import METADATA
from ostiary.kernel.context import Module
from ostiary.simulator.plan import DevicePlan
from tests.fuzz.hostile import Hostile, Sent
from tests.matrix.estate import INSIDE, OUTSIDE, SYSTEM, WORDS, populate
from tests.rig.asgi import Answered, Headers, ask
from tests.rig.site import PASSWORD, config_of

WITHOUT: Final = (
    "POST /api/login",
    "POST /api/logout",
    "GET /api/devices/{id}/credentials/face",
    "POST /api/devices/{id}/scan_card",
    "POST /api/devices/{id}/scan_fingerprint",
)
"""Requests that end a session or wait for somebody at a reader."""
OUTCAST: Final = WORDS[OUTSIDE]
NAMED_FREELY: Final = f"{OUTCAST} level".encode()
"""Access levels are the site's: everybody who reads them sees their names, and of their doors those in his scope."""
INTRUDER: Final = "intruder"
AT_ONCE: Final = 16
ALIVE_EVERY: Final = 500
FILTERS: Final = ("UserGroup", "DeviceGroup", "DoorGroup", "AccessGroup")
LIVELY: Final = frozenset({"trail", "event", "event_name", "event_position", "fact", "reader", "device_clock"})
"""Tables that go on by themselves."""
SETTLED: Final = {"device": ("id", "name", "group_id", "type_id", "parent_id", "address", "port", "wanted")}
"""Where only these columns are the operators'."""


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """The site, with a session of the administrator and one of the intruder."""

    house: House
    app: FastAPI
    admin: Headers
    intruder: Headers


@asynccontextmanager
async def target(folder: Path, url: str) -> AsyncIterator[Target]:
    """A site on a database that has begun, with things inside and outside of the intruder's scope."""
    plans = tuple(DevicePlan(number, f"{word} reader", "BioStation 3 Max FP") for number, word in WORDS.items())
    house = House(config_of(folder, url), lambda _: None, plans)
    await house.gate.run(SYSTEM, populate, None)
    await house.open()
    app = application(house)
    try:
        admin = await _session(app, "admin")
        await _let_in(app, admin)
        yield Target(house, app, admin, await _session(app, INTRUDER))
    finally:
        await house.close()


async def _session(app: FastAPI, login_id: str) -> Headers:
    body = json.dumps({"User": {"login_id": login_id, "password": PASSWORD}}).encode()
    answer = await ask(app, "POST", "/api/login", body=body)
    return [pair for pair in answer.headers if pair[0] == b"bs-session-id"]


async def _let_in(app: FastAPI, admin: Headers) -> None:
    level = {
        "name": "Limited",
        "filter": {kind: [INSIDE] for kind in FILTERS},
        "module": {module.value: {"read": True, "write": True} for module in Module},
    }
    made = await ask(app, "POST", "/api/permissions", body=json.dumps({"Permission": level}).encode(), headers=admin)
    assert made.status == 200, made
    person = {
        "user_id": "777000",
        "name": "Intruder",
        "user_group_id": {"id": INSIDE},
        "start_datetime": "2001-01-01T00:00:00.00Z",
        "expiry_datetime": "2030-12-31T23:59:00.00Z",
        "login_id": INTRUDER,
        "password": PASSWORD,
        "permission": {"id": json.loads(made.body)["Permission"]["id"]},
    }
    answer = await ask(app, "POST", "/api/users", body=json.dumps({"User": person}).encode(), headers=admin)
    assert answer.status == 200, answer


async def attack(site: Target, count: int, seed: int, *, as_admin: bool) -> Outcome:
    """Send so many requests, several at once. What must not be is among the findings."""
    hostile = Hostile(site.app.openapi(), random.Random(seed), WITHOUT)  # noqa: S311
    outcome = Outcome()
    before = {} if as_admin else await _outside(site.house)
    requests = iter([hostile.request() for _ in range(count)])
    async with asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(_send(site, requests, outcome, as_admin=as_admin))
    if not as_admin:
        after = await _outside(site.house)
        outcome.findings += [
            f"outside the scope {table} changed: {before[table] ^ after[table]}"
            for table in before
            if before[table] != after[table]
        ]
    return outcome


async def _send(site: Target, requests: Iterator[Sent], outcome: Outcome, *, as_admin: bool) -> None:
    for sent in requests:
        headers = site.admin if as_admin else site.intruder
        answer = await ask(site.app, sent.method, sent.path, sent.query, sent.body, headers)
        outcome.requests += 1
        outcome.statuses[answer.status] += 1
        outcome.findings += [f"{finding}: {sent} -> {answer.body[:300]!r}" for finding in _wrong(answer, as_admin)]
        if not outcome.requests % ALIVE_EVERY:
            alive = await ask(site.app, "GET", "/api/doors", headers=site.admin)
            outcome.findings += [] if alive.status == 200 else [f"others are not served: {alive}"]


def _wrong(answer: Answered, as_admin: bool) -> Iterator[str]:
    if answer.status >= 500:
        yield f"status {answer.status}"
    if answer.status == 401:
        yield "the session has ended"
    if not as_admin and OUTCAST.encode() in answer.body.replace(NAMED_FREELY, b""):
        yield "outside the scope, and shown"


async def _outside(house: House) -> dict[str, frozenset[tuple[Any, ...]]]:
    """Every row of what lies outside the intruder's scope, and of what belongs to that."""
    async with house.database.read() as connection:
        rows = {
            table: [row._mapping for row in await connection.execute(select(table))]
            for table in METADATA.sorted_tables
            if table.name not in LIVELY
        }
    keys: defaultdict[tuple[str, str], set[Any]] = defaultdict(set)
    found: dict[str, frozenset[tuple[Any, ...]]] = {}
    for table, its_rows in rows.items():
        outside = [row for row in its_rows if _is_outside(table, row, keys)]
        for row in outside:
            for column in table.primary_key:
                keys[table.name, column.name].add(row[column])
        columns = SETTLED.get(table.name)
        found[table.name] = frozenset(
            tuple(str(row[column]) for column in table.columns if columns is None or column.name in columns)
            for row in outside
        )
    return found


def _is_outside(table: Table, row: Any, keys: defaultdict[tuple[str, str], set[Any]]) -> bool:
    if any(isinstance(value, str) and value.startswith(OUTCAST) for value in row.values()):
        return True
    return any(row[key.parent] in keys[key.column.table.name, key.column.name] for key in table.foreign_keys)
