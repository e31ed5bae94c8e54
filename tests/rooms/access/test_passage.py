"""A passage that is tried out ends as it does at the reader of a simulated device, to the letter."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from ostiary.access.passage import Place, Trial, beginnings, best, card_of, checks, credentials, trial
from ostiary.policy.access import NO_DOOR, Rules, Verdict, considered
from ostiary.policy.antipassback import Antipassback, Side, Strictness, TimedAntipassback, Trace
from ostiary.policy.authmode import MODES, Factor, PrivateMode
from ostiary.policy.door import Act, Flag, is_barred
from ostiary.policy.dualauth import DualAuthentication
from ostiary.policy.passing import NO_TERMS, Terms
from ostiary.policy.recognition import Presented
from ostiary.policy.schedule import ALWAYS
from ostiary.port.capabilities import taken
from ostiary.port.content import (
    BlacklistEntry,
    CardContent,
    FaceContent,
    Family,
    FingerContent,
    ModeSlot,
    SettingsContent,
    UserContent,
    person_of,
    pin_hash,
)
from ostiary.simulator.device import Device
from ostiary.simulator.presentation import FaceSign, FingerSign, Presentation, Response
from ostiary.simulator.templates import face_templates, finger_template
from tests.policy.sites import DOORS, SCHEDULES, ZONES, a_moment, a_person, dice, some_rules
from tests.rig.ground import NOON
from tests.simulator.site import PIN_KEY, STATION, Site, a_door, a_site

PIN = "4711"


@pytest.fixture
async def station(tmp_path: Path) -> AsyncIterator[Site]:
    """A device with a camera, a finger sensor, a card reader and a keypad."""
    async with a_site(tmp_path) as site:
        yield site


def a_user(random: Random) -> UserContent:
    """Somebody with some credentials, now and then modes of his own."""
    person = a_person(random, f"user{random.randrange(5)}")
    cards = [CardContent(f"{100 + kind}", kind, random.randrange(2)) for kind in (0, 1, 3, 4, 6)]
    chosen = random.sample(range(3), random.randrange(3))
    methods = [Factor.CARD, Factor.FINGER, Factor.FACE, Factor.ID]
    modes = [PrivateMode(random.choice(methods), random.choice((-1, 255, *MODES)))] if random.random() < 0.2 else []
    fingers = [FingerContent(index, (finger_template(person.user_id, index),) * 2, index == 0) for index in chosen]
    face = FaceContent(0, face_templates(person.user_id, 0))
    return UserContent(
        person.user_id,
        "Somebody",
        person.start,
        person.expiry,
        person.disabled,
        pin_hash=pin_hash(PIN, PIN_KEY) if random.random() < 0.6 else b"",
        cards=tuple(random.sample(cards, random.randrange(3))),
        fingers=tuple(fingers),
        faces=(face,) if random.random() < 0.5 else (),
        groups=person.groups,
        private_modes=tuple(modes),
    )


@dataclass
class Scene:
    """What a device holds, and somebody who stands before it."""

    device: Device
    place: Place
    user: UserContent


def a_scene(site: Site, random: Random) -> Scene:
    """Rules, settings, a door or none, an operator's lock or none, a card on the blacklist or none; at any moment."""
    device, user = site.station, a_user(random)
    device.wipe()
    rules = some_rules(random)
    device.write(Family.HOLIDAYS, list(rules.holidays.values()))
    device.write(Family.SCHEDULES, list(rules.schedules.values()))
    modes = [random.choice(list(MODES)) for _ in range(random.choice((1, 2, 4)))]
    slots = tuple(ModeSlot(mode, random.choice((ALWAYS, ALWAYS, *SCHEDULES))) for mode in (*modes, 21, 16, 11)[:4])
    zone = random.choice(ZONES)
    full = random.random() < 0.1
    settings = SettingsContent(STATION, "Front", zone.key, slots, full_access=full, pin_key=PIN_KEY)
    device.write(Family.SETTINGS, [settings])
    door_id = random.choice((*DOORS, None))
    terms = some_terms(random)
    if door_id is not None:
        device.write(Family.DOORS, [a_door(door_id, terms=terms)])
    device.write(Family.LEVELS, list(rules.levels.values()))
    device.write(Family.GROUPS, list(rules.groups.values()))
    device.write(Family.USERS, [user])
    listed = [BlacklistEntry(card.number, random.randrange(2)) for card in user.cards if random.random() < 0.2]
    device.write(Family.BLACKLIST, listed)
    door = device.doors.at_reader(STATION)
    if door is not None and random.random() < 0.2:
        door.apply(Act.LOCK, Flag.OPERATOR)
    device.set_clock(a_moment(random, zone))
    place = Place(
        settings,
        taken(device.own.profile.capabilities),
        zone,
        device.holdings.rules(),
        door_id,
        door is not None and is_barred(door.state),
        {entry.number: entry.issue for entry in listed},
        terms=terms if door_id is not None else NO_TERMS,
    )
    return Scene(device, place, user)


def some_terms(random: Random) -> Terms:
    """Now and then anti-passback, timed or not, and two people."""
    strictness = random.choice(tuple(Strictness))
    return Terms(
        Antipassback(strictness, bypass=(random.randrange(8),)) if random.random() < 0.2 else None,
        TimedAntipassback(strictness, 60, random.choice((Side.ENTRY, Side.EXIT))) if random.random() < 0.2 else None,
        DualAuthentication(schedule_id=random.choice((ALWAYS, ALWAYS, *SCHEDULES))) if random.random() < 0.2 else None,
    )


