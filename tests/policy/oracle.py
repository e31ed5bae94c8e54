"""The rules again, from the rule book and as stupidly as possible: nothing here may use what it judges.

Only the shapes (dataclasses, enums) come from the policy; every answer is found by looking at each minute, each date
and each combination in turn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from itertools import permutations, product

from ostiary.policy.access import Person, Rules
from ostiary.policy.antipassback import Antipassback, Strictness, TimedAntipassback
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.policy.schedule import Holiday, HolidayGroup, Repeat, Schedule

Minutes = set[int]


def is_holiday(holiday: Holiday, day: date) -> bool:
    """Walk through the calendar from the holiday's own date, and see whether it comes again on that day."""
    walk = holiday.date
    pattern = {Repeat.ONCE: "%Y-%m-%d", Repeat.YEARLY: "%m-%d", Repeat.MONTHLY: "%d", Repeat.WEEKLY: "%a"}[
        holiday.repeat
    ]
    while walk <= day:
        if walk == day:
            return walk.strftime(pattern) == holiday.date.strftime(pattern)
        walk += timedelta(days=1)
    return False


def open_minutes(schedule: Schedule, groups: Mapping[int, HolidayGroup], day: date) -> Minutes:
    """All minutes of a date at which the schedule is open."""
    for slots in schedule.holidays:
        if slots.group_id in groups and [h for h in groups[slots.group_id].holidays if is_holiday(h, day)]:
            return {minute for s in slots.segments for minute in range(s.start, s.end)}
    if schedule.cycle_start is None:
        name = day.strftime("%A")
        index = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].index(name)
        return {minute for s in schedule.days[index] for minute in range(s.start, s.end)}
    walk, index = schedule.cycle_start, 0
    while walk <= day:
        if walk == day:
            return {minute for s in schedule.days[index] for minute in range(s.start, s.end)}
        walk += timedelta(days=1)
        index += 1
        if index == len(schedule.days):
            index = 0
    return set()


def is_open(schedule_id: int, rules: Rules, at: datetime, zone: tzinfo) -> bool:
    """Schedule 1 is always open, 0 never; the others as their minutes say on the clock at the wall."""
    if schedule_id == 1:
        return True
    if schedule_id == 0 or schedule_id not in rules.schedules:
        return False
    wall = at.astimezone(zone)
    return 60 * wall.hour + wall.minute in open_minutes(rules.schedules[schedule_id], rules.holidays, wall.date())


@dataclass(frozen=True)
class Answer:
    """Code 0 = granted; the path that granted, or the first that leads there but is closed."""

    code: int
    path: tuple[int, int, int] | None = None


def ways(rules: Rules, person: Person, door_id: int) -> Iterator[tuple[int, int, int]]:
    """Each group, level and schedule by which the person could come to the door."""
    for group_id in person.groups:
        for group in rules.groups.values():
            if group.id == group_id:
                for level_id in group.levels:
                    for level in rules.levels.values():
                        if level.id == level_id and level.id < 32768:
                            for item in level.items:
                                for door in item.doors:
                                    if door == door_id:
                                        yield group_id, level_id, item.schedule_id


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def may_pass(
    rules: Rules,
    person: Person,
    door_id: int | None,
    at: datetime,
    zone: tzinfo,
    *,
    full: bool = False,
    locked: bool = False,
) -> Answer:
    """Disabled, period, access rules, operator's lock: the first that says no."""
    if person.disabled:
        return Answer(6402)
    if _whole_minute(at) < _whole_minute(person.start) or _whole_minute(at) > _whole_minute(person.expiry):
        return Answer(6403)
    if door_id is None:
        return Answer(0)
    path = None
    if not full:
        all_ways = list(ways(rules, person, door_id))
        open_ways = [way for way in all_ways if is_open(way[2], rules, at, zone)]
        if not open_ways:
            return Answer(6401, all_ways[0] if all_ways else None)
        path = open_ways[0]
    return Answer(6423) if locked else Answer(0, path)


ANY = "biometric"
MODES_IN_WORDS = {
    0: "biometric", 1: "biometric+pin", 2: "card", 3: "card+biometric", 4: "card+pin", 5: "card+biometric/pin",
    6: "card+biometric+pin", 7: "id+biometric", 8: "id+pin", 9: "id+biometric/pin", 10: "id+biometric+pin",
    11: "face", 12: "face+finger", 13: "face+pin", 14: "face+finger/pin", 15: "face+finger+pin",
    16: "finger", 17: "finger+face", 18: "finger+pin", 19: "finger+face/pin", 20: "finger+face+pin",
    21: "card", 22: "card+face", 23: "card+finger", 24: "card+pin", 25: "card+face/finger", 26: "card+face/pin",
    27: "card+finger/pin", 28: "card+face/finger/pin", 29: "card+face+finger", 30: "card+face+pin",
    31: "card+finger+face", 32: "card+finger+pin", 33: "card+face/finger+pin", 34: "card+face+finger/pin",
    35: "card+finger+face/pin", 36: "id+face", 37: "id+finger", 38: "id+pin", 39: "id+face/finger", 40: "id+face/pin",
    41: "id+finger/pin", 42: "id+face/finger/pin", 43: "id+face+finger", 44: "id+face+pin", 45: "id+finger+face",
    46: "id+finger+pin", 47: "id+face/finger+pin", 48: "id+face+finger/pin", 49: "id+finger+face/pin",
}  # fmt: skip

