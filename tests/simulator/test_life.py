"""Power, network, tamper, slaves, clock and log of a device, over restarts of the simulator too."""

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ostiary.policy.door import Flag
from ostiary.port.commands import DeviceError, DoorCommand, DoorVerb
from ostiary.port.content import Family, digest
from ostiary.port.discovery import Lan
from ostiary.port.reports import ConnectionChanged, Report
from ostiary.protocols.firmware import pack
from ostiary.simulator.device import Power
from ostiary.simulator.errors import DeviceOffError, NoSuchDeviceError, NotPossibleError
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.store import StoreError
from tests.simulator.site import (
    CONTROLLER,
    FRONT,
    KEYPAD,
    READER_IN,
    READER_OUT,
    STATION,
    Site,
    a_site,
    a_user,
    some_settings,
)


class Ear:
    """Somebody who listens."""

    def __init__(self) -> None:
        self.heard: list[Report] = []

    def hear(self, report: Report) -> None:
        """Remember."""
        self.heard.append(report)

    def connections(self) -> list[tuple[int, bool]]:
        """Who came and went."""
        return [(report.device_id, report.connected) for report in self.heard if isinstance(report, ConnectionChanged)]


class TestPower:
    """Off and on."""

    async def test_a_device_without_power_answers_nobody(self, site: Site) -> None:
        await site.fleet.set_power(STATION, False)
        with pytest.raises(DeviceOffError):
            await site.present(card="1")

    async def test_it_comes_back_with_content_and_log(self, site: Site) -> None:
        site.equip(site.station, a_user())
        await site.present(card="1234")
        before = await site.log(site.station)
        await site.fleet.set_power(STATION, False)
        await site.fleet.set_power(STATION, True)
        after = await site.log(site.station)
        assert after[: len(before)] == before
        assert [record.code for record in after[len(before) :]] == [12544]
        assert (await site.present(card="1234")).event_code == 4102

    async def test_starting_takes_a_moment(self, tmp_path: Path) -> None:
        async with a_site(tmp_path, boot_time=5) as site:
            site.station.reboot(STATION)
            assert site.station.power is Power.BOOTING
            with pytest.raises(DeviceOffError):
                await site.present(card="1")
            site.clock.advance(5)
            assert site.station.online
            assert await site.codes(site.station) == [12544, 12544]


class TestNetwork:
    """Alone."""

    async def test_it_decides_and_logs_alone(self, site: Site) -> None:
        site.equip(site.station, a_user())
        begin = site.station.journal.newest
        await site.fleet.set_network(STATION, False)
        assert (await site.present(card="1234")).event_code == 4102
        await site.fleet.set_network(STATION, True)
        assert await site.codes(site.station, begin) == [13312, 4102, 20480, 13056]

    async def test_tamper(self, site: Site) -> None:
        begin = site.station.journal.newest
        for on in (True, True, False):
            await site.fleet.set_tamper(STATION, on)
        assert await site.codes(site.station, begin) == [16384, 16640]


class TestSlaves:
    """Readers on the line."""

    async def test_its_loss_is_the_masters_event(self, site: Site) -> None:
        ear = Ear()
        site.fleet.listen(ear)
        begin = site.controller.journal.newest
        await site.fleet.set_power(READER_IN, False)
        await site.fleet.set_power(READER_IN, True)
        records = [record for record in await site.log(site.controller) if record.index > begin]
        assert [(record.code, record.reader_id) for record in records] == [(15872, READER_IN), (15616, READER_IN)]
        assert ear.connections() == [(READER_IN, False), (READER_IN, True)]

    async def test_they_come_and_go_with_their_master(self, site: Site) -> None:
        ear = Ear()
        site.fleet.listen(ear)
        await site.fleet.set_power(CONTROLLER, False)
        assert ear.connections() == [(CONTROLLER, False), (READER_IN, False), (READER_OUT, False)]

    async def test_only_slaves_can_be_slaves(self, site: Site) -> None:
        with pytest.raises(NotPossibleError):
            await site.fleet.add(DevicePlan(9, "No slave", "BioStation 3", parent_id=CONTROLLER))


class TestFleet:
    """Members come and go while the fleet runs."""

    async def test_a_device_is_added_and_taken_away(self, site: Site) -> None:
        await site.fleet.add(DevicePlan(77, "New", "BioStation 3"))
        assert site.fleet.device(77).online
        site.equip(site.fleet.device(77), a_user())
        await site.fleet.remove(77)
        with pytest.raises(NoSuchDeviceError):
            site.fleet.device(77)

    async def test_a_device_comes_back_under_its_old_number(self, site: Site) -> None:
        for _ in range(2):
            await site.fleet.add(DevicePlan(77, "New", "BioStation 3"))
            site.fleet.device(77).log(16384)
            assert await site.codes(site.fleet.device(77)) == [12544, 16384]
            site.fleet.device(77).log(16640)
            await site.fleet.remove(77)

    async def test_a_slave_is_added_and_taken_away(self, site: Site) -> None:
        begin = site.controller.journal.newest
        await site.fleet.add(DevicePlan(2003, "Third", "XPass D2", parent_id=CONTROLLER))
        await site.fleet.remove(2003)
        assert await site.codes(site.controller, begin) == [15616, 15872]


