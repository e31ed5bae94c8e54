"""`GET /native/explain`, against the reader itself."""

from typing import Any

import pytest

from ostiary.simulator.presentation import Answer
from tests.api.native.premises import ADA, ADAS_CARD, BOB, BOBS_CARD, BY_RULES, an_operator, furnish
from tests.rig.site import READER, SECOND_READER, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""


async def explained(site: Site, **asked: Any) -> dict[str, Any]:
    """An explanation that must succeed."""
    answer = await site.admin.get("/native/explain", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    document: dict[str, Any] = answer.json()
    return document


def said(answer: Answer) -> tuple[bool, int, str]:
    """What a reader answered."""
    return answer.response.value == "granted", answer.event_code, answer.reason


def told(document: dict[str, Any]) -> tuple[bool, int, str]:
    """What an explanation says first."""
    return document["granted"], document["event"]["code"], document["reason"]


async def newest(site: Site, code: int, **asked: Any) -> list[dict[str, Any]]:
    """Events of this type, the newest first, once there are any."""
    arrivals = site.house.database.arrivals
    while True:
        heard = arrivals.rings
        answer = await site.admin.get("/native/events", params={"code": code, **asked})
        found: list[dict[str, Any]] = answer.json()["items"]
        if found:
            return found
        await arrivals.wait(heard)


async def stored(site: Site, code: int, person: str) -> dict[str, Any]:
    """The newest event of this type and person, once it is in."""
    return (await newest(site, code, person=person))[0]


async def locked(site: Site, door: int) -> dict[str, Any]:
    """The explanation for Ada's card once the server knows that the door is locked."""
    bell = site.house.database.bell
    while True:
        heard = bell.rings
        document = await explained(site, card=ADAS_CARD, door=door)
        if document["door"]["locked_by_operator"]:
            return document
        await bell.wait(heard)


class TestAgainstTheReader:
    async def test_explanation_reader_and_stored_event_say_the_same(self, site: Site) -> None:
        door = await furnish(site)
        for person, card, code, reason in (
            (ADA, ADAS_CARD, 4102, BY_RULES),
            (BOB, BOBS_CARD, 6401, "The user is in no access group."),
        ):
            document = await explained(site, card=card, door=door)
            assert told(document) == told(await explained(site, person=person, reader=READER))
            assert told(document) == said(await site.present(READER, card=card)) == (code == 4102, code, reason)
            assert document["device"]["content"]["answer"]["reason"] == reason
            event = await stored(site, code, person)
            assert event["reason"] == reason
            assert (await site.admin.get(f"/native/events/{event['id']}")).json() == event

    async def test_a_door_locked_by_an_operator_refuses_until_it_is_released(self, site: Site) -> None:
        door = await furnish(site)
        doors = {"DoorCollection": {"rows": [{"id": door}]}}
        await site.post("/api/doors/lock", doors)
        document = await locked(site, door)
        assert told(document) == (False, 6423, "The door is locked by an operator.")
        assert told(document) == said(await site.present(READER, card=ADAS_CARD))
        assert {check["name"]: check["holds"] for check in document["checks"]} == {
            "enabled": True,
            "period": True,
            "rules": True,
            "lock": False,
            "credentials": True,
        }
        assert (await site.admin.get(f"/native/doors/{door}/people")).json()["refusal"] == document["reason"]


class TestDocument:
    async def test_everything_is_in_it(self, site: Site) -> None:
        door = await furnish(site)
        document = await explained(site, person=ADA, door=door)
        assert document["event"] == {"code": 4102, "name": "VERIFY_SUCCESS_CARD"}
        assert document["person"] == {"id": ADA, "name": "Ada"}
        assert document["door"] == {"id": door, "name": "Front", "locked_by_operator": False}
        assert document["ways"][0]["presented"] == ["card"]
        reader = document["reader"]
        assert (reader["id"], reader["online"], reader["timezone"]) == (READER, True, "UTC")
        assert {"card", "finger", "face", "pin", "id"} == set(reader["takes"])
        always = {"id": 1, "name": "Always", "hours": "at any time"}
        assert {"code": 21, "name": "Card", "open": True, "schedule": always} in reader["modes"]
        (step,) = document["steps"]
        assert (step["holds"], step["group"]["name"], step["level"]["name"]) == (True, "Staff", "Staff doors")
        assert step["schedule"] == always
        content = document["device"]["content"]
        assert (document["device"]["online"], content["holds_person"], content["differences"]) == (True, True, [])
        assert document["asked_at"] == document["at"]
        assert document["at"].endswith("Z")

    async def test_the_past_is_answered_by_the_rules_of_then_and_says_so(self, site: Site) -> None:
        door = await furnish(site)
        now = await explained(site, person=ADA, door=door)
        assert now["as_of"] is None
        await site.put(f"/api/users/{ADA}", {"User": {"access_groups": [], "cards": []}})
        assert not (await explained(site, person=ADA, door=door))["granted"]
        past = await explained(site, person=ADA, door=door, at=now["at"])
        assert (past["at"], past["as_of"]["at"]) == (now["at"], now["at"])
        assert past["steps"] == now["steps"]
        changed = [
            after["name"] for before, after in zip(now["checks"], past["checks"], strict=True) if after != before
        ]
        assert changed == past["as_of"]["of_now"] == ["credentials"]
        assert [(each["what"], each["id"]) for each in past["as_of"]["changed"]] == [("person", ADA)]
        assert "are those of the moment asked about" in past["basis"]
        assert past["device"]["content"] is None
        before = await explained(site, person=ADA, door=door, at="1999-12-31T23:00:00+01:00")
        assert (before["at"], before["reason"]) == ("1999-12-31T22:00:00Z", "There was no such user then.")

    async def test_the_future_is_asked_by_the_rules_of_now_and_says_so(self, site: Site) -> None:
        door = await furnish(site)
        document = await explained(site, person=ADA, door=door, at="2031-01-01T00:00:00Z")
        assert told(document) == (False, 6403, "The user's period ended at 2030-12-31 23:59.")
        assert document["as_of"] is None
        assert "are those of now" in document["basis"]

    async def test_of_an_unknown_card_there_is_nobody_to_look_up(self, site: Site) -> None:
        document = await explained(site, card="123", reader=SECOND_READER)
        assert told(document) == (False, 4354, "The card is not known to the device.")
        assert (document["person"], document["door"], document["checks"], document["steps"]) == (None, None, [], [])
        assert document["device"]["content"] is None


class TestADecisionOfTheLog:
    async def test_is_told_as_of_then_beside_the_answer_of_now(self, site: Site) -> None:
        door = await furnish(site)
        assert said(await site.present(READER, card=ADAS_CARD))[0]
        event = await stored(site, 4102, ADA)
        path = f"/native/events/{event['id']}/explanation"
        before = await site.get(path)
        assert told(before["now"]) == (True, 4102, BY_RULES)
        await site.put(f"/api/users/{ADA}", {"User": {"name": "Ada Lovelace", "access_groups": []}})
        await site.put(f"/api/doors/{door}", {"Door": {"name": "Back"}})
        changed = await site.get(path)
        assert changed["then"] == before["then"]
        assert changed["then"] == {
            "id": event["id"],
            "at": event["at"],
            "event": {"code": 4102, "name": "VERIFY_SUCCESS_CARD"},
            "reason": BY_RULES,
            "person": {"id": ADA, "name": "Ada"},
            "credential": None,
            "door": {"id": door, "name": "Front"},
            "reader": event["device"],
        }
        now = changed["now"]
        assert told(now) == (False, 6401, "The user is in no access group.")
        assert (now["at"], now["person"]["name"], now["door"]["name"]) == (event["at"], "Ada Lovelace", "Back")
        await site.delete(f"/api/users?id={ADA}")
        assert await site.get(path) == {"then": before["then"], "now": None}

    async def test_of_a_card_that_nobody_has_and_of_an_event_that_is_no_decision(self, site: Site) -> None:
        await furnish(site)
        await site.present(READER, card="123")
        (unknown,) = [each for each in await newest(site, 4354) if each["credential"] == "123"]
        document = await site.get(f"/native/events/{unknown['id']}/explanation")
        reason = "The card is not known to the device."
        assert (document["then"]["reason"], document["then"]["credential"]) == (reason, "123")
        assert told(document["now"]) == (False, 4354, reason)
        (started,) = (await newest(site, 12544))[:1]
        refused = await site.admin.get(f"/native/events/{started['id']}/explanation")
        assert (refused.status_code, refused.json()["field"]) == (422, "id")
        assert (await site.admin.get("/native/events/999999/explanation")).status_code == 404


class TestOwnModes:
    async def test_they_are_shown_and_named_as_the_cause(self, site: Site) -> None:
        door = await furnish(site)
        assert (await explained(site, person=ADA, door=door))["own_modes"] == []
        modes = [{"operation_mode": "-1", "operation_method": method} for method in ("0", "1")]
        await site.put(f"/api/users/{ADA}", {"User": {"private_operation_modes": modes}})
        document = await explained(site, card=ADAS_CARD, door=door)
        reason = "The user's own authentication modes let nobody begin with the card."
        assert told(document) == (False, 6145, reason)
        assert told(document) == said(await site.present(READER, card=ADAS_CARD))
        assert {"first": "card", "code": -1, "name": "", "excluded": False} in document["own_modes"]


class TestProblems:
    async def test_of_each_kind(self, site: Site) -> None:
        door = await furnish(site)

        async def refused(**asked: Any) -> tuple[int, str, str | None]:
            answer = await site.admin.get("/native/explain", params=asked)
            assert answer.headers["content-type"] == "application/problem+json"
            document = answer.json()
            assert document["status"] == answer.status_code
            return answer.status_code, document["type"].removeprefix("urn:ostiary:problem:"), document.get("field")

        assert await refused(person="12345", door=door) == (404, "not-found", None)
        assert await refused(person=ADA, door=99) == (404, "not-found", None)
        assert await refused(person=ADA, card=ADAS_CARD, door=door) == (422, "invalid", "card")
        assert await refused(person=ADA) == (422, "invalid", "door")
        assert await refused(door=door) == (422, "invalid", "person")
        assert await refused(person=ADA, door="1_0") == (422, "invalid", "door")
        assert await refused(person=ADA, door=2**63) == (422, "invalid", "door")
        assert await refused(person="a\0b", door=door) == (422, "invalid", "person")
        for at in ("yesterday", "2026-11-23", "2026-11-23T12:00:00", "0001-01-01T00:00:00Z", "1700000000"):
            assert await refused(person=ADA, door=door, at=at) == (422, "invalid", "at")

    async def test_who_may_not_read_access_rights_is_refused(self, site: Site) -> None:
        door = await furnish(site)
        operator = await an_operator(site, 2)
        answer = await operator.get("/native/explain", params={"person": ADA, "door": door})
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:ostiary:problem:forbidden")
        assert answer.json()["detail"] == "Permission denied: needs read in AccessControl"
