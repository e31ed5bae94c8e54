"""Several at once want the same: one gets it, the others are told so."""

import asyncio
from collections import Counter
from collections.abc import Awaitable

from ostiary.credentials.cards import CardChoice
from ostiary.credentials.faces import NewFace
from ostiary.credentials.fingers import NewFinger
from ostiary.credentials.operations import create_cards
from ostiary.credentials.rules import NewCard
from ostiary.people.operations import create_people, delete_people, update_person
from tests.rooms.people.builders import Site, a_change, a_person


async def outcomes(*acts: Awaitable[object]) -> Counter[str]:
    """How often each ending came: "done", or the name of an error."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    return Counter(type(result).__name__ if isinstance(result, BaseException) else "done" for result in results)


class TestSameThing:
    """No two acts find the same thing free."""

    async def test_an_id_is_given_once(self, site: Site) -> None:
        acts = [site.run(create_people, [a_person("7", f"Twin {number}")]) for number in range(5)]
        assert await outcomes(*acts) == {"done": 1, "DuplicateUser": 4}

    async def test_an_address_is_given_once(self, site: Site) -> None:
        acts = [site.run(create_people, [a_person(str(number), email="a@b.cd")]) for number in range(7, 12)]
        assert await outcomes(*acts) == {"done": 1, "DuplicateEmail": 4}

    async def test_a_card_is_registered_once(self, site: Site) -> None:
        acts = [site.run(create_cards, [NewCard("4242")]) for _ in range(5)]
        assert await outcomes(*acts) == {"done": 1, "DuplicateCard": 4}

    async def test_a_card_is_assigned_once(self, site: Site) -> None:
        (card,) = await site.run(create_cards, [NewCard("4242")])
        await site.enrol(*(a_person(str(number)) for number in range(7, 12)))
        chosen = (CardChoice(id=card.id),)
        acts = [site.run(update_person, a_change(str(number), cards=chosen)) for number in range(7, 12)]
        assert await outcomes(*acts) == {"done": 1, "CardAssigned": 4}

    async def test_a_finger_is_given_once(self, site: Site) -> None:
        await site.enrol(*(a_person(str(number)) for number in range(7, 10)))
        finger = (NewFinger(b"index first", b"index second"),)
        news = [site.run(create_people, [a_person(str(number), fingers=finger)]) for number in range(10, 12)]
        changes = [site.run(update_person, a_change(str(number), fingers=finger)) for number in range(7, 10)]
        assert await outcomes(*news, *changes) == {"done": 1, "DuplicateFinger": 4}

    async def test_a_face_is_given_once_whatever_its_kind(self, site: Site) -> None:
        await site.enrol(*(a_person(str(number)) for number in range(7, 10)))
        visual = (NewFace({"templates": [{"credential_bin_type": 9, "template_ex": "AAAA"}]}),)
        infrared = (NewFace({"templates": [{"template": "AAAA"}]}),)
        news = [site.run(create_people, [a_person(str(number), faces=infrared)]) for number in range(10, 12)]
        changes = [site.run(update_person, a_change(str(number), visual_faces=visual)) for number in range(7, 10)]
        assert await outcomes(*news, *changes) == {"done": 1, "DuplicateFace": 4}

    async def test_who_is_deleted_meanwhile_is_not_found(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        changes = [site.change("7", name=f"Name {number}") for number in range(4)]
        ends = await outcomes(site.receipt(delete_people, ["7"]), *changes)
        assert ends["done"] + ends["UserNotFound"] == 5
