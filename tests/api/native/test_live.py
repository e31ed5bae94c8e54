"""`/native/site` and `/native/live`: whatever changes, a snapshot and the notices that follow are a fresh snapshot."""

import json
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from ostiary.devices.operations import NewDevice, register_devices
from ostiary.events.alerts import AlertAnswer, answer_alert
from ostiary.events.model import AlertStatus
from ostiary.kernel.context import System
from ostiary.policy.door import Act, Flag
from ostiary.port.reports import LogRecord
from ostiary.simulator.models import model
from tests.api.native.premises import PASSWORD, a_person
from tests.api.native.screen import Screen, socket_of, watching
from tests.rig.ground import NOON
from tests.rig.site import CONTROLLER, PLANS, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

ALARMING = 22016
"""A door was forced open: an event that becomes an alert."""
MAY_READ = {"read": True, "write": False}
MODULES = dict.fromkeys(("Door", "Device", "Monitoring"), MAY_READ)


async def a_group(site: Site, name: str, parent: int = 1) -> int:
    """A door group."""
    made = await site.post("/api/door_groups", {"DoorGroup": {"name": name, "parent_id": {"id": parent}}})
    return int(made["DoorGroup"]["id"])


async def a_door(site: Site, reader: int, name: str, group: int, **more: Any) -> int:
    """A door with a sensor."""
    at = {"device_id": {"id": reader}}
    door = {
        "name": name,
        "door_group_id": {"id": group},
        "entry_device_id": {"id": reader},
        "relay_output_id": {**at, "relay_index": 0},
        "sensor_input_id": {**at, "input_index": 0, "type": 0},
        **more,
    }
    return int((await site.post("/api/doors", {"Door": door}))["Door"]["id"])


def level(name: str, *door_groups: int) -> dict[str, Any]:
    """A level that sees the doors of these groups."""
    return {"Permission": {"name": name, "filter": {"DoorGroup": list(door_groups)}, "module": MODULES}}


async def a_guard(site: Site, *door_groups: int) -> tuple[httpx.AsyncClient, str]:
    """An operator who sees the doors of these groups, signed in; and his level."""
    made = (await site.post("/api/permissions", level("Guards", *door_groups)))["Permission"]["id"]
    await a_person(site, "970", "Guard", permission={"id": made}, login_id="guard", password=PASSWORD)
    return await site.sign_in("guard", PASSWORD), str(made)


def named(*ids: int) -> dict[str, Any]:
    """Doors, as sent."""
    return {"DoorCollection": {"rows": [{"id": id} for id in ids]}}


