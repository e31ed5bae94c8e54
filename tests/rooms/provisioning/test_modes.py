"""Which people go to which device by themselves: everybody, nobody, or whom the rules let pass there."""

import pytest

from ostiary.access.groups import AccessGroupChange, update_access_group
from ostiary.access.levels import Item, LevelChange, update_level
from ostiary.devices.operations import DeviceChange, update_device
from ostiary.people.operations import create_people, delete_people, update_person
from ostiary.policy.schedule import ALWAYS
from ostiary.port.content import CardContent, Family, UserContent
from ostiary.settings.operations import SettingsChange, change_settings
from ostiary.settings.server import ServerChange, UserSync
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import EXPIRY, SECONDS, START, Site, a_person

MASTERS = (ENTRANCE, WAREHOUSE, CONTROLLER)


async def choose(site: Site, sync: UserSync) -> None:
    """Set which people go to devices, and wait until they hold them."""
    method, by_device = sync.value
    await site.act(change_settings, SettingsChange(server=ServerChange(None, method, by_device)))
    await site.provisioner.settled()


def held(site: Site) -> tuple[set[str], set[str], set[str]]:
    """Whom the entrance, the warehouse and the controller hold."""
    one, two, three = (set(site.held(device_id, Family.USERS)) for device_id in MASTERS)
    return one, two, three


async def by_hand(site: Site, device_id: int, user_id: str) -> None:
    """Somebody is written to a device that the server does not know."""
    await site.plant.fleet.alter(device_id, Family.USERS, UserContent(user_id, "By hand", START, EXPIRY))


@pytest.fixture
async def peopled(site: Site) -> Site:
    """7 may pass the entrance, 8 the office, 9 nothing."""
    await site.enrol(a_person("7", cards=("107",), groups=(1,)), a_person("8", groups=(2,)), a_person("9"))
    return site


class TestWhereTheyMayPass:
    @pytest.fixture
    async def site(self, peopled: Site) -> Site:
        """The mode."""
        await choose(peopled, UserSync.WHERE_THEY_MAY_PASS)
        return peopled

    async def test_a_device_holds_whom_it_lets_pass(self, site: Site) -> None:
        assert held(site) == ({"7"}, set(), {"8"})
        await site.enrol(a_person("5", groups=(1, 2)), a_person("6"))
        assert held(site) == ({"5", "7"}, set(), {"5", "8"})

    async def test_who_joins_or_leaves_a_group_goes_or_comes(self, site: Site) -> None:
        await site.do(update_access_group, AccessGroupChange(2, joining=("7",)))
        assert held(site) == ({"7"}, set(), {"7", "8"})
        await site.do(update_access_group, AccessGroupChange(1, leaving=("7",)))
        assert held(site) == (set(), set(), {"7", "8"})

    async def test_rules_that_change_move_people(self, site: Site) -> None:
        both = tuple(site.doors.values())
        await site.do(update_level, LevelChange(1, items=(Item(0, both, ALWAYS),)))
        assert held(site) == ({"7"}, set(), {"7", "8"})
        await site.do(update_level, LevelChange(1, items=(Item(0, (site.doors["Office"],), ALWAYS),)))
        assert held(site) == (set(), set(), {"7", "8"})
        await site.do(update_access_group, AccessGroupChange(2, level_ids=()))
        assert held(site) == (set(), set(), {"7"})

    async def test_a_device_that_asks_no_rules_gets_everybody(self, site: Site) -> None:
        settings = {"authentication": {"enable_full_access": True}}
        await site.do(update_device, DeviceChange(ENTRANCE, {"settings": settings}))
        await site.provisioner.settled()
        assert held(site) == ({"7", "8", "9"}, set(), {"8"})
        settings = {"authentication": {"enable_full_access": False}}
        await site.do(update_device, DeviceChange(ENTRANCE, {"settings": settings}))
        await site.provisioner.settled()
        assert held(site) == ({"7"}, set(), {"8"})

    async def test_what_was_missed_is_made_good(self, site: Site) -> None:
        await site.plant.fleet.set_network(ENTRANCE, False)
        assert await site.plant.connections.turned(ENTRANCE, False, SECONDS)
        await site.do(update_access_group, AccessGroupChange(1, leaving=("7",), joining=("9",)))
        await site.plant.fleet.set_network(ENTRANCE, True)
        assert await site.plant.connections.turned(ENTRANCE, True, SECONDS)
        await site.provisioner.settled()
        assert held(site) == ({"9"}, set(), {"8"})

    async def test_strangers_and_losses_are_mended(self, site: Site) -> None:
        await by_hand(site, WAREHOUSE, "stranger")
        await site.plant.fleet.alter(WAREHOUSE, Family.USERS, site.held(ENTRANCE, Family.USERS)["7"])
        await site.plant.fleet.lose(ENTRANCE, Family.USERS, ["7"])
        await site.level(*MASTERS)
        assert held(site) == ({"7"}, set(), {"8"})


