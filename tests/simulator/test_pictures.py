"""Pictures that devices take with events: of which, how many they keep, over cuts of power and restarts too."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ostiary.policy.schedule import NEVER
from ostiary.port.content import Family
from ostiary.simulator import models
from ostiary.simulator.camera import covers, picture
from tests.simulator.site import KEYPAD, STATION, Site, a_site, a_user, photographing, some_settings

GRANTED, UNKNOWN_CARD = 4102, 4354


def wants(site: Site, extra: str, device_id: int = STATION) -> None:
    """Have a device hold these settings, and know somebody with a card."""
    device = site.fleet.device(device_id)
    site.equip(device, a_user())
    device.write(Family.SETTINGS, [replace(some_settings(device_id), extra=extra)])


async def taken(site: Site, device_id: int = STATION) -> list[tuple[int, bytes]]:
    """Index and picture of each record that is said to have one."""
    device = site.fleet.device(device_id)
    pictured = [record for record in await site.log(device) if record.picture]
    return [(each.index, await device.journal.picture(each.epoch, each.index)) for each in pictured]


class TestWhich:
    """Events that are photographed."""

    async def test_those_the_settings_name_and_no_others(self, site: Site) -> None:
        wants(site, photographing(GRANTED, UNKNOWN_CARD))
        await site.present(card="1234")
        await site.present(card="999")
        records = {record.index: record.code for record in await site.log(site.station)}
        pictures = await taken(site)
        assert [records[index] for index, _ in pictures] == [GRANTED, UNKNOWN_CARD]
        assert all(jpeg.startswith(b"\xff\xd8") and jpeg.endswith(b"\xff\xd9") for _, jpeg in pictures)

    @pytest.mark.parametrize(
        "extra",
        ["", photographing(), photographing(GRANTED, schedule_id=NEVER), photographing(GRANTED, schedule_id=77)],
    )
    async def test_none_where_none_is_wanted_now(self, site: Site, extra: str) -> None:
        wants(site, extra)
        await site.present(card="1234")
        assert await taken(site) == []

    async def test_none_while_pictures_are_off(self, site: Site) -> None:
        wants(site, photographing(GRANTED).replace('"use_image_log": true', '"use_image_log": false'))
        await site.present(card="1234")
        assert await taken(site) == []

    async def test_none_without_a_camera(self, site: Site) -> None:
        assert "camera" not in models.model("XPass 2 keypad").capabilities
        held = replace(some_settings(KEYPAD), extra=photographing(12544))
        site.fleet.device(KEYPAD).holdings.write(Family.SETTINGS, [held])
        await site.fleet.set_power(KEYPAD, False)
        await site.fleet.set_power(KEYPAD, True)
        assert await taken(site, KEYPAD) == []

    @pytest.mark.parametrize("nonsense", [{}, {"event_type_id": {}}])
    async def test_none_for_an_item_stored_without_its_event(self, tmp_path: Path, nonsense: dict[str, Any]) -> None:
        sound = json.loads(photographing(GRANTED))
        sound["imageLogEventInfo"]["imageLogEventItems"].insert(0, nonsense)
        async with a_site(tmp_path) as site:
            wants(site, "")
            held = replace(some_settings(STATION), extra=json.dumps(sound))
            assert site.station.write(Family.SETTINGS, [held])
            site.station.holdings.write(Family.SETTINGS, [held])
        async with a_site(tmp_path) as again:
            assert again.station.online
            await again.present(card="1234")
            assert len(await taken(again)) == 1

    def test_a_main_code_means_its_sub_codes(self) -> None:
        assert covers(4096, 4102)
        assert covers(4102, 4102)
        assert not covers(4102, 4096)
        assert not covers(4096, 4352)


class TestKeeping:
    """A ring of pictures beside the ring of records."""

    async def test_the_oldest_gives_way(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        small = replace(models.model("BioStation 3 Max FP"), max_pictures=3)
        monkeypatch.setitem(models.models(), small.name, small)
        async with a_site(tmp_path) as site:
            wants(site, photographing(GRANTED))
            for _ in range(5):
                await site.present(card="1234")
            assert [bool(jpeg) for _, jpeg in await taken(site)] == [False, False, True, True, True]
        async with a_site(tmp_path) as again:
            await again.present(card="1234")
            assert [bool(jpeg) for _, jpeg in await taken(again)] == [False, False, False, True, True, True]

    async def test_they_outlive_a_cut_of_power_and_a_restart(self, tmp_path: Path) -> None:
        async with a_site(tmp_path) as site:
            wants(site, photographing(GRANTED))
            await site.present(card="1234")
            before = await taken(site)
            await site.fleet.set_power(STATION, False)
            assert await taken(site) == before
        async with a_site(tmp_path) as again:
            assert await taken(again) == before
            assert before[0][1]

    async def test_they_go_with_the_log(self, site: Site) -> None:
        wants(site, photographing(GRANTED))
        await site.present(card="1234")
        ((index, _),) = await taken(site)
        epoch = site.station.journal.epoch
        await site.fleet.clear_log(STATION)
        assert await site.station.journal.picture(epoch, index) == b""


def test_a_picture_says_which_device_and_when() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    texts = [("1001", f"{moment:%Y-%m-%d %H:%M:%S}"), ("1002", f"{moment:%Y-%m-%d %H:%M:%S}"), ("1001", "2026-03-01")]
    assert len({picture(text) for text in texts}) == 3
