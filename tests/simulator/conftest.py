"""A site for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.simulator.site import Site, a_site


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """A fleet, just switched on, with nothing written to it."""
    async with a_site(tmp_path) as site:
        yield site
