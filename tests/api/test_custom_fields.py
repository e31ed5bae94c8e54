"""The definitions of custom fields on the wire."""

import httpx
import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


class TestCustomFields:
    """`/api/setting/custom_fields`."""

    async def test_the_references_fields_are_made_and_listed_in_order(self, site: Site) -> None:
        rows = [
            {"order": 5, "name": "text input box", "type": 0, "enable": True},
            {"order": 2, "name": "number input", "type": "1", "enable": True},
            {"order": 3, "name": "combo box", "type": "2", "data": "abc; def", "enable": True},
            {"order": 4, "name": "file upload", "type": "3"},
        ]
        answer = await site.post("/api/setting/custom_fields", {"CustomFieldCollection": {"rows": rows}})
        assert set(answer) == {"Response"}
        found = (await site.get("/api/setting/custom_fields"))["CustomFieldCollection"]
        assert found == {
            "total": "4",
            "rows": [
                {"id": "2", "name": "number input", "type": "1", "order": "2"},
                {"id": "3", "name": "combo box", "type": "2", "order": "3", "data": "abc; def"},
                {"id": "4", "name": "file upload", "type": "3", "order": "4"},
                {"id": "1", "name": "text input box", "type": "0", "order": "5"},
            ],
        }

    async def test_refusals(self, site: Site) -> None:
        async def refused(*rows: object) -> tuple[int, str]:
            body = {"CustomFieldCollection": {"rows": rows}}
            return code(await site.admin.post("/api/setting/custom_fields", json=body))

        assert await refused() == (400, "800")
        assert await refused({"name": "x", "type": 4}) == (400, "800")
        assert await refused({"name": "x"}) == (400, "800")
        assert await refused({"name": "x", "type": 0, "enable": False}) == (400, "103")
        assert await refused({"name": "x", "type": 0}, {"name": "x", "type": 0}) == (400, "652")
        assert code(await site.admin.put("/api/setting/custom_fields", json={})) == (400, "103")
        assert code(await site.admin.delete("/api/setting/custom_fields?id=1")) == (400, "103")
