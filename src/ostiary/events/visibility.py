"""Who sees which event: one rule, as SQL for searches and in memory for the live stream.

A filter on user, device or door groups concerns the events that have a person, a device or a door: his, its group at
that time must lie within. An event without that dimension passes the filter. Several filters must all hold. Who sees
nobody but himself sees only events of his own.
"""

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, or_, true

from ostiary.events.model import Event, EventRow
from ostiary.kernel.context import Kind, Scope


def sight(scope: Scope) -> Callable[[Event], bool]:
    """Whether an event is seen within a scope."""
    own = scope.own_user
    users, devices, doors = map(scope.limit, (Kind.USER_GROUP, Kind.DEVICE_GROUP, Kind.DOOR_GROUP))

    def sees(event: Event) -> bool:
        return (
            (own is None or (bool(event.user_id) and event.user_id == own))
            and (users is None or not event.user_id or event.user_group_id in users)
            and (devices is None or not event.device_id or event.device_group_id in devices)
            and (doors is None or not event.door_id or event.door_group_id in doors)
        )

    return sees


def seen_by(scope: Scope) -> ColumnElement[bool]:
    """The same as a condition on the table."""
    conditions = []
    if scope.own_user is not None:
        conditions.append(EventRow.user_id == scope.own_user)
    for kind, concerned, group in (
        (Kind.USER_GROUP, EventRow.user_id, EventRow.user_group_id),
        (Kind.DEVICE_GROUP, EventRow.device_id, EventRow.device_group_id),
        (Kind.DOOR_GROUP, EventRow.door_id, EventRow.door_group_id),
    ):
        limit = scope.limit(kind)
        if limit is not None:
            conditions.append(or_(concerned.is_(None), group.in_(limit)))
    return and_(true(), *conditions)
