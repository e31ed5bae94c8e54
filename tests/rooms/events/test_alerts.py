"""Alerts: made with their events, answered, found again, and seen by whoever sees the event."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from sqlalchemy import delete, select

from ostiary.events import names
from ostiary.events.alerts import (
    MESSAGE_LENGTH,
    Alert,
    AlertAnswer,
    AlertChoice,
    answer_alert,
    choose_alerts,
    search_alerts,
)
from ostiary.events.guards import GUARDS
from ostiary.events.intake import Intake
from ostiary.events.model import (
    AlertRow,
    AlertStatus,
    EventNotFound,
    EventRow,
    MessageTooLong,
    NotAlertable,
    SignerNotFound,
)
from ostiary.events.queries import TypeChoice, list_event_types
from ostiary.kernel.context import EVERYTHING, Kind, Module, Operator, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.paging import Condition, Order, Search, Value, Window
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.trail import TrailRow
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import SYSTEM, Naming, a_record, all_events, at, name, record_events, where

FORCED_OPEN = 22016
"""Makes an alert unless told otherwise."""
UNKNOWN_CARD = 4354
"""Can make alerts, and does not unless told."""
GRANTED = 4102
"""Never does."""


def somebody(level: int = 3, scope: Scope = EVERYTHING) -> Operator:
    """An operator who may answer alerts."""
    rights = frozenset({(Module.MONITORING, "read"), (Module.MONITORING, "write"), (Module.SETTING, "write")})
    return Operator("7", "Op", level, rights, scope)  # type: ignore[arg-type]


async def found(
    ground: Ground, *conditions: Condition, orders: tuple[Order, ...] = (), scope: Scope = EVERYTHING
) -> list[Alert]:
    """The alerts that a search finds."""
    alerts, total = await ground.gate().ask(somebody(scope=scope), search_alerts, Search(conditions, orders))
    assert total == len(alerts)
    return list(alerts)


async def indexes(ground: Ground, column: str, compares: Compares, *values: Value) -> list[int]:
    """Where the events of the alerts that fit stand in their log, the newest first."""
    return [alert.event.log_index for alert in await found(ground, Condition(column, compares, values))]


async def choose(ground: Ground, code: int, enabled: bool) -> None:
    """Choose whether a type makes alerts."""
    await ground.gate().run(somebody(), choose_alerts, AlertChoice(code, enabled))


async def answer(ground: Ground, given: AlertAnswer, operator: Operator | None = None) -> None:
    """Answer an alert."""
    await ground.gate(GUARDS).run(operator or somebody(), answer_alert, given)


async def take(ground: Ground, *codes: int) -> None:
    """Records with these codes come in."""
    records = [a_record(index, code=code) for index, code in enumerate(codes, 1)]
    await Intake(ground.database, ground.clock).take(records)


class TestMaking:
    """With the event, and once."""

    async def test_what_comes_in_makes_alerts_by_its_type(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN, UNKNOWN_CARD, GRANTED)
        assert [event.alert for event in await all_events(ground)] == [True, False, False]
        (alert,) = await found(ground)
        assert (alert.event.code, alert.status) == (FORCED_OPEN, AlertStatus.WAITING)
        assert (alert.ack_user_id, alert.ack_message, alert.ack_at) == (None, None, None)

    async def test_a_record_that_comes_again_makes_none(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN)
        await take(ground, FORCED_OPEN, FORCED_OPEN)
        assert len(await found(ground)) == 2

    async def test_many_at_once(self, ground: Ground) -> None:
        await take(ground, *[FORCED_OPEN] * 450)
        assert len(await found(ground)) == 450

    async def test_what_the_server_records_makes_alerts_too(self, ground: Ground) -> None:
        await ground.gate().run(SYSTEM, record_events, ({"code": GRANTED}, {"code": FORCED_OPEN}))
        assert [alert.event.code for alert in await found(ground)] == [FORCED_OPEN]

    async def test_a_choice_counts_from_then_on(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN)
        await choose(ground, FORCED_OPEN, False)
        await choose(ground, UNKNOWN_CARD, True)
        await take(ground, FORCED_OPEN, FORCED_OPEN, UNKNOWN_CARD)
        await ground.gate().run(SYSTEM, record_events, ({"code": FORCED_OPEN}, {"code": UNKNOWN_CARD}))
        assert [alert.event.code for alert in await found(ground, orders=(Order("event_id"),))] == [
            FORCED_OPEN,
            UNKNOWN_CARD,
            UNKNOWN_CARD,
        ]

    async def test_the_list_of_types_tells_the_choice(self, ground: Ground) -> None:
        await choose(ground, UNKNOWN_CARD, True)
        await choose(ground, FORCED_OPEN, False)
        types = await ground.gate().ask(somebody(), list_event_types, TypeChoice())
        told = {type.code: type.enable_alert for type in types}
        assert (told[UNKNOWN_CARD], told[FORCED_OPEN], told[GRANTED]) == (True, False, False)

    async def test_only_alertable_types_can_be_chosen(self, ground: Ground) -> None:
        for code in (GRANTED, 77777):
            with pytest.raises(NotAlertable):
                await choose(ground, code, True)

    async def test_an_alert_goes_with_its_event(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN)
        async with ground.database.write() as session:
            await session.execute(delete(EventRow))
        async with ground.database.read() as connection:
            assert (await connection.execute(select(AlertRow.event_id))).all() == []


class TestAnswering:
    """Acknowledged or ignored, by whom, with which words."""

    async def test_it_is_acknowledged(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN)
        id = (await all_events(ground))[0].id
        await answer(ground, AlertAnswer(id, AlertStatus.ACKNOWLEDGED, "The cleaner."))
        (alert,) = await found(ground)
        assert alert.status is AlertStatus.ACKNOWLEDGED
        assert (alert.ack_user_id, alert.ack_user_name, alert.ack_message) == ("7", "Op", "The cleaner.")
        assert alert.ack_at == NOON

    async def test_the_trail_keeps_every_answer(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN)
        id = (await all_events(ground))[0].id
        await answer(ground, AlertAnswer(id, AlertStatus.IGNORED, "Nothing."))
        await answer(ground, AlertAnswer(id, AlertStatus.ACKNOWLEDGED, "It was something."))
        async with ground.database.read() as connection:
            statement = select(TrailRow.change).where(TrailRow.verb == "ALERT_ANSWER").order_by(TrailRow.id)
            first, second = (await connection.execute(statement)).scalars()
        assert first["before"] == {"status": "waiting", "by": None, "message": None}
        assert second["before"] == first["after"] == {"status": "ignored", "by": "7", "message": "Nothing."}
        assert second["after"]["message"] == "It was something."

    async def test_an_event_that_made_none_becomes_one(self, ground: Ground) -> None:
        await take(ground, UNKNOWN_CARD)
        id = (await all_events(ground))[0].id
        await answer(ground, AlertAnswer(id, AlertStatus.ACKNOWLEDGED, ""))
        assert [alert.event.id for alert in await found(ground)] == [id]

    async def test_refusals(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN, GRANTED)
        alarm, granted = (event.id for event in await all_events(ground))
        refused = [
            (AlertAnswer(4711, AlertStatus.IGNORED, ""), EventNotFound),
            (AlertAnswer(granted, AlertStatus.IGNORED, ""), NotAlertable),
            (AlertAnswer(alarm, AlertStatus.WAITING, ""), Invalid),
            (AlertAnswer(alarm, AlertStatus.IGNORED, "x" * (MESSAGE_LENGTH + 1)), MessageTooLong),
        ]
        for given, error in refused:
            with pytest.raises(error):
                await answer(ground, given)
        await answer(ground, AlertAnswer(alarm, AlertStatus.IGNORED, "x" * MESSAGE_LENGTH))

    async def test_only_an_administrator_answers_in_anothers_name(self, ground: Ground) -> None:
        await name(ground, Naming(names.USER, "12", "Ada"))
        await take(ground, FORCED_OPEN)
        id = (await all_events(ground))[0].id
        given = AlertAnswer(id, AlertStatus.ACKNOWLEDGED, "", "12")
        with pytest.raises(Forbidden):
            await answer(ground, given)
        with pytest.raises(SignerNotFound):
            await answer(ground, AlertAnswer(id, AlertStatus.ACKNOWLEDGED, "", "13"), somebody(level=1))
        await answer(ground, given, somebody(level=1))
        (alert,) = await found(ground)
        assert (alert.ack_user_id, alert.ack_user_name) == ("12", "Ada")


class TestSearching:
    """By what the event and the answer are."""

    async def test_conditions(self, ground: Ground) -> None:
        await take(ground, FORCED_OPEN, GRANTED, FORCED_OPEN, FORCED_OPEN)
        first, _, third, _ = (event.id for event in await all_events(ground))
        await answer(ground, AlertAnswer(first, AlertStatus.IGNORED, "No 1"))
        await answer(ground, AlertAnswer(third, AlertStatus.ACKNOWLEDGED, "No 2"))
        assert await indexes(ground, "status", Compares.ONE_OF, 2) == [4]
        assert await indexes(ground, "status", Compares.NONE_OF, 1) == [4, 1]
        assert await indexes(ground, "at", Compares.BETWEEN, at(3), at(9)) == [4, 3]
        assert await indexes(ground, "ack_message", Compares.CONTAINS, "no") == [3, 1]
        assert await indexes(ground, "ack_user_id", Compares.ONE_OF, "7") == [3, 1]
        assert await indexes(ground, "code", Compares.ONE_OF, GRANTED) == []

    async def test_orders_and_windows(self, ground: Ground) -> None:
        await take(ground, *[FORCED_OPEN] * 5)
        asked = Search(orders=(Order("at"),), window=Window(2, 2))
        alerts, total = await ground.gate().ask(somebody(), search_alerts, asked)
        assert ([alert.event.log_index for alert in alerts], total) == ([3, 4], 5)


class TestScope:
    """Who sees the event sees the alert, and nobody else answers it."""

    async def test_it_is_that_of_the_event(self, ground: Ground) -> None:
        await name(ground, Naming(names.DOOR, "4", "Main", 3))
        await ground.gate().run(SYSTEM, record_events, ({"code": FORCED_OPEN, "door_id": 4},))
        id = (await all_events(ground))[0].id
        limits: Mapping[int, bool] = {3: True, 2: False}
        for group, seen in limits.items():
            scope = Scope(MappingProxyType({Kind.DOOR_GROUP: frozenset({group})}))
            assert len(await found(ground, where("status", Compares.ONE_OF, 2), scope=scope)) == int(seen)
        outside = Scope(MappingProxyType({Kind.DOOR_GROUP: frozenset({2})}))
        with pytest.raises(Forbidden):
            await answer(ground, AlertAnswer(id, AlertStatus.IGNORED, ""), somebody(scope=outside))