class TestNobody:
    @pytest.fixture
    async def site(self, peopled: Site) -> Site:
        """The mode."""
        await choose(peopled, UserSync.NOBODY)
        return peopled

    async def test_whom_devices_hold_stays_and_nobody_comes(self, site: Site) -> None:
        await site.enrol(a_person("5", groups=(1,)))
        site.provisioner.prove()
        await site.provisioner.settled()
        assert held(site) == ({"7", "8", "9"},) * 3

    async def test_who_changes_is_changed_where_he_is(self, site: Site) -> None:
        await site.plant.fleet.lose(WAREHOUSE, Family.USERS, ["7"])
        await site.change(a_person("7", disabled=True))
        assert held(site) == ({"7", "8", "9"}, {"8", "9"}, {"7", "8", "9"})
        user = site.held(ENTRANCE, Family.USERS)["7"]
        assert isinstance(user, UserContent)
        assert user.disabled

    async def test_who_is_deleted_goes_everywhere_also_where_he_was_away(self, site: Site) -> None:
        await by_hand(site, ENTRANCE, "hand")
        await site.plant.fleet.set_network(ENTRANCE, False)
        assert await site.plant.connections.turned(ENTRANCE, False, SECONDS)
        await site.dismiss("7")
        assert held(site)[1:] == ({"8", "9"},) * 2
        await site.plant.fleet.set_network(ENTRANCE, True)
        assert await site.plant.connections.turned(ENTRANCE, True, SECONDS)
        await site.provisioner.settled()
        assert held(site)[0] == {"8", "9", "hand"}

    async def test_what_was_altered_is_put_right(self, site: Site) -> None:
        user = site.held(ENTRANCE, Family.USERS)["7"]
        assert isinstance(user, UserContent)
        altered = UserContent("7", user.name, START, EXPIRY, cards=(CardContent("666"),), groups=(1, 2))
        await site.plant.fleet.alter(ENTRANCE, Family.USERS, altered)
        site.provisioner.prove()
        await site.provisioner.settled()
        assert site.held(ENTRANCE, Family.USERS)["7"] == user

    async def test_an_operator_sends_everybody(self, site: Site) -> None:
        await site.enrol(a_person("5"))
        await by_hand(site, ENTRANCE, "hand")
        await site.level(ENTRANCE)
        assert held(site) == ({"5", "7", "8", "9"}, {"7", "8", "9"}, {"7", "8", "9"})
        await site.enrol(a_person("6"))
        assert "6" not in held(site)[0]


class TestSwitching:
    async def test_devices_follow_while_everything_runs(self, peopled: Site) -> None:
        everybody = {"7", "8", "9"}
        await choose(peopled, UserSync.WHERE_THEY_MAY_PASS)
        assert held(peopled) == ({"7"}, set(), {"8"})
        await choose(peopled, UserSync.NOBODY)
        assert held(peopled) == ({"7"}, set(), {"8"})
        await choose(peopled, UserSync.EVERYBODY)
        assert held(peopled) == (everybody,) * 3
        await choose(peopled, UserSync.EVERYBODY_AND_FROM_DEVICES)
        assert held(peopled) == (everybody,) * 3

    async def test_a_change_that_comes_with_it_is_not_missed(self, peopled: Site) -> None:
        await peopled.act(change_settings, SettingsChange(server=ServerChange(None, 3, 0)))
        await peopled.act(create_people, [a_person("5", groups=(1,)), a_person("6")])
        await peopled.act(update_person, a_person("8", groups=()))
        await peopled.act(delete_people, ["7"])
        await peopled.provisioner.settled()
        assert held(peopled) == ({"5"}, set(), set())
