"""What the alarms of doors switch: kept, sent to devices with the signal, refused, and what it needs stays."""

from typing import Any

import pytest

from ostiary.devices.model import DeviceInUse
from ostiary.devices.operations import DeviceIds, delete_devices
from ostiary.doors.model import ApartFromMaster, RelayTaken
from ostiary.doors.outputs import OUTPUTS, Output
from ostiary.doors.queries import door_contents
from ostiary.doors.wiring import Wiring
from ostiary.kernel.errors import Invalid
from ostiary.policy.door import Alarm
from ostiary.policy.outputs import STEADY, Signal
from ostiary.port.content import AlarmOutput
from ostiary.settings.facts import OutputSignalChanged
from ostiary.settings.model import OutputSignalInUse, OutputSignalNotFound
from ostiary.settings.signals import (
    SignalChange,
    SignalData,
    SignalId,
    create_signal,
    delete_signal,
    update_signal,
)
from tests.rooms.doors.premises import CONTROLLER, READER, SECOND, SLAVE_IN, Premises

SIREN = Output(Alarm.FORCED_OPEN, CONTROLLER, 7)


async def a_signal(premises: Premises, name: str = "Blink") -> int:
    """An output signal."""
    id: int = (await premises.run(create_signal, SignalData(name, 10, 2, 300, 200))).result.id
    return id


def at_controller(*outputs: Output, **wiring: Any) -> Wiring:
    """A door of the controller whose alarms switch these."""
    return Wiring(**{"relay_device_id": CONTROLLER, "outputs": outputs, **wiring})


async def held(premises: Premises, id: int) -> tuple[AlarmOutput, ...]:
    """What the device should switch."""
    async with premises.ground.database.read() as connection:
        contents = await door_contents(connection)
    return next(door.outputs for doors in contents.values() for door in doors if door.id == id)


class TestOutputs:
    async def test_go_to_the_device_with_their_signals(self, premises: Premises) -> None:
        signal = await a_signal(premises)
        light = Output(Alarm.HELD_OPEN, SLAVE_IN, 0, signal, 30)
        id = await premises.a_door(wiring=at_controller(SIREN, light))
        (door,) = await premises.found()
        assert door.outputs == (SIREN, light)
        assert await held(premises, id) == (
            AlarmOutput(Alarm.FORCED_OPEN, CONTROLLER, 7, 0, STEADY),
            AlarmOutput(Alarm.HELD_OPEN, SLAVE_IN, 0, 30, Signal(10, 2, 300, 200)),
        )
        receipt = await premises.run(update_signal, SignalChange(signal, SignalData(count=0)))
        assert receipt.facts == (OutputSignalChanged(signal),)
        assert (await held(premises, id))[1].signal == Signal(10, 0, 300, 200)
        await premises.change(id, outputs=())
        assert await held(premises, id) == ()

    async def test_may_be_shared_by_doors_but_drive_no_lock(self, premises: Premises) -> None:
        await premises.a_door("One", at_controller(SIREN))
        two = await premises.a_door("Two", at_controller(SIREN, relay_index=1))
        for wiring in (
            at_controller(relay_index=7),
            at_controller(Output(Alarm.HELD_OPEN, CONTROLLER, 1), relay_index=2),
            at_controller(Output(Alarm.HELD_OPEN, CONTROLLER, 2), relay_index=2),
        ):
            with pytest.raises(RelayTaken):
                await premises.a_door("Three", wiring)
        with pytest.raises(RelayTaken):
            await premises.change(two, relay_index=7)

    @pytest.mark.parametrize(
        ("error", "outputs"),
        [
            (ApartFromMaster, (Output(Alarm.FORCED_OPEN, READER, 0),)),
            (Invalid, (Output(Alarm.FORCED_OPEN, CONTROLLER, 8),)),
            (Invalid, (SIREN, SIREN)),
            (Invalid, (Output(Alarm.HELD_OPEN, CONTROLLER, 7, after=601),)),
            (Invalid, tuple(Output(Alarm.HELD_OPEN, CONTROLLER, 1 + n) for n in range(OUTPUTS + 1))),
            (OutputSignalNotFound, (Output(Alarm.HELD_OPEN, CONTROLLER, 7, 77),)),
        ],
    )
    async def test_that_no_door_can_have_are_refused(
        self, premises: Premises, error: type[Exception], outputs: tuple[Output, ...]
    ) -> None:
        with pytest.raises(error):
            await premises.a_door(wiring=at_controller(*outputs))

    async def test_keep_their_signal_and_their_device(self, premises: Premises) -> None:
        signal = await a_signal(premises)
        id = await premises.a_door(wiring=at_controller(Output(Alarm.FORCED_OPEN, SLAVE_IN, 0, signal)))
        with pytest.raises(OutputSignalInUse):
            await premises.run(delete_signal, SignalId(signal))
        with pytest.raises(DeviceInUse):
            await premises.run(delete_devices, DeviceIds((SLAVE_IN,)))
        await premises.change(id, outputs=())
        await premises.run(delete_signal, SignalId(signal))
        await premises.run(delete_devices, DeviceIds((SLAVE_IN, SECOND)))
