"""For every kind of job: what its asker may not do now is refused at the gate, with a line of the trail, before any
step of it. That each step asks the gate: `tests/rooms/jobs`.
"""

from dataclasses import replace

import pytest

from ostiary.app.compose import GUARDS
from ostiary.kernel.errors import Forbidden
from tests.matrix.catalogue import kinds, naming
from tests.matrix.estate import ALL_RIGHTS, INSIDE, LIMITED, OUTSIDE, Estate, operator

WITHOUT_OBJECTS = {
    "audit_export": "what is in the file its reads decide, by the scope",
    "event_expiry": "what is too old goes, whose ever it is",
    "event_export": "what is in the file its reads decide, by the scope",
}
"""Kinds that name no objects, and why."""


class TestDeclarations:
    def test_only_a_few_name_no_objects(self) -> None:
        assert {name for name, kind in kinds().items() if kind.objects is None} == set(WITHOUT_OBJECTS)

    def test_every_one_needs_a_right_and_what_it_names_is_guarded(self) -> None:
        for name, kind in kinds().items():
            assert kind.modules, f"{name} needs no right"
            if kind.objects is not None:
                touched = {one: list(ids) for one, ids in kind.objects(naming(kind.takes, OUTSIDE)).items()}
                assert any(touched.values()), f"{name} names nothing"
                assert set(touched) <= set(GUARDS), f"{name} names what nobody guards"


class TestAStep:
    async def test_is_refused_without_the_right(self, estate: Estate) -> None:
        for kind in kinds().values():
            others = ALL_RIGHTS - {(module, kind.right) for module in kind.modules}
            with pytest.raises(Forbidden):
                await estate.gate.check(operator(others), kind.act, naming(kind.takes, INSIDE))
        assert await estate.refusals() == ["JOB_STEP"] * len(kinds())

    async def test_is_let_through_with_any_of_the_rights(self, estate: Estate) -> None:
        for kind in kinds().values():
            for module in kind.modules:
                holder = operator(frozenset({(module, kind.right)}))
                await estate.gate.check(holder, kind.act, naming(kind.takes, INSIDE))

    async def test_is_refused_outside_the_scope_and_let_through_inside(self, estate: Estate) -> None:
        for kind in kinds().values():
            await estate.gate.check(LIMITED, kind.act, naming(kind.takes, INSIDE))
            if kind.objects is not None:
                with pytest.raises(Forbidden):
                    await estate.gate.check(LIMITED, kind.act, naming(kind.takes, OUTSIDE))

    async def test_is_refused_to_whoever_is_no_operator_any_more(self, estate: Estate) -> None:
        for kind in kinds().values():
            gone = replace(operator(), rights=frozenset())
            with pytest.raises(Forbidden):
                await estate.gate.check(gone, kind.act, naming(kind.takes, INSIDE))
