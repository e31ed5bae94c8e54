"""Attempts from a seed, aimed so that every mode, carrier and way to fail occurs often."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from ostiary.policy.access import Person, Rules
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.policy.recognition import Carrier, Presented
from tests.policy import oracle
from tests.policy.desk import Desk, Holder
from tests.policy.sites import Question, a_person, a_question, dice, some_rules

Steps = Sequence[tuple[float, Presented]]

TIMEOUT = 10
FATES = (
    "plain", "plain", "plain", "duress", "duress", "duress", "duress", "stranger", "wrong", "wrong", "late", "surplus",
    "unreadable", "again", "pin first", "blacklisted", "wrong issue", "closed mode", "private", "private",
    "long code", "odd code", "unfinished", "anything",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One attempt: what the device holds, its open modes, and what is presented when (seconds)."""

    fate: str
    desk: Desk
    modes: tuple[int, ...]
    steps: Steps


def some_holders(random: Random) -> tuple[Holder, ...]:
    """Four people with every credential, a few of which nobody else has."""
    holders = []
    for number in range(4):
        person = a_person(random, f"user{number}")
        cards = tuple((f"{carrier.value}{number}", carrier) for carrier in Carrier)
        fingers = ((b"finger%d" % number, False), (b"duress%d" % number, True))
        faces = ((b"face%d" % number, 5), (b"face%d" % number, 9))
        pin = f"{number}{number}{number}{number}" if number else ""
        holders.append(Holder(person, cards, fingers, faces, pin))
    return tuple(holders)


def of(holder: Holder, factor: Factor, carrier: Carrier, random: Random, *, duress: bool = False) -> Presented:
    """The holder's own credential of a kind."""
    match factor:
        case Factor.ID:
            return Presented(factor, holder.person.user_id)
        case Factor.CARD:
            number = next(number for number, each in holder.cards if each is carrier)
            return Presented(factor, number, carrier=carrier)
        case Factor.FINGER:
            return Presented(factor, template=holder.fingers[duress][0])
        case Factor.FACE:
            template, kind = random.choice(holder.faces)
            return Presented(factor, template=template, kind=kind)
        case Factor.PIN:
            return Presented(factor, holder.pin)


def strange(given: Presented) -> Presented:
    """The same kind of credential, nobody's."""
    if given.factor in {Factor.FINGER, Factor.FACE}:
        return replace(given, template=b"stranger")
    return replace(given, text="9999" if given.factor is Factor.PIN else "stranger")


def _targets() -> dict[str, list[tuple[int, oracle.Way, Carrier]]]:
    """For each success with a code of its own: the modes, ways and carriers that lead to it."""
    targets: dict[str, list[tuple[int, oracle.Way, Carrier]]] = {words: [] for words in oracle.SUCCESS.values()}
    for code in range(50):
        for way in sorted(oracle.complete_ways(code)):
            for carrier in Carrier:
                words = oracle.words_for(way, carrier.value)
                if words in targets:
                    targets[words].append((code, way, carrier))
    return targets


TARGETS = _targets()
HOLDERS = tuple(some_holders(dice(seed)) for seed in range(100))
RULES = tuple(some_rules(dice(seed)) for seed in range(50))


def a_case(random: Random) -> Case:
    """An attempt that would succeed, bent by its fate."""
    fate, holders = random.choice(FATES), random.choice(HOLDERS)
    me, other = random.sample(holders[1:], 2)
    words = random.choice([words for words in TARGETS if fate != "duress" or "finger" in words])
    code, way, carrier = random.choice(TARGETS[words])
    steps: Steps = [
        (float(index), of(me, factor, carrier, random, duress=fate == "duress")) for index, factor in enumerate(way)
    ]
    modes: tuple[int, ...] = tuple(dict.fromkeys((random.randrange(50), code) if random.random() < 0.2 else (code,)))
    blacklist: tuple[tuple[str, int], ...] = ()
    match fate:
        case "plain":
            pass
        case "blacklisted":
            blacklist = tuple((number, 0) for number, _ in me.cards)
        case "wrong issue":
            blacklist = tuple((number, 3) for number, _ in me.cards)
        case "closed mode":
            modes = tuple(random.sample(range(50), random.randrange(2)))
        case "private":
            holders, modes = with_private_modes(random, holders, me, code), tuple(random.sample(range(50), 2))
        case "anything":
            steps = [(float(each), anything(random, me, other)) for each in range(3)]
        case _:
            steps = bent(random, fate, steps, other)
    return Case(fate, Desk(holders, blacklist), modes, steps)


def with_private_modes(random: Random, holders: tuple[Holder, ...], me: Holder, code: int) -> tuple[Holder, ...]:
    """Private modes for some factors of one holder, as a rule with the mode of his attempt."""
    firsts = (Factor.ID, Factor.CARD, Factor.FINGER, Factor.FACE)
    private = tuple(
        PrivateMode(first, random.choice((code, code, code, -1, 254, 255, random.randrange(50))), random.random() < 0.1)
        for first in random.choices(firsts, k=3)
    )
    return tuple(replace(holder, private=private) if holder is me else holder for holder in holders)


def anything(random: Random, me: Holder, other: Holder) -> Presented:
    """Any credential of either."""
    holder = me if random.random() < 0.8 else other
    return of(holder, random.choice(list(Factor)), random.choice(list(Carrier)), random)


def bent(random: Random, fate: str, steps: Steps, other: Holder) -> Steps:
    """The steps, with one thing gone wrong."""
    last = len(steps) - 1
    second, given = steps[last]
    match fate:
        case "stranger":
            return [(0.0, strange(steps[0][1])), *steps[1:]]
        case "wrong":
            wrong = strange(given) if random.random() < 0.5 else of(other, given.factor, given.carrier, random)
            return [*steps[:last], (second, wrong)]
        case "late":
            return [*steps[:last], (random.choice((9.999, 10.0, 11.0)) if last else 0.0, given)]
        case "surplus":
            return [*steps[:last], (second - 0.5, anything(random, other, other)), steps[last]]
        case "unreadable":
            return [*steps[:last], (second, replace(given, text="", template=b""))]
        case "again":
            return [steps[0], *steps]
        case "pin first":
            return [(0.0, Presented(Factor.PIN, "1111")), *steps]
        case "long code":
            return [(0.0, Presented(Factor.CARD, "1" * random.choice((32, 33, 40)), carrier=Carrier.QR)), *steps[1:]]
        case "odd code":
            text = random.choice(("tab\there", "caf\u00e9", "nul\0", "plain ~ text"))
            return [(0.0, Presented(Factor.CARD, text, carrier=Carrier.QR)), *steps[1:]]
        case "unfinished":
            return steps[:last]
        case _:
            return steps


def a_passage(random: Random, person: Person) -> tuple[Rules, Question]:
    """Rules and a question for somebody who was recognised; often at a reader without a door."""
    question = a_question(random, [person])
    return random.choice(RULES), replace(question, door_id=None) if random.random() < 0.6 else question
