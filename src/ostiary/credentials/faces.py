"""A person's faces, infrared or visual: a document of templates and pictures, sealed whole."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select

from ostiary.credentials.model import BadFace, DuplicateFace, FaceMarkRow, FaceRow, NoFaceModel, TooManyFaces
from ostiary.credentials.queries import FACE, FaceRecord
from ostiary.identity.user_guards import CHUNK
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work

MOST_INFRARED, MOST_VISUAL = 5, 2
INFRARED_TEMPLATE = 0
"""The kind under which devices take an infrared template."""


@dataclass(frozen=True, slots=True)
class NewFace:
    """A face as a device scanned it or a client kept it.

    `document` has `templates` (a list of `{"template"}` for an infrared face, of `{"credential_bin_type",
    "template_ex"}` for a visual one) and what else belongs to it (`raw_image`, `template_ex_normalized_image`,
    `template_ex_picture`, `flag`, `useProfile`, `index`); bytes in base64.
    """

    document: dict[str, Any] = field(repr=False)


async def replace_faces(work: Work, wanted: Mapping[int, Sequence[NewFace]], *, visual: bool) -> None:
    """Give each of these people (by key) exactly these faces of one kind; those of the other kind stay.

    Whoever calls has taken a change number: from there on no other act gives faces, so the check sees them all.
    Raises `TooManyFaces`, `BadFace`, `DuplicateFace` (somebody else has one of its templates), and `NoFaceModel` for a
    face that has only a picture.
    """
    rows: list[dict[str, Any]] = []
    marks: dict[int, set[bytes]] = {key: set() for key in wanted}
    for key, faces in wanted.items():
        if len(faces) > (MOST_VISUAL if visual else MOST_INFRARED):
            raise TooManyFaces(visual=visual)
        for position, face in enumerate(faces):
            templates = _checked(face, visual=visual)
            marks[key] |= {work.vault.mark(template, FACE) for _, template in templates}
            text = json.dumps(face.document, separators=(",", ":"), sort_keys=True).encode()
            rows.append(
                {
                    "user_key": key,
                    "visual": visual,
                    "position": position,
                    "document": work.vault.seal(text, FACE),
                }
            )
    for start in range(0, len(wanted), CHUNK):
        keys = list(wanted)[start : start + CHUNK]
        for table in (FaceRow, FaceMarkRow):
            await work.session.execute(delete(table).where(table.user_key.in_(keys), table.visual.is_(visual)))
    await _check_nobody_else_has(work, marks)
    await insert_all(work.session, FaceRow, rows)
    await insert_all(
        work.session,
        FaceMarkRow,
        [{"user_key": key, "visual": visual, "mark": mark} for key, his in marks.items() for mark in sorted(his)],
    )


async def _check_nobody_else_has(work: Work, marks: Mapping[int, set[bytes]]) -> None:
    owners = {mark: key for key, his in marks.items() for mark in his}
    if len(owners) < sum(map(len, marks.values())):
        raise DuplicateFace
    every = list(owners)
    for start in range(0, len(every), CHUNK):
        taken = select(FaceMarkRow.mark, FaceMarkRow.user_key).where(FaceMarkRow.mark.in_(every[start : start + CHUNK]))
        if any(owners[mark] != key for mark, key in await work.session.execute(taken)):
            raise DuplicateFace


def templates_of(face: FaceRecord) -> tuple[tuple[int, bytes], ...]:
    """The templates of a face with the kind of each: credential_bin_type for a visual face, 0 for an infrared one."""
    return tuple(_templates(face.document, visual=face.visual))


def _templates(document: Mapping[str, Any], *, visual: bool) -> Iterator[tuple[int, bytes]]:
    for entry in document.get("templates", ()):
        text = entry.get("template_ex" if visual else "template")
        if text:
            kind = int(entry.get("credential_bin_type", INFRARED_TEMPLATE)) if visual else INFRARED_TEMPLATE
            yield kind, base64.b64decode("".join(text.split()), validate=True)


def _checked(face: NewFace, *, visual: bool) -> list[tuple[int, bytes]]:
    try:
        templates = list(_templates(face.document, visual=visual))
    except (binascii.Error, ValueError) as error:
        raise BadFace("templates are base64", visual=visual) from error
    if templates:
        return templates
    if visual and face.document.get("template_ex_picture"):
        raise NoFaceModel("send templates, or scan the face at a device")
    raise BadFace("is required", visual=visual)
