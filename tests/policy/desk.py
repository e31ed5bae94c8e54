"""A reader's device, told twice: `Desk` is the view that the machine asks, `recognised` is the oracle."""

from collections.abc import Sequence
from dataclasses import dataclass

from ostiary.policy.access import Person
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.policy.recognition import Carrier, Found, Presented
from tests.policy import oracle


@dataclass(frozen=True)
class Holder:
    """Somebody with credentials. Templates match where they are equal."""

    person: Person
    cards: tuple[tuple[str, Carrier], ...] = ()
    fingers: tuple[tuple[bytes, bool], ...] = ()
    faces: tuple[tuple[bytes, int], ...] = ()
    pin: str = ""
    private: tuple[PrivateMode, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What the device holds."""

    holders: tuple[Holder, ...] = ()
    blacklist: tuple[tuple[str, int], ...] = ()

    def find_card(self, number: str, carrier: Carrier) -> Found | None:
        """By number and carrier."""
        return next((self._found(each) for each in self.holders if (number, carrier) in each.cards), None)

    def find_id(self, user_id: str) -> Found | None:
        """By user id."""
        return next((self._found(each) for each in self.holders if each.person.user_id == user_id), None)

    def find_finger(self, template: bytes, user_id: str | None = None) -> Found | None:
        """Among everybody, or one person's."""
        for each in self.holders:
            for own, duress in each.fingers:
                if own == template and user_id in {None, each.person.user_id}:
                    return self._found(each, duress)
        return None

    def find_face(self, template: bytes, kind: int, user_id: str | None = None) -> Found | None:
        """Among everybody, or one person's."""
        for each in self.holders:
            if (template, kind) in each.faces and user_id in {None, each.person.user_id}:
                return self._found(each)
        return None

    def pin_matches(self, user_id: str, pin: str) -> bool:
        """Never for somebody without a PIN."""
        return any(each.person.user_id == user_id and each.pin == pin != "" for each in self.holders)

    def is_blacklisted(self, number: str, issue: int) -> bool:
        """By number and issue."""
        return (number, issue) in self.blacklist

    def _found(self, holder: Holder, duress: bool = False) -> Found:
        return Found(holder.person, holder.private, duress)


@dataclass(frozen=True)
class Ending:
    """How an attempt ends: the code, 0 = it still waits; whom it is about; whether he is recognised."""

    code: int
    user_id: str = ""
    recognised: bool = False


UNKNOWN = {
    (Factor.ID, Carrier.CARD): 4353,
    (Factor.CARD, Carrier.CARD): 4354,
    (Factor.CARD, Carrier.ACCESS_ON_CARD): 4354,
    (Factor.CARD, Carrier.MOBILE): 4360,
    (Factor.CARD, Carrier.QR): 4364,
    (Factor.FINGER, Carrier.CARD): 5124,
    (Factor.FACE, Carrier.CARD): 5125,
}
WRONG = {
    ("claimed", Factor.PIN): 4355,
    ("claimed", Factor.FINGER): 4356,
    ("claimed", Factor.FACE): 4357,
    ("aoc", Factor.PIN): 4358,
    ("aoc", Factor.FINGER): 4359,
    ("aoc", Factor.FACE): 4357,
    ("identified", Factor.PIN): 5123,
    ("identified", Factor.FINGER): 5124,
    ("identified", Factor.FACE): 5125,
}


def nothing_read(given: Presented) -> bool:
    """Whether the reader made nothing of it."""
    return given.template == b"" if given.factor in (Factor.FINGER, Factor.FACE) else given.text == ""


def owner(desk: Desk, given: Presented) -> tuple[Holder, bool] | None:
    """Who has this credential, and whether it says duress."""
    for holder in desk.holders:
        if given.factor == Factor.ID and holder.person.user_id == given.text:
            return holder, False
        if given.factor == Factor.CARD and (given.text, given.carrier) in holder.cards:
            return holder, False
        if given.factor == Factor.FACE and (given.template, given.kind) in holder.faces:
            return holder, False
        for template, duress in holder.fingers:
            if given.factor == Factor.FINGER and template == given.template:
                return holder, duress
    return None


def refused_at_first(desk: Desk, given: Presented) -> Ending | None:
    """Checks 2 to 4 on the first factor."""
    if nothing_read(given):
        return Ending(6146)
    if given.carrier == Carrier.QR and len(given.text) > 32:
        return Ending(4363)
    if given.carrier == Carrier.QR and [letter for letter in given.text if not " " <= letter <= "~"]:
        return Ending(4362)
    found = owner(desk, given)
    if found is None:
        return Ending(UNKNOWN[given.factor, given.carrier])
    if given.factor == Factor.CARD and (given.text, given.issue) in desk.blacklist:
        return Ending(6404, found[0].person.user_id)
    return None


def refused_later(holder: Holder, given: Presented, before: Sequence[Factor], carrier: Carrier) -> Ending | None:
    """A further factor that is unreadable or not the person's."""
    user_id = holder.person.user_id
    if nothing_read(given):
        return Ending(6146, user_id)
    if given.factor == Factor.PIN:
        right = given.text == holder.pin
    else:
        alone = owner(Desk((holder,)), given)
        right = alone is not None
    how = "identified" if before[0] in (Factor.FINGER, Factor.FACE) else "claimed"
    if carrier == Carrier.ACCESS_ON_CARD and before[0] == Factor.CARD:
        how = "aoc"
    return None if right else Ending(WRONG[how, given.factor], user_id)


@dataclass
class Standing:
    """Somebody who has claimed to be somebody, and what he has presented."""

    holder: Holder
    began: float
    carrier: Carrier
    ways: set[oracle.Way]
    presented: list[Factor]
    duress: bool = False

    def taken(self, given: Presented) -> Ending | None:
        """Count a factor that was right; the ending, if that was the last one needed."""
        if given.factor == Factor.FINGER:
            self.duress = dict(self.holder.fingers)[given.template]
        self.presented.append(given.factor)
        if tuple(self.presented) not in self.ways:
            return None
        code = oracle.success_code(self.presented, self.carrier.value, self.duress)
        return Ending(code, self.holder.person.user_id, True)

    def refused(self, given: Presented, second: float, timeout: float) -> Ending | None:
        """Checks 6 on a further factor."""
        if second - self.began >= timeout:
            return Ending(6147, self.holder.person.user_id)
        if given.factor in self.presented:
            return None
        so_far = (*self.presented, given.factor)
        if not [way for way in self.ways if way[: len(so_far)] == so_far]:
            return Ending(6145, self.holder.person.user_id)
        return refused_later(self.holder, given, self.presented, self.carrier)


def begun(desk: Desk, modes: Sequence[int], second: float, given: Presented) -> Standing | Ending:
    """The first factor."""
    refused = refused_at_first(desk, given)
    if refused is not None:
        return refused
    found = owner(desk, given)
    assert found is not None
    ways = set()
    for code in oracle.modes_for(given.factor, modes, found[0].private):
        ways |= {way for way in oracle.complete_ways(code) if way[0] == given.factor}
    if not ways:
        return Ending(6145, found[0].person.user_id)
    return Standing(found[0], second, given.carrier, ways, [])


def recognised(desk: Desk, modes: Sequence[int], timeout: float, steps: Sequence[tuple[float, Presented]]) -> Ending:
    """The whole attempt: factors with the second at which each is presented."""
    standing = None
    for second, given in steps:
        if standing is None:
            if given.factor == Factor.PIN:
                continue
            first = begun(desk, modes, second, given)
            if isinstance(first, Ending):
                return first
            standing = first
        else:
            refused = standing.refused(given, second, timeout)
            if refused is not None:
                return refused
        ending = standing.taken(given) if given.factor not in standing.presented else None
        if ending is not None:
            return ending
    return Ending(0, standing.holder.person.user_id if standing else "")
