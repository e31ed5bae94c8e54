"""For every read: refused without the right, let through with any of its rights; one thing outside the scope is
refused, and no list shows it, or it is said why there is nothing outside. Nobody is anonymous at the gate: see
`test_routes.py`.
"""

import re
from dataclasses import replace
from typing import Any

import pytest

from ostiary.app.compose import GUARDS
from ostiary.kernel.context import Scope
from ostiary.kernel.errors import DomainError, Forbidden
from ostiary.kernel.operation import View
from tests.matrix.catalogue import Read, asking_for_all, input_type, naming, reads
from tests.matrix.estate import ALL_RIGHTS, INSIDE, LIMITED, OUTSIDE, SYSTEM, WORDS, Estate, operator

OPEN_TO_ALL = {
    "ostiary.devices.queries.list_types": "the types of devices there can be",
    "ostiary.events.queries.list_event_types": "the kinds of events there can be",
    "ostiary.identity.preferences.view_preference": "one's own; the read refuses another's",
    "ostiary.identity.queries.next_user_id": "a number",
    "ostiary.identity.sessions.find_account": "who logs in is nobody yet",
    "ostiary.identity.sessions.read_present": "finds out what the asker of a job may do now",
    "ostiary.identity.sessions.read_session": "finds out who calls",
    "ostiary.jobs.queries.get_job": "one's own; others' by right",
    "ostiary.jobs.queries.list_jobs": "one's own; others' by right",
    "ostiary.live.site.view_site": "of each part what one may read; tests/api/native/test_live.py",
    "ostiary.people.queries.view_oneself": "oneself",
    "ostiary.settings.fields.list_custom_fields": "the names of fields",
    "ostiary.settings.queries.read_settings": "what every client needs to know; no secrets among them",
    "ostiary.transfer.downloads.find_download": "everybody has his own; no other's is found",
}
"""Reads that need no right, and why."""

NAMES_ONLY = {"ostiary.access.queries.list_levels": "level", "ostiary.access.queries.name_levels": "level"}
"""Lists of things that no scope limits; what they are made of must not be seen."""


WITHOUT_OUTSIDE = {
    "ostiary.app.seeding.has_begun": "the server's own, at its start",
    "ostiary.audit.queries.list_acting_levels": "numbers of operator levels, which are the site's",
    "ostiary.audit.queries.list_addresses": "addresses of callers; whose lines are seen: tests/rooms/audit",
    "ostiary.audit.queries.list_persons": "who acted; whose lines are seen: tests/rooms/audit",
    "ostiary.audit.verification.still_holds": "whether the trail is whole",
    "ostiary.audit.verification.verify_stretch": "whether the trail is whole",
    "ostiary.audit.witness.newest_line": "the server's own, for its witness",
    "ostiary.devices.discovery.list_known": "which numbers are registered, to hide those outside",
    "ostiary.devices.firmware.may_list_firmware": "files are the site's: no scope has them",
    "ostiary.events.alerts.find_statuses": "of events that were found within the scope",
    "ostiary.events.queries.count_events": "a number",
    "ostiary.events.tally.find_ends": "two numbers",
    "ostiary.events.tally.tally_events": "numbers",
    "ostiary.events.tally.view_place": "a few ids; whose events are shown: tests/rooms/events/test_tally.py",
    "ostiary.events.doubts.find_drifts": "of events that were found within the scope",
    "ostiary.identity.levels.list_levels": "operator levels are the site's: no scope has them",
    "ostiary.identity.queries.find_photographed": "of people in events that were found within the scope",
    "ostiary.live.watching.watch_events": "a right alone; what is told: tests/rooms/live",
    "ostiary.people.finding.find_called": "nobody where nothing is sought; who is found: tests/rooms/people",
    "ostiary.people.queries.find_people": "numbers only, for list_people, which is looked at",
    "ostiary.people.queries.view_own_details": "oneself",
    "ostiary.provisioning.queries.people_shown": "which of these keys are within the scope; no words",
    "ostiary.provisioning.roster.count_changes": "a number",
    "ostiary.schedules.queries.get_schedule": "schedules are the site's: no scope has them",
    "ostiary.schedules.queries.list_holiday_groups": "holidays are the site's: no scope has them",
    "ostiary.schedules.queries.list_schedules": "schedules are the site's: no scope has them",
    "ostiary.schedules.queries.name_schedules": "schedules are the site's: no scope has them",
    "ostiary.settings.signals.list_signals": "output signals are the site's: no scope has them",
}
"""Reads with a right but without objects whose answer names nothing that a scope limits, and why."""


