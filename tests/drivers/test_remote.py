"""What only the remote driver must do: outlive its gateway, and be let in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ostiary.drivers.simulated.remote import Remote
from ostiary.port.commands import DeviceError, Fault, ScanCommand, ScanKind
from ostiary.port.driver import Target
from ostiary.port.reports import ConnectionChanged, Report
from ostiary.simulator.frames import LONGEST
from ostiary.simulator.gateway import Gateway
from tests.simulator.site import CONTROLLER, READER_IN, STATION, Site, a_site

TOKEN = "token of the test"
SURROGATE = rb'{"token":"\ud800"}'
STRANGE = (
    *(b"GET / HTTP/1.1\r\n\r\n", b"\0\0\0\2[]", b"\0\0\0\3abc", b"\0\0\0\2{}", b""),
    len(SURROGATE).to_bytes(4, "big") + SURROGATE,
)


@asynccontextmanager
async def a_gateway(site: Site, port: int = 0) -> AsyncIterator[Gateway]:
    """A gateway, gone at the end."""
    gateway = Gateway(site.fleet, TOKEN, port)
    await gateway.start()
    try:
        yield gateway
    finally:
        await gateway.stop()


@asynccontextmanager
async def a_remote(port: int, token: str = TOKEN) -> AsyncIterator[Remote]:
    """A started driver."""
    driver = Remote(lambda: token, port)
    await driver.start()
    try:
        yield driver
    finally:
        await driver.stop()


async def changes(driver: Remote, count: int) -> list[tuple[int, bool]]:
    """The next comings and goings."""
    seen: list[tuple[int, bool]] = []

    async def collect(reports: AsyncIterator[Report]) -> None:
        async for report in reports:
            if isinstance(report, ConnectionChanged):
                seen.append((report.device_id, report.connected))
            if len(seen) == count:
                return

    async with asyncio.timeout(5):
        await collect(driver.reports())
    return seen


async def test_devices_are_lost_with_the_gateway_and_come_back_with_it(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site:
        async with a_gateway(site) as gateway:
            port = gateway.port
            driver = Remote(lambda: TOKEN, port)
            await driver.start()
            await driver.connect(Target(CONTROLLER))
            await driver.attach(CONTROLLER, (READER_IN, 2002))
            assert await changes(driver, 3) == [(CONTROLLER, True), (READER_IN, True), (2002, True)]
        assert await changes(driver, 3) == [(CONTROLLER, False), (READER_IN, False), (2002, False)]
        with pytest.raises(DeviceError) as caught:
            await driver.clock(CONTROLLER)
        assert caught.value.fault is Fault.NOT_CONNECTED
        async with a_gateway(site, port):
            assert await changes(driver, 1) == [(CONTROLLER, True)]
            assert (await driver.clock(CONTROLLER)).tzinfo is not None
            await driver.stop()


async def test_a_call_under_way_ends_with_the_gateway(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site, a_gateway(site) as gateway, a_remote(gateway.port) as driver:
        reader = site.station.own.reader
        assert reader is not None
        await driver.connect(Target(STATION))
        scan = asyncio.create_task(driver.run(STATION, ScanCommand(ScanKind.CARD)))
        await reader.scanning.wait()
        await gateway.stop()
        with pytest.raises(DeviceError) as caught:
            await scan
        assert caught.value.fault is Fault.NOT_CONNECTED
        assert not reader.scanning.is_set()


async def test_a_gateway_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site:
        async with a_gateway(site) as gateway:
            port = gateway.port
        async with a_remote(port) as driver:
            with pytest.raises(DeviceError):
                await driver.connect(Target(STATION))
            async with a_gateway(site, port):
                assert await changes(driver, 1) == [(STATION, True)]


async def test_without_the_token_nobody_is_let_in(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site, a_gateway(site) as gateway, a_remote(gateway.port, "wrong") as driver:
        with pytest.raises(DeviceError):
            await driver.connect(Target(STATION))


@pytest.mark.parametrize("said", STRANGE)
async def test_a_stranger_is_cut_off(tmp_path: Path, said: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with a_site(tmp_path) as site, a_gateway(site) as gateway:
        stream, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
        writer.write(said)
        writer.write_eof()
        answer = await stream.read(LONGEST)
        assert b"true" not in answer
        writer.close()
        await writer.wait_closed()
    assert caplog.messages == []


async def test_a_call_that_makes_no_sense_is_answered(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site, a_gateway(site) as gateway, a_remote(gateway.port) as driver:
        await driver.connect(Target(STATION))
        with pytest.raises(DeviceError) as caught:
            await driver._call("log", STATION, "first", 1)
        assert caught.value.fault is Fault.INVALID
        assert (await driver.log(STATION, 0, 1)).newest == 1


async def test_a_call_that_breaks_the_gateway_is_answered_too(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site, a_gateway(site) as gateway, a_remote(gateway.port) as driver:
        await driver.connect(Target(STATION))
        with pytest.raises(DeviceError) as caught:
            await driver.log(STATION, 2**63, 1)
        assert caught.value.fault is Fault.UNKNOWN
        assert (await driver.log(STATION, 0, 1)).newest == 1
