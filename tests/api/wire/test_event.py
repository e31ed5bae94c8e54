"""Frames of the live stream: short, texts only, readable by a parser of Python literals; and hints."""

import ast
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.api.biostar.wire.event import EventOut, frame_of, hint_of, id_of, row_of
from ostiary.events.model import Event

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=256)
IDS = st.integers(0, 2**63 - 1)
GROUPS = st.none() | IDS
EVENTS = st.builds(
    Event,
    id=IDS,
    at=st.datetimes(timezones=st.just(UTC)),
    stored_at=st.just(NOON),
    log_index=IDS,
    code=st.integers(0, 2**31 - 1) | st.sampled_from([4102, 6401, 4354, 20480]),
    device_id=st.integers(0, 2**32 - 1),
    device_name=TEXTS,
    device_group_id=GROUPS,
    door_id=IDS,
    door_name=TEXTS,
    door_group_id=GROUPS,
    user_id=TEXTS,
    user_name=TEXTS,
    user_group_id=GROUPS,
    user_group_name=TEXTS,
    credential=TEXTS,
    reason=TEXTS,
    parameter=TEXTS,
    tna_key=st.integers(0, 16),
    shift=st.integers(-720, 840),
    late=st.booleans(),
    source_id=IDS,
    epoch=IDS,
)


def scalars(value: Any) -> Iterator[Any]:
    """Everything in a document that is neither object nor array."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from scalars(item)
    else:
        yield value


class TestRows:
    """What a search shows."""

    @given(EVENTS)
    def test_a_row_is_what_the_reference_of_the_api_says(self, event: Event) -> None:
        row = row_of(event, ())
        assert EventOut.model_validate(row).model_dump(mode="json", exclude_none=True) == row


class TestFrames:
    """What a client of the stream gets."""

    @given(EVENTS)
    def test_any_event_makes_a_short_frame_of_texts(self, event: Event) -> None:
        frame = frame_of(event, ())
        assert len(frame.encode()) < 1024
        document = json.loads(frame)
        assert all(isinstance(value, str) for value in scalars(document))
        assert ast.literal_eval(frame) == document
        assert document["Event"]["id"] == str(event.id)
        assert document["Event"]["hint"] == hint_of(event)

    @given(EVENTS)
    def test_no_number_is_empty(self, event: Event) -> None:
        shown = json.loads(frame_of(event, ()))["Event"]
        numbers = [shown[name] for name in ("id", "index", "tna_key", "is_dst", "hint")]
        numbers += [shown["device_id"]["id"], shown["event_type_id"]["code"], *shown["timezone"].values()]
        numbers += [door["id"] for door in shown["door_id_list"]]
        numbers += [shown["user_group_id"]["id"]] if "user_group_id" in shown else []
        assert all(number.isdigit() for number in numbers)

    def test_short_texts_stay_whole(self) -> None:
        values: dict[str, Any] = {"user_name": "Ada", "user_id": "12", "door_name": "Main door", "reason": "granted"}
        shown = json.loads(frame_of(an_event(**values), {"12"}))["Event"]
        assert shown["user_id"] == {"user_id": "12", "name": "Ada", "photo_exists": "true"}
        assert shown["door_id_list"] == [{"id": "3", "name": "Main door"}]
        assert shown["event_type_id"] == {
            "code": "4102",
            "name": "VERIFY_SUCCESS_CARD",
            "description": "1:1 verification succeeded with card",
            "alertable": "false",
            "enable_alert": "false",
        }
        assert "door_id" not in shown

    def test_an_unknown_card_has_the_name_of_nobody(self) -> None:
        shown = json.loads(frame_of(an_event(user_id="", user_name="", credential="123"), ()))["Event"]
        assert shown["user_id"] == {"user_id": "123", "name": "-", "photo_exists": "false"}


class TestHints:
    """Digits that name an event."""

    @given(EVENTS)
    def test_a_hint_tells_the_id(self, event: Event) -> None:
        hint = hint_of(event)
        assert hint.isdigit()
        assert len(hint) >= 30
        assert id_of(hint) == event.id

    @pytest.mark.parametrize("text", ["", "12", "x" * 30, "²" * 30, "9" * 42, "1" * 43])
    def test_other_texts_tell_none(self, text: str) -> None:
        assert id_of(text) is None


class TestOffsets:
    """How a zone is told."""

    @pytest.mark.parametrize(
        ("shift", "half", "hour", "negative"),
        [(0, 0, 0, 0), (60, 0, 1, 0), (330, 1, 5, 0), (-210, 1, 3, 1), (-480, 0, 8, 1), (345, 1, 5, 0)],
    )
    def test_minutes_become_hours_and_half_hours(self, shift: int, half: int, hour: int, negative: int) -> None:
        zone = row_of(an_event(shift=shift), ())["timezone"]
        assert zone == {"half": str(half), "hour": str(hour), "negative": str(negative)}


def an_event(**changes: Any) -> Event:
    """A card at a door."""
    values: dict[str, Any] = {
        "id": 77,
        "at": NOON,
        "stored_at": NOON,
        "log_index": 5,
        "code": 4102,
        "source_id": 100001,
        "epoch": 1,
        "device_id": 100001,
        "device_name": "Front",
        "device_group_id": 1,
        "door_id": 3,
        "door_name": "Main",
        "door_group_id": 1,
        "user_id": "12",
        "user_name": "Ada",
        "user_group_id": 1,
        "user_group_name": "All Users",
        "credential": "",
        "reason": "",
        "parameter": "",
        "tna_key": 0,
        "shift": 0,
        "late": False,
        **changes,
    }
    return Event(**values)
