"""The premises of a test."""

import pytest

from tests.rig.ground import Ground
from tests.rooms.doors.premises import Premises, made


@pytest.fixture
async def premises(ground: Ground) -> Premises:
    """A site with devices and no doors yet."""
    return await made(ground)
