"""The estate of a test."""

import pytest

from tests.matrix.estate import Estate, furnished
from tests.rig.ground import Ground


@pytest.fixture
async def estate(ground: Ground) -> Estate:
    """Two of everything."""
    return await furnished(ground)
