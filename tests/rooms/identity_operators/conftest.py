"""The fixture `office`: a seeded site whose administrator can sign in, on both engines."""

import pytest

from tests.rig.ground import Ground
from tests.rooms.identity_operators.desk import Office, an_office


@pytest.fixture
async def office(ground: Ground) -> Office:
    """A site as a new installation begins, on each engine in turn."""
    return await an_office(ground)
