"""Output signals."""

from typing import Any

import pytest
from sqlalchemy import select

from ostiary.kernel.context import Module, Operator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.naming import NameTooLong
from ostiary.kernel.trail import TrailRow
from ostiary.settings.model import (
    BadOutputSignal,
    DuplicateOutputSignal,
    OutputSignalNotFound,
    OutputSignalRow,
    TooManyOutputSignals,
)
from ostiary.settings.signals import (
    SIGNALS,
    Signal,
    SignalChange,
    SignalData,
    SignalId,
    create_signal,
    delete_signal,
    list_signals,
    update_signal,
)
from tests.rig.ground import SYSTEM, Ground


async def make(ground: Ground, name: str | None = "Blink", **given: Any) -> Signal:
    """A new signal."""
    return (await ground.gate().run(SYSTEM, create_signal, SignalData(name, **given))).result


async def change(ground: Ground, id: int, **given: Any) -> None:
    """Change a signal."""
    await ground.gate().run(SYSTEM, update_signal, SignalChange(id, SignalData(**given)))


async def listed(ground: Ground) -> list[Signal]:
    """Every signal."""
    return await ground.gate().ask(SYSTEM, list_signals, None)


class TestSignals:
    async def test_one_is_made_changed_and_deleted(self, ground: Ground) -> None:
        first, second = await make(ground, " Blink "), await make(ground, "Pulse", count=2, on_duration=65_535)
        assert await listed(ground) == [Signal(1, "Blink", 0, 0, 0, 0), Signal(2, "Pulse", 0, 2, 65_535, 0)]
        await change(ground, first.id, delay=500)
        await change(ground, second.id, name="Long pulse", off_duration=200)
        await change(ground, second.id, name="Long pulse")
        assert await listed(ground) == [Signal(1, "Blink", 500, 0, 0, 0), Signal(2, "Long pulse", 0, 2, 65_535, 200)]
        await ground.gate().run(SYSTEM, delete_signal, SignalId(first.id))
        assert [signal.id for signal in await listed(ground)] == [2]
        assert (await make(ground)).id == 3

    async def test_a_bad_value_is_refused(self, ground: Ground) -> None:
        await make(ground)
        for given, refusal in (
            ({"name": None}, Invalid),
            ({"name": " "}, Invalid),
            ({"name": "x" * 49}, NameTooLong),
            ({"name": "Blink"}, DuplicateOutputSignal),
            ({"name": "x", "delay": -1}, BadOutputSignal),
            ({"name": "x", "count": 65_536}, BadOutputSignal),
            ({"name": "x", "on_duration": 65_536}, BadOutputSignal),
            ({"name": "x", "off_duration": -1}, BadOutputSignal),
        ):
            with pytest.raises(refusal):
                await make(ground, **given)
        other = await make(ground, "Pulse")
        for given, refusal in (({"name": ""}, Invalid), ({"name": "Blink"}, DuplicateOutputSignal)):
            with pytest.raises(refusal):
                await change(ground, other.id, **given)
        assert len(await listed(ground)) == 2

    async def test_an_unknown_one_is_refused(self, ground: Ground) -> None:
        with pytest.raises(OutputSignalNotFound):
            await change(ground, 7, delay=1)
        with pytest.raises(OutputSignalNotFound):
            await ground.gate().run(SYSTEM, delete_signal, SignalId(7))

    async def test_there_are_128_at_most(self, ground: Ground) -> None:
        row = {"delay": 0, "count": 0, "on_duration": 0, "off_duration": 0}
        async with ground.database.write() as session:
            session.add_all(OutputSignalRow(name=f"Signal {number}", **row) for number in range(SIGNALS - 1))
        await make(ground)
        with pytest.raises(TooManyOutputSignals):
            await make(ground, "one too many")

    async def test_the_trail_has_before_and_after(self, ground: Ground) -> None:
        await make(ground)
        await change(ground, 1, delay=5)
        await ground.gate().run(SYSTEM, delete_signal, SignalId(1))
        async with ground.database.read() as connection:
            rows = (await connection.execute(select(TrailRow.target, TrailRow.change).order_by(TrailRow.id))).all()
        numbers = {"delay": 0, "count": 0, "on_duration": 0, "off_duration": 0}
        assert rows == [
            ("Blink(1)", {"before": {}, "after": {"name": "Blink", **numbers}}),
            ("Blink(1)", {"before": {"delay": 0}, "after": {"delay": 5}}),
            ("Blink(1)", {"before": {**numbers, "delay": 5}, "after": {}}),
        ]

    async def test_who_sets_up_doors_may_look_and_not_change(self, ground: Ground) -> None:
        installer = Operator("9", "", 4, frozenset({(Module.DOOR, "write"), (Module.DOOR, "read")}))
        assert await ground.gate().ask(installer, list_signals, None) == []
        with pytest.raises(Forbidden):
            await ground.gate().run(installer, create_signal, SignalData("x"))
