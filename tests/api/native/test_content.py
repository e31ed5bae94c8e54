"""`GET /native/devices/:id/content` and `GET /native/devices/content`."""

from dataclasses import replace
from typing import Any

import pytest

from ostiary.port.content import CardContent, Family, UserContent
from tests.api.native.premises import ADA, BOB, an_operator, furnish
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


async def content(site: Site, device_id: int) -> dict[str, Any]:
    """What the page says of a device."""
    answer = await site.admin.get(f"/native/devices/{device_id}/content")
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def family(document: dict[str, Any], name: str) -> dict[str, Any]:
    """One family of it."""
    found: dict[str, Any] = next(each for each in document["families"] if each["family"] == name)
    return found


async def summary(site: Site, **asked: Any) -> dict[str, Any]:
    """What the page says of all devices."""
    await site.house.plant.provisioner.save()
    answer = await site.admin.get("/native/devices/content", params=asked)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


class TestDevice:
    async def test_one_that_holds_what_it_should(self, site: Site) -> None:
        await furnish(site)
        await site.house.plant.provisioner.settled()
        found = await content(site, READER)
        assert (found["device"], found["state"]) == ({"id": READER, "name": "Reader"}, "level")
        assert (found["asked"], found["pending"], found["refused"]) == (True, 0, 0)
        assert found["proven_at"] is not None
        assert [each["family"] for each in found["families"]] == [each.value for each in Family]
        people = family(found, "users")
        assert people["wanted"] == people["held"] == 3
        nothing = {"count": 0, "keys": []}
        for each in found["families"]:
            assert (each["missing"], each["different"], each["unwanted"]) == (nothing, nothing, nothing)

    async def test_what_it_lacks_has_altered_and_has_too_much_by_name(self, site: Site) -> None:
        await furnish(site)
        await site.house.plant.provisioner.settled()
        (ada,) = site.fleet.device(READER).holdings.read(Family.USERS, [ADA])
        assert isinstance(ada, UserContent)
        await site.fleet.alter(READER, Family.USERS, replace(ada, cards=(CardContent("13"),)))
        await site.fleet.alter(READER, Family.USERS, replace(ada, user_id="intruder"))
        await site.fleet.lose(READER, Family.USERS, [BOB])
        found = await content(site, READER)
        assert (found["asked"], found["state"]) == (True, "differing")
        people = family(found, "users")
        assert (people["wanted"], people["held"]) == (3, 3)
        assert people["missing"] == {"count": 1, "keys": [BOB]}
        assert people["different"] == {"count": 1, "keys": [ADA]}
        assert people["unwanted"] == {"count": 1, "keys": ["intruder"]}
        site.house.plant.provisioner.prove()
        await site.house.plant.provisioner.settled()
        mended = await content(site, READER)
        assert mended["state"] == "level"
        assert not any(
            each[how]["count"] for each in mended["families"] for how in ("missing", "different", "unwanted")
        )

    async def test_what_it_refuses_and_why(self, site: Site) -> None:
        await furnish(site)
        device = site.fleet.device(SECOND_READER)
        device.holdings._profile = replace(device.holdings._profile, max_cards=2)
        await site.post("/api/users", {"User": a_user("902", "777003")})
        await site.house.plant.provisioner.settled()
        found = await content(site, SECOND_READER)
        assert found["state"] == "level"
        reason = "It has no room for more of these. (more than 2 cards)"
        refused = {"key": "902", "code": 262197, "reason": reason, "given_up": True}
        assert family(found, "users")["refused"] == [refused]
        assert family(found, "users")["missing"]["keys"] == ["902"]
        assert (await summary(site))["refused"] == 1
        await site.fleet.set_network(SECOND_READER, False)
        assert await site.house.plant.connections.turned(SECOND_READER, False, 30)
        away = await content(site, SECOND_READER)
        assert (away["state"], away["asked"], away["refused"]) == ("offline", False, 1)
        people = family(away, "users")
        assert (people["held"], people["missing"], people["refused"]) == (3, None, [refused])

    async def test_of_a_slave_and_of_nobody(self, site: Site) -> None:
        await site.online()
        answer = await site.admin.get(f"/native/devices/{SLAVE_IN}/content")
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:ostiary:problem:not-supported")
        assert str(CONTROLLER) in answer.json()["detail"]
        assert (await site.admin.get("/native/devices/4242/content")).status_code == 404


def a_user(user_id: str, card: str) -> dict[str, Any]:
    """A person with a card."""
    period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    cards = [{"card_id": card, "card_type": {"id": "0"}}]
    return {"user_id": user_id, "name": user_id, "user_group_id": {"id": 1}, "cards": cards, **period}


class TestSummary:
    async def test_it_counts_states_and_lists_masters(self, site: Site) -> None:
        await site.online()
        await site.house.plant.provisioner.settled()
        found = await summary(site)
        assert found["states"] == {"level": 3}
        assert [each["device"]["id"] for each in found["items"]] == [READER, SECOND_READER, CONTROLLER]
        assert found["oldest_proof_at"] == min(each["proven_at"] for each in found["items"])
        assert (found["refused"], found["next_cursor"]) == (0, None)

    async def test_it_comes_in_pages(self, site: Site) -> None:
        await site.online()
        first = await summary(site, limit=2)
        assert [each["device"]["id"] for each in first["items"]] == [READER, SECOND_READER]
        rest = await summary(site, limit=2, cursor=first["next_cursor"])
        assert [each["device"]["id"] for each in rest["items"]] == [CONTROLLER]
        assert rest["next_cursor"] is None

    async def test_a_device_that_is_away(self, site: Site) -> None:
        await site.online()
        await site.fleet.set_network(CONTROLLER, False)
        assert await site.house.plant.connections.turned(CONTROLLER, False, 30)
        assert (await summary(site))["states"]["offline"] == 1


class TestScope:
    async def test_who_may_not_read_devices_is_refused(self, site: Site) -> None:
        await furnish(site)
        for level in (2, 255):
            operator = await an_operator(site, level)
            for path in ("/native/devices/content", f"/native/devices/{READER}/content"):
                assert (await operator.get(path)).status_code == 403


class TestMetrics:
    async def test_proofs_and_drifts_are_counted(self, site: Site) -> None:
        await site.online()
        await site.house.plant.provisioner.settled()
        before = await numbers(site)
        await site.fleet.lose(READER, Family.SETTINGS, [str(READER)])
        site.house.plant.provisioner.prove()
        await site.house.plant.provisioner.settled()
        after = await numbers(site)
        assert after["ostiary_content_devices_level"] == 3
        assert after["ostiary_content_drifted"] == before["ostiary_content_drifted"] + 1
        assert after["ostiary_content_proofs"] >= before["ostiary_content_proofs"] + 4
        assert (after["ostiary_content_devices_unproven"], after["ostiary_content_refused"]) == (0, 0)


async def numbers(site: Site) -> dict[str, float]:
    """The server's numbers by name."""
    lines = (await site.client().get("/metrics")).text.splitlines()
    pairs = [line.rsplit(" ", 1) for line in lines if line.startswith("ostiary_content")]
    return {name: float(value) for name, value in pairs}
