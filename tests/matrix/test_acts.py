"""For every act: refused without the right and outside the scope, with nothing changed and a line of the trail; let
through with any of its rights. Nobody is anonymous at the gate, which takes an operator: see `test_routes.py`.
"""

from dataclasses import replace
from typing import Any

import pytest

from ostiary.app.compose import GUARDS
from ostiary.kernel.context import ADMINISTRATOR_LEVEL, Operator
from ostiary.kernel.errors import DomainError, Forbidden
from ostiary.kernel.operation import Work
from tests.matrix.catalogue import Act, acts, input_type, naming
from tests.matrix.estate import ALL_RIGHTS, CUSTOM_LEVEL, INSIDE, OUTSIDE, WITHIN, Estate, operator

OPEN_TO_ALL = {
    "ostiary.identity.preferences.change_preference": "everybody has his own; the act refuses another's",
    "ostiary.identity.sessions.log_out": "everybody ends his own session",
    "ostiary.identity.sessions.open_session": "who logs in is nobody yet; the password was checked before",
    "ostiary.identity.sessions.record_failure": "a login that failed is nobody's",
    "ostiary.jobs.operations.cancel_job": "everybody cancels his own; the act looks for no others but by right",
    "ostiary.transfer.downloads.keep_download": "everybody keeps what he was allowed to read, for himself",
    "ostiary.people.operations.change_own_password": "everybody changes his own password; the act refuses another's",
}
"""Acts that need no right, and why."""

WITHOUT_OBJECTS = {
    "ostiary.app.demo.load.load_demo": "the server's own, at its start",
    "ostiary.app.retention.begin_expiry": "the server's own, once a day",
    "ostiary.app.retention.note_expiry": "the server's own, once a day",
    "ostiary.app.seeding.make_beginning": "the server's own, at its first start",
    "ostiary.audit.expiry.expire_lines": "what is too old goes, whoever did it",
    "ostiary.audit.expiry.note_broken": "the server's own, once a day",
    "ostiary.credentials.operations.create_cards": "a new card is nobody's",
    "ostiary.devices.clocks.note_reading": "what a device's clock showed",
    "ostiary.devices.presence.note_content": "what a device said of itself",
    "ostiary.devices.presence.note_said": "what a device said of itself",
    "ostiary.devices.presence.note_presence": "what a connection found",
    "ostiary.devices.discovery.request_placing": "what is not registered is nobody's yet",
    "ostiary.devices.discovery.request_search": "what is found and not registered is nobody's yet",
    "ostiary.doors.state.report_doors": "what a device said of its doors",
    "ostiary.events.alerts.choose_alerts": "kinds of events are the site's: no scope has them",
    "ostiary.events.expiry.expire_events": "what is too old goes, whose ever it is",
    "ostiary.events.images.keep_images": "what a device took with an event",
    "ostiary.identity.custom_levels.create_operator_level": "administrators only, and these have no scope",
    "ostiary.identity.custom_levels.delete_operator_levels": "administrators only, and these have no scope",
    "ostiary.identity.custom_levels.update_operator_level": "administrators only, and these have no scope",
    "ostiary.identity.operators.reset_password": "from the command line of the machine only",
    "ostiary.provisioning.operations.give_up": "what devices have refused",
    "ostiary.transfer.exports.begin_event_export": "what is in the file its reads decide, by the scope",
    "ostiary.transfer.exports.begin_trail_export": "what is in the file its reads decide, by the scope",
    "ostiary.schedules.holidays.create_holiday_group": "a new one: no schedule counts on it yet",
    "ostiary.schedules.operations.create_schedule": "a new one: no door is open by it yet",
    "ostiary.settings.fields.create_custom_fields": "custom fields are the site's: no scope has them",
    "ostiary.settings.operations.change_settings": "settings are the site's: no scope has them",
    "ostiary.settings.operations.obey_weak_settings": "the server's own, at its start",
    "ostiary.settings.signals.create_signal": "output signals are the site's: no scope has them",
    "ostiary.settings.signals.delete_signal": "output signals are the site's: no scope has them",
    "ostiary.settings.signals.update_signal": "output signals are the site's: no scope has them",
}
"""Acts with a right but without objects, and why."""


