"""What every driver must do. A driver's own test module gives the `rig` fixture and subclasses the classes here."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.policy.antipassback import UNSEEN, Antipassback, Side, Strictness, TimedAntipassback
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.policy.door import Alarm, Flag
from ostiary.policy.dualauth import Approval, DualAuthentication
from ostiary.policy.outputs import Signal
from ostiary.policy.passing import ExtendedOpening, Terms
from ostiary.policy.schedule import ALWAYS, Holiday, HolidayGroup, HolidaySlots, Repeat, Schedule, Segment
from ostiary.port.commands import (
    CardCapture,
    ClearPassback,
    DeviceCommand,
    DeviceError,
    DeviceVerb,
    DoorCommand,
    DoorVerb,
    FaceCapture,
    Fault,
    FingerCapture,
    Outcome,
    ScanCommand,
    ScanKind,
)
from ostiary.port.content import (
    AlarmOutput,
    BlacklistEntry,
    CardContent,
    Family,
    Record,
    UserContent,
    digest,
    key_of,
    summary_of,
)
from ostiary.port.discovery import Bus
from ostiary.port.driver import Driver, Target
from ostiary.port.marks import DEPTH, EMPTY, Tree
from ostiary.port.reports import ConnectionChanged, DoorReport, LockTurned, LogHint, Report
from ostiary.protocols import firmware
from ostiary.simulator.presentation import Answer, FaceSign, FingerSign, Presentation, Response
from tests.simulator.site import FRONT, STATION, a_door, a_user, photographing, some_settings

CONTENT: dict[Family, tuple[Record, ...]] = {
    Family.SETTINGS: (some_settings(),),
    Family.HOLIDAYS: (HolidayGroup(3, "Feasts", (Holiday(date(2026, 12, 25), Repeat.YEARLY),)),),
    Family.SCHEDULES: (
        Schedule(4, "Work", ((Segment(540, 1020),),) * 7, holidays=(HolidaySlots(3, (Segment(600, 660),)),)),
        Schedule(5, "Shift", ((Segment(0, 1440),), ()), cycle_start=date(2026, 1, 1)),
    ),
    Family.DOORS: (
        a_door(),
        a_door(
            2,
            terms=Terms(
                Antipassback(Strictness.SOFT, 600, True, (3, 4)),
                TimedAntipassback(Strictness.SOFT, 60, Side.EXIT, (5,)),
                DualAuthentication(Side.ENTRY, Approval.LAST, (6, 7), 30, 4),
                ExtendedOpening(20, (8,)),
            ),
            outputs=(AlarmOutput(Alarm.HELD_OPEN, STATION, 0, 5, Signal(1, 2, 3, 4)),),
        ),
    ),
    Family.LEVELS: (AccessLevel(1, "All hours", (LevelItem((FRONT,), ALWAYS),)), AccessLevel(2, "Empty")),
    Family.GROUPS: (AccessGroup(1, "Staff", (1, 2)),),
    Family.USERS: (
        a_user("7", fingers=(0, 5), face=True, pin="4711"),
        replace(a_user("é-8", cards=("55", CardContent("56", 6))), private_modes=(PrivateMode(Factor.CARD, 24),)),
    ),
    Family.BLACKLIST: (BlacklistEntry("666", 2),),
}


@dataclass
class Rig:
    """A driver and the hands of somebody who stands before its device. `device_id` is one device with all that is
    tried, `master_id` another one with at least two slaves.
    """

    driver: Driver
    device_id: int
    master_id: int
    present: Callable[[Presentation], Awaitable[Answer]]
    cut: Callable[[], Awaitable[None]]
    mend: Callable[[], Awaitable[None]]
    pass_time: Callable[[float], Awaitable[None]]
    scanning: Callable[[], Awaitable[object]]

    async def connect(self) -> None:
        """Connect to the device."""
        await self.driver.connect(Target(self.device_id))

    async def equip(self) -> None:
        """Connect and write everything."""
        await self.connect()
        for family in Family:
            assert not await self.driver.write(self.device_id, family, CONTENT[family])

    async def until(self, wanted: Callable[[Report], bool]) -> list[Report]:
        """Reports up to the first wanted one."""
        seen = []
        async with asyncio.timeout(5):
            async for report in self.driver.reports():
                seen.append(report)
                if wanted(report):
                    break
        return seen

    async def until_connected(self, connected: bool) -> None:
        """Wait for the device to come or go."""
        await self.until(
            lambda report: (
                isinstance(report, ConnectionChanged)
                and (report.device_id, report.connected) == (self.device_id, connected)
            )
        )

    async def order(self, verb: DeviceVerb) -> Outcome:
        """Have the device do something to itself."""
        return await self.driver.run(self.device_id, DeviceCommand(verb))

    async def scan(self, command: ScanCommand) -> asyncio.Task[Outcome]:
        """Begin a scan; returns when the device is waiting."""
        task = asyncio.create_task(self.driver.run(self.device_id, command))
        async with asyncio.timeout(5):
            await self.scanning()
        return task


class Connection:
    """Coming and going."""

    async def test_connecting_shows_as_a_report(self, rig: Rig) -> None:
        info = await rig.driver.connect(Target(rig.device_id))
        assert info.device_id == rig.device_id
        await rig.until_connected(True)

    async def test_an_unknown_device_does_not_answer(self, rig: Rig) -> None:
        with pytest.raises(DeviceError) as caught:
            await rig.driver.connect(Target(424242))
        assert caught.value.fault is Fault.CONNECT_FAILED

    async def test_a_device_not_connected_is_not_asked(self, rig: Rig) -> None:
        with pytest.raises(DeviceError) as caught:
            await rig.driver.digests(rig.device_id, Family.USERS)
        assert caught.value.fault is Fault.NOT_CONNECTED

    async def test_a_lost_device_is_sought_until_it_is_back(self, rig: Rig) -> None:
        await rig.connect()
        await rig.cut()
        await rig.until_connected(False)
        with pytest.raises(DeviceError) as caught:
            await rig.driver.clock(rig.device_id)
        assert caught.value.fault is Fault.NOT_CONNECTED
        await rig.mend()
        await rig.until_connected(True)
        assert (await rig.driver.clock(rig.device_id)).tzinfo is not None

    async def test_a_device_let_go_is_left_alone(self, rig: Rig) -> None:
        await rig.connect()
        await rig.driver.disconnect(rig.device_id)
        await rig.until_connected(False)
        with pytest.raises(DeviceError):
            await rig.driver.clock(rig.device_id)

    async def test_a_reboot_ends_and_makes_the_connection(self, rig: Rig) -> None:
        await rig.connect()
        assert (await rig.order(DeviceVerb.REBOOT)).fault is Fault.OK
        await rig.until_connected(False)
        await rig.until_connected(True)


class Slaves:
    """What hangs on a master."""

    async def test_they_are_discovered_and_served_once_attached(self, rig: Rig) -> None:
        with pytest.raises(DeviceError) as caught:
            await rig.driver.discover(rig.master_id, Bus.RS485)
        assert caught.value.fault is Fault.NOT_CONNECTED
        master = await rig.driver.connect(Target(rig.master_id))
        first, second = master.slaves[:2]
        found = {each.device_id: each for each in await rig.driver.discover(master.device_id, Bus.RS485)}
        assert found.keys() == set(master.slaves)
        assert {each.parent_id for each in found.values()} == {master.device_id}
        assert await rig.driver.discover(master.device_id, Bus.WIEGAND) == ()
        with pytest.raises(DeviceError) as caught:
            await rig.driver.connect(Target(first))
        assert caught.value.fault is Fault.CONNECT_FAILED
        await rig.driver.attach(master.device_id, (first, 424242))
        await rig.driver.attach(master.device_id, (second,))
        shown = await rig.until(lambda report: isinstance(report, ConnectionChanged) and report.device_id == second)
        assert [report.device_id for report in shown if isinstance(report, ConnectionChanged)] == [
            master.device_id,
            first,
            second,
        ]
        assert (await rig.driver.connect(Target(second))).device_id == second
        with pytest.raises(DeviceError):
            await rig.driver.connect(Target(first))


class Content:
    """What the device holds."""

    @pytest.mark.parametrize("family", Family)
    async def test_it_holds_exactly_what_was_written(self, rig: Rig, family: Family) -> None:
        await rig.connect()
        records = CONTENT[family]
        assert not await rig.driver.write(rig.device_id, family, records)
        assert await rig.driver.digests(rig.device_id, family) == {key_of(item): digest(item) for item in records}
        keys = [key_of(item) for item in records]
        assert list(await rig.driver.read(rig.device_id, family, [*keys, "nobody"])) == list(records)
        assert not await rig.driver.delete(rig.device_id, family, [*keys, "nobody"])
        assert await rig.driver.digests(rig.device_id, family) == {}

    async def test_marks_lead_from_the_whole_to_every_record(self, rig: Rig) -> None:
        await rig.equip()
        people = [a_user(str(number)) for number in range(100, 130)]
        assert not await rig.driver.write(rig.device_id, Family.USERS, people)
        marks = await rig.driver.marks(rig.device_id)
        assert set(marks) == set(Family)
        for family in Family:
            tree = Tree(await rig.driver.digests(rig.device_id, family))
            assert marks[family] == tree.root != EMPTY
            branches = [""]
            for _ in range(DEPTH):
                below = await rig.driver.branches(rig.device_id, family, branches)
                assert below == tree.below(branches)
                branches = list(below)
            assert await rig.driver.digests(rig.device_id, family, branches[1:]) == tree.digests(branches[1:])

    async def test_marks_follow_every_change(self, rig: Rig) -> None:
        await rig.connect()
        seen = []
        for user in (a_user("7"), a_user("8"), a_user("7", cards=("9",)), a_user("7")):
            await rig.driver.write(rig.device_id, Family.USERS, [user])
            seen.append((await rig.driver.marks(rig.device_id))[Family.USERS])
        assert len(set(seen)) == 3
        assert seen[1] == seen[3]
        await rig.driver.delete(rig.device_id, Family.USERS, ["8", "nobody"])
        assert (await rig.driver.marks(rig.device_id))[Family.USERS] == seen[0]
        await rig.driver.wipe(rig.device_id)
        assert await rig.driver.marks(rig.device_id) == dict.fromkeys(Family, EMPTY)

    async def test_a_second_write_overwrites(self, rig: Rig) -> None:
        await rig.connect()
        changed = a_user(cards=("9",))
        for user in (a_user(), a_user(), changed):
            assert not await rig.driver.write(rig.device_id, Family.USERS, [user])
        assert await rig.driver.digests(rig.device_id, Family.USERS) == {"7": digest(changed)}

    async def test_the_log_tells_who_came_was_changed_and_left(self, rig: Rig) -> None:
        """8192, 8704, 9216 for each, 9728 for all; nothing of who stays as he is, or is refused."""
        await rig.connect()
        many_cards = a_user("8", cards=[str(number) for number in range(9)])
        nine = a_user("9", cards=())
        for users in ([a_user("7"), many_cards, nine], [a_user("7", disabled=True), nine]):
            await rig.driver.write(rig.device_id, Family.USERS, users)
        await rig.driver.delete(rig.device_id, Family.USERS, ["7", "8"])
        for _ in range(2):
            await rig.driver.wipe(rig.device_id)
        log = await rig.driver.log(rig.device_id, 0, 1000)
        told = [(record.code, record.user_id) for record in log.records if 8192 <= record.code < 10240]
        assert told == [(8192, "7"), (8192, "9"), (8704, "7"), (9216, "7"), (9728, "")]
        assert not any(record.by_device for record in log.records)

    async def test_wiping_leaves_the_log(self, rig: Rig) -> None:
        await rig.equip()
        before = await rig.driver.log(rig.device_id, 0, 1000)
        await rig.driver.wipe(rig.device_id)
        for family in Family:
            assert await rig.driver.digests(rig.device_id, family) == {}
        after = await rig.driver.log(rig.device_id, 0, 1000)
        assert after.records[: len(before.records)] == before.records

    async def test_what_it_cannot_hold_is_refused_one_by_one(self, rig: Rig) -> None:
        await rig.connect()
        many_cards = a_user("8", cards=[str(number) for number in range(9)])
        refused = await rig.driver.write(rig.device_id, Family.USERS, [a_user("7"), many_cards, a_user("9", cards=())])
        assert [(item.key, item.fault) for item in refused] == [("8", Fault.INVALID)]
        assert set(await rig.driver.digests(rig.device_id, Family.USERS)) == {"7", "9"}
        doors = [a_door(number) for number in range(1, 34)]
        refused = await rig.driver.write(rig.device_id, Family.DOORS, doors)
        assert [(item.key, item.fault) for item in refused] == [("33", Fault.TOO_MANY_DOORS)]

    async def test_people_are_summed_up(self, rig: Rig) -> None:
        await rig.equip()
        people = [record for record in CONTENT[Family.USERS] if isinstance(record, UserContent)]
        summaries = await rig.driver.summaries(rig.device_id, [person.user_id for person in people] + ["nobody"])
        assert list(summaries) == [summary_of(person) for person in people]
        assert (summaries[0].cards, summaries[0].fingers, summaries[0].faces) == (1, 2, 1)

    async def test_content_is_the_masters(self, rig: Rig) -> None:
        master = await rig.driver.connect(Target(rig.master_id))
        await rig.driver.attach(master.device_id, master.slaves[:1])
        slave = await rig.driver.connect(Target(master.slaves[0]))
        assert slave.parent_id == master.device_id
        with pytest.raises(DeviceError) as caught:
            await rig.driver.digests(slave.device_id, Family.USERS)
        assert caught.value.fault is Fault.NOT_SUPPORTED


class Commands:
    """What is to be done at once."""

    async def test_doors_obey(self, rig: Rig) -> None:
        await rig.equip()
        outcome = await rig.driver.run(rig.device_id, DoorCommand(DoorVerb.UNLOCK, (FRONT,)))
        assert (outcome.fault, outcome.doors) == (Fault.OK, {FRONT: Fault.OK})
        report = (await rig.driver.doors(rig.device_id))[0]
        assert (report.door_id, report.unlocked, report.unlocked_by) == (FRONT, True, Flag.OPERATOR)
        await rig.driver.run(rig.device_id, DoorCommand(DoorVerb.LOCK, (FRONT,)))
        outcome = await rig.driver.run(rig.device_id, DoorCommand(DoorVerb.OPEN, (FRONT,)))
        assert outcome.doors == {FRONT: Fault.UNLOCK_FAILED}

    async def test_who_passed_is_remembered_until_it_is_cleared(self, rig: Rig) -> None:
        await rig.equip()
        await rig.driver.write(rig.device_id, Family.DOORS, [a_door(terms=Terms(Antipassback()))])
        assert await rig.driver.whereabouts(rig.device_id, FRONT, "7") == UNSEEN
        await rig.present(Presentation(card="1234"))
        assert (await rig.driver.whereabouts(rig.device_id, FRONT, "7")).last is Side.ENTRY
        outcome = await rig.driver.run(rig.device_id, ClearPassback((FRONT, 77), users=("7",)))
        assert outcome.doors == {FRONT: Fault.OK, 77: Fault.STATE_CHANGE_FAILED}
        assert (await rig.driver.whereabouts(rig.device_id, FRONT, "7")).last is Side.NONE

    async def test_a_door_that_changes_is_reported(self, rig: Rig) -> None:
        await rig.equip()
        await rig.driver.run(rig.device_id, DoorCommand(DoorVerb.UNLOCK, (FRONT,)))
        seen = await rig.until(lambda report: isinstance(report, DoorReport) and report.unlocked)
        assert isinstance(seen[-1], DoorReport)
        assert seen[-1].unlocked_by is Flag.OPERATOR

    async def test_a_card_is_captured(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.CARD))
        assert (await rig.present(Presentation(card="8123"))).response is Response.CAPTURED
        assert (await scan).capture == CardCapture("8123")
        assert (await rig.present(Presentation(card="8123"))).response is Response.DENIED

    async def test_a_finger_is_captured_and_known_again(self, rig: Rig) -> None:
        await rig.equip()
        captures = []
        for _ in range(2):
            scan = await rig.scan(ScanCommand(ScanKind.FINGER, 80))
            await rig.present(Presentation(finger=FingerSign("7", 5)))
            capture = (await scan).capture
            assert isinstance(capture, FingerCapture)
            captures.append(capture)
        assert captures[0] == captures[1]
        assert captures[0].image.startswith(b"BM")
        assert (await rig.present(Presentation(finger=FingerSign("7", 5)))).user_id == "7"

    async def test_a_face_is_captured_with_its_picture(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.FACE))
        await rig.present(Presentation(face=FaceSign("somebody")))
        capture = (await scan).capture
        assert isinstance(capture, FaceCapture)
        assert [(kind, len(template)) for kind, template in capture.templates] == [(5, 552), (9, 552)]
        assert capture.image.startswith(b"\xff\xd8")

    async def test_a_badly_placed_finger_is_refused(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.FINGER, 80))
        await rig.present(Presentation(finger=FingerSign("7", 5, quality=30)))
        assert (await scan).fault is Fault.LOW_QUALITY

    async def test_one_scan_at_a_time(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.CARD))
        assert (await rig.driver.run(rig.device_id, ScanCommand(ScanKind.FACE))).fault is Fault.BUSY
        await rig.present(Presentation(finger=FingerSign("7", 0)))
        await rig.present(Presentation(card="5"))
        assert (await scan).capture == CardCapture("5")

    @pytest.mark.parametrize(
        ("kind", "fault"),
        [
            (ScanKind.CARD, Fault.CARD_SCAN_FAILED),
            (ScanKind.FINGER, Fault.FINGER_SCAN_FAILED),
            (ScanKind.FACE, Fault.FACE_SCAN_FAILED),
        ],
    )
    async def test_a_scan_ends_when_nobody_comes(self, rig: Rig, kind: ScanKind, fault: Fault) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(kind))
        await rig.pass_time(10)
        assert (await scan).fault is fault

    async def test_a_scan_that_is_cancelled_ends_at_the_device(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.FACE))
        scan.cancel()
        with pytest.raises(asyncio.CancelledError):
            await scan
        await rig.driver.clock(rig.device_id)
        again = await rig.scan(ScanCommand(ScanKind.CARD))
        assert (await rig.present(Presentation(card="8123"))).response is Response.CAPTURED
        assert (await again).capture == CardCapture("8123")

    async def test_a_scan_ends_with_the_connection(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.CARD))
        await rig.cut()
        with pytest.raises(DeviceError) as caught:
            await scan
        assert caught.value.fault is Fault.NOT_CONNECTED


class Care:
    """What is asked of the device itself."""

    async def test_a_locked_one_takes_nothing_until_it_is_unlocked(self, rig: Rig) -> None:
        await rig.equip()
        assert not (await rig.driver.connect(Target(rig.device_id))).locked
        for _ in range(2):
            assert (await rig.order(DeviceVerb.LOCK)).fault is Fault.OK
        await rig.until(lambda report: report == LockTurned(rig.device_id, locked=True))
        assert (await rig.driver.connect(Target(rig.device_id))).locked
        assert (await rig.present(Presentation(card="1234"))).response is Response.IGNORED
        assert (await rig.driver.run(rig.device_id, ScanCommand(ScanKind.CARD))).fault is Fault.NOT_READY
        assert (await rig.order(DeviceVerb.UNLOCK)).fault is Fault.OK
        await rig.until(lambda report: report == LockTurned(rig.device_id, locked=False))
        assert (await rig.present(Presentation(card="1234"))).response is Response.GRANTED
        log = await rig.driver.log(rig.device_id, 0, 1000)
        assert [record.code for record in log.records if record.code in {14080, 14336}] == [14080, 14336]

    async def test_a_lock_outlives_a_reboot(self, rig: Rig) -> None:
        await rig.equip()
        await rig.order(DeviceVerb.LOCK)
        assert (await rig.order(DeviceVerb.REBOOT)).fault is Fault.OK
        await rig.until_connected(False)
        await rig.until_connected(True)
        assert (await rig.driver.connect(Target(rig.device_id))).locked
        assert (await rig.present(Presentation(card="1234"))).response is Response.IGNORED

    async def test_a_lock_ends_a_scan(self, rig: Rig) -> None:
        await rig.connect()
        scan = await rig.scan(ScanCommand(ScanKind.CARD))
        await rig.order(DeviceVerb.LOCK)
        with pytest.raises(DeviceError) as caught:
            await scan
        assert caught.value.fault is Fault.NOT_READY

    async def test_an_alarm_is_cleared_whether_there_is_one_or_not(self, rig: Rig) -> None:
        await rig.connect()
        for _ in range(2):
            assert (await rig.order(DeviceVerb.CLEAR_ALARM)).fault is Fault.OK


class Firmware:
    """What it runs."""

    async def load(self, rig: Rig, data: bytes) -> None:
        """Hand a file over in parts."""
        for offset in range(0, len(data), 100):
            await rig.driver.load_firmware(rig.device_id, offset, data[offset : offset + 100])

    async def test_it_restarts_with_what_was_loaded(self, rig: Rig) -> None:
        await rig.equip()
        before = await rig.driver.connect(Target(rig.device_id))
        data = firmware.pack(before.profile.type_id, "9.9.1", b"image" * 100)
        await rig.driver.load_firmware(rig.device_id, 0, data[:50])
        await self.load(rig, data)
        await rig.driver.install_firmware(rig.device_id)
        await rig.until_connected(False)
        await rig.until_connected(True)
        assert (await rig.driver.connect(Target(rig.device_id))).firmware == "9.9.1"
        log = await rig.driver.log(rig.device_id, 0, 1000)
        assert 17152 in [record.code for record in log.records]
        assert set(await rig.driver.digests(rig.device_id, Family.USERS)) == {"7", "é-8"}

    async def test_what_is_damaged_or_for_another_model_is_refused(self, rig: Rig) -> None:
        await rig.connect()
        before = await rig.driver.connect(Target(rig.device_id))
        good = firmware.pack(before.profile.type_id, "9.9.1", b"image" * 100)
        for bad in (good[:-1], good[:-1] + b"?", b"", b"junk" * 100, firmware.pack(1, "9.9.1", b"image")):
            await rig.driver.load_firmware(rig.device_id, 0, b"")
            await self.load(rig, bad)
            with pytest.raises(DeviceError) as caught:
                await rig.driver.install_firmware(rig.device_id)
            assert caught.value.fault is Fault.UPGRADE_FAILED
        assert (await rig.driver.connect(Target(rig.device_id))).firmware == before.firmware

    async def test_parts_come_in_order(self, rig: Rig) -> None:
        await rig.connect()
        with pytest.raises(DeviceError) as caught:
            await rig.driver.load_firmware(rig.device_id, 100, b"later")
        assert caught.value.fault is Fault.UPGRADE_FAILED


class Log:
    """What happened."""

    async def test_pages_are_inclusive_and_in_order(self, rig: Rig) -> None:
        await rig.equip()
        for _ in range(5):
            await rig.present(Presentation(card="1234"))
        whole = await rig.driver.log(rig.device_id, 0, 1000)
        assert [record.index for record in whole.records] == list(range(whole.oldest, whole.newest + 1))
        third = whole.records[2]
        page = await rig.driver.log(rig.device_id, third.index, 3)
        assert page.records == whole.records[2:5]
        assert (page.oldest, page.newest, page.epoch) == (whole.oldest, whole.newest, whole.epoch)
        beyond = await rig.driver.log(rig.device_id, whole.newest + 1, 3)
        assert beyond.records == ()
        assert all(record.at.utcoffset() == timedelta() for record in whole.records)

    async def test_a_record_is_hinted_as_it_is_in_the_log(self, rig: Rig) -> None:
        await rig.equip()
        await rig.present(Presentation(card="1234"))
        seen = await rig.until(lambda report: isinstance(report, LogHint) and report.record.code == 4102)
        hint = seen[-1]
        assert isinstance(hint, LogHint)
        page = await rig.driver.log(rig.device_id, hint.record.index, 1)
        assert page.records == (hint.record,)
        assert (hint.record.device_id, hint.record.user_id, hint.record.door_id) == (STATION, "7", FRONT)

    async def test_a_picture_is_fetched_by_the_record_it_was_taken_with(self, rig: Rig) -> None:
        await rig.equip()
        await rig.present(Presentation(card="1234"))
        before = await rig.driver.log(rig.device_id, 0, 1000)
        assert not any(record.picture for record in before.records)
        await rig.driver.write(rig.device_id, Family.SETTINGS, [replace(some_settings(), extra=photographing(4102))])
        await rig.present(Presentation(card="1234"))
        page = await rig.driver.log(rig.device_id, before.newest + 1, 100)
        taken = next(record for record in page.records if record.code == 4102)
        assert [record for record in page.records if record.picture] == [taken]
        picture = await rig.driver.picture(rig.device_id, taken.epoch, taken.index)
        assert (picture[:2], picture[-2:]) == (b"\xff\xd8", b"\xff\xd9")
        assert await rig.driver.picture(rig.device_id, taken.epoch, taken.index) == picture
        assert await rig.driver.picture(rig.device_id, taken.epoch, taken.index + 1) == b""
        assert await rig.driver.picture(rig.device_id, taken.epoch + 1, taken.index) == b""

    async def test_it_is_cleared_only_where_all_of_it_was_read(self, rig: Rig) -> None:
        await rig.equip()
        before = await rig.driver.log(rig.device_id, 0, 0)
        await rig.present(Presentation(card="1234"))
        assert not await rig.driver.clear_log(rig.device_id, before.epoch, before.newest)
        whole = await rig.driver.log(rig.device_id, 0, 1000)
        assert await rig.driver.clear_log(rig.device_id, whole.epoch, whole.newest)
        assert await rig.driver.clear_log(rig.device_id, whole.epoch, whole.newest)
        after = await rig.driver.log(rig.device_id, 0, 1000)
        assert (after.epoch, [(record.index, record.code) for record in after.records]) == (
            whole.epoch + 1,
            [(1, 16896)],
        )

    async def test_what_happens_while_it_is_away_is_there_afterwards(self, rig: Rig) -> None:
        await rig.equip()
        before = (await rig.driver.log(rig.device_id, 0, 1)).newest
        await rig.cut()
        assert (await rig.present(Presentation(card="1234"))).event_code == 4102
        await rig.mend()
        await rig.until_connected(True)
        missed = await rig.driver.log(rig.device_id, before + 1, 100)
        assert 4102 in {record.code for record in missed.records}


class Clock:
    """Its own time."""

    async def test_it_is_read_and_set(self, rig: Rig) -> None:
        await rig.connect()
        at = datetime(2030, 5, 6, 7, 8, 9, tzinfo=UTC)
        await rig.driver.set_clock(rig.device_id, at)
        assert abs(await rig.driver.clock(rig.device_id) - at) < timedelta(seconds=5)
        assert (await rig.driver.log(rig.device_id, 0, 1000)).records[-1].code == 12800