class Stage:
    """A site with two screens: the administrator's, and that of somebody who sees one door group."""

    def __init__(self, site: Site, screens: list[Screen], inside: int, outside: int, level: str) -> None:
        self.site = site
        self.screens = screens
        self.inside = inside
        self.outside = outside
        self.level = level

    async def agree(self) -> None:
        """Until both screens show what fresh snapshots say."""
        for screen in self.screens:
            await screen.agrees()

    async def doors(self) -> None:
        """Everything that can happen to doors."""
        site = self.site
        seen = await a_door(site, READER, "Seen", self.inside, open_duration=60, open_timeout=1)
        other = await a_door(site, SECOND_READER, "Other", self.outside)
        await self.agree()
        admin, guard = self.screens
        assert (set(admin.shown["doors"]), set(guard.shown["doors"])) == ({str(seen), str(other)}, {str(seen)})
        await site.put(f"/api/doors/{seen}", {"Door": {"name": "Renamed"}})
        await site.put(f"/api/door_groups/{self.inside}", {"DoorGroup": {"name": "Renamed"}})
        await self.agree()
        for verb, lock in (("open", "normal"), ("lock", "locked"), ("unlock", "unlocked"), ("release", "normal")):
            await site.post(f"/api/doors/{verb}", named(seen, other))
            await self.agree()
            assert guard.shown["doors"][str(seen)]["lock"] == lock
        site.fleet.door(other)[1].apply(Act.UNLOCK, Flag.EMERGENCY)
        await site.post("/api/doors/open", named(seen))
        await site.fleet.swing(seen, True)
        await self.agree()
        await site.fleet.swing(seen, False)
        await site.fleet.swing(other, True)
        await self.agree()
        for door, group in ((seen, self.outside), (other, self.inside), (seen, self.inside), (other, self.outside)):
            await site.put(f"/api/doors/{door}", {"Door": {"door_group_id": {"id": group}}})
            await self.agree()
        await site.delete(f"/api/doors?id={other}")
        await self.agree()
        assert set(admin.shown["doors"]) == {str(seen)}

    async def devices(self) -> None:
        """Everything that can happen to devices."""
        site, connections = self.site, self.site.house.plant.connections
        await site.fleet.set_network(READER, False)
        assert await connections.turned(READER, False, 30)
        await self.agree()
        assert [door["online"] for door in self.screens[1].shown["doors"].values()] == [False]
        await site.fleet.set_network(READER, True)
        assert await connections.turned(READER, True, 30)
        await site.post(f"/api/devices/{CONTROLLER}/disconnect")
        await self.agree()
        assert self.screens[1].shown["devices"][str(SLAVE_IN)]["state"] == "disconnected"
        await site.post(f"/api/devices/{CONTROLLER}/connect")
        await site.put(f"/api/devices/{SECOND_READER}", {"Device": {"name": "Renamed"}})
        await self.agree()
        site.fleet.device(SECOND_READER).unit(SECOND_READER).lock(True)
        await site.delete(f"/api/devices?id={SLAVE_OUT}")
        await self.agree()
        plan = PLANS[-1]
        slave = NewDevice(plan.id, plan.name, model(plan.model).type_id, parent_id=plan.parent_id)
        await site.house.gate.run(System("test"), register_devices, (slave,))
        await site.online()
        await self.agree()

    async def jobs_and_alerts(self) -> None:
        """A job from its beginning to its end; alerts that are made and answered."""
        site = self.site
        answer = await site.admin.post("/native/devices/sync", json={})
        await self.agree()
        while self.screens[0].shown["jobs"][str(answer.json()["id"])]["state"] in {"waiting", "running"}:
            await self.screens[0].told()
        await self.agree()
        await site.house.plant.intake.take([a_record(index, ALARMING) for index in (1, 2)])
        await self.agree()
        assert self.screens[0].shown["alerts"]["unacknowledged"] >= 2
        alert = self.screens[0].events[-1]["id"]
        answer_to = AlertAnswer(alert, AlertStatus.ACKNOWLEDGED, "Seen.")
        await site.house.gate.run(System("test"), answer_alert, answer_to)
        await self.agree()

    async def scopes(self) -> None:
        """What may be seen changes: a level, and where a group is."""
        site, guard = self.site, self.screens[1]
        resets = guard.resets
        await site.put(f"/api/permissions/{self.level}", level("Guards", self.outside))
        await guard.until_reset(resets + 1)
        await self.agree()
        assert guard.shown["doors"] == {}
        await site.put(f"/api/door_groups/{self.inside}", {"DoorGroup": {"parent_id": {"id": self.outside}}})
        await guard.until_reset(resets + 2)
        await self.agree()
        assert len(guard.shown["doors"]) == 1


def a_record(index: int, code: int = 4102) -> LogRecord:
    """A record of no device of the site."""
    return LogRecord(device_id=700001, epoch=1, index=index, at=NOON, code=code)


async def staged(site: Site) -> tuple[httpx.AsyncClient, str, int, int]:
    """A guard, his level, the group that he sees and one that he does not."""
    inside, outside = await a_group(site, "Inside"), await a_group(site, "Outside")
    guard, level = await a_guard(site, inside)
    return guard, level, inside, outside


class TestEquality:
    async def test_whatever_happens_a_screen_shows_what_the_server_knows(self, site: Site) -> None:
        await site.online()
        guard, level, inside, outside = await staged(site)
        async with watching(site, site.admin) as first, watching(site, guard) as second:
            stage = Stage(site, [first, second], inside, outside, level)
            await stage.doors()
            assert (first.resets, second.resets) == (0, 0)
            await first.lose()
            await second.lose()
            await stage.devices()
            await stage.jobs_and_alerts()
            assert (first.resets, second.resets) == (0, 0)
            await stage.scopes()
            assert first.resets == 0
            ids = [event["id"] for event in first.events]
            assert ids == sorted(set(ids))
            (newest,) = (await site.admin.get("/native/events", params={"limit": 1, "order": "newest"})).json()["items"]
            assert newest in first.events


