"""A thousand drifts of every kind at devices: all are found and mended, and little more is written than had drifted."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from ostiary.people.operations import update_people
from ostiary.policy.access import AccessGroup, AccessLevel
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.port.content import BlacklistEntry, CardContent, DoorContent, Family, Record, SettingsContent, UserContent
from ostiary.simulator.device import Device
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import EXPIRY, START, Site, a_person

MASTERS = (ENTRANCE, WAREHOUSE, CONTROLLER)
ROUNDS, DRIFTS = 20, 50
Marks = dict[Family, dict[str, bytes]]
Content = dict[Family, list[Record]]


def altered(record: Record) -> Record:
    """The record as somebody might have changed it at the device."""
    match record:
        case UserContent():
            return replace(record, cards=(*record.cards[:1], CardContent("666001")), disabled=False)
        case BlacklistEntry():
            return replace(record, issue=record.issue + 1)
        case AccessGroup():
            return replace(record, levels=(*record.levels, 1)[-1:])
        case SettingsContent():
            return replace(record, full_access=not record.full_access)
        case _:
            return replace(record, name=f"{record.name}!")


def doubled(record: Record, number: int) -> Record:
    """The record once more, under another key."""
    match record:
        case UserContent():
            return replace(record, user_id=f"double-{number}")
        case BlacklistEntry():
            return replace(record, number=f"9{record.number}")
        case SettingsContent():
            return replace(record, device_id=number)
        case DoorContent() | AccessLevel() | AccessGroup() | Schedule() | HolidayGroup():
            return replace(record, id=number)


def foreign(number: int) -> dict[Family, Record]:
    """Records that no server has written."""
    return {
        Family.USERS: replace(STRANGER, user_id=f"stranger-{number}"),
        Family.GROUPS: AccessGroup(number, "Back door", (1,)),
        Family.LEVELS: AccessLevel(number, "Back door"),
        Family.BLACKLIST: BlacklistEntry(str(number)),
    }


class Vandal:
    """Changes devices behind the server's back."""

    def __init__(self, site: Site, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 -- a test that can be repeated
        self.done = 0
        self._site = site
        self._old: dict[int, Content] = {}

    def remember(self) -> None:
        """Keep what devices hold now, to restore it later."""
        for device_id in MASTERS:
            self._old.setdefault(device_id, self._content(device_id))

    def drift(self) -> None:
        """One drift of some kind, at some device."""
        device = self._site.plant.fleet.device(self.dice.choice(MASTERS))
        kinds: list[Callable[[Device], None]] = [self._alter, self._drop, self._double, self._add]
        weights = [30, 30, 20, 20]
        if self.done % DRIFTS == 0:
            kinds, weights = [self._wipe, self._restore], [1, 1]
        self.dice.choices(kinds, weights)[0](device)
        self.done += 1

    def _content(self, device_id: int) -> Content:
        return {family: list(self._site.held(device_id, family).values()) for family in Family}

    def _pick(self, device: Device) -> tuple[Family, Record] | None:
        content = {family: records for family, records in self._content(device.id).items() if records}
        if not content:
            return None
        family = self.dice.choice([*content, *[Family.USERS] * 4 * (Family.USERS in content)])
        return family, self.dice.choice(content[family])

    def _alter(self, device: Device) -> None:
        picked = self._pick(device)
        if picked:
            device.write(picked[0], [altered(picked[1])])

    def _drop(self, device: Device) -> None:
        picked = self._pick(device)
        if picked:
            family, record = picked
            keys = {key for key, held in self._site.held(device.id, family).items() if held == record}
            device.delete(family, sorted(keys))

    def _double(self, device: Device) -> None:
        picked = self._pick(device)
        if picked:
            device.write(picked[0], [doubled(picked[1], 10_000 + self.done)])

    def _add(self, device: Device) -> None:
        family, record = self.dice.choice(list(foreign(20_000 + self.done).items()))
        device.write(family, [record])

    def _wipe(self, device: Device) -> None:
        device.wipe()

    def _restore(self, device: Device) -> None:
        device.wipe()
        for family, records in self._old[device.id].items():
            device.write(family, records)


STRANGER = UserContent("", "Stranger", START, EXPIRY)


def differing(site: Site, good: dict[int, Marks]) -> int:
    """How many records of all devices are not what they were."""
    count = 0
    for device_id, families in good.items():
        for family, marks in site.marks(device_id).items():
            keys = marks.keys() | families[family]
            count += sum(marks.get(key) != families[family].get(key) for key in keys)
    return count


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_thousand_drifts_are_mended_and_little_more_is_written(site: Site) -> None:
    people = [str(number) for number in range(100, 140)]
    await site.enrol(*(a_person(user_id, cards=(f"5{user_id}",), groups=(1,)) for user_id in people))
    await site.provisioner.settled()
    vandal, driver = Vandal(site, 3), site.plant.driver
    drifted = written = 0
    for turn in range(ROUNDS):
        vandal.remember()
        some = vandal.dice.sample(people, 5)
        await site.do(update_people, [a_person(user_id, name=f"Name {turn}") for user_id in some])
        await site.provisioner.settled()
        good = {device_id: site.marks(device_id) for device_id in MASTERS}
        for _ in range(DRIFTS):
            vandal.drift()
        driver.written.clear()
        driver.deleted.clear()
        drifted += differing(site, good)
        site.provisioner.prove()
        await site.provisioner.settled()
        assert differing(site, good) == 0, turn
        written += sum(len(keys) for _, _, keys in (*driver.written, *driver.deleted))
    assert vandal.done == 1000
    assert drifted >= 1000
    assert drifted <= written <= drifted * 1.01
