"""Notices: of several on one thing the last; who saw a thing and sees it no more is told that it is gone."""

from ostiary.kernel.context import EVERYTHING, Kind, Module, Operator, Right, Scope
from ostiary.live.notices import Notice, Topic, shown
from ostiary.live.sight import Sight
from ostiary.live.site import DoorNow

RIGHTS: frozenset[tuple[Module, Right]] = frozenset({(Module.DOOR, "read")})


def sight(*groups: int) -> Sight:
    """Of somebody who may read doors: of these groups, of all where none is named."""
    scope = Scope({Kind.DOOR_GROUP: frozenset(groups)}) if groups else EVERYTHING
    return Sight(Operator("1", "Ada", 4, RIGHTS, scope))


def a_door(group: int | None, *left: int, name: str = "Front") -> Notice:
    """A notice that door 7 is in a group now, or gone; and in which it was."""
    if group is None:
        return Notice(Topic.DOOR, "7", None, left)
    door = DoorNow(7, name, group, "Group", None, False, "normal", None, False, None, (), None)
    return Notice(Topic.DOOR, "7", door, left)


def told(notices: list[Notice], seeing: Sight) -> list[str | None]:
    """The names of the doors that are told; None for one that is gone."""
    return [notice.value.name if isinstance(notice.value, DoorNow) else None for notice in shown(notices, seeing)]


class TestShown:
    def test_the_last_counts(self) -> None:
        assert told([a_door(2, name="Old"), a_door(2, name="New")], sight()) == ["New"]

    def test_what_lies_outside_is_not_told(self) -> None:
        assert told([a_door(3), a_door(None, 3)], sight(2)) == []

    def test_what_leaves_the_scope_is_gone_by_whatever_way(self) -> None:
        assert told([a_door(3, 2)], sight(2)) == [None]
        assert told([a_door(3, 2), a_door(4, 3)], sight(2)) == [None]
        assert told([a_door(2, 3), a_door(3)], sight(2)) == [None]
        assert told([a_door(None, 2)], sight(2)) == [None]

    def test_what_comes_into_it_is_told(self) -> None:
        assert told([a_door(3, 2), a_door(2, 3)], sight(2)) == ["Front"]

    def test_nothing_is_told_without_the_right(self) -> None:
        nobody = Sight(Operator("1", "Ada", 4, frozenset()))
        assert told([a_door(2), a_door(None, 2)], nobody) == []

    def test_a_text_is_made_once(self) -> None:
        made: list[Notice] = []

        def render(notice: Notice) -> str:
            made.append(notice)
            return "text"

        notice = a_door(2)
        assert [notice.rendered(render) for _ in range(3)] == ["text"] * 3
        assert made == [notice]
