"""A change reaches every device that needs it, and no other."""

from ostiary.devices.operations import NewDevice, register_devices
from ostiary.policy.access import AccessGroup, AccessLevel
from ostiary.port.content import Family, UserContent
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import SECONDS, Site, a_person

MASTERS = (ENTRANCE, WAREHOUSE, CONTROLLER)


class TestPerson:
    """People go to every master device."""

    async def test_a_new_person_is_held_everywhere(self, site: Site) -> None:
        receipt = await site.enrol(a_person("7", cards=("1234",), groups=(1,)))
        assert await site.settled(receipt) == dict.fromkeys(MASTERS, 0)
        for device_id in MASTERS:
            user = site.held(device_id, Family.USERS)["7"]
            assert isinstance(user, UserContent)
            assert [card.number for card in user.cards] == ["1234"]
            assert user.groups == (1,)

    async def test_who_is_deleted_is_gone_everywhere(self, site: Site) -> None:
        await site.enrol(a_person("7"), a_person("8"))
        receipt = await site.dismiss("7")
        assert await site.settled(receipt) == dict.fromkeys(MASTERS, 0)
        assert all(set(site.held(device_id, Family.USERS)) == {"8"} for device_id in MASTERS)

    async def test_what_no_device_holds_touches_none(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        assert await site.settled(await site.change(a_person("7", email="seven@example.com"))) == {}


class TestRules:
    """Rules go to the masters whose doors they are about; groups to all."""

    async def test_a_level_goes_where_its_doors_are(self, site: Site) -> None:
        levels = {device_id: list(site.held(device_id, Family.LEVELS).values()) for device_id in MASTERS}
        assert [level.name for level in levels[ENTRANCE] if isinstance(level, AccessLevel)] == ["Front"]
        assert [level.name for level in levels[CONTROLLER] if isinstance(level, AccessLevel)] == ["Office"]
        assert levels[WAREHOUSE] == []

    async def test_groups_go_everywhere_without_the_levels_of_others(self, site: Site) -> None:
        groups = site.held(ENTRANCE, Family.GROUPS)
        assert groups == {"1": AccessGroup(1, "Front", (1,)), "2": AccessGroup(2, "Office", ())}

    async def test_a_door_is_held_by_its_master_alone(self, site: Site) -> None:
        assert set(site.held(ENTRANCE, Family.DOORS)) == {str(site.doors["Front"])}
        assert set(site.held(CONTROLLER, Family.DOORS)) == {str(site.doors["Office"])}
        assert site.held(WAREHOUSE, Family.DOORS) == {}


class TestNewDevice:
    """A device that is added gets what it should hold."""

    async def test_who_waits_for_its_addition_waits_until_it_holds_its_rules(self, site: Site) -> None:
        plan = DevicePlan(542190020, "Gate", "BioStation 3")
        await site.plant.fleet.add(plan)
        device = NewDevice(plan.id, plan.name, model(plan.model).type_id)
        receipt = await site.act(register_devices, (device,))
        assert await site.plant.connections.turned(plan.id, True, SECONDS)
        assert (await site.settled(receipt))[plan.id] == 0
        assert set(site.held(plan.id, Family.SETTINGS)) == {str(plan.id)}
        assert set(site.held(plan.id, Family.GROUPS)) == {"1", "2"}
