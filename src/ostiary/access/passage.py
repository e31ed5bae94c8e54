"""A passage tried out: what a reader answers to somebody, by what its device holds or should hold.

Recognition, access rules and the door are those of `policy`, as in the device itself; here they are given the person's
own credentials one after the other, and whatever a reader would wait for is presented if he has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo

from ostiary.policy.access import FULL_ACCESS, Person, Rules, Verdict, admit
from ostiary.policy.antipassback import UNSEEN, Side, Trace
from ostiary.policy.authmode import Factor, open_modes
from ostiary.policy.passing import NO_TERMS, Terms, passing, two_needed
from ostiary.policy.recognition import Carrier, Found, Outcome, Presented, begin, conclude, expire, names, present
from ostiary.policy.schedule import open_now
from ostiary.port.content import SettingsContent, UserContent, carrier_of, person_of

_INFRARED = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A reader and all that its device decides by. `takes`: what it can read; `door_id` None = it stands at no door.

    `barred`: an operator keeps the door locked; `blacklist`: card number -> the last issue that is refused. `terms`:
    what the door asks on this `side`; `trace`: what the device remembers of the person there, None = nobody knows, and
    then no rule is held against him that needs it.
    """

    settings: SettingsContent
    takes: frozenset[Factor]
    zone: tzinfo
    rules: Rules
    door_id: int | None = None
    barred: bool = False
    blacklist: Mapping[str, int] = field(default_factory=dict)
    visual: bool = True
    """Whether faces are read in visible light."""
    terms: Terms = NO_TERMS
    side: Side = Side.ENTRY
    trace: Trace | None = None

    def modes(self, at: datetime) -> tuple[int, ...]:
        """The codes of the authentication modes that are open then."""
        return open_modes(self.settings.modes, self.rules, at, self.zone)

    def is_open(self, schedule_id: int, at: datetime) -> bool:
        """Whether a schedule is open then, by the clock at the wall."""
        return open_now(schedule_id, self.rules.schedules, self.rules.holidays, at, self.zone)

    def admits(self, person: Person, at: datetime) -> Verdict:
        """The verdict on somebody who has been recognised."""
        return admit(
            self.rules,
            person,
            self.door_id,
            at,
            self.zone,
            full_access=self.settings.full_access,
            operator_locked=self.barred,
        )

    def passes(self, admitted: Verdict, person: Person, at: datetime) -> Verdict:
        """The verdict on somebody whom the access rules admit, if nobody waits there for a second person."""
        pair = two_needed(self.terms, self.side, self.rules, at, self.zone)
        return passing(self.terms, admitted, person, self.side, at, trace=self.trace or UNSEEN, pair=pair).verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of presenting oneself and what comes of it; `verdict` has the event code that the device logs. `lacking`:
    what the reader waits for, any of them, and the person does not have.
    """

    presented: tuple[Factor, ...]
    recognised: bool
    verdict: Verdict
    lacking: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold, by itself: whatever the others say. None = that is not known here."""

    name: str
    holds: bool | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Alone:
    """A device that knows one person, or nobody (`policy.recognition.View`)."""

    user: UserContent | None
    blacklist: Mapping[str, int]

    def find_card(self, number: str, carrier: Carrier) -> Found | None:
        """By number and carrier."""
        cards = self.user.cards if self.user else ()
        return self._found(any(card.number == number and carrier_of(card) is carrier for card in cards))

    def find_id(self, user_id: str) -> Found | None:
        """By user id."""
        return self._found(self.user is not None and self.user.user_id == user_id)

    def find_finger(self, template: bytes, user_id: str | None = None) -> Found | None:
        """By an equal template."""
        fingers = [finger for finger in (self.user.fingers if self.user else ()) if template in finger.templates]
        return self._found(bool(fingers), duress=any(finger.duress for finger in fingers))

    def find_face(self, template: bytes, kind: int, user_id: str | None = None) -> Found | None:
        """By an equal template."""
        faces = self.user.faces if self.user else ()
        return self._found(any((kind, template) in face.templates for face in faces))

    def pin_matches(self, user_id: str, pin: str) -> bool:
        """By the hash, in place of the PIN that nobody knows."""
        return self.user is not None and bool(self.user.pin_hash) and pin == self.user.pin_hash.hex()

    def is_blacklisted(self, number: str, issue: int) -> bool:
        """Up to the issue that is listed."""
        return number in self.blacklist and issue <= self.blacklist[number]

    def _found(self, known: bool, *, duress: bool = False) -> Found | None:
        if self.user is None or not known:
            return None
        return Found(person_of(self.user), self.user.private_modes, duress)


def card_of(user: UserContent | None, number: str) -> Presented:
    """This card at a reader: what carries it, and its issue, are known from its holder."""
    for card in user.cards if user else ():
        if card.number == number:
            return Presented(Factor.CARD, number, carrier=carrier_of(card), issue=card.issue)
    return Presented(Factor.CARD, number)


