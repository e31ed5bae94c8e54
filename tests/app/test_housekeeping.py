"""What would grow for ever is cut, and nothing that anybody still needs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from ostiary.app.housekeeping import clean
from ostiary.audit.verification import verify
from ostiary.devices.model import CommandRow, DeviceRow
from ostiary.identity.model import LoginFailureRow
from ostiary.kernel.context import System
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.outbox import Fact, FactRow
from ostiary.kernel.schema import Base
from ostiary.kernel.trail import AnchorRow, Method, TrailRow
from ostiary.provisioning.model import DeviceContentRow
from tests.rig.ground import Gated, Ground

BIOSTATION = 46
MANY = 7
HELD = {"state": "offline", "pending": 0, "held": {}, "refused": {}}


@dataclass(frozen=True)
class Happened(Fact):
    """Something has happened."""

    number: int


@operation(module=(), right="write", verb="TEST", method=Method.ADD)
async def happen(work: Work, count: int) -> None:
    """So many things happen, with a line and a command each."""
    for number in range(count):
        work.tell(Happened(number))
        work.note(f"thing {number}")
    times = {"queued": work.now, "expires": work.now}
    commands = [{"device_id": 1, "body": {}, **times, "done": True} for _ in range(count)]
    await work.session.execute(insert(CommandRow), commands)
    failure = {"login_fold": "x", "address": "192.0.2.1", "at": work.now}
    await work.session.execute(insert(LoginFailureRow).values(failure))


@pytest.fixture
async def site(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Gated:
    """A site where a batch is small."""
    monkeypatch.setattr("ostiary.app.housekeeping.BATCH", 3)
    monkeypatch.setattr("ostiary.app.housekeeping.PAUSE_SECONDS", 0)
    return Gated(ground, ground.gate())


async def count(site: Gated, table: type[Base]) -> int:
    """How many rows there are."""
    async with site.ground.database.read() as connection:
        return (await connection.scalar(select(func.count()).select_from(table))) or 0


async def stored(site: Gated) -> list[Any]:
    """The lines of the trail."""
    async with site.ground.database.read() as connection:
        columns = select(TrailRow.id, TrailRow.verb, TrailRow.change, TrailRow.digest).order_by(TrailRow.id)
        return list(await connection.execute(columns))


async def newest(site: Gated) -> int:
    """The seq of the last fact."""
    async with site.ground.database.read() as connection:
        return (await connection.scalar(select(func.max(FactRow.seq)))) or 0


async def register(site: Gated, id: int) -> None:
    """A device is registered."""
    known = {"id": id, "name": f"Device {id}", "type_id": BIOSTATION, "group_id": 1, "driver": "simulated"}
    blank = {"address": "", "port": 0, "timezone": "UTC", "firmware": "", "mac": "", "settings": {}}
    state = {"wanted": True, "connected": False, "status": 0}
    async with site.ground.database.write() as session:
        await session.execute(insert(DeviceRow).values({**known, **blank, **state}))


async def holds(site: Gated, device_id: int, seq: int) -> None:
    """A device has held all it should up to a fact."""
    async with site.ground.database.write() as session:
        row = {"device_id": device_id, "seq": seq, **HELD}
        await session.execute(insert(DeviceContentRow).values(row))


class TestClean:
    async def test_after_a_month_what_is_done_with_goes(self, site: Gated) -> None:
        await site.run(happen, MANY)
        site.ground.clock.move(days=29)
        await clean(site.gate, 0)
        assert (await count(site, FactRow), await count(site, CommandRow)) == (MANY, MANY)
        assert await count(site, LoginFailureRow) == 0
        site.ground.clock.move(days=2)
        await site.run(happen, 2)
        await clean(site.gate, 0)
        assert (await count(site, FactRow), await count(site, CommandRow)) == (2, 2)
        assert await count(site, LoginFailureRow) == 1

    async def test_facts_wait_for_a_device_that_is_away_but_not_for_ever(self, site: Gated) -> None:
        """What never held all it should, or is not registered any more, holds nothing back."""
        await register(site, 9)
        await register(site, 8)
        await site.run(happen, 2)
        seen = await newest(site)
        await holds(site, 9, seen)
        await holds(site, 8, 0)
        await holds(site, 7, 1)
        await site.run(happen, MANY)
        site.ground.clock.move(days=31)
        await clean(site.gate, 0)
        assert await count(site, FactRow) == MANY
        site.ground.clock.move(days=365)
        await clean(site.gate, 0)
        assert await count(site, FactRow) == 1

    async def test_facts_go_as_soon_as_every_device_has_had_them(self, site: Gated) -> None:
        await register(site, 9)
        await holds(site, 9, 1)
        await site.run(happen, MANY)
        site.ground.clock.move(days=31)
        await clean(site.gate, 0)
        assert await count(site, FactRow) == MANY - 1
        async with site.ground.database.write() as session:
            await session.execute(update(DeviceContentRow).values(seq=await newest(site)))
        await clean(site.gate, 0)
        assert await count(site, FactRow) == 1


class TestTrail:
    async def test_stays_unless_an_age_is_set(self, site: Gated) -> None:
        await site.run(happen, MANY)
        site.ground.clock.move(days=4000)
        await clean(site.gate, 0)
        assert await count(site, TrailRow) == MANY

    async def test_what_is_older_goes_once_a_day_and_the_rest_is_whole(self, site: Gated) -> None:
        await site.run(happen, MANY)
        site.ground.clock.move(hours=12)
        await site.run(happen, MANY)
        site.ground.clock.move(days=90)
        await clean(site.gate, 90)
        assert await count(site, TrailRow) == 2 * MANY
        site.ground.clock.move(hours=13)
        await clean(site.gate, 90)
        lines = -(-2 * MANY // 3)
        assert await count(site, TrailRow) == lines
        found = await verify(site.gate, System("audit verify"))
        assert (found.whole, found.chained) == (True, lines)
        await clean(site.gate, 90)
        assert await count(site, TrailRow) == lines

    async def test_what_was_tampered_with_stays_and_a_line_says_so_once_a_day(self, site: Gated) -> None:
        await site.run(happen, MANY)
        old = site.ground.clock() - timedelta(days=400)
        rows = await stored(site)
        async with site.ground.database.write() as session:
            await session.execute(update(TrailRow).where(TrailRow.id <= rows[1].id).values(at=old))
            forged = update(TrailRow).where(TrailRow.id == rows[1].id)
            await session.execute(forged.values(digest=rows[4].digest))
            await session.execute(delete(TrailRow).where(TrailRow.id.in_([row.id for row in rows[2:5]])))
        left = [rows[number].id for number in (0, 1, 5, 6)]
        for hours in (0, 1, 24):
            site.ground.clock.move(hours=hours)
            await clean(site.gate, 90)
        found = await stored(site)
        assert [row.id for row in found[:4]] == left
        assert [(row.verb, row.change["after"]) for row in found[4:]] == [
            ("AUDIT_EXPIRE_STOP", {"broken": left[0]}),
            ("AUDIT_EXPIRE_STOP", {"broken": left[0]}),
        ]
        async with site.ground.database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(AnchorRow)) == 0
