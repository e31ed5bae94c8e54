"""What goes wrong between a device and its server, and what remains true."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ostiary.drivers.simulated.local import Local
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.content import Family, digest
from ostiary.port.driver import Target
from ostiary.port.reports import ConnectionChanged, ContentLost, DoorReport, LogHint, Report
from ostiary.simulator.store import StoreError
from tests.simulator.site import FRONT, STATION, Site, a_user


@pytest.fixture
async def driver(site: Site) -> AsyncIterator[Local]:
    """A driver connected to the front device, with room for ten hints."""
    driver = Local(site.fleet, hints=10, call_timeout=0.05)
    await driver.start()
    await driver.connect(Target(STATION))
    yield driver
    await driver.stop()


async def waiting(driver: Local) -> list[Report]:
    """All that waits to be read; ends the driver."""
    await driver.stop()
    return [report async for report in driver.reports()]


def hinted(reports: list[Report]) -> list[int]:
    """Indexes of the hints."""
    return [report.record.index for report in reports if isinstance(report, LogHint)]


class TestHints:
    """The realtime stream may lie by omission; the log does not."""

    async def test_a_full_queue_drops_hints_and_nothing_else(self, site: Site, driver: Local) -> None:
        site.equip(site.station, a_user())
        await asyncio.gather(*(site.present(card="1234") for _ in range(50)))
        await site.fleet.set_network(STATION, False)
        await site.fleet.set_network(STATION, True)
        reports = await waiting(driver)
        assert len(hinted(reports)) == 10
        assert driver.dropped > 0
        connections = [report.connected for report in reports if isinstance(report, ConnectionChanged)]
        assert connections == [True, False, True]
        assert [report.unlocked for report in reports if isinstance(report, DoorReport)] == [True]
        indexes = [record.index for record in await site.log(site.station)]
        assert indexes == list(range(1, site.station.journal.newest + 1))

    async def test_lost_and_doubled(self, site: Site, driver: Local) -> None:
        faults = site.fleet.interference(STATION)
        faults.drop_hints(2)
        faults.double_hints(1)
        for _ in range(4):
            site.station.log(16384)
        await site.fleet.settled()
        assert hinted(await waiting(driver)) == [4, 4, 5]

    async def test_late_and_out_of_order(self, site: Site, driver: Local) -> None:
        site.fleet.interference(STATION).hold_hints()
        for _ in range(3):
            site.station.log(16384)
        await site.fleet.settled()
        site.fleet.release_hints(STATION)
        site.station.log(16384)
        await site.fleet.settled()
        assert hinted(await waiting(driver)) == [4, 3, 2, 5]

    async def test_nothing_is_hinted_before_it_is_durable(self, site: Site, driver: Local) -> None:
        site.station.log(16384)
        assert hinted(await waiting(driver)) == []


class TestCalls:
    """Devices that fail to answer."""

    async def test_a_call_fails_as_told(self, site: Site, driver: Local) -> None:
        site.fleet.interference(STATION).fail_calls(Fault.NOT_READY, 2)
        for _ in range(2):
            with pytest.raises(DeviceError) as caught:
                await driver.digests(STATION, Family.USERS)
            assert caught.value.fault is Fault.NOT_READY
        assert await driver.digests(STATION, Family.USERS) == {}

    async def test_a_device_that_hangs_is_given_up(self, site: Site, driver: Local) -> None:
        site.fleet.interference(STATION).hang()
        with pytest.raises(DeviceError) as caught:
            await driver.digests(STATION, Family.USERS)
        assert caught.value.fault is Fault.TIMED_OUT
        site.fleet.interference(STATION).resume()
        assert await driver.digests(STATION, Family.USERS) == {}


class TestContent:
    """Behind the server's back."""

    async def test_altered_and_lost_records_show_in_the_digests(self, site: Site, driver: Local) -> None:
        site.equip(site.station, a_user("7"), a_user("8", cards=("8",)))
        altered = a_user("7", cards=("666",))
        await site.fleet.alter(STATION, Family.USERS, altered)
        await site.fleet.lose(STATION, Family.USERS, ["8"])
        assert await driver.digests(STATION, Family.USERS) == {"7": digest(altered)}

    async def test_new_hardware_says_that_it_is_empty(self, site: Site, driver: Local) -> None:
        site.equip(site.station, a_user())
        epoch = (await driver.log(STATION, 0, 1)).epoch
        await site.fleet.replace(STATION)
        page = await driver.log(STATION, 0, 10)
        assert (page.epoch, [record.code for record in page.records]) == (epoch + 1, [16896, 12544])
        assert await driver.digests(STATION, Family.DOORS) == {}
        assert ContentLost(STATION) in await waiting(driver)

    async def test_a_silent_wipe_says_nothing(self, site: Site, driver: Local) -> None:
        site.equip(site.station, a_user())
        await site.fleet.wipe(STATION)
        assert await driver.doors(STATION) == ()
        assert ContentLost(STATION) not in await waiting(driver)

    async def test_one_record_serves_the_whole_fleet(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.equip(site.controller, a_user())
        assert site.station.holdings.user("7") is site.controller.holdings.user("7")
        site.station.delete(Family.USERS, ["7"])
        assert (await site.present(card="1234")).event_code == 4354
        assert site.controller.holdings.find_id("7") is not None


class TestDisk:
    """A store that cannot be written for a while."""

    async def test_nothing_is_acknowledged_and_nothing_is_lost(self, site: Site, tmp_path: Path) -> None:
        site.equip(site.station, a_user())
        await site.fleet.settled()
        with sqlite3.connect(tmp_path / "simulator.db", isolation_level=None) as other:
            other.execute("begin immediate")
            site.fleet._store._write_to.execute("pragma busy_timeout = 0")
            with pytest.raises(StoreError):
                await site.present(card="1234")
            other.execute("rollback")
        other.close()
        assert (await site.present(card="1234")).event_code == 4102
        records = await site.log(site.station)
        assert [record.code for record in records].count(4102) == 2
        assert [record.index for record in records] == list(range(1, len(records) + 1))
        assert site.station.doors.get(FRONT) is not None
