"""Rows of the log by position: whatever is asked for, they are those that a search finds there."""

from random import Random

import pytest

from ostiary.events.expiry import Aged, expire_events
from ostiary.events.intake import Intake
from ostiary.events.model import Event
from ostiary.events.queries import of_classes
from ostiary.events.tally import STRIDE, Part, Tallies
from ostiary.events.types import Class
from ostiary.kernel.context import EVERYTHING, Kind, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.paging import Condition, Order
from ostiary.kernel.paging import Operator as Compares
from ostiary.port.reports import LogRecord
from tests.matrix.estate import operator
from tests.rig.ground import Ground
from tests.rooms.events.builders import SYSTEM, Naming, a_record, an_operator, at, found, name, where

MANY = 3 * STRIDE + 300
CODES = (4102, 4102, 20480, 6401, 4102)
NEWEST_FIRST = (Order("id", descending=True),)
DOORS = Scope({Kind.DOOR_GROUP: frozenset({3})})
ANYWHERE: tuple[Condition, ...] = ()
REFUSALS = (of_classes([Class.DENIED]),)
ADA = (where("user_id", Compares.ONE_OF, "2"),)
EARLY = (where("at", Compares.BETWEEN, at(0), at(1500)), of_classes([Class.GRANTED, Class.SYSTEM]))
NOTHING = (where("device_id", Compares.ONE_OF, 1),)


@pytest.fixture
async def log(ground: Ground) -> Ground:
    """A log of several thousand ids with holes: every fifth is a refusal, every fiftieth of Ada, some at door 1."""
    await name(ground, Naming("user", "2", "Ada"), Naming("door", "1", "Main", 3, source_id=540000001))
    await name(ground, Naming("door", "2", "Side", 4, source_id=540000001))
    intake = Intake(ground.database, ground.clock)
    await intake.take([_record(index) for index in range(1, MANY)])
    return ground


def _record(index: int) -> LogRecord:
    ada = "2" if index % 50 == 0 else ""
    return a_record(index, code=CODES[index % 5], user_id=ada, door_id=1 + index % 2 if index % 3 else 0)


async def expected(ground: Ground, conditions: tuple[Condition, ...], scope: Scope) -> list[int]:
    """Every id that fits, the newest first."""
    events: list[Event] = await found(ground, *conditions, orders=NEWEST_FIRST, scope=scope)
    return [event.id for event in events]


class TestPositions:
    @pytest.mark.parametrize("scope", [EVERYTHING, DOORS], ids=["all", "of a door group"])
    async def test_they_are_those_of_a_search(self, log: Ground, scope: Scope) -> None:
        random, tallies = Random(1), Tallies(log.gate())  # noqa: S311
        for conditions in (ANYWHERE, REFUSALS, ADA, EARLY, NOTHING):
            every = await expected(log, conditions, scope)
            newest = max(await expected(log, ANYWHERE, EVERYTHING))
            for _ in range(25):
                until, limit = random.randint(1, newest), random.choice((1, 7, 200))
                fitting = [id for id in every if id <= until]
                offset = random.randint(0, len(fitting) + 5)
                part = await tallies.part(an_operator(scope), conditions, until, offset, limit)
                assert (part.until_id, part.total) == (until, len(fitting))
                assert [event.id for event in part.events] == fitting[offset : offset + limit]

    async def test_nothing_moves_while_new_ones_come_in(self, log: Ground) -> None:
        tallies = Tallies(log.gate())
        whole = await tallies.part(an_operator(), REFUSALS, None, 0, 10)
        before = await tallies.part(an_operator(), REFUSALS, whole.until_id, 300, 10)
        await Intake(log.database, log.clock).take([_record(index) for index in range(MANY, MANY + 1200)])
        assert await tallies.part(an_operator(), REFUSALS, whole.until_id, 300, 10) == before
        now = await tallies.part(an_operator(), REFUSALS, None, 0, 10)
        assert now.total == len(await expected(log, REFUSALS, EVERYTHING)) == whole.total + 240

    async def test_what_has_gone_for_its_age_is_counted_no_more(self, log: Ground) -> None:
        tallies = Tallies(log.gate())
        whole = (await tallies.part(an_operator(), ANYWHERE, None, 0, 10)).total
        await log.gate().run(SYSTEM, expire_events, Aged(at(1200), 1100))
        every = await expected(log, ANYWHERE, EVERYTHING)
        part = await tallies.part(an_operator(), ANYWHERE, None, 2000, 50)
        assert part.total == len(every) == whole - 1100
        assert [event.id for event in part.events] == every[2000:2050]

    async def test_of_an_empty_log(self, ground: Ground) -> None:
        assert await Tallies(ground.gate()).part(an_operator(), ANYWHERE, None, 0, 10) == Part(0, 0, ())

    async def test_who_has_no_right_to_the_log_is_told_no_number(self, ground: Ground) -> None:
        with pytest.raises(Forbidden):
            await Tallies(ground.gate()).part(operator(frozenset()), ANYWHERE, None, 0, 10)