def remembered(site: Site, scene: Scene) -> Trace | None:
    """What the device remembers of the person, told by its own clock."""
    if scene.place.door_id is None:
        return None
    trace = scene.device.doors.passages.traces.of(scene.place.door_id, scene.user.user_id)
    drift = scene.device.quartz.drift
    moments = {name: getattr(trace, name) for name in ("last_at", "entered", "left")}
    return replace(trace, **{name: moment and moment + drift for name, moment in moments.items()})


def shown(first: Presented, factor: Factor, user: UserContent) -> Presentation:
    """What he does at the reader."""
    match factor:
        case Factor.ID:
            return Presentation(id=user.user_id)
        case Factor.CARD:
            return Presentation(card=first.text if first.factor is Factor.CARD else user.cards[0].number)
        case Factor.FINGER:
            finger = min(user.fingers, key=lambda finger: finger.duress)
            return Presentation(finger=FingerSign(user.user_id, finger.index))
        case Factor.FACE:
            return Presentation(face=FaceSign(user.user_id))
        case Factor.PIN:
            return Presentation(pin=PIN)


async def presented(site: Site, scene: Scene, first: Presented, tried: Trial) -> Verdict:
    """What the reader answers to the same credentials; where it waits in vain, what the log says then."""
    answers = [scene.device.present(STATION, shown(first, factor, scene.user)) for factor in tried.presented]
    assert all(answer.response is Response.IGNORED for answer in answers[:-1])
    last = answers[-1]
    if last.response is not Response.IGNORED or last.event_code:
        return Verdict(last.response is Response.GRANTED, last.event_code, last.reason)
    site.clock.advance(scene.place.settings.auth_timeout)
    record = (await site.log(scene.device))[-1]
    return Verdict(False, record.code, record.reason)


def said(verdict: Verdict) -> tuple[bool, int, str]:
    """What a client hears of a verdict."""
    return verdict.granted, verdict.code, verdict.reason


class TestGeneratedScenes:
    async def test_every_trial_ends_as_at_the_reader(self, station: Site) -> None:
        codes: Counter[int] = Counter()
        alone = 0
        ways: Counter[tuple[Factor, ...]] = Counter()
        for seed in range(150):
            random = dice(seed)
            scene = a_scene(station, random)
            stranger = [Presented(Factor.CARD, "999")] if random.random() < 0.1 else []
            for first in [*beginnings(scene.place, scene.user), *stranger]:
                at = scene.device.now()
                scene.place = replace(scene.place, trace=remembered(station, scene))
                tried = trial(scene.place, scene.user, first, at, scene.user)
                real = await presented(station, scene, first, tried)
                assert said(real) == said(tried.verdict), (seed, first)
                codes[tried.verdict.code] += 1
                alone += "second person" in tried.verdict.reason
                ways[tried.presented] += 1
                assert explained(scene, tried, at), (seed, first)
                station.clock.advance(random.choice((20, 100)))
        assert {6145, 6147, 6401, 6402, 6403, 6404, 6405, 6406, 6423, 4354, 4102, 4865, 4867} <= set(codes), codes
        assert alone, "nobody was sent away for want of a second person"
        assert len(ways) > 15, ways


def explained(scene: Scene, tried: Trial, moment: datetime) -> bool:
    """Whether checks and steps lead to the verdict on somebody who was recognised."""
    if not tried.recognised:
        return True
    place, person = scene.place, person_of(scene.user)
    found = checks(place, person, moment, credentials(tried, ""))
    refusal = next((check for check in found if check.holds is False), None)
    verdict = tried.verdict
    if verdict.granted != (refusal is None) or (refusal is not None and refusal.reason != verdict.reason):
        return False
    if place.door_id is None:
        return not verdict.granted or verdict.reason == NO_DOOR.reason
    steps = considered(place.rules, person, place.door_id, moment, place.zone)
    if verdict.group_id is None or (refusal is not None and refusal.name == "second_person"):
        return True
    leading = [step for step in steps if step.level_id is not None]
    chosen = next((step for step in leading if step.granted), leading[0])
    return replace(verdict, code=chosen.code) == chosen


class TestTrial:
    def test_nobody_is_somebody_whom_the_device_does_not_know(self) -> None:
        place = Place(SettingsContent(1, "", modes=(ModeSlot(21, ALWAYS),)), frozenset(Factor), ZONES[0], Rules())
        tried = trial(place, None, card_of(None, "7"), NOON, None)
        assert (tried.recognised, tried.verdict.code) == (False, 4354)
        assert tried.verdict.reason == "The card is not known to the device."

    def test_a_pin_that_the_device_knows_otherwise_is_refused(self) -> None:
        place = Place(SettingsContent(1, "", modes=(ModeSlot(24, ALWAYS),)), frozenset(Factor), ZONES[0], Rules())
        user = replace(a_user(dice(1)), cards=(CardContent("7"),), pin_hash=b"new", private_modes=())
        tried = trial(place, user, card_of(user, "7"), NOON, replace(user, pin_hash=b"old"))
        assert (tried.presented, tried.verdict.code) == ((Factor.CARD, Factor.PIN), 4355)

    def test_the_best_opens_or_comes_furthest(self) -> None:
        refused, unknown, opens = (
            Trial((Factor.CARD,), True, Verdict(False, 6401, "")),
            Trial((Factor.ID,), False, Verdict(False, 6147, "")),
            Trial((Factor.FACE,), True, Verdict(True, 4867, "")),
        )
        assert best([]) is None
        assert best([unknown, refused]) is refused
        assert best([unknown, refused, opens]) is opens
