"""The acts and reads on output signals: how an action drives a relay."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from ostiary.kernel.context import Module
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.settings.facts import OutputSignalChanged
from ostiary.settings.model import (
    BadOutputSignal,
    DuplicateOutputSignal,
    OutputSignalNotFound,
    OutputSignalRow,
    TooManyOutputSignals,
)

SIGNALS = 128
LARGEST = 65_535
"""Devices hold each number of a signal in 16 bits."""
NUMBERS = ("delay", "count", "on_duration", "off_duration")


@dataclass(frozen=True, slots=True)
class SignalData:
    """What a signal is like; milliseconds. None keeps, of a new signal it is 0. `count` 0 = until it is cleared."""

    name: str | None = None
    delay: int | None = None
    count: int | None = None
    on_duration: int | None = None
    off_duration: int | None = None


@dataclass(frozen=True, slots=True)
class SignalChange:
    """A change of one signal."""

    id: int
    data: SignalData


@dataclass(frozen=True, slots=True)
class SignalId:
    """One signal."""

    id: int


@dataclass(frozen=True, slots=True)
class Signal:
    """An output signal."""

    id: int
    name: str
    delay: int
    count: int
    on_duration: int
    off_duration: int


@operation(module=Module.SETTING, right="write", verb="OUTPUT_SIGNAL_CREATE", method=Method.ADD)
async def create_signal(work: Work, data: SignalData) -> Signal:
    """Make a signal."""
    if (await work.session.execute(select(func.count(OutputSignalRow.id)))).scalar_one() >= SIGNALS:
        raise TooManyOutputSignals(f"{SIGNALS} at most")
    values = await _values(work, data, Signal(0, "", 0, 0, 0, 0))
    row = OutputSignalRow(**values)
    work.session.add(row)
    await work.session.flush()
    work.note(f"{row.name}({row.id})", after=values)
    return _signal(row)


@operation(module=Module.SETTING, right="write", verb="OUTPUT_SIGNAL_UPDATE", method=Method.UPDATE)
async def update_signal(work: Work, change: SignalChange) -> None:
    """Change what is given of a signal and keep the rest."""
    row = await _row(work, change.id)
    before = _signal(row)
    values = await _values(work, change.data, before)
    differing = [name for name, value in values.items() if value != getattr(before, name)]
    for name in differing:
        setattr(row, name, values[name])
    if differing:
        was = {name: getattr(before, name) for name in differing}
        work.note(f"{row.name}({row.id})", was, {name: values[name] for name in differing})
        work.tell(OutputSignalChanged(row.id))


@operation(module=Module.SETTING, right="write", verb="OUTPUT_SIGNAL_DELETE", method=Method.DELETE)
async def delete_signal(work: Work, signal: SignalId) -> None:
    """Delete a signal that nothing is driven by; rooms above veto."""
    row = await _row(work, signal.id)
    work.note(f"{row.name}({row.id})", before={name: getattr(row, name) for name in NUMBERS})
    await work.session.delete(row)


@query(module=(Module.SETTING, Module.DEVICE, Module.DOOR))
async def list_signals(view: View, _: None) -> list[Signal]:
    """Every signal in the order of ids; whoever sets up what a device or a door does chooses among them."""
    columns = select(*OutputSignalRow.__table__.columns).order_by(OutputSignalRow.id)
    return [Signal(*row) for row in await view.connection.execute(columns)]


async def _row(work: Work, id: int) -> OutputSignalRow:
    row = await work.session.get(OutputSignalRow, id, with_for_update=True)
    if row is None:
        raise OutputSignalNotFound(f"There is no output signal {id}.")
    return row


def _signal(row: OutputSignalRow) -> Signal:
    return Signal(row.id, row.name, row.delay, row.count, row.on_duration, row.off_duration)


async def _values(work: Work, data: SignalData, before: Signal) -> dict[str, Any]:
    """The signal's columns as they will be."""
    given = {name: value for name in NUMBERS if (value := getattr(data, name)) is not None}
    for name, value in given.items():
        if not 0 <= value <= LARGEST:
            raise BadOutputSignal(f"0 to {LARGEST}", name)
    name = before.name if before.id and data.name is None else checked_name(data.name or "")
    if name != before.name:
        taken = select(func.count()).select_from(OutputSignalRow).where(OutputSignalRow.name == name)
        if (await work.session.execute(taken)).scalar_one():
            raise DuplicateOutputSignal(name)
    after = replace(before, name=name, **given)
    return {"name": after.name, **{number: getattr(after, number) for number in NUMBERS}}
