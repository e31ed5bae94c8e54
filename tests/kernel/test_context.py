"""Who acts: what rights and scopes allow."""

from ostiary.kernel.context import EVERYTHING, Device, Kind, Module, Operator, Scope, System

DOORS = Kind.DOOR_GROUP


class TestScope:
    def test_without_limits_everything_is_within(self) -> None:
        assert EVERYTHING.limit(DOORS) is None
        assert EVERYTHING.has(DOORS, 7)
        assert EVERYTHING.has(DOORS, None)

    def test_with_a_limit_only_what_it_names_is_within(self) -> None:
        scope = Scope({DOORS: frozenset({2, 3})})
        assert scope.limit(DOORS) == frozenset({2, 3})
        assert scope.has(DOORS, 2)
        assert not scope.has(DOORS, 4)
        assert not scope.has(DOORS, None)

    def test_a_limit_of_one_kind_says_nothing_about_another(self) -> None:
        assert Scope({DOORS: frozenset()}).has(Kind.USER_GROUP, 1)

    def test_an_empty_limit_lets_nothing_in(self) -> None:
        assert not Scope({DOORS: frozenset()}).has(DOORS, 1)


class TestMay:
    def test_an_operator_may_what_any_of_the_modules_gives_him(self) -> None:
        operator = Operator("1", "", 4, frozenset({(Module.DOOR, "read"), (Module.USER, "write")}))
        assert operator.may((Module.DOOR,), "read")
        assert operator.may((Module.ZONE, Module.USER), "write")
        assert not operator.may((Module.DOOR,), "write")
        assert not operator.may((), "read")

    def test_the_server_and_devices_may_everything(self) -> None:
        for context in (System("rule"), Device(1)):
            assert context.may((Module.SETTING,), "write")
            assert context.scope is EVERYTHING
