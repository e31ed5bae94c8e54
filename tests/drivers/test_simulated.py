"""The driver of simulated devices, in this process and through the gateway."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ostiary.drivers.simulated.local import Local
from ostiary.drivers.simulated.remote import Remote
from ostiary.port.driver import Driver
from ostiary.simulator.gateway import Gateway
from ostiary.simulator.responder import Responder
from tests.drivers import conformance, network
from tests.drivers.conformance import Rig
from tests.simulator.site import CONTROLLER, STATION, Site, a_site

TOKEN = "token of the test"


def rig_for(site: Site, driver: Driver) -> Rig:
    """The hands at a site."""
    reader = site.station.own.reader
    assert reader is not None

    async def pass_time(seconds: float) -> None:
        site.clock.advance(seconds)

    return Rig(
        driver=driver,
        device_id=STATION,
        master_id=CONTROLLER,
        present=lambda presentation: site.fleet.present(STATION, presentation),
        cut=lambda: site.fleet.set_network(STATION, False),
        mend=lambda: site.fleet.set_network(STATION, True),
        pass_time=pass_time,
        scanning=reader.scanning.wait,
    )


@pytest.fixture(params=["local", "remote"])
async def rig(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Rig]:
    """A started driver of each kind."""
    async with a_site(tmp_path) as site:
        gateway, responder = Gateway(site.fleet, TOKEN, port=0), Responder(site.fleet, 0)
        await gateway.start()
        await responder.start()
        driver: Driver = Local(site.fleet, lambda: responder.port)
        if request.param == "remote":
            driver = Remote(lambda: TOKEN, gateway.port, search_port=responder.port)
        await driver.start()
        yield rig_for(site, driver)
        await driver.stop()
        await responder.stop()
        await gateway.stop()


class TestConnection(conformance.Connection):
    """Coming and going."""


class TestSearch(network.Search):
    """Who is there."""


class TestPlacing(network.Placing):
    """Network settings of a device that is not connected."""


class TestSlaves(conformance.Slaves):
    """What hangs on a master."""


class TestContent(conformance.Content):
    """What the device holds."""


class TestCommands(conformance.Commands):
    """What is to be done at once."""


class TestCare(conformance.Care):
    """What is asked of the device itself."""


class TestFirmware(conformance.Firmware):
    """What it runs."""


class TestLog(conformance.Log):
    """What happened."""


class TestClock(conformance.Clock):
    """Its own time."""
