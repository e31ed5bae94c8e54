"""A site for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.rig.ground import Ground
from tests.rooms.provisioning.site import Site, a_site, furnish


@pytest.fixture
async def site(ground: Ground, tmp_path: Path) -> AsyncIterator[Site]:
    """A furnished site whose devices hold what they should."""
    async with a_site(ground, tmp_path) as site:
        await furnish(site)
        yield site
