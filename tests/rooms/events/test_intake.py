"""Intake: each record once, acknowledged when stored, with the names of its time; how far each log is in."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, text

from ostiary.events.intake import Intake
from ostiary.events.model import EventRow, GapRow, PositionRow
from ostiary.events.positions import Position
from ostiary.port.reports import LogPage
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import READER, Naming, a_page, a_record, all_events, name


@pytest.fixture
def intake(ground: Ground) -> Intake:
    """An intake on the ground."""
    return Intake(ground.database, ground.clock)


async def gaps(ground: Ground) -> list[tuple[int, int, int, str]]:
    """The gaps that are noted: epoch, first, last, why."""
    statement = select(GapRow.epoch, GapRow.first, GapRow.last, GapRow.why).order_by(GapRow.id)
    async with ground.database.read() as connection:
        return [(epoch, first, last, why) for epoch, first, last, why in await connection.execute(statement)]


class TestTake:
    """Storing records."""

    async def test_a_record_is_stored_when_take_returns(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("door", "4", "Main", source_id=READER))
        record = a_record(3, user_id="12", door_id=4, credential="777", reason="granted by level 2", parameter="x")
        await intake.take([record])
        (event,) = await all_events(ground)
        assert (event.source_id, event.epoch, event.log_index) == (READER, 1, 3)
        assert (event.at, event.stored_at, event.code) == (record.at, NOON, 4102)
        assert (event.device_id, event.door_id, event.user_id, event.credential) == (READER, 4, "12", "777")
        assert (event.reason, event.parameter) == ("granted by level 2", "x")

    async def test_a_record_that_comes_again_is_not_stored_again(self, ground: Ground, intake: Intake) -> None:
        await intake.take([a_record(1), a_record(2), a_record(1)])
        await intake.take([a_record(2), a_record(3)])
        await Intake(ground.database, ground.clock).take([a_record(1)])
        assert [event.log_index for event in await all_events(ground)] == [1, 2, 3]

    async def test_of_a_batch_that_is_half_known_the_other_half_is_stored(self, ground: Ground, intake: Intake) -> None:
        await intake.take([a_record(index, parameter="first") for index in (*range(3, 120, 3), 7, 400)])
        await intake.take([a_record(index, parameter="again") for index in (*range(150, 0, -1), *range(1, 9))])
        events = await all_events(ground)
        assert sorted(event.log_index for event in events) == [*range(1, 151), 400]
        assert {event.log_index for event in events if event.parameter == "first"} == {*range(3, 120, 3), 7, 400}

    async def test_what_was_stored_before_its_position_was_noted_is_not_stored_again(
        self, ground: Ground, intake: Intake
    ) -> None:
        await intake.take_page(a_page(1, 300))
        async with ground.database.write() as session:
            await session.execute(delete(PositionRow))
        assert await intake.take_page(a_page(1, 400)) == Position(READER, 1, 400, 400)
        assert [event.log_index for event in await all_events(ground)] == list(range(1, 401))

    async def test_several_processes_store_the_same_logs_once(self, ground: Ground) -> None:
        intakes = [Intake(ground.database, ground.clock) for _ in range(3)]
        pages = [[a_record(index, device_id=device) for index in range(1, 301)] for device in (1, 2)]
        await asyncio.gather(*(intake.take(page) for intake in intakes for page in pages))
        stored = [(event.source_id, event.log_index) for event in await all_events(ground)]
        assert sorted(stored) == [(device, index) for device in (1, 2) for index in range(1, 301)]
        assert await intakes[0].position(1) == Position(1, 1, 300, 300)

    async def test_a_record_beside_the_log_costs_nobody_anything(self, ground: Ground, intake: Intake) -> None:
        numbers = [1, 2**63 - 1, 2**63 - 2, 5, 4, 1]
        for _ in range(2):
            await intake.take([replace(a_record(), index=index) for index in numbers])
        assert sorted(event.log_index for event in await all_events(ground)) == [1, 4, 5, 2**63 - 2, 2**63 - 1]

    async def test_what_the_database_refuses_costs_only_its_caller_and_is_not_acknowledged(
        self, ground: Ground, intake: Intake
    ) -> None:
        async with ground.database.write() as session:
            await session.execute(text("CREATE UNIQUE INDEX refused ON event (parameter) WHERE parameter = 'twice'"))
        await intake.take([a_record(1, device_id=8, parameter="twice")])
        log = [a_record(index, parameter="twice" if index == 150 else "") for index in range(1, 2001)]
        results = await asyncio.gather(
            intake.take(log), *(intake.take([a_record(index, device_id=9)]) for index in (1, 2)), return_exceptions=True
        )
        assert [isinstance(result, Exception) for result in results] == [True, False, False]
        async with ground.database.write() as session:
            await session.execute(text("DROP INDEX refused"))
        await intake.take(log)
        stored = [(event.source_id, event.log_index) for event in await all_events(ground)]
        assert sorted(stored) == [(8, 1), (9, 1), (9, 2), *((READER, index) for index in range(1, 2001))]

    async def test_another_epoch_is_another_record(self, ground: Ground, intake: Intake) -> None:
        await intake.take([a_record(1), a_record(1, epoch=2), a_record(1, device_id=8)])
        assert [(event.source_id, event.epoch) for event in await all_events(ground)] == [
            (READER, 1),
            (READER, 2),
            (8, 1),
        ]

    async def test_many_callers_at_once_all_get_their_records_stored(self, ground: Ground, intake: Intake) -> None:
        pages = [[a_record(index, device_id=device) for index in range(1, 401)] for device in range(1, 9)]
        await asyncio.gather(*(intake.take(page) for page in pages))
        stored = {(event.source_id, event.log_index) for event in await all_events(ground)}
        assert stored == {(device, index) for device in range(1, 9) for index in range(1, 401)}

    async def test_ids_grow_in_the_order_of_commits(self, ground: Ground, intake: Intake) -> None:
        for index in (5, 3, 9):
            await intake.take([a_record(index)])
        assert [event.log_index for event in await all_events(ground)] == [5, 3, 9]

    async def test_a_slave_is_the_device_and_its_master_the_source(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("device", "99", "Slave", source_id=READER))
        await intake.take([a_record(1, reader_id=99)])
        (event,) = await all_events(ground)
        assert (event.device_id, event.source_id) == (99, READER)

    async def test_only_what_is_older_than_a_minute_is_late(self, ground: Ground, intake: Intake) -> None:
        await intake.take(
            [a_record(index, at=NOON - timedelta(seconds=age)) for index, age in ((1, 60), (2, 61), (3, -5))]
        )
        assert [event.late for event in await all_events(ground)] == [False, True, False]

    async def test_more_people_than_are_remembered_keep_their_names(
        self, ground: Ground, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.events.names.REMEMBERED", 3)
        people = [str(number) for number in range(1, 9)]
        await name(ground, *(Naming("user", id, f"Person {id}", group_id=int(id)) for id in people))
        for start in (1, 5):
            await intake.take([a_record(index, user_id=str(index)) for index in range(start, start + 4)])
        assert [event.user_name for event in await all_events(ground)] == [f"Person {id}" for id in people]

    async def test_moments_are_kept_as_the_wire_shows_them(self, ground: Ground, intake: Intake) -> None:
        await intake.take([a_record(at=NOON + timedelta(microseconds=129_999))])
        (event,) = await all_events(ground)
        assert event.at == NOON + timedelta(microseconds=120_000)

    async def test_the_bell_rings_after_the_commit(self, ground: Ground, intake: Intake) -> None:
        heard = ground.database.arrivals.rings
        await intake.take([a_record()])
        assert ground.database.arrivals.rings > heard


class TestDevicesThatLie:
    """Records no honest device sends."""

    async def test_texts_are_made_storable_and_cut(self, ground: Ground, intake: Intake) -> None:
        await intake.take([a_record(user_id="1\0\ud800é", parameter="p" * 5000)])
        (event,) = await all_events(ground)
        assert event.user_id == "1?é"
        assert event.parameter == "p" * 256

    @pytest.mark.parametrize("lie", [{"index": -1}, {"code": 2**31}, {"epoch": 2**63}, {"door_id": -3}])
    async def test_numbers_no_log_has_cost_only_their_record(
        self, ground: Ground, intake: Intake, lie: dict[str, int]
    ) -> None:
        await intake.take([a_record(1), a_record(**{"index": 2, **lie}), a_record(3)])
        assert [event.log_index for event in await all_events(ground)] == [1, 3]

    async def test_readers_and_doors_of_others_are_not_theirs_to_tell_of(self, ground: Ground, intake: Intake) -> None:
        other = READER + 1
        await name(
            ground,
            Naming("device", str(READER), "Front", 2, source_id=READER),
            Naming("device", "99", "Vault reader", 7, source_id=other),
            Naming("door", "4", "Vault", 3, source_id=other),
            Naming("door", "5", "Nowhere", 3),
        )
        await intake.take(
            [
                a_record(1, reader_id=99, door_id=4, user_id="12", reason="Granted."),
                a_record(2, door_id=5),
                a_record(3, reader_id=77, door_id=88),
                a_record(1, device_id=other, reader_id=99, door_id=4),
            ]
        )
        *told, true = await all_events(ground)
        assert [(event.device_id, event.device_name, event.door_id, event.door_name) for event in told] == [
            (READER, "Front", 0, "")
        ] * 3
        assert [event.reason for event in told] == [
            "It named device 99 and door 4, which it has not. Granted.",
            "It named door 5, which it has not.",
            "It named device 77 and door 88, which it has not.",
        ]
        assert told[0].user_id == "12"
        assert (true.device_name, true.door_name, true.reason) == ("Vault reader", "Vault", "")

    async def test_what_was_theirs_when_they_last_heard_is_theirs(self, ground: Ground, intake: Intake) -> None:
        for source_id in (READER, READER + 1):
            await name(
                ground,
                Naming("device", "99", "Slave", source_id=source_id),
                Naming("door", "4", "Main", source_id=source_id),
            )
            ground.clock.move(minutes=1)
        await intake.take([a_record(1, reader_id=99, door_id=4, at=ground.clock())])
        (event,) = await all_events(ground)
        assert (event.device_name, event.door_name) == ("Slave", "Main")

    async def test_a_moment_without_zone_costs_only_its_caller(self, ground: Ground, intake: Intake) -> None:
        naive = datetime(2026, 1, 1)  # noqa: DTZ001
        results = await asyncio.gather(
            intake.take([a_record(1)]),
            intake.take([a_record(2, at=naive)]),
            intake.take([a_record(3)]),
            return_exceptions=True,
        )
        assert [isinstance(result, TypeError) for result in results] == [False, True, False]
        assert [event.log_index for event in await all_events(ground)] == [1, 3]

    async def test_moments_at_the_ends_of_the_calendar_are_stored(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("device", str(READER), "Front", 2, "Asia/Seoul"))
        ends = [datetime.min.replace(tzinfo=NOON.tzinfo), datetime.max.replace(tzinfo=NOON.tzinfo)]
        await intake.take([a_record(index, at=end) for index, end in enumerate(ends)])
        assert len(await all_events(ground)) == 2


class TestNames:
    """What a row is called."""

    async def test_a_row_carries_names_groups_and_zone(self, ground: Ground, intake: Intake) -> None:
        await name(
            ground,
            Naming("device", str(READER), "Front", 2, "Asia/Kolkata"),
            Naming("door", "4", "Main", 3, source_id=READER),
            Naming("user_group", "5", "Sales"),
            Naming("user", "12", "Ada", 5),
        )
        await intake.take([a_record(user_id="12", door_id=4)])
        (event,) = await all_events(ground)
        assert (event.device_name, event.device_group_id, event.shift) == ("Front", 2, 330)
        assert (event.door_name, event.door_group_id) == ("Main", 3)
        assert (event.user_name, event.user_group_id, event.user_group_name) == ("Ada", 5, "Sales")

    async def test_a_recovered_event_shows_the_name_as_it_was(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("user", "12", "Ada Byron", 5), Naming("user_group", "5", "Sales"))
        await intake.take([a_record(1, user_id="12")])
        ground.clock.move(hours=1)
        await name(ground, Naming("user", "12", "Ada Lovelace", 6), Naming("user_group", "5", "Trade"))
        ground.clock.move(hours=1)
        late, new = NOON + timedelta(minutes=30), NOON + timedelta(minutes=90)
        await intake.take([a_record(2, at=late, user_id="12"), a_record(3, at=new, user_id="12")])
        shown = [(event.user_name, event.user_group_id, event.user_group_name) for event in await all_events(ground)]
        assert shown == [("Ada Byron", 5, "Sales"), ("Ada Byron", 5, "Sales"), ("Ada Lovelace", 6, "")]

    async def test_another_process_sees_a_new_name_too(self, ground: Ground, intake: Intake) -> None:
        other = Intake(ground.database, ground.clock)
        await other.take([a_record(1, user_id="12")])
        await name(ground, Naming("user", "12", "Ada"))
        await other.take([a_record(2, user_id="12")])
        await intake.take([a_record(3, user_id="12")])
        assert [event.user_name for event in await all_events(ground)] == ["", "Ada", "Ada"]

    async def test_what_happened_before_the_first_name_has_the_first_name(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("user", "12", "Ada"))
        await intake.take([a_record(at=NOON - timedelta(days=9), user_id="12")])
        assert (await all_events(ground))[0].user_name == "Ada"

    async def test_summer_time_moves_the_offset(self, ground: Ground, intake: Intake) -> None:
        await name(ground, Naming("device", str(READER), "Front", 2, "Europe/Zurich"))
        summer = datetime(2026, 7, 1, tzinfo=NOON.tzinfo)
        await intake.take([a_record(1), a_record(2, at=summer)])
        assert [event.shift for event in await all_events(ground)] == [60, 120]


class TestPosition:
    """How far a log is in."""

    async def test_nothing_is_known_at_first(self, intake: Intake) -> None:
        assert await intake.position(READER) is None

    async def test_a_page_moves_it(self, intake: Intake) -> None:
        assert await intake.take_page(a_page(1, 3, newest=9)) == Position(READER, 1, 3, 9)

    async def test_an_empty_log_has_a_position(self, intake: Intake) -> None:
        assert await intake.take_page(LogPage(READER, 1, 0, 0)) == Position(READER, 1, 0, 0)

    async def test_a_hint_ahead_does_not_move_it_but_is_passed_over_later(self, ground: Ground, intake: Intake) -> None:
        await intake.take_page(a_page(1, 2))
        await intake.take([a_record(5), a_record(4)])
        assert await intake.position(READER) == Position(READER, 1, 2, 5)
        assert await intake.missing(READER) == [(3, 3)]
        assert await intake.take_page(a_page(3, 3, newest=7)) == Position(READER, 1, 5, 7)
        assert await intake.missing(READER) == [(6, 7)]
        assert await gaps(ground) == []

    async def test_at_first_contact_nothing_counts_as_lost(self, ground: Ground, intake: Intake) -> None:
        assert await intake.take_page(a_page(50, 52, oldest=50)) == Position(READER, 1, 52, 52)
        assert await gaps(ground) == []

    async def test_what_the_ring_overwrote_is_a_gap_save_what_came_as_a_hint(
        self, ground: Ground, intake: Intake
    ) -> None:
        await intake.take_page(a_page(1, 2))
        await intake.take([a_record(5)])
        assert await intake.take_page(a_page(10, 12, oldest=10), start=3) == Position(READER, 1, 12, 12)
        assert await gaps(ground) == [(1, 3, 4, "overwritten"), (1, 6, 9, "overwritten")]
        assert await intake.missing(READER) == []

    async def test_a_cleared_log_is_a_new_epoch(self, ground: Ground, intake: Intake) -> None:
        await intake.take_page(a_page(1, 2, newest=4))
        position = await intake.take_page(a_page(1, 1, newest=2, epoch=2))
        assert position == Position(READER, 2, 1, 2)
        assert await gaps(ground) == [(1, 3, 4, "cleared")]
        assert len(await all_events(ground)) == 3

    async def test_an_older_epoch_moves_nothing(self, intake: Intake) -> None:
        await intake.take_page(a_page(1, 2, epoch=2))
        await intake.take([a_record(9, epoch=1)])
        assert await intake.take_page(a_page(3, 9, epoch=1)) == Position(READER, 2, 2, 2)

    async def test_what_a_device_skips_is_a_gap(self, ground: Ground, intake: Intake) -> None:
        await intake.take_page(a_page(1, 2, newest=6))
        assert await intake.take_page(a_page(5, 6), start=3) == Position(READER, 1, 6, 6)
        assert await gaps(ground) == [(1, 3, 4, "skipped")]

    async def test_a_page_that_comes_again_changes_nothing(self, ground: Ground, intake: Intake) -> None:
        for _ in range(2):
            assert await intake.take_page(a_page(1, 3), start=1) == Position(READER, 1, 3, 3)
        assert len(await all_events(ground)) == 3

    async def test_a_long_page_is_stored_in_several_batches(self, ground: Ground, intake: Intake) -> None:
        assert await intake.take_page(a_page(1, 3000)) == Position(READER, 1, 3000, 3000)
        async with ground.database.read() as connection:
            stored = (await connection.execute(select(EventRow.log_index).order_by(EventRow.id))).scalars().all()
        assert stored == list(range(1, 3001))
