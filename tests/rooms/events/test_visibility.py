"""One rule of visibility: condition in SQL, function in memory and guard say the same of every event and scope."""

from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from ostiary.events import journal
from ostiary.events.guards import GUARDS
from ostiary.events.model import Event, EventRow
from ostiary.events.visibility import seen_by, sight
from ostiary.kernel.context import Kind, Scope
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import found

GROUPS = st.sampled_from([None, 1, 2, 3])
FEW = st.frozensets(st.sampled_from([1, 2, 3]), max_size=3)
SCOPES = st.builds(
    lambda only, own: Scope(MappingProxyType(only), own),
    st.dictionaries(st.sampled_from([Kind.USER_GROUP, Kind.DEVICE_GROUP, Kind.DOOR_GROUP, Kind.ACCESS_GROUP]), FEW),
    st.sampled_from([None, None, "1", "2", ""]),
)
EVENTS = st.fixed_dictionaries(
    {
        "user_id": st.sampled_from([None, "1", "2"]),
        "device_id": st.sampled_from([None, 5]),
        "door_id": st.sampled_from([None, 6]),
        "user_group_id": GROUPS,
        "device_group_id": GROUPS,
        "door_group_id": GROUPS,
    }
)


def a_row(index: int, **values: Any) -> dict[str, Any]:
    """A row of the table."""
    texts = ("device_name", "door_name", "user_name", "user_group_name", "credential", "reason", "parameter")
    return {
        **dict.fromkeys(texts, ""),
        "at": NOON,
        "stored_at": NOON,
        "source_id": 1,
        "epoch": 1,
        "log_index": index,
        "code": 4102,
        "tna_key": 0,
        "shift": 0,
        "late": False,
        **values,
    }


def an_event(**values: Any) -> Event:
    """An event in memory."""
    zero = {"device_id": 0, "door_id": 0, "user_id": ""}
    given = {name: zero[name] if value is None and name in zero else value for name, value in values.items()}
    return Event(**{"id": 1, **a_row(1, user_group_id=None, device_group_id=None, door_group_id=None), **zero, **given})


class TestTheRule:
    """What is seen."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(events=st.lists(EVENTS, min_size=1, max_size=40), scopes=st.lists(SCOPES, min_size=1, max_size=10))
    @pytest.mark.asyncio
    async def test_search_stream_and_guard_agree(
        self, ground: Ground, events: list[dict[str, Any]], scopes: list[Scope]
    ) -> None:
        async with ground.database.write() as session:
            await session.execute(delete(EventRow))
            await session.execute(insert(EventRow), [a_row(index, **event) for index, event in enumerate(events)])
        async with ground.database.read() as connection:
            stored = await journal.following(connection, 0)
            for scope in scopes:
                chosen = await connection.execute(select(EventRow.id).where(seen_by(scope)).order_by(EventRow.id))
                seen = [event.id for event in stored if sight(scope)(event)]
                assert list(chosen.scalars()) == seen
                guarded = [event.id for event in stored if await GUARDS["event"](connection, scope, [event.id])]
                assert guarded == seen

    async def test_a_search_sees_by_it(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            rows = [a_row(index, user_id="1", user_group_id=index) for index in (1, 2)]
            await session.execute(insert(EventRow), rows)
        scope = Scope(MappingProxyType({Kind.USER_GROUP: frozenset({2})}))
        assert [event.log_index for event in await found(ground, scope=scope)] == [2]

    @pytest.mark.parametrize(
        ("event", "scope", "seen"),
        [
            ({"user_id": "1", "user_group_id": 2}, {Kind.USER_GROUP: {2}}, True),
            ({"user_id": "1", "user_group_id": 2}, {Kind.USER_GROUP: {3}}, False),
            ({"user_id": "1", "user_group_id": None}, {Kind.USER_GROUP: {3}}, False),
            ({"device_id": 5, "device_group_id": 2}, {Kind.USER_GROUP: {3}}, True),
            ({"user_id": "1", "user_group_id": 2, "door_id": 6, "door_group_id": 9}, {Kind.USER_GROUP: {2}}, True),
            (
                {"user_id": "1", "user_group_id": 2, "door_id": 6, "door_group_id": 9},
                {Kind.USER_GROUP: {2}, Kind.DOOR_GROUP: {8}},
                False,
            ),
            ({}, {Kind.USER_GROUP: frozenset(), Kind.DEVICE_GROUP: frozenset(), Kind.DOOR_GROUP: frozenset()}, True),
        ],
    )
    def test_a_filter_concerns_events_with_that_dimension(
        self, event: dict[str, Any], scope: dict[Kind, set[int]], seen: bool
    ) -> None:
        limits = {kind: frozenset(ids) for kind, ids in scope.items()}
        assert sight(Scope(MappingProxyType(limits)))(an_event(**event)) is seen

    async def test_one_outside_is_enough_and_one_that_there_is_not_is_not(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            rows = [a_row(index, user_id="1", user_group_id=group) for index, group in enumerate((2, None))]
            await session.execute(insert(EventRow), rows)
        scope = Scope(MappingProxyType({Kind.USER_GROUP: frozenset({2})}))
        within = GUARDS["event"]
        async with ground.database.read() as connection:
            inside, outside = [event.id for event in await journal.following(connection, 0)]
            assert await within(connection, scope, [inside, inside, 999])
            assert not await within(connection, scope, [inside, outside])

    def test_who_sees_nobody_else_sees_only_his_own(self) -> None:
        scope = Scope(own_user="1")
        assert sight(scope)(an_event(user_id="1"))
        assert not sight(scope)(an_event(user_id="2"))
        assert not sight(scope)(an_event(device_id=5))