FOR_ADMINISTRATORS = {
    "ostiary.devices.clearing.request_clearing": "what a device keeps is the last proof of what its log says",
    "ostiary.identity.custom_levels.create_operator_level": "whoever makes levels could give himself any right",
    "ostiary.identity.custom_levels.delete_operator_levels": "whoever makes levels could give himself any right",
    "ostiary.identity.custom_levels.update_operator_level": "whoever makes levels could give himself any right",
    "ostiary.identity.operators.reset_password": "another's password",
}
"""Acts for which no right suffices, and why."""


class Reached(DomainError):
    """The gate let an act through."""


async def reached(_: Work, __: object) -> None:
    """Stands for an act: says that the gate let it through."""
    raise Reached


def fitting(act: Act, **given: Any) -> Operator:
    """An operator of the level that the act takes."""
    return operator(**given, level=ADMINISTRATOR_LEVEL if act.administrators else CUSTOM_LEVEL)


def guarded() -> dict[str, Act]:
    """The acts that name objects."""
    return {name: act for name, act in acts().items() if act.objects is not None}


class TestDeclarations:
    def test_there_are_acts(self) -> None:
        assert len(acts()) > 40

    def test_only_a_few_need_no_right(self) -> None:
        assert {name for name, act in acts().items() if not act.modules} == set(OPEN_TO_ALL)

    def test_only_a_few_with_a_right_name_no_objects(self) -> None:
        bare = {name for name, act in acts().items() if act.modules and act.objects is None}
        assert bare == set(WITHOUT_OBJECTS)

    def test_every_verb_says_what_is_done(self) -> None:
        assert [name for name, act in acts().items() if not act.verb.isupper()] == []

    def test_every_act_names_something_and_every_kind_has_a_guard(self) -> None:
        for name, act in guarded().items():
            assert act.objects is not None
            touched = {kind: list(ids) for kind, ids in act.objects(naming(input_type(act), OUTSIDE)).items()}
            assert any(touched.values()), f"{name} names nothing"
            assert set(touched) <= set(GUARDS), f"{name} names what nobody guards"


class TestWithoutTheRight:
    async def test_every_act_is_refused_and_changes_nothing(self, estate: Estate) -> None:
        before = await estate.content()
        refused = []
        for name, act in acts().items():
            if not act.modules:
                continue
            others = ALL_RIGHTS - {(module, act.right) for module in act.modules}
            try:
                await estate.gate.run(operator(others), act, naming(input_type(act), INSIDE))
            except Forbidden:
                refused.append(act.verb)
            else:
                raise AssertionError(f"{name} was done without the right")
        assert await estate.content() == before
        assert await estate.refusals() == refused

    async def test_any_one_of_the_rights_suffices(self, estate: Estate) -> None:
        for name, act in acts().items():
            for module in act.modules:
                probe = replace(act, perform=reached)
                try:
                    context = fitting(act, rights=frozenset({(module, act.right)}))
                    await estate.gate.run(context, probe, naming(input_type(act), INSIDE))
                except Reached:
                    continue
                raise AssertionError(f"{name} was not let through for {module}")

    async def test_every_right_does_not_suffice_where_it_takes_an_administrator(self, estate: Estate) -> None:
        assert {name for name, act in acts().items() if act.administrators} == set(FOR_ADMINISTRATORS)
        for name in FOR_ADMINISTRATORS:
            with pytest.raises(Forbidden):
                await estate.gate.admit(operator(), acts()[name])
        assert await estate.refusals() == [acts()[name].verb for name in FOR_ADMINISTRATORS]


class TestOutsideTheScope:
    async def test_every_act_is_refused_and_changes_nothing(self, estate: Estate) -> None:
        before = await estate.content()
        refused = []
        for name, act in guarded().items():
            try:
                await estate.gate.run(fitting(act, scope=WITHIN), act, naming(input_type(act), OUTSIDE))
            except Forbidden:
                refused.append(act.verb)
            else:
                raise AssertionError(f"{name} was done outside the scope")
        assert await estate.content() == before
        assert await estate.refusals() == refused

    async def test_the_same_act_inside_the_scope_is_let_through(self, estate: Estate) -> None:
        for name, act in guarded().items():
            try:
                probe, context = replace(act, perform=reached), fitting(act, scope=WITHIN)
                await estate.gate.run(context, probe, naming(input_type(act), INSIDE))
            except Reached:
                continue
            except Forbidden as refusal:
                raise AssertionError(f"{name} was refused inside the scope") from refusal
