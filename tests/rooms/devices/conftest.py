"""A plant for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.rig.ground import Ground
from tests.rooms.devices.plant import Plant, a_plant


@pytest.fixture
async def plant(ground: Ground, tmp_path: Path) -> AsyncIterator[Plant]:
    """Five simulated devices, registered, and the room at work."""
    async with a_plant(ground, tmp_path) as plant:
        yield plant
