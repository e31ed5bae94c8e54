"""The trail as it is read: conditions, orders, what occurs in it, and who sees what of it."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from ostiary.audit.queries import (
    Entry,
    TrailSearch,
    Wanted,
    list_acting_levels,
    list_addresses,
    list_persons,
    list_targets,
    search_trail,
)
from ostiary.audit.subjects import Subject
from ostiary.kernel.context import Kind, Operator, Scope, System
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.paging import EVERYTHING as ALL
from ostiary.kernel.paging import Condition, Order, Search, Value, Window
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.trail import Method
from tests.rig.ground import NOON, Ground
from tests.rooms.audit.acts import a_door, change, make_schedule, refuse, somebody

ADA = somebody()
BOB = somebody("2", "Bob", 3, "10.0.0.2")


async def found(
    ground: Ground, *conditions: Condition, orders: tuple[Order, ...] = (), window: Window = ALL, by: Any = ADA
) -> list[Entry]:
    """The lines that fit."""
    entries, _ = await ground.gate().ask(by, search_trail, TrailSearch(Search(conditions, orders, window)))
    return list(entries)


async def targets(ground: Ground, column: str, compares: Compares, *values: Value) -> list[str]:
    """To what the acts of these lines were done, the newest first."""
    return [entry.target for entry in await found(ground, Condition(column, compares, values))]


@pytest.fixture
async def trail(ground: Ground) -> Ground:
    """Four lines a minute apart: two doors, a schedule, a refusal; by two people and the server."""
    await change(ground, a_door(1))
    ground.clock.move(minutes=1)
    await change(ground, a_door(2), by=BOB)
    ground.clock.move(minutes=1)
    await ground.gate().run(System("housekeeping"), make_schedule, "Night(2)")
    ground.clock.move(minutes=1)
    with pytest.raises(Forbidden):
        await ground.gate().run(BOB, refuse, "Night(2)")
    return ground


class TestSearch:
    async def test_a_line(self, trail: Ground) -> None:
        entry = (await found(trail))[-1]
        assert (entry.at, entry.person, entry.level, entry.address) == (NOON, "Ada(1)", 1, "10.0.0.1")
        assert (entry.subject, entry.target, entry.method) == (Subject.DOOR, "Door 1(1)", Method.UPDATE)
        assert (entry.verb, entry.outcome) == ("DOOR_UPDATE", "")
        assert entry.change == {"before": {"open_time": 3}, "after": {"open_time": 5}}

    async def test_what_the_server_did_and_what_was_refused(self, trail: Ground) -> None:
        refused, server = (await found(trail))[:2]
        assert (server.person, server.level, server.subject) == ("housekeeping", 0, Subject.SCHEDULE)
        assert (refused.person, refused.outcome, refused.method) == ("Bob(2)", "refused: not yours", Method.DELETE)

    async def test_conditions(self, trail: Ground) -> None:
        expected: list[tuple[tuple[Any, ...], list[str]]] = [
            (("person", Compares.ONE_OF, "Bob(2)", "Eve(9)"), ["", "Door 2(2)"]),
            (("person", Compares.CONTAINS, "ada"), ["Door 1(1)"]),
            (("level", Compares.ONE_OF, 3), ["", "Door 2(2)"]),
            (("address", Compares.ONE_OF, "10.0.0.1"), ["Door 1(1)"]),
            (("subject", Compares.ONE_OF, "schedule", "user"), ["", "Night(2)"]),
            (("target", Compares.ONE_OF, "Night(2)"), ["Night(2)"]),
            (("method", Compares.ONE_OF, 1, 4), ["", "Night(2)"]),
            (("at", Compares.BETWEEN, NOON, NOON.replace(minute=1)), ["Door 2(2)", "Door 1(1)"]),
        ]
        assert [(given, await targets(trail, *given)) for given, _ in expected] == expected

    async def test_orders_windows_and_totals(self, trail: Ground) -> None:
        by_person = await found(trail, orders=(Order("person"),), window=Window(3, 0))
        assert [entry.person for entry in by_person] == ["Ada(1)", "Bob(2)", "Bob(2)"]
        asked = Search(window=Window(2, 1))
        entries, total = await trail.gate().ask(ADA, search_trail, TrailSearch(asked, counted=True))
        assert ([entry.target for entry in entries], total) == (["Night(2)", "Door 2(2)"], 4)
        assert (await trail.gate().ask(ADA, search_trail, TrailSearch(asked)))[1] is None


class TestLists:
    async def test_what_occurs(self, trail: Ground) -> None:
        gate = trail.gate()
        assert await gate.ask(ADA, list_persons, Wanted()) == (["Ada(1)", "Bob(2)", "housekeeping"], 3)
        assert await gate.ask(ADA, list_persons, Wanted("OB")) == (["Bob(2)"], 1)
        assert await gate.ask(ADA, list_addresses, Wanted()) == (["10.0.0.1", "10.0.0.2"], 2)
        assert await gate.ask(ADA, list_targets, Wanted("door")) == (["Door 1(1)", "Door 2(2)"], 2)
        assert await gate.ask(ADA, list_targets, Wanted(window=Window(1, 1))) == (["Door 2(2)"], 3)
        assert await gate.ask(ADA, list_acting_levels, None) == [1, 3]


class TestScope:
    """Who is limited in anything sees only what he did himself."""

    @pytest.mark.parametrize(
        "scope", [Scope(MappingProxyType({Kind.DOOR_GROUP: frozenset({2})})), Scope(own_user="2")], ids=["group", "own"]
    )
    async def test_only_ones_own(self, trail: Ground, scope: Scope) -> None:
        limited: Operator = somebody("2", "Bob", 4, scope=scope)
        assert {entry.person for entry in await found(trail, by=limited)} == {"Bob(2)"}
        assert await trail.gate().ask(limited, list_persons, Wanted()) == (["Bob(2)"], 1)
        assert await trail.gate().ask(limited, list_targets, Wanted()) == (["Door 2(2)"], 1)
        assert await trail.gate().ask(limited, list_acting_levels, None) == [3]

    async def test_nothing_of_another_who_had_the_user_id_before(self, trail: Ground) -> None:
        scope = Scope(MappingProxyType({Kind.DOOR_GROUP: frozenset({2})}))
        limited = somebody("2", "Bob", 4, scope=scope)
        heir = replace(limited, since=trail.clock())
        assert [entry.outcome for entry in await found(trail, by=heir)] == ["refused: not yours"]
        assert await trail.gate().ask(heir, list_targets, Wanted()) == ([], 0)
        assert await found(trail, by=replace(limited, since=None)) == []
