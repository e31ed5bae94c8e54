"""`GET /native/audit/verification`."""

import pytest
from sqlalchemy import delete, select, update

from ostiary.kernel.trail import TrailRow
from tests.api.native.premises import an_operator
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


class TestVerification:
    async def test_a_trail_that_is_whole(self, site: Site) -> None:
        found = await site.get("/native/audit/verification")
        assert (found["whole"], found["older_lines"], found["broken"], found["missing"]) == (True, 0, None, None)
        assert found["lines"] > 0
        assert len(found["last"]["digest"]) == 64

    async def test_an_altered_line_is_named(self, site: Site) -> None:
        async with site.house.database.write() as session:
            line = (await session.execute(select(TrailRow.id).order_by(TrailRow.id).limit(1))).scalar_one()
            await session.execute(update(TrailRow).where(TrailRow.id == line).values(user_name="Somebody else"))
        found = await site.get("/native/audit/verification")
        assert (found["whole"], found["broken"]["line"], found["broken"]["person"]) == (False, line, "Somebody else")

    async def test_what_was_cut_off_is_missed(self, site: Site) -> None:
        assert await site.house.desk.witness.look()
        async with site.house.database.write() as session:
            line = (await session.execute(select(TrailRow.id).order_by(TrailRow.id.desc()).limit(1))).scalar_one()
            await session.execute(delete(TrailRow).where(TrailRow.id == line))
        found = await site.get("/native/audit/verification")
        assert (found["whole"], found["missing"]["line"]) == (False, line)

    async def test_not_for_everybody(self, site: Site) -> None:
        monitoring = await an_operator(site, 3)
        assert (await monitoring.get("/native/audit/verification")).status_code == 403
