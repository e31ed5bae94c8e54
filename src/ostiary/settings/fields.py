"""The acts and reads on the definitions of custom fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ostiary.kernel.context import Module
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.settings.model import BadCustomField, CustomFieldRow, DuplicateCustomField, TooManyCustomFields

TEXT, NUMBER, COMBO, UPLOAD = range(4)
FIELDS = 10
FILES = 2
"""Fields of type file among them."""
OPTIONS = 20
OPTION_LENGTH = 32


@dataclass(frozen=True, slots=True)
class NewCustomField:
    """A field to be made; `position` 0 = the next free place, `items` for a combo box."""

    name: str
    type: int
    position: int = 0
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field that every person has."""

    id: int
    name: str
    type: int
    position: int
    options: tuple[str, ...]


@operation(module=Module.SETTING, right="write", verb="CUSTOM_FIELD_CREATE", method=Method.ADD)
async def create_custom_fields(work: Work, new: Sequence[NewCustomField]) -> list[int]:
    """Make fields, all or none; answers their ids."""
    columns = select(CustomFieldRow.name, CustomFieldRow.type, CustomFieldRow.position)
    stored = (await work.session.execute(columns)).all()
    names, places = {row.name for row in stored}, {row.position for row in stored}
    files = sum(row.type == UPLOAD for row in stored)
    ids: list[int] = []
    for field in new:
        name, options = checked_name(field.name), _checked_items(field)
        place = field.position or next(free for free in range(1, FIELDS + 2) if free not in places)
        if len(places) >= FIELDS:
            raise TooManyCustomFields(f"{FIELDS} at most")
        if not 1 <= place <= FIELDS:
            raise BadCustomField(f"A field's place is 1 to {FIELDS}.", "order")
        if name in names:
            raise DuplicateCustomField(name)
        if place in places:
            raise BadCustomField(f"Another field has place {place}.", "order")
        files += field.type == UPLOAD
        if files > FILES:
            raise TooManyCustomFields(f"{FILES} files at most")
        row = CustomFieldRow(name=name, type=field.type, position=place, options=list(options))
        work.session.add(row)
        await work.session.flush()
        names.add(name)
        places.add(place)
        ids.append(row.id)
        work.note(f"{name}({row.id})", after={"name": name, "type": field.type, "order": place, "data": list(options)})
    return ids


@query(module=())
async def list_custom_fields(view: View, _: None) -> list[CustomField]:
    """The fields in the order of their places."""
    columns = select(
        CustomFieldRow.id, CustomFieldRow.name, CustomFieldRow.type, CustomFieldRow.position, CustomFieldRow.options
    )
    rows = await view.connection.execute(columns.order_by(CustomFieldRow.position))
    return [CustomField(row.id, row.name, row.type, row.position, tuple(row.options)) for row in rows]


def _checked_items(field: NewCustomField) -> tuple[str, ...]:
    if field.type not in {TEXT, NUMBER, COMBO, UPLOAD}:
        raise BadCustomField("A field's type is 0 to 3.", "type")
    if field.type != COMBO:
        return ()
    options = tuple(option.strip() for option in field.items if option.strip())
    if not 1 <= len(options) <= OPTIONS or any(len(option) > OPTION_LENGTH for option in options):
        raise BadCustomField(f"A combo box has 1 to {OPTIONS} items of {OPTION_LENGTH} characters at most.", "data")
    return options
