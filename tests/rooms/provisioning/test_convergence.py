"""Whatever is changed in whatever order, while devices come and go: in the end they hold what they should."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from ostiary.access.groups import AccessGroupChange, update_access_group
from ostiary.access.levels import Item, LevelChange, update_level
from ostiary.access.queries import access_groups, access_levels
from ostiary.credentials.model import CardRow
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.doors.queries import door_contents
from ostiary.people.operations import create_people, delete_people, update_person
from ostiary.people.queries import user_contents
from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.policy.schedule import ALWAYS
from ostiary.port.content import Family, FingerContent, Record, key_of
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import SECONDS, Site, a_person

MASTERS = (ENTRANCE, WAREHOUSE, CONTROLLER)


async def wanted(site: Site, device_id: int) -> dict[Family, dict[str, Record]]:
    """What a device should hold, worked out plainly from the database."""
    async with site.plant.ground.database.read() as connection:
        doors = (await door_contents(connection)).get(device_id, [])
        own = {door.id for door in doors}
        levels = [_of_doors(level, own) for level in await access_levels(connection)]
        held = {level.id for level in levels if level.items}
        groups = [_of_levels(group, held) for group in await access_groups(connection)]
        users = await user_contents(connection, site.plant.ground.vault)
        listed = await connection.scalars(select(CardRow.number).where(CardRow.blacklisted))
        assert list(listed) == []
    families: dict[Family, Sequence[Record]] = {
        Family.DOORS: doors,
        Family.LEVELS: [level for level in levels if level.items],
        Family.GROUPS: groups,
        Family.USERS: users,
    }
    return {family: {key_of(record): record for record in records} for family, records in families.items()}


def _of_doors(level: AccessLevel, doors: set[int]) -> AccessLevel:
    items = [LevelItem(tuple(door for door in item.doors if door in doors), item.schedule_id) for item in level.items]
    return replace(level, items=tuple(item for item in items if item.doors))


def _of_levels(group: AccessGroup, levels: set[int]) -> AccessGroup:
    return replace(group, levels=tuple(level for level in group.levels if level in levels))


async def one_change(site: Site, dice: random.Random, users: list[str]) -> None:
    """Something changes, or a device comes or goes."""
    groups = (dice.choice((1, 2)),)
    match dice.randrange(8):
        case 0:
            users.append(str(1000 + len(users)))
            await site.act(create_people, [a_person(users[-1], cards=(f"7{users[-1]}",), groups=groups)])
        case 1:
            await site.act(delete_people, [users.pop(dice.randrange(len(users)))])
            users.insert(0, str(2000 + dice.randrange(8000)))
            await site.act(create_people, [a_person(users[0])])
        case 2:
            await site.act(update_person, a_person(dice.choice(users), name=f"Name {dice.random()}", groups=groups))
        case 3:
            doors = tuple(dice.sample(sorted(site.doors.values()), dice.randrange(1, 3)))
            await site.act(update_level, LevelChange(dice.choice((1, 2)), items=(Item(0, doors, ALWAYS),)))
        case 4:
            levels = tuple(dice.sample((1, 2), dice.randrange(3)))
            await site.act(update_access_group, AccessGroupChange(groups[0], level_ids=levels))
        case 5:
            await site.plant.fleet.set_network(dice.choice(MASTERS), False)
        case 6:
            for device_id in MASTERS:
                await site.plant.fleet.set_network(device_id, True)
        case _:
            await site.plant.fleet.lose(dice.choice(MASTERS), Family.USERS, dice.sample(users, 1))


class TestRandomChanges:
    """Many changes of many kinds."""

    @pytest.mark.parametrize("seed", [1, 2])
    async def test_every_device_ends_with_what_it_should_hold(self, site: Site, seed: int) -> None:
        users = ["7", "8"]
        await site.enrol(*map(a_person, users))
        dice = random.Random(seed)  # noqa: S311 -- a test that can be repeated
        for _ in range(40):
            await one_change(site, dice, users)
        for device_id in MASTERS:
            await site.plant.fleet.set_network(device_id, True)
            assert await site.plant.connections.turned(device_id, True, SECONDS)
        site.provisioner.prove()
        await site.provisioner.settled()
        for device_id in MASTERS:
            for family, records in (await wanted(site, device_id)).items():
                assert site.held(device_id, family) == records, (device_id, family)


class TestRulesThatFollow:
    """A change of one family that moves another."""

    async def test_a_level_that_gets_a_door_elsewhere_goes_there_with_its_groups(self, site: Site) -> None:
        both = tuple(site.doors.values())
        await site.do(update_level, LevelChange(1, items=(Item(0, both, ALWAYS),)))
        assert set(site.held(CONTROLLER, Family.LEVELS)) == {"1", "2"}
        assert site.held(CONTROLLER, Family.GROUPS)["1"] == AccessGroup(1, "Front", (1,))

    async def test_a_door_that_goes_takes_its_levels_from_the_device(self, site: Site) -> None:
        await site.do(delete_doors, DoorIds((site.doors["Front"],)))
        assert (site.held(ENTRANCE, Family.DOORS), site.held(ENTRANCE, Family.LEVELS)) == ({}, {})
        assert site.held(ENTRANCE, Family.GROUPS)["1"] == AccessGroup(1, "Front", ())


class TestOrder:
    """A change of few people overtakes one of many."""

    async def test_a_revocation_does_not_wait_for_an_import(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=("99",)))
        site.plant.driver.written.clear()
        crowd = await site.act(create_people, [a_person(str(number)) for number in range(1000, 2200)])
        revoked = await site.act(update_person, a_person("7", disabled=True))
        assert set((await site.settled(revoked)).values()) == {0}
        assert set((await site.settled(crowd)).values()) == {0}
        for device_id in MASTERS:
            keys = site.plant.driver.people_written(device_id)
            assert keys.index(("7",)) < len(keys) - 1
            assert len(site.held(device_id, Family.USERS)) == 1201


class TestFit:
    """A device that cannot hold a kind of credential gets the person without it."""

    async def test_fingers_go_to_those_with_a_sensor(self, site: Site) -> None:
        await site.enrol(a_person("7", fingers=(bytes(range(192)) * 2,)))
        fingers = {device_id: _fingers(site, device_id) for device_id in MASTERS}
        assert fingers[ENTRANCE] == ()
        assert len(fingers[WAREHOUSE]) == len(fingers[CONTROLLER]) == 1
        site.plant.driver.written.clear()
        await site.level(*MASTERS)
        assert site.plant.driver.written == []


def _fingers(site: Site, device_id: int) -> tuple[FingerContent, ...]:
    user = site.held(device_id, Family.USERS)["7"]
    found: tuple[FingerContent, ...] = getattr(user, "fingers", ())
    return found
