"""Readers that look at temperature and mask: before, after and instead of recognising somebody."""

import json
from dataclasses import replace
from typing import Any

from ostiary.port.content import Family
from ostiary.simulator.presentation import Answer, Presentation, Response
from tests.simulator.site import KEYPAD, STATION, Site, a_user, some_settings

GRANTED, DISABLED, UNLOCKED = 4102, 6402, 20480


def equip(site: Site, device_id: int = STATION, **config: Any) -> int:
    """Have a device look at people in this way; answers up to where its log has come."""
    device = site.fleet.device(device_id)
    site.equip(device, a_user(), a_user("8", cards=("88",), disabled=True), a_user("9", cards=("99",), groups=()))
    held = replace(some_settings(device_id), extra=json.dumps({"thermal_config": config}))
    device.holdings.write(Family.SETTINGS, [held])
    return device.journal.newest


async def present(site: Site, card: str | None = "1234", device_id: int = STATION, **seen: Any) -> Answer:
    """Somebody with a card, as warm as is said."""
    return await site.fleet.present(device_id, Presentation(card=card, **seen))


async def logged(site: Site, after: int, device_id: int = STATION) -> list[tuple[int, str, int]]:
    """Code, person and temperature of what has happened since."""
    records = await site.log(site.fleet.device(device_id), after + 1)
    return [(each.code, each.user_id, each.temperature) for each in records if each.index > after]


class TestAfter:
    async def test_nothing_is_measured_while_it_is_off(self, site: Site) -> None:
        start = equip(site)
        assert (await present(site, temperature=4100)).event_code == GRANTED
        assert await logged(site, start) == [(GRANTED, "7", 0), (UNLOCKED, "", 0)]

    async def test_who_is_well_passes_and_his_temperature_is_logged(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=1)
        assert (await present(site)).response is Response.GRANTED
        assert await logged(site, start) == [(GRANTED, "7", 3650), (UNLOCKED, "", 0)]

    async def test_who_has_a_fever_is_refused_and_no_door_opens(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=1, temperature_threshold_high=3750)
        answer = await present(site, temperature=3760)
        assert (answer.response, answer.event_code, answer.user_id) == (Response.DENIED, 6419, "7")
        assert (await present(site, temperature=0)).event_code == 6420
        assert await logged(site, start) == [(6419, "7", 3760), (6420, "7", 0)]

    async def test_a_fever_may_only_be_noted(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=2, enable_mask=2)
        assert (await present(site, temperature=3900)).response is Response.GRANTED
        codes = [(7424, "7", 3900), (7680, "7", 3900), (GRANTED, "7", 3900), (UNLOCKED, "", 0)]
        assert await logged(site, start) == codes

    async def test_the_period_comes_first_and_the_access_rules_later(self, site: Site) -> None:
        equip(site, enable_thermal_camera=1)
        assert (await present(site, "88", temperature=3900)).event_code == DISABLED
        assert (await present(site, "99", temperature=3900)).event_code == 6419
        assert (await present(site, "99")).event_code == 6401

    async def test_a_mask_may_be_wanted(self, site: Site) -> None:
        equip(site, enable_mask=1)
        assert (await present(site)).event_code == 6421
        assert (await present(site, mask=True)).event_code == GRANTED

    async def test_temperatures_may_stay_out_of_the_log(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=1, enable_audit_temperature=False)
        await present(site, temperature=3900)
        assert await logged(site, start) == [(6419, "7", 0)]

    async def test_a_model_without_the_camera_measures_nothing(self, site: Site) -> None:
        start = equip(site, KEYPAD, enable_thermal_camera=1)
        assert (await present(site, device_id=KEYPAD, temperature=3900)).response is Response.GRANTED
        assert all(temperature == 0 for _, _, temperature in await logged(site, start, KEYPAD))


class TestBefore:
    async def test_who_is_refused_is_not_asked_who_he_is(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=1, temperature_checkmode=1)
        answer = await present(site, temperature=3900)
        assert (answer.response, answer.event_code, answer.user_id) == (Response.DENIED, 6419, "")
        assert (await present(site)).event_code == GRANTED
        assert await logged(site, start) == [(6419, "", 3900), (GRANTED, "7", 3650), (UNLOCKED, "", 0)]


class TestAlone:
    async def test_nobody_is_asked_who_he_is_and_no_door_opens(self, site: Site) -> None:
        start = equip(site, enable_thermal_camera=1, enable_mask=2, temperature_checkmode=2)
        assert (await present(site, None, mask=True)).response is Response.GRANTED
        assert (await present(site, None)).event_code == 6914
        assert (await present(site, temperature=3900)).response is Response.DENIED
        assert await logged(site, start) == [(6912, "", 3650), (6914, "", 3650), (7168, "", 3900)]
