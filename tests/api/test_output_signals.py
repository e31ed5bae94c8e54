"""The output signals on the wire."""

import httpx
import pytest

from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

PATH = "/api/setting/output_signals"


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


class TestOutputSignals:
    """`/api/setting/output_signals`."""

    async def test_one_is_made_changed_and_deleted(self, site: Site) -> None:
        sent = {"name": "Horn", "delay": 0, "count": "3", "on_duration": 500, "off_duration": 250}
        assert (await site.post(PATH, {"OutputSignal": sent}))["OutputSignal"] == {"id": "1", "name": "Horn"}
        await site.put(f"{PATH}/1", {"OutputSignal": {"delay": "100"}})
        found = (await site.get(PATH))["OutputSignalCollection"]
        shown = {"id": "1", "name": "Horn", "delay": "100", "count": "3", "on_duration": "500", "off_duration": "250"}
        assert found == {"total": "1", "rows": [shown]}
        await self.refusals(site)
        await site.delete(f"{PATH}/1")
        assert (await site.get(PATH))["OutputSignalCollection"] == {"total": "0", "rows": []}

    async def refusals(self, site: Site) -> None:
        """What is refused of signals, and with which code."""
        for method, path, members, refusal in (
            ("POST", PATH, {"delay": 1}, "800"),
            ("POST", PATH, {"name": "Horn"}, "652"),
            ("POST", PATH, {"name": "x" * 49}, "131094"),
            ("POST", PATH, {"name": "x", "count": 65_536}, "800"),
            ("PUT", f"{PATH}/1", {"on_duration": -1}, "800"),
            ("PUT", f"{PATH}/7", {"name": "x"}, "30"),
            ("DELETE", f"{PATH}/7", None, "30"),
            ("DELETE", PATH, None, "103"),
        ):
            body = None if members is None else {"OutputSignal": members}
            answer = await site.admin.request(method, path, json=body)
            assert code(answer) == (400, refusal), (method, path, members)
        assert len((await site.get(PATH))["OutputSignalCollection"]["rows"]) == 1
