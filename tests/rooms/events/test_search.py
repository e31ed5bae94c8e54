"""Searching the log: conditions, orders, pages, and what each operator may see."""

from datetime import timedelta
from typing import Any

import pytest

from ostiary.events.intake import Intake
from ostiary.events.model import Event
from ostiary.events.queries import EventSearch, TypeChoice, list_event_types, search_events
from ostiary.events.types import TYPES
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.paging import Order, Search
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import (
    READER,
    SYSTEM,
    Naming,
    a_record,
    all_events,
    an_operator,
    at,
    found,
    name,
    record_events,
    where,
)


@pytest.fixture
async def log(ground: Ground) -> Ground:
    """A ground with seven events: five of the reader, one of another device, one of the server."""
    await name(
        ground,
        *(Naming("user", "2", "Ada 50%"), Naming("user", "10", "Émile")),
        *(Naming("door", "1", "Main", 3, source_id=READER), Naming("door", "2", "", source_id=READER)),
    )
    intake = Intake(ground.database, ground.clock)
    await intake.take([a_record(1, user_id="2", door_id=1), a_record(2, user_id="10", door_id=2)])
    await intake.take(
        [a_record(3, code=6401, user_id="2"), a_record(4, code=4354, credential="2"), a_record(5, code=20480)]
    )
    await intake.take([a_record(1, device_id=8, at=NOON - timedelta(hours=1))])
    await ground.gate().run(SYSTEM, record_events, ({"code": 51001},))
    return ground


def indexes(events: list[Event]) -> list[tuple[int, int]]:
    """Where the events stand."""
    return [(event.source_id, event.log_index) for event in events]


OWN = [(READER, index) for index in (1, 2, 3, 4, 5)]
OTHER, SERVER = (8, 1), (0, 0)


class TestConditions:
    """Which events fit."""

    async def test_without_conditions_every_event_fits(self, log: Ground) -> None:
        assert indexes(await found(log)) == [OTHER, SERVER, *OWN]

    @pytest.mark.parametrize(
        ("column", "compares", "values", "expected"),
        [
            ("code", Compares.ONE_OF, (6401, 4354), [3, 4]),
            ("user_id", Compares.ONE_OF, ("2",), [1, 3]),
            ("user_id", Compares.LIKE, ("1%",), [2]),
            ("user_name", Compares.CONTAINS, ("50%",), [1, 3]),
            ("user_name", Compares.LIKE, ("ada%",), [1, 3]),
            ("door_id", Compares.ONE_OF, (1,), [1]),
            ("at", Compares.BETWEEN, (at(2), at(4)), [2, 3, 4]),
            ("at", Compares.GREATER, (at(4),), [5]),
            ("at", Compares.ONE_OF, (at(3),), [3]),
            ("device_id", Compares.ONE_OF, (READER,), [1, 2, 3, 4, 5]),
            ("index", Compares.LESS, (2,), [1]),
            ("tna_key", Compares.GREATER, (2**40,), []),
            ("code", Compares.ONE_OF, (6401, 2**40), [3]),
        ],
    )
    async def test_a_condition_chooses(
        self, log: Ground, column: str, compares: Compares, values: tuple[Any, ...], expected: list[int]
    ) -> None:
        events = await found(log, where(column, compares, *values), where("device_id", Compares.NONE_OF, 8))
        assert indexes(events) == [(READER, index) for index in expected]

    async def test_not_equal_keeps_what_has_no_such_thing(self, log: Ground) -> None:
        assert indexes(await found(log, where("user_id", Compares.NONE_OF, "2"))) == [
            OTHER,
            SERVER,
            OWN[1],
            OWN[3],
            OWN[4],
        ]
        assert SERVER in indexes(await found(log, where("device_id", Compares.NONE_OF, READER)))

    async def test_conditions_must_all_hold(self, log: Ground) -> None:
        events = await found(log, where("user_id", Compares.ONE_OF, "2"), where("code", Compares.ONE_OF, 4102))
        assert indexes(events) == [OWN[0]]

    async def test_a_card_number_is_no_user_id(self, log: Ground) -> None:
        assert (
            indexes(await found(log, where("user_id", Compares.ONE_OF, "2"), where("code", Compares.ONE_OF, 4354)))
            == []
        )


