"""A small part of the attack that `make fuzz` leads whole: see `tests/fuzz/attack.py`."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.fuzz.attack import attack, target
from tests.rig.databases import Build
from tests.rig.site import begun

REQUESTS, SEED = 600, 20_261_126


@pytest.mark.parametrize("as_admin", [False, True])
async def test_nothing_breaks_and_nothing_outside_the_scope_is_seen_or_changed(
    cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path, as_admin: bool
) -> None:
    async with target(tmp_path, await cloned_url("begun", begun)) as site:
        outcome = await attack(site, REQUESTS, SEED, as_admin=as_admin)
    assert outcome.findings == []
    assert outcome.requests == REQUESTS
    assert outcome.statuses[200] > 0
