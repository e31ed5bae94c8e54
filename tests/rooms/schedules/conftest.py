"""The fixture `calendar`: a site with schedule Always, on both engines."""

import pytest

from tests.rig.ground import Ground
from tests.rooms.schedules.builders import Calendar, a_calendar


@pytest.fixture
async def calendar(ground: Ground) -> Calendar:
    """A site as it begins, on each engine in turn."""
    return await a_calendar(ground)
