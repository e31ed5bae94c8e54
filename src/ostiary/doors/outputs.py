"""What the alarms of a door switch: relays of its network, by output signals."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work
from ostiary.policy.door import Alarm
from ostiary.policy.outputs import STEADY, Signal
from ostiary.port.content import AlarmOutput
from ostiary.settings.model import OutputSignalNotFound, OutputSignalRow

OUTPUTS = 5
"""Relays that one alarm of a door switches at most."""
LATEST = 600
"""Seconds after which an alarm switches a relay at the latest."""


@dataclass(frozen=True, slots=True)
class Output:
    """A relay that an alarm switches, so many seconds after it was raised; no signal = steadily on until it is over."""

    alarm: Alarm
    device_id: int
    relay_index: int
    signal_id: int | None = None
    after: int = 0


def documents(outputs: Sequence[Output]) -> list[dict[str, Any]] | None:
    """The outputs as they are stored."""
    return [{**asdict(output), "alarm": int(output.alarm)} for output in outputs] or None


def outputs_of(stored: Sequence[Mapping[str, Any]] | None) -> tuple[Output, ...]:
    """The outputs of a stored list."""
    return tuple(Output(**{**each, "alarm": Alarm(each["alarm"])}) for each in stored or ())


def check_outputs(outputs: Sequence[Output]) -> None:
    """Raise for what no door can have."""
    if len(set(outputs)) < len(outputs):
        raise Invalid("an action is named twice", "trigger_actions")
    for alarm in Alarm:
        if sum(output.alarm is alarm for output in outputs) > OUTPUTS:
            raise Invalid(f"{OUTPUTS} actions of an alarm at most", "trigger_actions")
    if not all(0 <= output.after <= LATEST for output in outputs):
        raise Invalid(f"0 to {LATEST} seconds", "delay")


async def check_signals(work: Work, outputs: Sequence[Output]) -> None:
    """Raise `OutputSignalNotFound`."""
    wanted = {output.signal_id for output in outputs if output.signal_id is not None}
    known = select(OutputSignalRow.id).where(OutputSignalRow.id.in_(wanted)).with_for_update(read=True)
    missing = wanted - set(await work.session.scalars(known)) if wanted else set()
    if missing:
        raise OutputSignalNotFound(f"There is no output signal {min(missing)}.")


async def signals(connection: AsyncConnection) -> Mapping[int, Signal]:
    """Every signal as devices drive relays by it."""
    row = OutputSignalRow
    rows = await connection.execute(select(row.id, row.delay, row.count, row.on_duration, row.off_duration))
    return {id: Signal(*numbers) for id, *numbers in rows}


def contents(stored: Sequence[Mapping[str, Any]] | None, known: Mapping[int, Signal]) -> tuple[AlarmOutput, ...]:
    """The outputs of a stored list as devices hold them."""
    return tuple(
        AlarmOutput(
            output.alarm,
            output.device_id,
            output.relay_index,
            output.after,
            STEADY if output.signal_id is None else known.get(output.signal_id, STEADY),
        )
        for output in outputs_of(stored)
    )


def uses(stored: Collection[Mapping[str, Any]] | None, signal_id: int) -> bool:
    """Whether a stored list names this signal."""
    return any(each["signal_id"] == signal_id for each in stored or ())