def beginnings(place: Place, user: UserContent) -> Iterator[Presented]:
    """Everything with which this person can begin at this reader: each card, then finger, face, id."""
    if Factor.CARD in place.takes:
        yield from (card_of(user, card.number) for card in user.cards)
    for factor in (Factor.FINGER, Factor.FACE, Factor.ID):
        own = _own(place, user, factor)
        if own is not None:
            yield own


def trial(place: Place, user: UserContent | None, first: Presented, at: datetime, known: UserContent | None) -> Trial:
    """This person presents that first, and then whatever of his the reader waits for; `known` is the person as the
    device knows him. None = nobody.
    """
    result = present(begin(_Alone(known, place.blacklist), place.modes(at), place.settings.auth_timeout), first, at)
    presented, lacking = [first.factor], tuple[Factor, ...]()
    while result.outcome is Outcome.WAITING:
        owned = (_own(place, user, factor) for factor in sorted(result.next)) if user else ()
        following = next((own for own in owned if own is not None), None)
        if following is None:
            lacking = tuple(sorted(result.next))
            result = expire(result.attempt, result.attempt.deadline or at)
        else:
            presented.append(following.factor)
            result = present(result.attempt, following, at)
    if result.outcome is Outcome.RECOGNISED and result.person is not None:
        verdict = conclude(result, place.admits(result.person, at))
        if verdict.granted and place.door_id is not None:
            verdict = place.passes(verdict, result.person, at)
        return Trial(tuple(presented), True, verdict)
    return Trial(tuple(presented), False, Verdict(False, result.code, result.reason), lacking)


def best(trials: list[Trial]) -> Trial | None:
    """The first that opens; else the first by which he is recognised; else the first."""
    return min(trials, key=lambda each: (not each.verdict.granted, not each.recognised), default=None)


def credentials(chosen: Trial | None, otherwise: str) -> Check:
    """Whether what the person has suffices to be recognised; `otherwise`: why nothing could be tried."""
    if chosen is None:
        return Check("credentials", False, otherwise)
    shown = names(chosen.presented, " + ")
    if chosen.recognised:
        return Check("credentials", True, f"The user is recognised by {shown}.")
    if chosen.lacking:
        lacking = f"The user has no {names(chosen.lacking)} for this reader, which asks for it after {shown}."
        return Check("credentials", False, lacking)
    return Check("credentials", False, chosen.verdict.reason)


def checks(place: Place, person: Person, at: datetime, credentials: Check) -> list[Check]:
    """What is looked at, each by itself; what refuses has its sentence. The last two only where the door asks for
    them.
    """
    valid = replace(person, disabled=False, start=at, expiry=at)
    enabled = admit(place.rules, replace(valid, disabled=person.disabled), None, at, place.zone)
    period = admit(place.rules, replace(person, disabled=False), None, at, place.zone)
    rules = replace(place, barred=False).admits(valid, at)
    lock = admit(place.rules, valid, place.door_id, at, place.zone, full_access=True, operator_locked=place.barred)
    start, expiry = (moment.astimezone(place.zone) for moment in (person.start, person.expiry))
    return [
        _check("enabled", enabled, "The user is not disabled."),
        _check("period", period, f"The user's period is {start:%Y-%m-%d %H:%M} to {expiry:%Y-%m-%d %H:%M}."),
        _check("rules", rules, rules.reason),
        _check("lock", lock, "No operator keeps the door locked." if lock is FULL_ACCESS else lock.reason),
        credentials,
        *(_asked(place, rules, person, at) if place.door_id is not None else ()),
    ]


def _asked(place: Place, admitted: Verdict, person: Person, at: datetime) -> Iterator[Check]:
    """What the door itself asks."""
    terms = place.terms
    if terms.antipassback is not None or terms.timed is not None:
        if place.trace is None:
            yield Check("antipassback", None, "Only the device knows how the user passed last.")
        else:
            passback = replace(place, terms=replace(terms, dual=None)).passes(admitted, person, at)
            yield _check("antipassback", passback, "The user passed as he should.")
    if terms.dual is not None:
        alone = replace(place, terms=Terms(dual=terms.dual)).passes(admitted, person, at)
        yield _check("second_person", alone, "One person is enough now.")


def _check(name: str, verdict: Verdict, otherwise: str) -> Check:
    return Check(name, verdict.granted, otherwise if verdict.granted else verdict.reason)


def _own(place: Place, user: UserContent, factor: Factor) -> Presented | None:
    """What this person has of a factor that the reader takes; a finger that says nothing of duress, where he can."""
    if factor not in place.takes:
        return None
    match factor:
        case Factor.ID:
            return Presented(factor, user.user_id)
        case Factor.PIN:
            return Presented(factor, user.pin_hash.hex()) if user.pin_hash else None
        case Factor.CARD:
            return card_of(user, user.cards[0].number) if user.cards else None
        case Factor.FINGER:
            fingers = sorted(user.fingers, key=lambda finger: finger.duress)
            return Presented(factor, template=fingers[0].templates[0]) if fingers else None
        case Factor.FACE:
            templates = [pair for face in user.faces for pair in face.templates]
            fitting = [(kind, made) for kind, made in templates if (kind != _INFRARED) == place.visual]
            return Presented(factor, template=fitting[0][1], kind=fitting[0][0]) if fitting else None