class TestOrders:
    """In which order they come."""

    async def test_the_oldest_come_first(self, log: Ground) -> None:
        events = await found(log)
        assert [event.at for event in events] == sorted(event.at for event in events)

    async def test_descending(self, log: Ground) -> None:
        assert indexes(await found(log, orders=(Order("at", True),))) == [*reversed(OWN), SERVER, OTHER]

    async def test_a_range_of_ids_comes_by_id(self, log: Ground) -> None:
        ids = [event.id for event in await found(log, where("id", Compares.GREATER, 0))]
        assert ids == sorted(ids) == [event.id for event in await all_events(log)]

    async def test_other_columns_cannot_be_sorted_by(self, log: Ground) -> None:
        with pytest.raises(Invalid):
            await found(log, orders=(Order("user_name"),))


class TestPages:
    """Parts of a list."""

    async def test_a_window(self, log: Ground) -> None:
        assert indexes(await found(log, limit=2, offset=2)) == OWN[:2]

    @pytest.mark.parametrize(
        "orders",
        [
            (),
            (Order("id"),),
            (Order("id", True),),
            (Order("at", True),),
            (Order("at"), Order("id", True)),
            (Order("at", True), Order("id")),
            (Order("stored_at"), Order("at", True), Order("id")),
        ],
        ids=str,
    )
    async def test_stretches_neither_repeat_nor_skip(
        self, ground: Ground, orders: tuple[Order, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        records = [a_record(index, at=NOON + timedelta(seconds=index * 7 % 5)) for index in range(1, 40)]
        for start in (0, 13, 26):
            await Intake(ground.database, ground.clock).take(records[start : start + 13])
            ground.clock.move(seconds=1)
        whole = await found(ground, orders=orders)
        monkeypatch.setattr("ostiary.events.queries.STRETCH", 4)
        assert await found(ground, orders=orders) == whole
        assert await found(ground, orders=orders, limit=17, offset=3) == whole[3:20]
        assert len(whole) == 39


class TestPermission:
    """Who may look."""

    async def test_without_the_right_nothing_is_shown(self, log: Ground) -> None:
        nobody = Operator("9", "No", 2, frozenset())
        with pytest.raises(Forbidden):
            await log.gate().ask(nobody, search_events, EventSearch(Search()))


class TestTypes:
    """The list of event types."""

    async def test_every_type_is_listed(self, ground: Ground) -> None:
        types = await ground.gate().ask(an_operator(), list_event_types, TypeChoice())
        assert [type.code for type in types] == sorted(TYPES)
        assert {4102, 6401, 24320, 4001, 4095} <= set(TYPES)

    async def test_a_code_that_came_in_and_is_in_no_list_is_listed(self, ground: Ground) -> None:
        await Intake(ground.database, ground.clock).take([a_record(1, code=65000), a_record(2, code=65000)])
        await ground.gate().run(SYSTEM, record_events, ({"code": 65001},))
        types = await ground.gate().ask(an_operator(), list_event_types, TypeChoice())
        assert [type.name for type in types if type.code >= 65000] == ["UNKNOWN_65000", "UNKNOWN_65001"]

    async def test_those_that_can_become_alerts(self, ground: Ground) -> None:
        types = await ground.gate().ask(an_operator(), list_event_types, TypeChoice(False, True))
        assert types
        assert all(type.alertable for type in types)

    async def test_nobody_has_named_any(self, ground: Ground) -> None:
        assert await ground.gate().ask(an_operator(), list_event_types, TypeChoice(False, renamed=True)) == []
