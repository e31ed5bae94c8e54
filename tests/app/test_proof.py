"""`ostiary audit verify`, beside a running server."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from ostiary.app.config import ConfigError
from ostiary.app.proof import mark_of, told, verify_trail
from ostiary.kernel.trail import TrailRow
from tests.rig.site import Site, config_of


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestVerify:
    async def test_a_whole_trail_and_the_mark_that_it_prints(self, site: Site) -> None:
        found = await verify_trail(site.house.config, None)
        *_, last, verdict = told(found)
        assert verdict == "The trail is whole."
        mark = mark_of(last.rpartition(" ")[2])
        assert mark == found.last
        assert (await verify_trail(site.house.config, mark)).whole

    async def test_a_broken_one(self, site: Site) -> None:
        async with site.house.database.write() as session:
            line = (await session.execute(select(TrailRow.id).order_by(TrailRow.id).limit(1))).scalar_one()
            await session.execute(update(TrailRow).where(TrailRow.id == line).values(digest=b"x"))
        lines = told(await verify_trail(site.house.config, None))
        assert lines[0] == "0 lines hold."
        assert lines[1].startswith(f"BROKEN at line {line}: ")

    async def test_a_line_that_is_not_there(self, site: Site) -> None:
        gone = mark_of(f"999999:{'0' * 64}")
        assert told(await verify_trail(site.house.config, gone))[-1].startswith("BROKEN: line 999999 was there")


class TestRefusals:
    async def test_what_is_no_mark_and_no_database(self, tmp_path: Path) -> None:
        assert mark_of(None) is None
        for text in ("12", "12:ab", f"x:{'0' * 64}"):
            with pytest.raises(ConfigError):
                mark_of(text)
        with pytest.raises(ConfigError):
            await verify_trail(config_of(tmp_path, f"sqlite+aiosqlite:///{tmp_path}/none.db"), None)
