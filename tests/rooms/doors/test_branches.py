"""The tree of door groups and doors, and the network of a door, on each engine."""

from collections.abc import Iterable
from typing import Any

import pytest

from ostiary.doors.branches import Branch, Branching, list_branches
from ostiary.doors.model import DoorNotFound
from ostiary.doors.queries import list_network
from ostiary.doors.wiring import Wiring
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.tree import GroupNotFound
from tests.rooms.doors.premises import CONTROLLER, SLAVE_IN, SLAVE_OUT, SYSTEM, Premises, limited, operator


def outline(branches: Iterable[Branch]) -> list[Any]:
    """Ids of groups, of their doors, and the same of what is below."""
    return [(branch.group.id, [door.id for door in branch.doors], outline(branch.branches)) for branch in branches]


class TestBranches:
    async def test_hold_groups_and_doors_as_deep_as_is_asked(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        attic = await premises.a_group("Attic", north)
        front, hatch = await premises.a_door("Front"), await premises.a_door("Hatch", group_id=attic)
        top: tuple[int, list[int], list[Any]] = (attic, [hatch], [])
        for wanted, expected in (
            (Branching(), [(1, [front], [(north, [], [top])])]),
            (Branching(depth=1), [(1, [front], [(north, [], [])])]),
            (Branching(north), [(north, [], [top])]),
            (Branching(attic, 0), [top]),
        ):
            found = await premises.gate.ask(SYSTEM, list_branches, wanted)
            assert outline(found.tops) == expected, wanted

    async def test_begin_at_the_highest_groups_within_the_scope(self, premises: Premises) -> None:
        north, south = await premises.a_group("North"), await premises.a_group("South")
        attic = await premises.a_group("Attic", north)
        await premises.a_door("Front")
        mine = limited(attic, south)
        assert outline((await premises.gate.ask(mine, list_branches, Branching())).tops) == [
            (south, [], []),
            (attic, [], []),
        ]
        with pytest.raises(Forbidden):
            await premises.gate.ask(mine, list_branches, Branching(north))

    async def test_need_a_root_that_is_there_and_a_depth_that_can_be(self, premises: Premises) -> None:
        with pytest.raises(GroupNotFound):
            await premises.gate.ask(SYSTEM, list_branches, Branching(77))
        with pytest.raises(Invalid):
            await premises.gate.ask(SYSTEM, list_branches, Branching(depth=-1))


class TestNetwork:
    async def test_is_the_master_with_its_slaves(self, premises: Premises) -> None:
        id, nowhere = await premises.a_door("Lobby", Wiring(SLAVE_IN)), await premises.a_door("Nowhere")
        found = await premises.gate.ask(SYSTEM, list_network, id)
        assert [device.id for device in found] == [CONTROLLER, SLAVE_IN, SLAVE_OUT]
        assert await premises.gate.ask(SYSTEM, list_network, nowhere) == []
        with pytest.raises(DoorNotFound):
            await premises.gate.ask(SYSTEM, list_network, 77)

    async def test_is_shown_within_the_scope(self, premises: Premises) -> None:
        id = await premises.a_door("Lobby", Wiring(SLAVE_IN))
        elsewhere = operator(Scope({Kind.DEVICE_GROUP: frozenset({5})}))
        assert await premises.gate.ask(elsewhere, list_network, id) == []
        with pytest.raises(Forbidden):
            await premises.gate.ask(limited(2), list_network, id)