Way = tuple[Factor, ...]


@cache
def complete_ways(code: int) -> set[Way]:
    """Every order of factors that completes a mode: its first factor first, the others as they like."""
    if code not in MODES_IN_WORDS:
        return set()
    parts = [part.replace(ANY, "finger/face").split("/") for part in MODES_IN_WORDS[code].split("+")]
    found = set()
    for choice in product(*parts):
        first, *others = [Factor[name.upper()] for name in choice]
        if len({first, *others}) == len(choice):
            found |= {(first, *order) for order in permutations(others)}
    return found


def modes_for(first: Factor, device: Sequence[int], private: Sequence[PrivateMode]) -> list[int]:
    """The person's own entries for the factor replace the device's; 255 is as if the entry were not there."""
    own = []
    for entry in private:
        biometric = entry.method == Factor.FINGER and first == Factor.FACE and entry.mode in (0, 1)
        if entry.mode != 255 and (entry.method == first or biometric):
            own.append(entry)
    if not own:
        return list(device)
    return [entry.mode for entry in own if not entry.exclude]


SUCCESS = {
    4097: "id pin", 4098: "id finger", 4099: "id finger pin", 4100: "id face", 4101: "id face pin", 4102: "card",
    4103: "card pin", 4104: "card finger", 4105: "card finger pin", 4106: "card face", 4107: "card face pin",
    4108: "aoc", 4109: "aoc pin", 4110: "aoc finger", 4111: "aoc finger pin", 4112: "card face finger",
    4113: "card finger face", 4114: "id face finger", 4115: "id finger face", 4118: "mobile", 4119: "mobile pin",
    4120: "mobile finger", 4121: "mobile finger pin", 4122: "mobile face", 4123: "mobile face pin",
    4128: "mobile face finger", 4129: "mobile finger face", 4133: "qr", 4134: "qr pin", 4135: "qr finger",
    4136: "qr finger pin", 4137: "qr face", 4138: "qr face pin", 4139: "qr face finger", 4140: "qr finger face",
    4865: "finger", 4866: "finger pin", 4867: "face", 4868: "face pin", 4869: "face finger", 4870: "face finger pin",
    4871: "finger face", 4872: "finger face pin",
}  # fmt: skip


def words_for(presented: Sequence[Factor], carrier: str) -> str:
    """The combination in words, the PIN last."""
    words = [factor.name.lower() for factor in presented if factor != Factor.PIN]
    words += ["pin" for factor in presented if factor == Factor.PIN]
    return " ".join(carrier if word == "card" else word for word in words)


def success_code(presented: Sequence[Factor], carrier: str, duress: bool) -> int:
    """Look the combination up by its words."""
    words = words_for(presented, carrier)
    generic = 4864 if words.split()[0] in ("finger", "face") else 4096
    code = {words: code for code, words in SUCCESS.items()}.get(words, generic)
    return code + 512 if duress else code


@dataclass(frozen=True)
class Happened:
    """A passage that counted (`side` 1 in, 2 out), or an operator's clearing (`side` 0): of whom ("" = of all), when;
    a clearing is of the timed rule or of the other.
    """

    side: int
    user: str
    at: datetime
    timed: bool = False


def _since_cleared(history: Sequence[Happened], user: str, timed: bool) -> list[Happened]:
    own: list[Happened] = []
    for one in history:
        if one.side == 0 and one.timed == timed and one.user in ("", user):
            own = []
        elif one.side != 0 and one.user == user:
            own.append(one)
    return own


def is_back(history: Sequence[Happened], user: str, side: int, at: datetime, reset: int) -> bool:
    """Whether the person's last passage, unless it is forgotten, was to this side already."""
    own = _since_cleared(history, user, timed=False)
    if reset:
        own = own if own and (at - own[-1].at).total_seconds() < reset else []
    return bool(own) and own[-1].side == side


def is_early(history: Sequence[Happened], user: str, side: int, at: datetime, seconds: int) -> bool:
    """Whether the person was at this very reader within the last seconds."""
    own = [one for one in _since_cleared(history, user, timed=True) if one.side == side]
    return any((at - one.at).total_seconds() < seconds for one in own)


def passback_codes(
    history: Sequence[Happened],
    user: str,
    side: int,
    at: datetime,
    rule: Antipassback | None,
    timed: TimedAntipassback | None,
) -> list[int]:
    """Every event of the two rules, those of the timed one first; 6405 and 6406 mean that he does not pass."""
    codes = []
    if timed and timed.sides & side and is_early(history, user, side, at, timed.seconds):
        if timed.strictness == Strictness.HARD:
            return [6406, 25345]
        codes += [6409, 25346]
    if rule and is_back(history, user, side, at, rule.reset):
        if rule.strictness == Strictness.HARD:
            return [6405, *[code for code in codes if code > 20000], 24577]
        codes += [6408, 24578]
    return codes
