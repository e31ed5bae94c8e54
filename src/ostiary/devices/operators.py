"""Who may open a device's own menu: users whom its settings name."""

from collections.abc import Collection

from sqlalchemy import select

from ostiary.devices.facts import DeviceChanged
from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import AUTHENTICATION, operators_of
from ostiary.kernel.operation import Work


async def forget_operators(work: Work, user_ids: Collection[str]) -> None:
    """People who are deleted are operators of no device any more: their ids may go to others."""
    going = frozenset(user_ids)
    for row in await work.session.scalars(select(DeviceRow).order_by(DeviceRow.id)):
        if going.isdisjoint(operators_of(row.settings)):
            continue
        own = row.settings[AUTHENTICATION]
        staying = [each for each in own["operators"] if each["user_id"] not in going]
        row.settings = {**row.settings, AUTHENTICATION: {**own, "operators": staying}}
        work.tell(DeviceChanged(row.id, row.name, row.name))
