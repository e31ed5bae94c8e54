"""`/native/jobs` and the job that synchronises devices."""

from functools import partial
from typing import Any

import httpx
import pytest

from ostiary.jobs.model import State
from ostiary.provisioning.operations import SYNC, Syncing
from ostiary.provisioning.syncing import sync_devices
from tests.api.native.premises import an_operator
from tests.rig.askers import losing
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

USER_OPERATOR = 2


async def ended(site: Site, client: httpx.AsyncClient, id: int) -> dict[str, Any]:
    """The job as soon as it has ended."""
    while True:
        heard = site.house.database.bell.rings
        answer = await client.get(f"/native/jobs/{id}")
        assert answer.status_code == 200, answer.text
        job: dict[str, Any] = answer.json()
        if job["ended_at"]:
            return job
        await site.house.database.bell.wait(heard)


class TestSync:
    async def test_of_everything_goes_on_while_one_looks(self, site: Site) -> None:
        await site.online()
        answer = await site.admin.post("/native/devices/sync", json={})
        assert answer.status_code == 202
        begun = answer.json()
        assert (begun["kind"], begun["title"], begun["ended_at"]) == ("device_sync", "Synchronise 3 devices", None)
        assert begun["asked_by"] == {"id": "1", "name": "Administrator"}
        job = await ended(site, site.admin, begun["id"])
        assert (job["state"], job["done"], job["total"], job["error"]) == ("done", 3, 3, None)
        assert job["step"] == "3 of 3 devices hold what they should."
        assert job["result"] == {"codes": {str(READER): 0, str(SECOND_READER): 0, str(CONTROLLER): 0}}

    async def test_of_some_wipes_them_and_says_who_is_away(self, site: Site) -> None:
        await site.online()
        await site.fleet.set_power(SECOND_READER, on=False)
        assert await site.house.plant.connections.turned(SECOND_READER, False, 10)
        body = {"devices": [SLAVE_IN, SECOND_READER], "wipe": True}
        begun = (await site.admin.post("/native/devices/sync", json=body)).json()
        job = await ended(site, site.admin, begun["id"])
        assert job["result"] == {"codes": {str(CONTROLLER): 0, str(SECOND_READER): 1001}}

    async def test_ends_when_whoever_asked_may_not_any_more(self, site: Site) -> None:
        await site.online()
        sync = partial(sync_devices, provisioner=site.house.plant.provisioner)
        job = await losing(site.house.gate, SYNC, Syncing((READER, SECOND_READER)), sync, 1)
        assert (job.state, job.done, job.result) == (State.REFUSED, 0, None)

    async def test_what_is_refused(self, site: Site) -> None:
        answer = await site.admin.post("/native/devices/sync", json={"devices": [4711]})
        assert (answer.status_code, answer.json()["code"]) == (404, 301)
        operator = await an_operator(site, USER_OPERATOR)
        answer = await operator.post("/native/devices/sync", json={})
        assert (answer.status_code, answer.json()["code"]) == (403, 20)


class TestJobs:
    async def test_lists_have_pages(self, site: Site) -> None:
        ids = [(await site.admin.post("/native/devices/sync", json={})).json()["id"] for _ in range(3)]
        for id in ids:
            await ended(site, site.admin, id)
        first = (await site.admin.get("/native/jobs", params={"limit": 2, "kind": "device_sync"})).json()
        rest = (await site.admin.get("/native/jobs", params={"cursor": first["next_cursor"]})).json()
        assert [job["id"] for job in first["items"] + rest["items"]] == ids[::-1]
        assert rest["next_cursor"] is None
        waiting = (await site.admin.get("/native/jobs", params={"state": "waiting"})).json()
        assert waiting["items"] == []

    async def test_one_that_has_ended_cannot_be_cancelled(self, site: Site) -> None:
        id = (await site.admin.post("/native/devices/sync", json={})).json()["id"]
        await ended(site, site.admin, id)
        answer = await site.admin.post(f"/native/jobs/{id}/cancel")
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:ostiary:problem:job-ended")

    async def test_others_see_nothing_of_it(self, site: Site) -> None:
        id = (await site.admin.post("/native/devices/sync", json={})).json()["id"]
        operator = await an_operator(site, USER_OPERATOR)
        assert (await operator.get("/native/jobs")).json()["items"] == []
        assert (await operator.get(f"/native/jobs/{id}")).status_code == 404
        assert (await operator.post(f"/native/jobs/{id}/cancel")).status_code == 404

    async def test_what_does_not_fit(self, site: Site) -> None:
        for path in ("/native/jobs?state=asleep", "/native/jobs?cursor=x", "/native/jobs/x", "/native/jobs?limit=0"):
            assert (await site.admin.get(path)).status_code == 422
