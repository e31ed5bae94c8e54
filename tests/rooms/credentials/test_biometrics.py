"""Fingers and faces of people."""

import pytest
from sqlalchemy import select

from ostiary.credentials.faces import NewFace
from ostiary.credentials.fingers import TEMPLATE_BYTES, NewFinger
from ostiary.credentials.model import (
    BadFace,
    BadFinger,
    DuplicateFace,
    DuplicateFinger,
    FaceRow,
    FingerRow,
    NoFaceModel,
    TooManyFaces,
    TooManyFingers,
)
from tests.rooms.people.builders import Site, a_person


def a_finger(name: str = "index", *, duress: bool = False) -> NewFinger:
    """A finger whose templates derive from a name."""
    return NewFinger(f"{name} first".encode(), f"{name} second".encode(), duress)


def a_face(template: str = "AAAA") -> NewFace:
    """A visual face with one template."""
    return NewFace({"templates": [{"credential_bin_type": 9, "template_ex": template}]})


INFRARED = NewFace({"raw_image": "AAAA", "templates": [{"template": "AAAA"}, {"template": "BBBB"}]})


class TestFingers:
    """Two templates each, sealed."""

    async def test_they_come_back_in_their_order(self, site: Site) -> None:
        await site.enrol(a_person("7", fingers=(a_finger("thumb"), a_finger("ring", duress=True))))
        fingers = (await site.person("7")).fingers
        assert [(finger.position, finger.duress, finger.template0) for finger in fingers] == [
            (0, False, b"thumb first"),
            (1, True, b"ring first"),
        ]

    async def test_at_rest_they_cannot_be_read(self, site: Site) -> None:
        await site.enrol(a_person("7", fingers=(a_finger("thumb"),)))
        async with site.ground.database.read() as connection:
            row = (await connection.execute(select(FingerRow.template0, FingerRow.template1, FingerRow.mark))).one()
        assert b"thumb" not in b"".join(row)

    async def test_the_list_replaces_what_there_was(self, site: Site) -> None:
        await site.enrol(a_person("7", fingers=(a_finger("thumb"), a_finger("ring"))))
        await site.change("7", fingers=(a_finger("ring"),))
        assert [finger.template0 for finger in (await site.person("7")).fingers] == [b"ring first"]

    async def test_a_finger_belongs_to_one(self, site: Site) -> None:
        await site.enrol(a_person("7", fingers=(a_finger(),)))
        with pytest.raises(DuplicateFinger):
            await site.enrol(a_person("8", fingers=(a_finger(),)))
        with pytest.raises(DuplicateFinger):
            await site.change("7", fingers=(a_finger("ring"), a_finger("ring", duress=True)))

    async def test_ten_are_the_most(self, site: Site) -> None:
        with pytest.raises(TooManyFingers):
            await site.enrol(a_person("7", fingers=tuple(a_finger(str(number)) for number in range(11))))

    @pytest.mark.parametrize(
        "fingers",
        [(NewFinger(b"", b"x"),), (NewFinger(b"x", b""),), (NewFinger(b"x" * (TEMPLATE_BYTES + 1), b"x"),)],
    )
    async def test_two_templates_are_needed(self, site: Site, fingers: tuple[NewFinger, ...]) -> None:
        with pytest.raises(BadFinger):
            await site.enrol(a_person("7", fingers=fingers))

    async def test_one_finger_at_least_is_not_for_duress(self, site: Site) -> None:
        with pytest.raises(BadFinger):
            await site.enrol(a_person("7", fingers=(a_finger(duress=True),)))


class TestFaces:
    """Documents of templates and pictures, sealed."""

    async def test_they_come_back_as_they_were_given(self, site: Site) -> None:
        await site.enrol(a_person("7", faces=(INFRARED,), visual_faces=(a_face("CCCC"), a_face("DDDD"))))
        faces = (await site.person("7")).faces
        assert [(face.visual, face.position) for face in faces] == [(False, 0), (True, 0), (True, 1)]
        assert faces[0].document == INFRARED.document
        assert faces[2].document == a_face("DDDD").document

    async def test_at_rest_they_cannot_be_read(self, site: Site) -> None:
        await site.enrol(a_person("7", faces=(INFRARED,)))
        async with site.ground.database.read() as connection:
            assert b"raw_image" not in (await connection.execute(select(FaceRow.document))).scalar_one()

    async def test_nobody_else_may_have_one_of_its_templates(self, site: Site) -> None:
        await site.enrol(a_person("7", visual_faces=(a_face("CCCC"), a_face("DDDD"))))
        with pytest.raises(DuplicateFace):
            await site.enrol(a_person("8", visual_faces=(a_face("DDDD"),)))
        await site.change("7", visual_faces=(a_face("CCCC"),))
        await site.enrol(a_person("8", visual_faces=(a_face("DDDD"), a_face("DDDD"))))
        with pytest.raises(DuplicateFace):
            await site.change("7", visual_faces=(a_face("CCCC"), a_face("DDDD")))

    async def test_five_infrared_and_two_visual_are_the_most(self, site: Site) -> None:
        with pytest.raises(TooManyFaces) as infrared:
            await site.enrol(a_person("7", faces=(INFRARED,) * 6))
        with pytest.raises(TooManyFaces) as visual:
            await site.enrol(a_person("7", visual_faces=(a_face(),) * 3))
        assert (infrared.value.visual, visual.value.visual) == (False, True)

    async def test_a_picture_alone_gives_no_template_yet(self, site: Site) -> None:
        with pytest.raises(NoFaceModel):
            await site.enrol(a_person("7", visual_faces=(NewFace({"template_ex_picture": "AAAA"}),)))

    @pytest.mark.parametrize(
        "document", [{}, {"templates": []}, {"templates": [{"template": "A"}]}, {"templates": [{"template": "é€"}]}]
    )
    async def test_templates_are_needed(self, site: Site, document: dict[str, object]) -> None:
        with pytest.raises(BadFace):
            await site.enrol(a_person("7", faces=(NewFace(document),)))
