"""The operator levels on the wire."""

import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


class TestPermissions:
    """`GET /api/permissions`."""

    async def test_every_level_is_listed_with_its_operators(self, site: Site) -> None:
        found = (await site.get("/api/permissions"))["PermissionCollection"]
        assert found["total"] == "7"
        assert [row["id"] for row in found["rows"]] == ["1", "2", "3", "253", "254", "255", "100000"]
        first, second = found["rows"][:2]
        assert first["operators"] == [{"user_id": "1", "name": "Administrator"}]
        assert second["operators"] == []
        assert second["module"]["User"] == {"read": "true", "write": "true"}
        assert second["module"]["Door"] == {"read": "false", "write": "false"}
