"""The fixture `site`: a seeded site on both engines."""

import pytest

from tests.rig.ground import Ground
from tests.rooms.people.builders import Site, a_site


@pytest.fixture
async def site(ground: Ground) -> Site:
    """A site as a new installation begins, on each engine in turn."""
    return await a_site(ground)