class Reached(DomainError):
    """The gate let a read through."""


async def reached(_: View, __: object) -> None:
    """Stands for a read: says that the gate let it through."""
    raise Reached


def guarded() -> dict[str, Read]:
    """The reads that name objects."""
    return {name: read for name, read in reads().items() if read.objects is not None}


async def shown(estate: Estate, read: Read, context: Any) -> str:
    """All that a list answers, as text."""
    try:
        return repr(await estate.gate.ask(context, read, asking_for_all(input_type(read), OUTSIDE)))
    except DomainError as error:
        return repr(error)


class TestDeclarations:
    def test_only_a_few_need_no_right(self) -> None:
        assert {name for name, read in reads().items() if not read.modules} == set(OPEN_TO_ALL)

    def test_every_kind_has_a_guard(self) -> None:
        for name, read in guarded().items():
            assert read.objects is not None
            touched = {kind: list(ids) for kind, ids in read.objects(naming(input_type(read), OUTSIDE)).items()}
            assert any(touched.values()), f"{name} names nothing"
            assert set(touched) <= set(GUARDS), f"{name} names what nobody guards"


class TestWithoutTheRight:
    async def test_every_read_is_refused(self, estate: Estate) -> None:
        for name, read in reads().items():
            if not read.modules:
                continue
            others = ALL_RIGHTS - {(module, "read") for module in read.modules}
            try:
                await estate.gate.ask(operator(others), read, naming(input_type(read), INSIDE))
            except Forbidden:
                continue
            raise AssertionError(f"{name} was answered without the right")

    async def test_any_one_of_the_rights_suffices(self, estate: Estate) -> None:
        for name, read in reads().items():
            for module in read.modules:
                context, probe = operator(frozenset({(module, "read")})), replace(read, read=reached)
                try:
                    await estate.gate.ask(context, probe, naming(input_type(read), INSIDE))
                except Reached:
                    continue
                raise AssertionError(f"{name} was not let through for {module}")


class TestOutsideTheScope:
    async def test_one_thing_is_refused(self, estate: Estate) -> None:
        for name, read in guarded().items():
            try:
                await estate.gate.ask(LIMITED, read, naming(input_type(read), OUTSIDE))
            except Forbidden:
                continue
            raise AssertionError(f"{name} was answered outside the scope")

    async def test_one_thing_inside_is_let_through(self, estate: Estate) -> None:
        for read in guarded().values():
            with pytest.raises(Reached):
                await estate.gate.ask(LIMITED, replace(read, read=reached), naming(input_type(read), INSIDE))

    async def test_no_list_shows_it(self, estate: Estate) -> None:
        compared = []
        for name, read in reads().items():
            if read.objects is not None or WORDS[OUTSIDE] not in await shown(estate, read, SYSTEM):
                continue
            seen = set(re.findall(rf"{WORDS[OUTSIDE]} (\w+)", await shown(estate, read, LIMITED)))
            assert not seen - {"too", NAMES_ONLY[name]} if name in NAMES_ONLY else not seen, (
                f"{name} shows what is outside"
            )
            compared.append(name)
        bare = {name for name, read in reads().items() if read.modules and read.objects is None}
        assert bare - set(compared) == set(WITHOUT_OUTSIDE)

    async def test_whoever_sees_only_himself_is_shown_nobody_else(self, estate: Estate) -> None:
        himself = operator(scope=Scope(own_user=str(INSIDE)))
        for name, read in reads().items():
            if read.modules:
                seen = await shown(estate, read, himself)
                assert f"{WORDS[OUTSIDE]} person" not in seen, f"{name} shows somebody else"
