"""What every driver must do in the network of its devices, before any is connected: find them, set where they are."""

from dataclasses import replace

import pytest

from ostiary.port.commands import DeviceError, Fault
from ostiary.port.discovery import Lan, Quest
from tests.drivers.conformance import Rig


class Search:
    """Who is there."""

    async def test_a_search_finds_devices_and_their_slaves(self, rig: Rig) -> None:
        found = {each.device_id: each for each in await rig.driver.search(Quest(1))}
        assert found.keys() >= {rig.device_id, rig.master_id}
        assert {each.parent_id for each in found.values()} == {None}
        device = found[rig.device_id]
        assert device.mac
        assert device.lan is not None
        place = device.lan.address, device.lan.port
        assert await rig.driver.search(Quest(1, *place)) == (device,)
        assert await rig.driver.search(Quest(1, device_id=rig.device_id)) == (device,)
        assert await rig.driver.search(Quest(1, "192.0.2.1", device.lan.port)) == ()
        slaves = [each for each in await rig.driver.search(Quest(1, slaves=True)) if each.device_id not in found]
        assert slaves
        assert {(each.parent_id, each.lan) for each in slaves} == {(rig.master_id, None)}
        await rig.cut()
        assert await rig.driver.search(Quest(1, *place)) == ()
        assert await rig.driver.search(Quest(1, device_id=rig.device_id)) == ()


class Placing:
    """Network settings of a device that is not connected."""

    async def test_a_device_that_calls_waits_until_it_is_let_in(self, rig: Rig) -> None:
        assert await rig.driver.waiting() == ()
        (found,) = await rig.driver.search(Quest(1, device_id=rig.device_id))
        assert found.lan is not None
        lan = replace(found.lan, calls_server=True, server_address="192.0.2.9", gateway="192.0.2.1")
        await rig.driver.place(rig.device_id, lan)
        (calling,) = await rig.driver.waiting()
        assert calling == replace(found, lan=lan)
        assert await rig.driver.search(Quest(1, device_id=rig.device_id)) == (calling,)
        assert await rig.driver.search(Quest(1, found.lan.address, found.lan.port)) == ()
        await rig.connect()
        assert await rig.driver.waiting() == ()
        await rig.driver.disconnect(rig.device_id)
        assert await rig.driver.waiting() == (calling,)

    async def test_a_device_that_is_connected_keeps_its_own(self, rig: Rig) -> None:
        await rig.connect()
        with pytest.raises(DeviceError) as caught:
            await rig.driver.place(rig.device_id, Lan("192.0.2.7", 51211))
        assert caught.value.fault is Fault.BUSY

    async def test_a_device_that_is_not_there_takes_none(self, rig: Rig) -> None:
        await rig.cut()
        for device_id in (rig.device_id, 424242):
            with pytest.raises(DeviceError) as caught:
                await rig.driver.place(device_id, Lan("192.0.2.7", 51211))
            assert caught.value.fault is Fault.CONNECT_FAILED