async def end_of(
    site: Site, client: httpx.AsyncClient, after: str = "", **options: Any
) -> tuple[list[Any], int | None]:
    """The texts until the server closes the socket, and its code."""
    texts: list[Any] = []
    async with socket_of(site, client, after, **options) as socket:
        try:
            while True:
                texts.append(json.loads(await socket.recv()))
        except ConnectionClosed:
            return texts, socket.close_code


def cookie_of(client: httpx.AsyncClient, **more: str) -> dict[str, Any]:
    """The session of a client as a browser sends it."""
    return {"additional_headers": {"cookie": f"bs-session-id={client.headers['bs-session-id']}", **more}}


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestSocket:
    """How a socket begins and ends."""

    async def test_a_cookie_opens_it_for_pages_of_ours_only(self, site: Site) -> None:
        async with socket_of(site, site.admin, **cookie_of(site.admin)) as socket:
            assert json.loads(await socket.recv())["notices"] == []
        texts, code = await end_of(site, site.admin, **cookie_of(site.admin, origin="https://elsewhere.example"))
        assert ([text["problem"]["status"] for text in texts], code) == ([401], 1008)

    async def test_without_a_session_or_with_no_cursor_of_ours_it_ends_with_the_problem(self, site: Site) -> None:
        none = {"additional_headers": {"bs-session-id": "0" * 32}}
        for after, options, status in (("", none, 401), ("nonsense", {}, 422)):
            (text,), code = await end_of(site, site.admin, after, **options)
            assert (text["problem"]["status"], code) == (status, 1008)

    async def test_another_operators_cursor_begins_anew(self, site: Site) -> None:
        guard, *_ = await staged(site)
        cursor = (await guard.get("/native/site")).json()["cursor"]
        assert await end_of(site, site.admin, cursor) == ([{"reset": True}], 1000)

    async def test_a_session_that_ends_is_told(self, site: Site) -> None:
        guard, *_ = await staged(site)
        async with socket_of(site, guard) as socket:
            await socket.recv()
            await guard.post("/api/logout")
            while "problem" not in (text := json.loads(await socket.recv())):
                pass
            assert text["problem"]["type"] == "urn:ostiary:problem:unauthenticated"

    async def test_what_the_client_says_is_not_looked_at(self, site: Site) -> None:
        async with socket_of(site, site.admin) as socket:
            await socket.recv()
            await socket.send("hello")
            await socket.send(b"\xff")
            await site.house.plant.intake.take([a_record(1)])
            events: list[Any] = []
            while {"id": 700001, "name": ""} not in events:
                notices = json.loads(await socket.recv())["notices"]
                events += [notice["value"]["device"] for notice in notices if notice["topic"] == "event"]

    async def test_a_client_that_does_not_read_is_dropped(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        async def never(_: Any, __: str) -> None:
            raise TimeoutError

        monkeypatch.setattr("ostiary.api.native.live._text", never)
        assert await end_of(site, site.admin) == ([], 1013)

    async def test_a_plain_request_is_told_what_it_has_found(self, site: Site) -> None:
        answer = await site.client().get("/native/live")
        assert (answer.status_code, answer.json()["code"]) == (422, 103)

    async def test_who_may_read_nothing_is_shown_nothing(self, site: Site) -> None:
        made = (await site.post("/api/permissions", {"Permission": {"name": "Nothing"}}))["Permission"]["id"]
        await a_person(site, "971", "Nobody", permission={"id": made}, login_id="nobody", password=PASSWORD)
        nobody = await site.sign_in("nobody", PASSWORD)
        found = (await nobody.get("/native/site")).json()
        assert {**found, "cursor": ""} == {"cursor": "", "doors": [], "devices": [], "alerts": None, "jobs": []}
        async with socket_of(site, nobody, found["cursor"]) as socket:
            assert json.loads(await socket.recv())["notices"] == []
