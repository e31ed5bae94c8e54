"""The control API: who may, what it takes, what it answers."""

from collections.abc import AsyncIterator

import httpx
import pytest

from ostiary.simulator.control import Control
from tests.simulator.site import CONTROLLER, FRONT, KEYPAD, READER_IN, STATION, Site, a_user

TOKEN = "token of the test"


@pytest.fixture
async def client(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has the token, before an equipped front door."""
    site.equip(site.station, a_user(pin="4711", fingers=(3,), face=True))
    transport = httpx.ASGITransport(app=Control(site.fleet, TOKEN).app)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator", headers=headers) as client:
        yield client


class TestToken:
    """Who may."""

    @pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", TOKEN, f"bearer {TOKEN}x", "Bearer \u00e9"])
    async def test_others_are_turned_away(self, client: httpx.AsyncClient, given: str) -> None:
        answer = await client.get("/sim/v1/devices", headers={b"Authorization": given.encode()})
        assert answer.status_code == 401
        assert "error" in answer.json()


class TestDevices:
    """What there is."""

    async def test_every_answer_is_a_line(self, client: httpx.AsyncClient) -> None:
        for path in ("/sim/v1/devices", "/sim/v1/nothing"):
            text = (await client.get(path)).text
            assert text.endswith("}\n")
            assert text.count("\n") == 1

    async def test_masters_and_slaves(self, client: httpx.AsyncClient) -> None:
        rows = {row["id"]: row for row in (await client.get("/sim/v1/devices")).json()["devices"]}
        assert rows[STATION] == {
            "id": STATION,
            "name": "Front",
            "model": "BioStation 3 Max FP",
            "online": True,
            "power": True,
            "network": True,
            "tamper": False,
            "parent_id": None,
            "doors": [FRONT],
            "readers": [STATION],
            "takes": ["id", "card", "finger", "face", "pin"],
            "scans": None,
            "last": None,
        }
        assert rows[READER_IN]["parent_id"] == CONTROLLER
        assert rows[CONTROLLER]["readers"] == [2001, 2002]

    async def test_the_state_of_all(self, client: httpx.AsyncClient) -> None:
        states = {row["id"]: row for row in (await client.get("/sim/v1/state")).json()["devices"]}
        assert states[STATION]["power"] == "on"
        (door,) = states[STATION]["doors"]
        assert (door["id"], door["leaf_open"], door["sensor"], door["exit_button"]) == (FRONT, False, True, True)

    async def test_what_a_reader_answered_last(self, client: httpx.AsyncClient) -> None:
        answer = (await client.post(f"/sim/v1/devices/{STATION}/present", json={"card": "99"})).json()
        last = (await client.get(f"/sim/v1/devices/{STATION}")).json()["last"]
        assert last == {**answer, "at": last["at"]}


class TestPresent:
    """At the reader."""

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({"card": "1234"}, 4102),
            ({"card": "0001234"}, 4102),
            ({"card": 1234}, 4102),
            ({"pin": "4711", "id": "7"}, 4097),
            ({"finger": {"user": "7", "index": 3}}, 4865),
            ({"face": {"user": "7"}}, 4867),
        ],
    )
    async def test_credentials_are_granted(self, client: httpx.AsyncClient, body: object, code: int) -> None:
        answer = await client.post(f"/sim/v1/devices/{STATION}/present", json=body)
        assert answer.status_code == 200
        assert answer.json() | {"reason": ""} == {
            "verdict": "granted",
            "event_code": code,
            "reason": "",
            "user_id": "7",
        }

    async def test_a_refusal_tells_why(self, client: httpx.AsyncClient) -> None:
        answer = (await client.post(f"/sim/v1/devices/{STATION}/present", json={"card": "99"})).json()
        assert (answer["verdict"], answer["event_code"], answer["user_id"]) == ("denied", 4354, "")
        assert answer["reason"]

    async def test_the_first_of_two_factors_is_waited_upon(self, client: httpx.AsyncClient) -> None:
        first = (await client.post(f"/sim/v1/devices/{STATION}/present", json={"id": "7"})).json()
        assert (first["verdict"], first["event_code"], first["reason"]) == ("ignored", 0, "Waiting for PIN.")
        second = (await client.post(f"/sim/v1/devices/{STATION}/present", json={"pin": "4711"})).json()
        assert second["verdict"] == "granted"

    @pytest.mark.parametrize(
        "body",
        [
            "{",
            "[]",
            "{}",
            '{"card":"12x"}',
            '{"card":true}',
            '{"card":"\u0663"}',
            '{"card":"1","colour":"red"}',
            '{"finger":{"index":1}}',
            '{"finger":{"user":"7","index":10}}',
            '{"face":"7"}',
            '{"pin":""}',
            '{"id":"\\ud800"}',
        ],
    )
    async def test_what_makes_no_sense(self, client: httpx.AsyncClient, body: str) -> None:
        answer = await client.post(f"/sim/v1/devices/{STATION}/present", content=body.encode())
        assert answer.status_code == 400
        assert "error" in answer.json()

    async def test_a_flood_is_not_read(self, client: httpx.AsyncClient) -> None:
        answer = await client.post(f"/sim/v1/devices/{STATION}/present", content=b" " * 200_000)
        assert answer.status_code == 400

    @pytest.mark.parametrize("device_id", ["4242", "x", "-1", "1" * 40])
    async def test_nobody_there(self, client: httpx.AsyncClient, device_id: str) -> None:
        answer = await client.post(f"/sim/v1/devices/{device_id}/present", json={"card": "1"})
        assert answer.status_code == 404

    async def test_no_reader_and_no_power(self, client: httpx.AsyncClient) -> None:
        assert (await client.post(f"/sim/v1/devices/{CONTROLLER}/present", json={"card": "1"})).status_code == 409
        assert (await client.post(f"/sim/v1/devices/{KEYPAD}/power", json={"on": False})).status_code == 200
        assert (await client.post(f"/sim/v1/devices/{KEYPAD}/present", json={"card": "1"})).status_code == 409
        assert (await client.post(f"/sim/v1/devices/{KEYPAD}/power", json={"on": True})).status_code == 200
        answer = await client.post(f"/sim/v1/devices/{KEYPAD}/present", json={"card": "1"})
        assert answer.json()["event_code"] == 4354


class TestHands:
    """Doors, plugs and housings."""

    async def test_sensor_and_exit_button(self, client: httpx.AsyncClient, site: Site) -> None:
        begin = site.station.journal.newest
        assert (await client.post(f"/sim/v1/doors/{FRONT}/rex")).json() == {"pressed": True}
        for is_open in (True, False):
            answer = await client.post(f"/sim/v1/doors/{FRONT}/sensor", json={"open": is_open})
            assert answer.status_code == 200
        assert await site.codes(site.station, begin) == [18944, 20480, 20992, 21248]

    async def test_network_and_tamper(self, client: httpx.AsyncClient, site: Site) -> None:
        begin = site.station.journal.newest
        assert (await client.post(f"/sim/v1/devices/{STATION}/network", json={"on": False})).status_code == 200
        assert (await client.post(f"/sim/v1/devices/{STATION}/tamper", json={"on": True})).status_code == 200
        rows = (await client.get("/sim/v1/devices")).json()["devices"]
        assert not next(row for row in rows if row["id"] == STATION)["online"]
        assert await site.codes(site.station, begin) == [13312, 16384]

    async def test_a_clock_goes_wrong(self, client: httpx.AsyncClient, site: Site) -> None:
        path = f"/sim/v1/devices/{STATION}/clock"
        assert (await client.post(path, json={"shift": 90, "ppm": -1000.0})).json() == {"ahead": 90.0}
        site.clock.advance(1000)
        assert site.station.quartz.drift.total_seconds() == 89.0
        for wrong in ({}, {"shift": "90"}, {"shift": True}, {"ppm": 1e9}):
            assert (await client.post(path, json=wrong)).status_code == 400

    async def test_errors(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/sim/v1/doors/99/sensor", json={"open": True})).status_code == 404
        assert (await client.post("/sim/v1/doors/99/rex")).status_code == 404
        assert (await client.post(f"/sim/v1/doors/{FRONT}/sensor", json={"open": 1})).status_code == 400
        assert (await client.get("/sim/v1/nothing")).json() == {"error": "There is no such address."}
        assert (await client.get(f"/sim/v1/doors/{FRONT}/rex")).status_code == 405
