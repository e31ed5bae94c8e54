"""The definitions of custom fields of the page "Setting"."""

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, needing
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Flag, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.errors import Invalid, NotSupported
from ostiary.settings.fields import COMBO, CustomField, NewCustomField, create_custom_fields, list_custom_fields

router = page("Setting")

SEPARATOR = ";"


class CustomFieldOut(Message):
    """A custom field; `type` 0 text, 1 number, 2 combo box (`data` has its items), 3 file."""

    id: NumberText
    name: Text
    type: NumberText
    order: NumberText
    data: Text | None = None


class CustomFieldList(Answer):
    """The custom fields."""

    CustomFieldCollection: Collection[CustomFieldOut]


class CustomFieldIn(Message):
    """A custom field, as sent."""

    model_config = needing("name", "type")

    order: Number | None = Field(None, description="Its place, 1 to 10; without it the first that is free.")
    name: Text = ""
    type: Number | None = Field(None, description="0 text, 1 number, 2 combo box, 3 file.")
    data: Text | None = Field(None, description="The items of a combo box, which it needs, separated by `;`.")
    enable: Flag = True


class CustomFieldRows(Message):
    """Custom fields, as sent."""

    model_config = needing("rows")

    rows: Rows[CustomFieldIn] = Field(default_factory=list)


class CustomFieldBody(Message):
    """`{"CustomFieldCollection": {"rows": [...]}}`."""

    model_config = needing("CustomFieldCollection")

    CustomFieldCollection: CustomFieldRows = Field(default_factory=CustomFieldRows)


def _field(sent: CustomFieldIn) -> NewCustomField:
    if sent.type is None:
        raise Invalid("A custom field needs a type.", "type")
    if not sent.enable:
        raise NotSupported("A custom field cannot be switched off.")
    return NewCustomField(sent.name, sent.type, sent.order or 0, (sent.data or "").split(SEPARATOR))


def _field_out(field: CustomField) -> CustomFieldOut:
    data = f"{SEPARATOR} ".join(field.options) if field.type == COMBO else None
    return CustomFieldOut(id=field.id, name=field.name, type=field.type, order=field.position, data=data)


@router.post("/api/setting/custom_fields", response_model=Answer, dependencies=needs(create_custom_fields))
async def create(desk: AtDesk, caller: Caller, body: CustomFieldBody) -> Response:
    """Create custom fields, all or none."""
    rows = body.CustomFieldCollection.rows
    if not rows:
        raise Invalid("No custom field is given.", "CustomFieldCollection.rows")
    await desk.gate.run(caller, create_custom_fields, [_field(row) for row in rows])
    return reply(Answer())


@router.get("/api/setting/custom_fields", response_model=CustomFieldList)
async def fields(desk: AtDesk, caller: Caller) -> Response:
    """List the custom fields in their order."""
    rows = [_field_out(field) for field in await desk.gate.ask(caller, list_custom_fields, None)]
    return reply(CustomFieldList(CustomFieldCollection=Collection[CustomFieldOut](total=len(rows), rows=rows)))
