"""The clocks of devices, and the events whose moments are doubtful."""

from datetime import timedelta

from tests.rig.site import CONTROLLER, READER, SECOND_READER, Site

TIME_SET, UNKNOWN_CARD = 12800, 4354


async def test_a_clock_that_went_wrong_shows_with_its_drift_and_so_do_its_events(site: Site) -> None:
    await site.online()
    bell = site.house.database.bell
    while len((await site.get("/native/devices/clocks"))["items"]) < 3:
        await bell.wait(bell.rings)
    site.fleet.shift_clock(READER, timedelta(seconds=-90))
    await site.present(READER, card="1")
    for on in (False, True):
        await site.fleet.set_network(READER, on)
        assert await site.house.plant.connections.turned(READER, on, 30)
    while not (events := (await site.get(f"/native/events?device={READER}&code={TIME_SET}"))["items"]):
        await bell.wait(bell.rings)
    clocks = {clock["device"]["id"]: clock for clock in (await site.get("/native/devices/clocks"))["items"]}
    assert set(clocks) == {READER, SECOND_READER, CONTROLLER}
    assert round(clocks[READER]["drift_seconds"]) == -90
    assert clocks[READER]["set_at"] is not None
    assert clocks[CONTROLLER]["set_at"] is None
    assert events[0]["clock_drift_seconds"] is None
    (unknown,) = (await site.get(f"/native/events?device={READER}&code={UNKNOWN_CARD}"))["items"]
    assert round(unknown["clock_drift_seconds"]) == -90
    assert (await site.get(f"/native/events/{unknown['id']}")) == unknown
    metrics = (await site.client().get("/metrics")).text
    assert "ostiary_device_clocks_off 1.0" in metrics
    assert "ostiary_device_clock_drift_seconds 9" in metrics
