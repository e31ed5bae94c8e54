"""The gate: nobody acts without the right, and an act leaves change, trail and facts together or nothing at all."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.kernel import outbox
from ostiary.kernel.context import EVERYTHING, Context, Device, Kind, Module, Operator, Right, Scope, System
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.errors import Duplicate, Forbidden, LimitReached, Unavailable
from ostiary.kernel.operation import MANY, MOST_OBJECTS, View, Within, Work, operation, query, within
from ostiary.kernel.outbox import Fact
from ostiary.kernel.trail import Method, TrailRow
from tests.rig.ground import NOON, Ground


@dataclass(frozen=True)
class Counted(Fact):
    """A counter was made."""

    name: str


class NameTaken(Duplicate):
    """A counter has this name."""


@operation(
    module=(Module.DOOR, Module.MONITORING),
    right="write",
    verb="COUNTER_CREATE",
    method=Method.ADD,
    objects=lambda name: {"counter": [name]},
)
async def create(work: Work, name: str) -> str:
    """Make a counter."""
    known = select(func.count()).select_from(CounterRow).where(CounterRow.name == name)
    if await work.session.scalar(known):
        raise NameTaken(name)
    work.session.add(CounterRow(name=name, value=1))
    work.note(name, {"value": 0}, {"value": 1})
    work.tell(Counted(name))
    return name.upper()


@operation(module=Module.DOOR, right="write", verb="COUNTER_CREATE_ALL", method=Method.ADD)
async def create_all(work: Work, names: Sequence[str]) -> None:
    """Make counters, each by the act for one."""
    for name in names:
        await create.act(work, name)


@operation(module=(), right="write", verb="COUNTER_NOTHING", method=Method.ACTION)
async def do_nothing(work: Work, _: None) -> None:
    """Change nothing and note nothing."""


@query(module=Module.DOOR, objects=lambda name: {"counter": [name]})
async def value_of(view: View, name: str) -> int | None:
    """The value of a counter."""
    return await view.connection.scalar(select(CounterRow.value).where(CounterRow.name == name))


@query(module=Module.DOOR)
async def people(view: View, count: int) -> int:
    """So many people."""
    view.personal("people", count)
    return count


async def short_names(_: AsyncConnection | AsyncSession, scope: Scope, names: Sequence[Any]) -> bool:
    """A guard: whoever is limited may touch only names of one letter."""
    return scope.limit(Kind.DOOR_GROUP) is None or all(len(name) == 1 for name in names)


GUARDS = {"counter": short_names}
LIMITED = Scope({Kind.DOOR_GROUP: frozenset({2})})


def operator(*rights: tuple[Module, Right], scope: Scope = EVERYTHING) -> Operator:
    """An operator with these rights."""
    return Operator("7", "Ada", 4, frozenset(rights), scope, "192.0.2.7")


WRITER = operator((Module.DOOR, "write"), (Module.DOOR, "read"))


async def counters(ground: Ground) -> set[str]:
    """What there is."""
    async with ground.database.read() as connection:
        return set((await connection.execute(select(CounterRow.name))).scalars())


async def trail_of(ground: Ground) -> list[Any]:
    """Every line of the trail."""
    async with ground.database.read() as connection:
        return list((await connection.execute(select(TrailRow.__table__).order_by(TrailRow.id))).all())


async def facts_of(ground: Ground) -> list[outbox.Stored]:
    """Every fact."""
    async with ground.database.read() as connection:
        return await outbox.following(connection, 0)


class TestPermission:
    @pytest.mark.parametrize(
        "rights",
        [(), ((Module.DOOR, "read"),), ((Module.USER, "write"),)],
        ids=["no right", "only to read", "in another module"],
    )
    async def test_refuses_before_anything_changes_and_writes_the_refusal_down(
        self, ground: Ground, rights: tuple[tuple[Module, Right], ...]
    ) -> None:
        with pytest.raises(Forbidden):
            await ground.gate(GUARDS).run(operator(*rights), create, "a")
        assert await counters(ground) == set()
        assert await facts_of(ground) == []
        (line,) = await trail_of(ground)
        assert (line.user_id, line.verb, line.menu, line.at) == ("7", "COUNTER_CREATE", "Door", NOON)
        assert line.outcome.startswith("refused")

    @pytest.mark.parametrize("module", [Module.DOOR, Module.MONITORING])
    async def test_a_right_in_any_of_the_modules_suffices(self, ground: Ground, module: Module) -> None:
        receipt = await ground.gate(GUARDS).run(operator((module, "write")), create, "a")
        assert receipt.result == "A"

    @pytest.mark.parametrize("context", [System("demo"), Device(541531007)])
    async def test_the_server_and_devices_may_do_everything(self, ground: Ground, context: Context) -> None:
        await ground.gate(GUARDS).run(context, create, "a")
        assert await counters(ground) == {"a"}

    async def test_an_operation_without_module_is_open_to_every_operator(self, ground: Ground) -> None:
        await ground.gate().run(operator(), do_nothing, None)

    async def test_a_read_needs_the_right_to_read(self, ground: Ground) -> None:
        gate = ground.gate(GUARDS)
        with pytest.raises(Forbidden):
            await gate.ask(operator((Module.DOOR, "write")), value_of, "a")
        assert await gate.ask(operator((Module.DOOR, "read")), value_of, "a") is None


class TestBulkRead:
    async def test_personal_data_of_many_leave_a_line(self, ground: Ground) -> None:
        reader = operator((Module.DOOR, "read"))
        assert await ground.gate().ask(reader, people, MANY) == MANY
        assert await trail_of(ground) == []
        assert await ground.gate().ask(reader, people, MANY + 1) == MANY + 1
        (line,) = await trail_of(ground)
        assert (line.user_id, line.verb, line.target, line.address) == ("7", "BULK_READ", "101 people", "192.0.2.7")


class TestScope:
    async def test_an_object_outside_the_scope_is_refused_and_the_refusal_written_down(self, ground: Ground) -> None:
        limited = operator((Module.DOOR, "write"), scope=LIMITED)
        gate = ground.gate(GUARDS)
        await gate.run(limited, create, "a")
        with pytest.raises(Forbidden):
            await gate.run(limited, create, "long")
        assert await counters(ground) == {"a"}
        assert [line.outcome[:7] for line in await trail_of(ground)] == ["", "refused"]

    async def test_a_read_of_an_object_outside_the_scope_is_refused(self, ground: Ground) -> None:
        with pytest.raises(Forbidden):
            await ground.gate(GUARDS).ask(operator((Module.DOOR, "read"), scope=LIMITED), value_of, "long")

    async def test_more_objects_than_a_statement_takes_are_refused(self, ground: Ground) -> None:
        @operation(module=(), right="write", verb="MANY", method=Method.ADD, objects=lambda names: {"counter": names})
        async def touch(work: Work, names: Sequence[str]) -> None:
            """Touch many."""

        gate = ground.gate(GUARDS)
        await gate.run(operator(), touch, ["a"] * MOST_OBJECTS)
        with pytest.raises(LimitReached):
            await gate.run(operator(), touch, ["a"] * (MOST_OBJECTS + 1))


class TestAct:
    async def test_stores_change_trail_and_facts_together(self, ground: Ground) -> None:
        ground.clock.move(minutes=5)
        receipt = await ground.gate(GUARDS).run(WRITER, create, "a")
        assert await counters(ground) == {"a"}
        (line,) = await trail_of(ground)
        assert (line.target, line.change, line.outcome) == ("a", {"before": {"value": 0}, "after": {"value": 1}}, "")
        assert (line.user_name, line.level, line.address, line.method) == ("Ada", 4, "192.0.2.7", Method.ADD)
        (stored,) = await facts_of(ground)
        assert stored.fact == Counted("a")
        assert stored.at == line.at == ground.clock.at
        assert (receipt.seq, receipt.facts, receipt.commands) == (stored.seq, (Counted("a"),), ())

    @pytest.mark.parametrize(("context", "name"), [(System("demo"), "demo"), (Device(541531007), "device 541531007")])
    async def test_is_written_down_under_who_did_it(self, ground: Ground, context: Context, name: str) -> None:
        await ground.gate(GUARDS).run(context, create, "a")
        (line,) = await trail_of(ground)
        assert (line.user_id, line.user_name, line.level, line.address) == ("", name, 0, "")

    async def test_that_fails_leaves_nothing_behind(self, ground: Ground) -> None:
        gate = ground.gate(GUARDS)
        await gate.run(WRITER, create, "a")
        with pytest.raises(NameTaken):
            await gate.run(WRITER, create_all, ["b", "a"])
        assert await counters(ground) == {"a"}
        assert len(await trail_of(ground)) == 1
        assert len(await facts_of(ground)) == 1

    async def test_that_fails_at_its_last_insert_leaves_nothing_behind(self, ground: Ground) -> None:
        @operation(module=(), right="write", verb="LAST", method=Method.ADD)
        async def fail_late(work: Work, _: None) -> None:
            """Fail when the commit order is held."""

            async def last() -> None:
                raise ZeroDivisionError

            await create.act(work, "a")
            work.at_last(last)

        with pytest.raises(ZeroDivisionError):
            await ground.gate(GUARDS).run(System("test"), fail_late, None)
        assert await counters(ground) == set()
        assert await trail_of(ground) == []
        assert await facts_of(ground) == []

    async def test_that_tells_and_notes_nothing_leaves_no_trace(self, ground: Ground) -> None:
        receipt = await ground.gate().run(WRITER, do_nothing, None)
        assert (receipt.seq, receipt.facts) == (0, ())
        assert await trail_of(ground) == []

    async def test_writes_one_line_for_each_target(self, ground: Ground) -> None:
        await ground.gate(GUARDS).run(WRITER, create_all, ["a", "b"])
        lines = await trail_of(ground)
        assert [(line.verb, line.target) for line in lines] == [
            ("COUNTER_CREATE_ALL", "a"),
            ("COUNTER_CREATE_ALL", "b"),
        ]

    async def test_a_refusal_by_the_act_itself_is_written_down(self, ground: Ground) -> None:
        @operation(module=Module.USER, right="write", verb="REFUSING", method=Method.UPDATE)
        async def refuse(work: Work, _: None) -> None:
            """Refuse after a change."""
            await create.act(work, "a")
            raise Forbidden("not you")

        with pytest.raises(Forbidden):
            await ground.gate(GUARDS).run(System("test"), refuse, None)
        assert await counters(ground) == set()
        (line,) = await trail_of(ground)
        assert (line.verb, line.menu, line.outcome) == ("REFUSING", "User", "refused: not you")


class TestAttempt:
    async def test_that_fails_takes_back_its_part_and_no_more(self, ground: Ground) -> None:
        @operation(module=(), right="write", verb="TRYING", method=Method.ADD)
        async def try_each(work: Work, names: Sequence[str]) -> list[str]:
            """Make counters; answers those that could not be made."""
            refused = []
            for name in names:
                try:
                    async with work.attempt():
                        await create.act(work, name)
                        await create.act(work, f"{name}+")
                except NameTaken:
                    refused.append(name)
            return refused

        receipt = await ground.gate(GUARDS).run(WRITER, try_each, ["a", "b", "a", "c"])
        assert receipt.result == ["a"]
        assert await counters(ground) == {"a", "a+", "b", "b+", "c", "c+"}
        assert [line.target for line in await trail_of(ground)] == ["a", "a+", "b", "b+", "c", "c+"]
        assert len(await facts_of(ground)) == 6


class TestTrouble:
    async def test_of_the_database_is_told_as_such_and_leaves_nothing_behind(self, ground: Ground) -> None:
        @operation(module=(), right="write", verb="STUMBLING", method=Method.ADD)
        async def stumble(work: Work, _: None) -> None:
            """Lose the database half way."""
            await create.act(work, "a")
            await work.session.flush()
            if ground.database.sqlite:
                await work.session.execute(text("PRAGMA query_only=ON"))
                await work.session.execute(insert(CounterRow).values(name="b", value=1))
            await work.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

        with pytest.raises(Unavailable):
            await ground.gate(GUARDS).run(WRITER, stumble, None)
        assert await counters(ground) == set()

    async def test_of_the_act_stays_what_it_is(self, ground: Ground) -> None:
        @query(module=())
        async def ask_nonsense(view: View, _: None) -> None:
            """Ask for what there is not."""
            await view.connection.execute(text("SELECT nonsense FROM counter"))

        with pytest.raises(DBAPIError):
            await ground.gate().ask(WRITER, ask_nonsense, None)


class TestReactions:
    def veto(self, taken: str) -> Within:
        """An upper room that refuses a name."""

        @within(create)
        async def refuse(work: Work, name: str) -> None:
            """Refuse it."""
            if name == taken:
                raise NameTaken(name)

        return refuse

    async def test_a_veto_stops_the_act(self, ground: Ground) -> None:
        gate = ground.gate(GUARDS, [self.veto("b")])
        await gate.run(WRITER, create, "a")
        with pytest.raises(NameTaken):
            await gate.run(WRITER, create, "b")
        assert await counters(ground) == {"a"}

    async def test_a_cascade_happens_in_the_same_transaction_and_before_the_act(self, ground: Ground) -> None:
        @within(create)
        async def prepare(work: Work, name: str) -> None:
            """Make another counter first."""
            await work.session.execute(insert(CounterRow).values(name=f"{name}-before", value=0))
            work.note(f"{name}-before")

        await ground.gate(GUARDS, [prepare]).run(WRITER, create, "a")
        assert await counters(ground) == {"a", "a-before"}
        assert [line.target for line in await trail_of(ground)] == ["a-before", "a"]

    async def test_an_act_within_another_is_vetoed_too(self, ground: Ground) -> None:
        with pytest.raises(NameTaken):
            await ground.gate(GUARDS, [self.veto("b")]).run(WRITER, create_all, ["a", "b"])
        assert await counters(ground) == set()

    async def test_of_another_gate_have_no_say(self, ground: Ground) -> None:
        ground.gate(GUARDS, [self.veto("a")])
        await ground.gate(GUARDS).run(WRITER, create, "a")
        assert await counters(ground) == {"a"}


class TestAtTheSameTime:
    async def test_of_two_acts_that_take_one_name_the_second_hears_the_reason(self, ground: Ground) -> None:
        """On PostgreSQL both checks pass; only the constraint stops the second, which is then begun again."""
        meeting = asyncio.Barrier(1 if ground.database.sqlite else 2)

        @within(create)
        async def meet(work: Work, name: str) -> None:
            """Begin when the other has begun as well."""
            await work.session.scalar(select(func.count()).select_from(CounterRow))
            if len(met) < 2:
                met.append(name)
                await meeting.wait()

        met: list[str] = []
        gate = ground.gate(GUARDS, [meet])
        results = await asyncio.gather(
            gate.run(WRITER, create, "a"), gate.run(WRITER, create, "a"), return_exceptions=True
        )
        assert sorted(type(result).__name__ for result in results) == ["NameTaken", "Receipt"]
        assert len(await trail_of(ground)) == len(await facts_of(ground)) == 1

    async def test_facts_are_in_the_order_of_commits(self, ground: Ground) -> None:
        """Who has taken a place in the outbox commits before anybody else takes one."""
        holding, release = asyncio.Event(), asyncio.Event()

        @operation(module=(), right="write", verb="SLOW", method=Method.ADD)
        async def create_slowly(work: Work, name: str) -> None:
            """Make a counter and dawdle before the commit."""

            async def dawdle() -> None:
                holding.set()
                await release.wait()

            await create.act(work, name)
            work.at_last(dawdle)

        gate = ground.gate(GUARDS)
        slow = asyncio.create_task(gate.run(WRITER, create_slowly, "slow"))
        await holding.wait()
        fast = asyncio.create_task(gate.run(WRITER, create, "fast"))
        await waiting_behind(ground)
        assert await facts_of(ground) == []
        release.set()
        await asyncio.gather(slow, fast)
        assert [stored.fact for stored in await facts_of(ground)] == [Counted("slow"), Counted("fast")]

    async def test_whoever_follows_the_facts_misses_none(self, ground: Ground) -> None:
        gate = ground.gate(GUARDS)
        names = [f"{writer}-{number}" for writer in range(8) for number in range(6)]
        followed: list[str] = []

        async def write(writer: int) -> None:
            for number in range(6):
                await gate.run(WRITER, create, f"{writer}-{number}")

        async def follow() -> None:
            seq = 0
            while len(followed) < len(names):
                heard = ground.database.bell.rings
                async with ground.database.read() as connection:
                    stored = await outbox.following(connection, seq, limit=5)
                seq = stored[-1].seq if stored else seq
                followed.extend(one.fact.name for one in stored if isinstance(one.fact, Counted))
                if not stored:
                    await ground.database.bell.wait(heard)

        async with asyncio.timeout(30):
            await asyncio.gather(follow(), *(write(writer) for writer in range(8)))
        assert sorted(followed) == sorted(names)


async def waiting_behind(ground: Ground) -> None:
    """Until the second writer waits for the first, where one can see it."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    for _ in range(1000):
        await asyncio.sleep(0)
        if not ground.database.sqlite:
            async with ground.database.read() as connection:
                if await connection.scalar(waiting):
                    return
