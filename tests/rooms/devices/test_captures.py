"""Captures at readers: what is presented next, one at a time, or a failure with the device's code."""

import asyncio

import pytest

from ostiary.devices.captures import Captures, Scan, request_scan
from ostiary.devices.model import CannotScan, DeviceFailed, DeviceNotFound
from ostiary.kernel.context import Module, Operator
from ostiary.kernel.errors import Forbidden
from ostiary.port.commands import CardCapture, FaceCapture, Fault, FingerCapture, Outcome, ScanCommand, ScanKind
from ostiary.simulator.presentation import FaceSign, FingerSign, Presentation
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, INSIDE, TEST, WAREHOUSE, Plant

SECONDS = 20.0
CARD = ScanCommand(ScanKind.CARD)


async def under_way(plant: Plant, captures: Captures, device_id: int, command: ScanCommand) -> asyncio.Task[Outcome]:
    """A capture that waits for somebody."""
    assert await plant.connections.turned(device_id, True, SECONDS)
    task = asyncio.create_task(captures.run(device_id, command))
    reader = plant.fleet.device(device_id).unit(device_id).reader
    assert reader is not None
    await reader.scanning.wait()
    return task


@pytest.fixture
def captures(plant: Plant) -> Captures:
    """The captures of the plant."""
    return Captures(plant.connections)


class TestCapture:
    """Somebody presents what is asked for."""

    async def test_a_card(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, ENTRANCE, CARD)
        await plant.fleet.present(ENTRANCE, Presentation(card="4711"))
        assert (await task).capture == CardCapture("4711")

    async def test_a_card_at_a_slave(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, INSIDE, CARD)
        await plant.fleet.present(INSIDE, Presentation(card="4712"))
        assert (await task).capture == CardCapture("4712")

    async def test_a_finger(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, WAREHOUSE, ScanCommand(ScanKind.FINGER, 60))
        await plant.fleet.present(WAREHOUSE, Presentation(finger=FingerSign("7", 1)))
        finger = (await task).capture
        assert isinstance(finger, FingerCapture)
        assert finger.quality >= 60

    async def test_a_face(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, ENTRANCE, ScanCommand(ScanKind.FACE))
        await plant.fleet.present(ENTRANCE, Presentation(face=FaceSign("7")))
        face = (await task).capture
        assert isinstance(face, FaceCapture)
        assert {kind for kind, _ in face.templates} == {5, 9}


class TestFailure:
    """Nobody comes, or nothing can be captured."""

    async def test_nobody_comes(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, ENTRANCE, CARD)
        plant.clock.advance(30)
        with pytest.raises(DeviceFailed) as failure:
            await task
        assert failure.value.fault is Fault.CARD_SCAN_FAILED

    async def test_one_at_a_time(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, ENTRANCE, CARD)
        with pytest.raises(DeviceFailed) as failure:
            await captures.run(ENTRANCE, CARD)
        assert failure.value.fault is Fault.BUSY
        await plant.fleet.present(ENTRANCE, Presentation(card="4713"))
        await task

    async def test_a_poor_finger(self, plant: Plant, captures: Captures) -> None:
        task = await under_way(plant, captures, WAREHOUSE, ScanCommand(ScanKind.FINGER, 80))
        await plant.fleet.present(WAREHOUSE, Presentation(finger=FingerSign("7", 1, 30)))
        with pytest.raises(DeviceFailed) as failure:
            await task
        assert failure.value.fault is Fault.LOW_QUALITY

    async def test_a_reader_that_is_away(self, plant: Plant, captures: Captures) -> None:
        with pytest.raises(DeviceFailed) as failure:
            await captures.run(999, CARD)
        assert failure.value.fault is Fault.NOT_CONNECTED

    async def test_a_reader_that_never_ends_is_given_up(self, plant: Plant, captures: Captures) -> None:
        assert await plant.connections.turned(ENTRANCE, True, SECONDS)
        plant.fleet.interference(ENTRANCE).hang()
        with pytest.raises(DeviceFailed) as failure:
            await captures.run(ENTRANCE, CARD, 0.01)
        assert failure.value.fault is Fault.TIMED_OUT
        plant.fleet.interference(ENTRANCE).resume()


class TestRequest:
    """Who may ask for which capture where."""

    @pytest.mark.parametrize(
        ("device_id", "kind", "error"),
        [
            (999, ScanKind.CARD, DeviceNotFound),
            (WAREHOUSE, ScanKind.FACE, CannotScan),
            (INSIDE, ScanKind.FINGER, CannotScan),
            (CONTROLLER, ScanKind.CARD, CannotScan),
        ],
    )
    async def test_a_device_that_cannot_is_refused(
        self, plant: Plant, device_id: int, kind: ScanKind, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            await plant.gate.run(TEST, request_scan, Scan(device_id, kind))

    async def test_who_may_only_look_is_refused(self, plant: Plant) -> None:
        operator = Operator("5", "Five", 4, frozenset({(Module.USER, "read"), (Module.DEVICE, "read")}))
        with pytest.raises(Forbidden):
            await plant.gate.run(operator, request_scan, Scan(ENTRANCE, ScanKind.CARD))