class TestRestart:
    """The simulator's process ends and begins again."""

    async def test_everything_is_there_again(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            site.equip(site.station, a_user(pin="4711", face=True, fingers=(1,)))
            await site.present(card="1234")
            site.clock.advance(5)
            site.station.command(DoorCommand(DoorVerb.LOCK, (FRONT,)))
            site.station.set_clock(site.clock.now() + timedelta(hours=1))
            await site.fleet.add(DevicePlan(77, "New", "BioStation 3"))
            digests = {family: dict(site.station.holdings.digests(family)) for family in Family}
            log = await site.log(site.station)
        async with a_site(tmp_path) as again:
            assert {family: dict(again.station.holdings.digests(family)) for family in Family} == digests
            assert digests[Family.USERS]["7"] == digest(a_user(pin="4711", face=True, fingers=(1,)))
            assert (await again.log(again.station))[: len(log)] == log
            assert again.station.doors.reports()[0].locked_by is Flag.OPERATOR
            assert again.station.now() - again.clock.now() == timedelta(hours=1)
            assert again.fleet.device(77).plan.name == "New"
            assert (await again.present(card="1234")).event_code == 6423

    async def test_network_settings_are_those_that_were_set(self, tmp_path: Path) -> None:
        moved = Lan("192.0.2.7", 51215, gateway="192.0.2.1")
        async with a_site(tmp_path) as site:
            await site.fleet.add(DevicePlan(3000, "Caller", "XPass 2", calls_server=True))
            site.fleet.place(STATION, moved)
            await site.fleet.settled()
        async with a_site(tmp_path) as site:
            assert site.station.own.lan == moved
            assert site.fleet.device(3000).own.calls
            await site.fleet.remove(3000)
            await site.fleet.add(DevicePlan(3000, "Another", "XPass 2"))
            assert not site.fleet.device(3000).own.calls

    async def test_what_nobody_holds_is_not_kept(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            site.equip(site.station, a_user())
            await site.fleet.wipe(STATION)
        async with a_site(tmp_path) as again:
            assert not again.station.holdings.digests(Family.USERS)
            site.equip(again.station, a_user())
            assert (await again.present(card="1234")).event_code == 4102

    async def test_one_process_at_a_time(self, site: Site) -> None:
        await site.fleet.settled()
        with pytest.raises(StoreError, match="in use"):
            Fleet(site.path / "simulator.db")
        assert stat.S_IMODE((site.path / "simulator.db").stat().st_mode) == 0o600

    async def test_a_device_whose_content_is_nonsense_stays_off_and_keeps_no_other_off(self, tmp_path: Path) -> None:
        nonsense = '{"use_image_log":true,"imageLogEventInfo":[]}'
        async with a_site(tmp_path) as site:
            site.station.holdings.write(Family.SETTINGS, [replace(some_settings(), extra=nonsense)])
        async with a_site(tmp_path) as again:
            assert [(each.id, each.online) for each in again.fleet.devices()] == [
                (STATION, False),
                (KEYPAD, True),
                (CONTROLLER, True),
            ]
            again.station.wipe()
            await again.fleet.set_power(STATION, True)
            assert again.station.online


class TestLog:
    """The ring."""

    async def test_it_overwrites_the_oldest(self, site: Site) -> None:
        site.station.journal.size = 10
        for _ in range(15):
            site.station.log(16384)
        await site.fleet.settled()
        newest = site.station.journal.newest
        page = await site.station.journal.page(0, 100)
        assert (page.oldest, page.newest) == (newest - 9, newest)
        assert [record.index for record in page.records] == list(range(newest - 9, newest + 1))

    async def test_pages_begin_with_the_index_asked_for(self, site: Site) -> None:
        for _ in range(20):
            site.station.log(16384)
        await site.fleet.settled()
        page = await site.station.journal.page(5, 3)
        assert [record.index for record in page.records] == [5, 6, 7]
        beyond = await site.station.journal.page(1000, 3)
        assert beyond.records == ()
        assert beyond.newest == 21

    async def test_clearing_begins_a_new_epoch(self, site: Site) -> None:
        epoch = site.station.journal.epoch
        await site.fleet.clear_log(STATION)
        page = await site.station.journal.page(0, 100)
        assert (page.epoch, page.oldest, page.newest) == (epoch + 1, 1, 1)
        assert [record.code for record in page.records] == [16896]

    async def test_its_clock_runs_on_without_the_fleet(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            site.fleet.drift_clock(STATION, 1_000_000)
            site.clock.advance(60)
            site.fleet.shift_clock(STATION, timedelta(seconds=-30))
            now = site.station.now()
        async with a_site(tmp_path) as site:
            site.clock.advance(60)
            assert site.station.now() == now
            site.clock.advance(1)
            assert site.station.now() == now + timedelta(seconds=2)

    async def test_a_power_cut_while_firmware_is_loaded_leaves_the_old_one(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            unit, old = site.station.own, site.station.own.firmware
            data = pack(unit.profile.type_id, "9.9.1", b"image")
            unit.load(0, data)
            await site.fleet.set_power(STATION, False)
            await site.fleet.set_power(STATION, True)
            with pytest.raises(DeviceError):
                site.station.upgrade(STATION)
            assert unit.firmware == old
            unit.load(0, data)
            site.station.upgrade(STATION)
        async with a_site(tmp_path) as site:
            assert site.station.own.firmware == "9.9.1"

    async def test_the_device_stamps_its_own_clock(self, site: Site) -> None:
        site.fleet.shift_clock(STATION, timedelta(minutes=-7))
        site.station.log(16384)
        assert (await site.log(site.station))[-1].at == site.clock.now() - timedelta(minutes=7)
        site.station.set_clock(site.clock.now())
        record = (await site.log(site.station))[-1]
        assert (record.code, record.at) == (12800, site.clock.now())
