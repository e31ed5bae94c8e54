"""Models, codec, templates, limits and the virtual clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ostiary.policy.door import Alarm, Flag
from ostiary.port.capabilities import Capability, DeviceInfo
from ostiary.port.commands import (
    CardCapture,
    Command,
    DeviceCommand,
    DeviceVerb,
    DoorCommand,
    DoorVerb,
    Fault,
    FingerCapture,
    Outcome,
)
from ostiary.port.content import FaceContent, Family, Record, UserContent, digest, pin_hash
from ostiary.port.reports import ConnectionChanged, ContentLost, DoorReport, LogHint, LogRecord, Report
from ostiary.simulator.clock import VirtualClock
from ostiary.simulator.codec import CodecError, decode, encode
from ostiary.simulator.limits import Load, refusal
from ostiary.simulator.models import UnknownModelError, model, models
from ostiary.simulator.templates import (
    FACE_BYTES,
    FINGER_BYTES,
    face_image,
    face_templates,
    finger_image,
    finger_template,
)
from tests.drivers.conformance import CONTENT
from tests.simulator.site import STATION, a_door, a_site, a_user

AT = datetime(2026, 3, 2, 9, 0, 1, 234567, tzinfo=UTC)
RECORD = LogRecord(1, 2, 3, AT, 4102, 5, "é", 6, "", "because", "")
VALUES: tuple[tuple[object, object], ...] = (
    *((type(record), record) for records in CONTENT.values() for record in records),
    (Record, a_user()),
    (Report, LogHint(RECORD)),
    (Report, ConnectionChanged(1, False, AT)),
    (Report, ContentLost(1)),
    (Report, DoorReport(1, 2, True, False, Flag.NONE, Flag.OPERATOR, Alarm.HELD_OPEN | Alarm.FORCED_OPEN, AT)),
    (Command, DoorCommand(DoorVerb.OPEN, (1, 2))),
    (Command, DeviceCommand(DeviceVerb.REBOOT)),
    (Outcome, Outcome(Fault.BUSY, {1: Fault.OK}, CardCapture("1"), AT)),
    (Outcome, Outcome(capture=FingerCapture(b"\0\xff", 90))),
    (DeviceInfo, DeviceInfo(1, model("BioStation 3"), "", "1", "2", (3,), extra={"a": "b"}, parent_id=None)),
)


class TestModels:
    """The table of models."""

    def test_type_ids_are_each_models_own(self) -> None:
        assert len({profile.type_id for profile in models().values()}) == len(models())

    @pytest.mark.parametrize("name", models())
    def test_a_model_makes_sense(self, name: str) -> None:
        profile = model(name)
        assert profile.name == name
        assert bool(profile.modes) == bool(profile.capabilities & {Capability.READER, Capability.MASTER})
        assert bool(profile.max_users) == (Capability.MASTER in profile.capabilities)
        if profile.max_users:
            assert bool(profile.max_fingers) == (Capability.FINGER in profile.capabilities)
            faces = profile.capabilities & {Capability.FACE, Capability.VISUAL_FACE}
            assert bool(profile.max_faces) == bool(faces)

    def test_others_are_unknown(self) -> None:
        with pytest.raises(UnknownModelError):
            model("Abacus")


class TestCodec:
    """To JSON and back."""

    @pytest.mark.parametrize(("hint", "value"), VALUES)
    def test_nothing_changes(self, hint: object, value: object) -> None:
        assert decode(hint, encode(hint, value)) == value

    def test_what_is_at_its_default_takes_no_room(self) -> None:
        assert encode(LogRecord, LogRecord(1, 1, 1, AT, 2)).count(b":") - AT.isoformat().count(":") == 5

    @pytest.mark.parametrize("data", [b"", b"7", b"{}", b'{"user_id":7}', b'{"colour":"red"}'])
    def test_what_makes_no_sense(self, data: bytes) -> None:
        with pytest.raises(CodecError):
            decode(UserContent, data)


class TestDigests:
    """Equal exactly when the records are."""

    def test_every_field_counts(self) -> None:
        users = [a_user(), a_user(cards=()), a_user(pin="1"), a_user(disabled=True), a_user(groups=(1, 2))]
        digests = sorted(digest(user) for user in users)
        assert all(one != other for one, other in pairwise(digests))

    def test_a_moment_is_the_same_in_every_zone(self) -> None:
        user = a_user()
        elsewhere = replace(user, start=user.start.astimezone(tz=None))
        assert elsewhere == user
        assert digest(elsewhere) == digest(user)

    def test_a_pin_is_nothing_without_its_key(self) -> None:
        assert pin_hash("1234", b"one") != pin_hash("1234", b"other")
        assert len(pin_hash("1234", b"")) == 32


class TestTemplates:
    """Fingers and faces out of nothing."""

    def test_each_has_its_own_and_always_the_same(self) -> None:
        made = {finger_template(user, index) for user in ("1", "2") for index in range(10)}
        assert len(made) == 20
        assert {len(template) for template in made} == {FINGER_BYTES}
        assert finger_template("1", 0) in made

    def test_a_face_has_one_for_each_kind(self) -> None:
        assert [(kind, len(template)) for kind, template in face_templates("1", 0)] == [
            (5, FACE_BYTES),
            (9, FACE_BYTES),
        ]

    def test_pictures_are_what_they_say(self) -> None:
        picture = finger_image("1", 0)
        assert int.from_bytes(picture[2:6], "little") == len(picture)
        assert face_image("1", 0) != face_image("2", 0)
        assert face_image("1", 0).endswith(b"\xff\xd9")


class TestLimits:
    """What a model will not take."""

    @pytest.mark.parametrize(
        ("user", "held", "load", "fault"),
        [
            (a_user(), 10_000, Load(), Fault.FULL),
            (a_user(), 0, Load(cards=10_000), Fault.NO_ROOM),
            (a_user(fingers=range(10)), 0, Load(fingers=19_991), Fault.NO_ROOM),
            (a_user(face=True), 0, Load(), Fault.NOT_HELD),
            (a_user("x" * 33), 0, Load(), Fault.INVALID),
            (a_user(groups=tuple(range(1, 18))), 0, Load(), Fault.INVALID),
        ],
    )
    def test_users(self, user: UserContent, held: int, load: Load, fault: Fault) -> None:
        refused = refusal(model("BioEntry P2"), Family.USERS, user, known=False, held=held, load=load)
        assert refused is not None
        assert (refused.key, refused.fault) == (user.user_id, fault)

    @pytest.mark.parametrize(
        ("name", "kinds", "fault"),
        [
            ("FaceStation F2", (9,), Fault.NO_TEMPLATE),
            ("FaceStation F2", (9, 5), None),
            ("BioStation 3", (9,), None),
            ("BioStation 3", (7,), Fault.NO_TEMPLATE),
        ],
    )
    def test_a_face_needs_a_template_that_the_model_reads(
        self, name: str, kinds: tuple[int, ...], fault: Fault | None
    ) -> None:
        user = replace(a_user(), faces=(FaceContent(0, face_templates("7", 0, kinds)),))
        refused = refusal(model(name), Family.USERS, user, known=False, held=0, load=Load())
        assert (None if refused is None else refused.fault) == fault

    def test_somebody_who_is_there_already_needs_no_new_room(self) -> None:
        assert refusal(model("BioEntry P2"), Family.USERS, a_user(), known=True, held=10_000, load=Load()) is None

    def test_a_door_needs_a_device_that_controls_doors(self) -> None:
        refused = refusal(model("XPass D2"), Family.DOORS, a_door(), known=False, held=0, load=Load())
        assert refused is not None
        assert refused.fault is Fault.NOT_SUPPORTED

    async def test_what_cannot_be_stored_is_refused(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            (refused,) = site.fleet.device(STATION).write(Family.USERS, [a_user("\ud800"), a_user("8")])
            assert refused.fault is Fault.INVALID
            (refused,) = site.fleet.device(STATION).write(Family.DOORS, [a_door(2**63)])
            assert refused.fault is Fault.INVALID
            await site.fleet.settled()


class TestVirtualClock:
    """Time by hand."""

    def test_timers_run_in_order_at_their_own_moment(self) -> None:
        clock = VirtualClock(AT)
        seen: list[tuple[str, float]] = []

        def note(name: str) -> None:
            seen.append((name, (clock.now() - AT).total_seconds()))

        def first() -> None:
            note("one")
            clock.call_at(AT + timedelta(seconds=1.5), lambda: note("between"))

        clock.call_at(AT + timedelta(seconds=2), lambda: note("two"))
        clock.call_at(AT + timedelta(seconds=1), first)
        clock.call_at(AT + timedelta(seconds=1), lambda: note("never")).cancel()
        clock.call_at(AT + timedelta(seconds=9), lambda: note("later"))
        clock.advance(3)
        assert seen == [("one", 1), ("between", 1.5), ("two", 2)]
        assert clock.now() == AT + timedelta(seconds=3)
