"""Who goes to which device by himself, as the settings of the server say."""

import json
from dataclasses import dataclass
from functools import lru_cache

from ostiary.devices.settings import operators_of
from ostiary.policy.access import AccessGroup
from ostiary.port.content import Family, SettingsContent, UserContent
from ostiary.provisioning.rulebook import Share
from ostiary.settings.server import UserSync


@dataclass(frozen=True, slots=True)
class Audience:
    """The people of one device: those in one of these access groups, and those who are always there; None = everybody,
    whatever his groups.
    """

    groups: frozenset[int] | None = None
    always: frozenset[str] = frozenset()

    def wants(self, user_id: str, groups: tuple[int, ...]) -> bool:
        """Whether this person, who is in these groups, goes to the device."""
        return self.groups is None or not self.groups.isdisjoint(groups) or user_id in self.always

    def takes(self, user: UserContent) -> bool:
        """Whether this person goes to the device."""
        return self.wants(user.user_id, user.groups)


EVERYBODY = Audience()


def audience_of(share: Share, sync: UserSync) -> Audience:
    """Who goes to the device with this share. Where people go where they may pass, a device that asks no rules gets
    everybody, and its own operators are always there.
    """
    if sync is not UserSync.WHERE_THEY_MAY_PASS:
        return EVERYBODY
    settings = [one for one in share.records[Family.SETTINGS].values() if isinstance(one, SettingsContent)]
    if any(one.full_access for one in settings):
        return EVERYBODY
    groups = (one for one in share.records[Family.GROUPS].values() if isinstance(one, AccessGroup))
    always = frozenset[str]().union(*(_operators(one.extra) for one in settings))
    return Audience(frozenset(group.id for group in groups if group.levels), always)


@lru_cache(maxsize=4096)
def _operators(extra: str) -> frozenset[str]:
    """The people whom a device's settings name as its operators."""
    return operators_of(json.loads(extra or "{}"))
