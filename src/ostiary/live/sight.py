"""What somebody may see of the site, by his rights and his scope of now."""

from ostiary.devices.queries import READ as READ_DEVICES
from ostiary.doors.queries import READ as READ_DOORS
from ostiary.events.visibility import sight
from ostiary.jobs.queries import job_sight
from ostiary.kernel.context import Context, Kind, Module
from ostiary.live.watching import watch_events


class Sight:
    """What an operator sees. `door_groups` and `device_groups` None = all groups."""

    __slots__ = ("alerts", "device_groups", "devices", "door_groups", "doors", "event", "events", "job")

    def __init__(self, context: Context) -> None:
        scope = context.scope
        self.doors = context.may(READ_DOORS, "read")
        self.devices = context.may(READ_DEVICES, "read") and scope.own_user is None
        self.alerts = context.may((Module.MONITORING,), "read")
        self.events = context.may(watch_events.modules, "read")
        self.door_groups = scope.limit(Kind.DOOR_GROUP)
        self.device_groups = scope.limit(Kind.DEVICE_GROUP)
        self.event = sight(scope)
        self.job = job_sight(context)

    def door_group(self, id: int) -> bool:
        """Whether he sees the doors of a group."""
        return self.doors and (self.door_groups is None or id in self.door_groups)

    def device_group(self, id: int) -> bool:
        """Whether he sees the devices of a group."""
        return self.devices and (self.device_groups is None or id in self.device_groups)
