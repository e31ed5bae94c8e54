"""The values of custom fields: what each type of field takes, and how a person's values are replaced."""

import re
from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.identity.model import CustomValueRow
from ostiary.identity.queries import FILE, CustomValue
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work
from ostiary.settings.model import BadCustomField, CustomFieldNotFound, CustomFieldRow

TEXT, NUMBER, COMBO, UPLOAD = range(4)
TEXT_LENGTH = 32
LARGEST_NUMBER = 4_294_967_295
FILE_NAME_LENGTH = 120
FILE_BYTES = 2**20

_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)


async def replace_custom_values(work: Work, user_key: int, values: Mapping[int, CustomValue]) -> None:
    """Make these the person's only custom values; blank ones are left out.

    A file that is named as before and comes without content keeps its content. Raises `CustomFieldNotFound` and
    `BadCustomField`.
    """
    given = {field_id: value for field_id, value in values.items() if value.text}
    types = await _types(work.session, given)
    for field_id, value in given.items():
        _check(field_id, types[field_id], value)
    kept = await _files(work.session, user_key)
    rows = [
        {
            "user_key": user_key,
            "field_id": field_id,
            "value": value.text,
            "document": _document(work, field_id, types[field_id], value, kept),
            "media_type": value.media_type,
        }
        for field_id, value in given.items()
    ]
    await work.session.execute(delete(CustomValueRow).where(CustomValueRow.user_key == user_key))
    await insert_all(work.session, CustomValueRow, rows)


async def _types(session: AsyncSession, field_ids: Mapping[int, CustomValue]) -> dict[int, int]:
    types = {row.id: row.type for row in await session.execute(select(CustomFieldRow.id, CustomFieldRow.type))}
    for field_id in field_ids:
        if field_id not in types:
            raise CustomFieldNotFound(f"There is no custom field {field_id}.")
    return types


async def _files(session: AsyncSession, user_key: int) -> dict[tuple[int, str], bytes]:
    columns = select(CustomValueRow.field_id, CustomValueRow.value, CustomValueRow.document).where(
        CustomValueRow.user_key == user_key, CustomValueRow.document.is_not(None)
    )
    return {(row.field_id, row.value): row.document for row in await session.execute(columns)}


def _document(
    work: Work, field_id: int, type: int, value: CustomValue, kept: Mapping[tuple[int, str], bytes]
) -> bytes | None:
    if type != UPLOAD:
        return None
    if value.document:
        return work.vault.seal(value.document, FILE)
    if (field_id, value.text) not in kept:
        raise BadCustomField("The file has no content.", _where(field_id))
    return kept[field_id, value.text]


def _check(field_id: int, type: int, value: CustomValue) -> None:
    if type == NUMBER:
        digits = value.text.isascii() and value.text.isdecimal() and len(value.text) <= len(str(LARGEST_NUMBER))
        if not digits or int(value.text) > LARGEST_NUMBER:
            raise BadCustomField(f"0 to {LARGEST_NUMBER}", _where(field_id))
    elif type == UPLOAD:
        if len(value.text) > FILE_NAME_LENGTH or not _FILE_NAME.fullmatch(value.text):
            raise BadCustomField("A file name has letters, digits, _ and - and one dot.", _where(field_id))
        if len(value.document) > FILE_BYTES:
            raise BadCustomField("A file has 1 MB at most.", _where(field_id))
    elif len(value.text) > TEXT_LENGTH:
        raise BadCustomField(f"{TEXT_LENGTH} characters at most", _where(field_id))


def _where(field_id: int) -> str:
    return f"custom_field {field_id}"
