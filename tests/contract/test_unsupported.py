"""What is not implemented says so, also where its path looks like that of something else."""

import re

import httpx
import pytest

from tests.contract.ledger import entries
from tests.rig.site import Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a path."""

MISSING = sorted(
    {(entry.method, entry.path) for entry in entries() if entry.status in {"todo", "exempt"}}
    - {(entry.method, entry.path) for entry in entries() if entry.status in {"done", "differs"}}
)


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def test_a_request_that_is_to_do_answers_that_it_is_not_supported(site: Site) -> None:
    for method, path in MISSING:
        answer = await site.admin.request(method, re.sub(r":\w+", "1", path), json={})
        assert code(answer) == (400, "103"), f"{method} {path}"


@pytest.mark.parametrize("path", ["access_groups", "devices", "doors", "schedules", "user_groups", "cards"])
async def test_what_is_no_id_is_no_path(site: Site, path: str) -> None:
    for method in ("GET", "PUT", "DELETE"):
        assert code(await site.admin.request(method, f"/api/{path}/status", json={})) == (400, "103"), method
    assert code(await site.admin.post(f"/api/{path}/1/open", json={})) == (400, "103")
