"""Connections are kept, and what devices report comes in."""

from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, INSIDE, Plant


class TestConnect:
    """A wanted device is connected and its row says so."""

    async def test_every_wanted_device_comes_online(self, plant: Plant) -> None:
        for device_id in (ENTRANCE, CONTROLLER, INSIDE):
            assert await plant.connections.turned(device_id, True, 5)
        assert (await plant.row(ENTRANCE)).connected
        assert (await plant.row(INSIDE)).status == 1
