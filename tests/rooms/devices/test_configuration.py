"""Settings of devices: the table, what may be set, and what a simulated device takes of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from ostiary.devices.configuration import ZONES, configured, zone_of
from ostiary.devices.settings import Placed, content, effective, operators_of, schedules_of, table, usual_modes
from ostiary.devices.types import DeviceType, device_types, type_of
from ostiary.kernel.errors import Invalid
from ostiary.policy.access import Rules
from ostiary.policy.authmode import open_modes
from ostiary.port.commands import Fault
from ostiary.port.content import SettingsContent
from ostiary.port.settings import Kind, Setting, SettingError, Values, checked
from ostiary.simulator.models import models
from ostiary.simulator.settings import refusal
from tests.rig.ground import NOON

BIOSTATION = Placed(1, type_of(46), False, False, "192.0.2.1", 51211, "Europe/Berlin")
ITS_WORDS = BIOSTATION.words
UNOBEYED = json.dumps({"display": {"language": 3}})


def rows(setting: Setting) -> Iterator[Setting]:
    """Every setting below."""
    for member in (*setting.members.values(), *((setting.item,) if setting.item else ())):
        yield member
        yield from rows(member)


class TestTable:
    def test_what_a_device_has_by_default_may_be_set(self) -> None:
        for type in device_types().values():
            known = effective(replace(BIOSTATION, type=type), {})
            assert configured(replace(BIOSTATION, type=type), {}, known, NOON).settings == {}

    def test_every_row_is_whole(self) -> None:
        found = {setting.path: setting for setting in rows(table())}
        assert len(found) > 300
        for path, setting in found.items():
            assert setting.kind is not Kind.LIST or setting.item is not None, path
            beside = f"{path.rpartition('.')[0]}.{setting.default}"
            assert setting.kind is not Kind.SAME or beside in found, path

    @pytest.mark.parametrize("item", [{}, {"schedule_id": 1}, {"event_type_id": {}}])
    def test_what_an_item_needs_is_named_also_within_objects(self, item: Values) -> None:
        for group, items in (("event_filter", "rows"), ("imageLogEventInfo", "imageLogEventItems")):
            with pytest.raises(SettingError, match="event_type_id: is needed"):
                checked(table(), {group: {items: [item]}})

    def test_a_trigger_without_an_event_names_none(self) -> None:
        (trigger,) = checked(table(), {"trigger_actions": [{"input_event_id": {}}]})["trigger_actions"]
        assert "input_event_id" not in trigger

    def test_facts_are_passed_over(self) -> None:
        assert checked(table(), {"capability": {"maskAuthSupported": 1}, "system": {"locked": True}}) == {}

    def test_schedules_and_people_are_found_wherever_they_stand(self) -> None:
        settings = {
            "authentication": {"operation_modes": [{"mode": 2, "schedule_id": 1}], "operators": [{"user_id": "7"}]},
            "tna": {"tna_keys": [{"order": 1}, {"order": 2, "schedule_id": 4}]},
            "trigger_actions": [{"input_schedule_id": 5}],
        }
        assert (schedules_of(settings), operators_of(settings)) == (frozenset({1, 4, 5}), frozenset({"7"}))


class TestZones:
    @pytest.mark.parametrize("hours", [*range(-12, 15), *ZONES])
    def test_each_offset_is_that_of_its_zone_but_for_daylight_saving(self, hours: float) -> None:
        offset = ZoneInfo(zone_of(round(hours * 3600))).utcoffset(NOON)
        assert offset is not None
        assert offset.total_seconds() - hours * 3600 in {0, 1800, 3600}

    def test_there_is_none_in_between(self) -> None:
        with pytest.raises(Invalid):
            zone_of(1234)

    def test_a_named_zone_stays_while_its_offset_is_the_same(self) -> None:
        done = configured(BIOSTATION, {}, {"system": {"timezone": 3600}}, NOON)
        assert (done.columns, done.settings) == ({}, {})


class TestModes:
    """Ways to authenticate that a reader is given."""

    @pytest.mark.parametrize("type", device_types().values(), ids=lambda type: type.name)
    def test_a_reader_has_one_at_least(self, type: DeviceType) -> None:
        none: Values = {"authentication": {"operation_modes": []}}
        placed = replace(BIOSTATION, type=type)
        if usual_modes(type):
            with pytest.raises(Invalid):
                configured(placed, {}, none, NOON)
        else:
            assert configured(placed, {}, none, NOON).settings == {}

    def test_one_that_was_stored_without_any_lets_nobody_begin(self) -> None:
        usual = content(BIOSTATION, "Reader", {"authentication": {"auth_timeout": 5}}, b"")
        stored = content(BIOSTATION, "Reader", {"authentication": {"operation_modes": []}}, b"")
        assert [slot.mode for slot in stored.modes] == [slot.mode for slot in usual.modes] != []
        assert open_modes(stored.modes, Rules(), NOON, UTC) == ()
        assert open_modes(usual.modes, Rules(), NOON, UTC) != ()


class TestSimulatedDevice:
    def test_takes_what_its_model_has(self) -> None:
        assert refusal(SettingsContent(1, "Reader", extra=UNOBEYED), ITS_WORDS) is None

    @pytest.mark.parametrize(
        ("extra", "fault"),
        [
            ('{"display":{"volume":300}}', Fault.INVALID),
            ('{"nothing":1}', Fault.INVALID),
            ('{"event_filter":{"rows":[{"event_type_id":{}}]}}', Fault.INVALID),
            ("[]", Fault.INVALID),
            ("{", Fault.INVALID),
            ('{"wlan":{"enabled":true}}', Fault.NOT_SUPPORTED),
        ],
    )
    def test_refuses_the_rest(self, extra: str, fault: Fault) -> None:
        refused = refusal(SettingsContent(1, "Reader", extra=extra), ITS_WORDS - {"wifi"})
        assert refused is not None
        assert (refused.key, refused.fault) == ("1", fault)

    def test_has_what_the_server_takes_its_type_to_have(self) -> None:
        for model in models().values():
            assert {"volume", "screen", "wifi"} & type_of(model.type_id).capabilities <= model.capabilities, model.name
