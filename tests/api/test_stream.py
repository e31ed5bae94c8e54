"""The live stream: naming the session, starting, frames, who sees what, and how a socket ends."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from ostiary.api.biostar.wire.event import Frame
from ostiary.identity.model import LevelRow, SessionRow
from ostiary.kernel.context import Module
from ostiary.port.reports import LogRecord
from tests.rig.site import PASSWORD as PASSWORD_OF_ADMIN
from tests.rig.site import READER, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

ACCEPTED = '{"Response":{"code":"0"}}'
PASSWORD = "eight days a week"


def a_record(index: int, **changes: Any) -> LogRecord:
    """A record of no device of the site."""
    at = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=index)
    return LogRecord(**{"device_id": 700001, "epoch": 1, "index": index, "at": at, "code": 4102, **changes})


@asynccontextmanager
async def opened(site: Site, **options: Any) -> AsyncIterator[ClientConnection]:
    """A socket to the stream."""
    async with connect(f"ws{site.url.removeprefix('http')}/wsapi", proxy=None, **options) as client:
        yield client


def session_of(client: Any) -> str:
    """The session id a client of the API uses."""
    return str(client.headers["bs-session-id"])


async def named(site: Site, stream: ClientConnection, client: Any = None) -> None:
    """Name the session and be accepted."""
    await stream.send(f"bs-session-id={session_of(client or site.admin)}")
    assert await stream.recv() == ACCEPTED


async def indexes(stream: ClientConnection, until: int) -> list[int]:
    """Where the events of the frames stand in their log, to the one that stands there."""
    found: list[int] = []
    while not found or found[-1] != until:
        event = json.loads(await stream.recv())["Event"]
        if event["device_id"]["id"] == "700001":
            found.append(int(event["index"]))
    return found


async def end_of(stream: ClientConnection) -> list[str]:
    """What still comes until the server closes the socket."""
    texts: list[str] = []
    try:
        while True:
            texts.append(str(await stream.recv()))
    except ConnectionClosed:
        return texts


async def left(site: Site, clients: int) -> None:
    """Until so many still watch."""
    for _ in range(1000):
        if site.house.broadcast.clients == clients:
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{site.house.broadcast.clients} still watch")


async def an_operator(site: Site, id: str, level: int) -> Any:
    """A client signed in as a new operator."""
    period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    account = {"login_id": f"op{id}", "password": PASSWORD, "permission": {"id": str(level)}}
    user = {"user_id": id, "name": f"Op {id}", "user_group_id": {"id": "1"}, **period, **account}
    await site.post("/api/users", {"User": user})
    return await site.sign_in(f"op{id}", PASSWORD)


class TestOpening:
    """From the socket to the first frame."""

    async def test_frames_come_after_naming_and_starting(self, site: Site) -> None:
        async with opened(site) as stream:
            await named(site, stream)
            await site.house.plant.intake.take([a_record(1)])
            await site.post("/api/events/start")
            await site.post("/api/events/start", {"Query": {}})
            await site.post("/api/events/start", {"User": {"login_id": "admin", "password": "x"}})
            await site.house.plant.intake.take([a_record(2), a_record(3)])
            assert await indexes(stream, 3) == [2, 3]

    async def test_the_session_may_be_named_in_other_forms(self, site: Site) -> None:
        id = session_of(site.admin)
        forms: list[Any] = [f"bs-session-id={id}".encode(), f"  bs-session-id = {id}\n", f'BS-Session-Id: "{id}"']
        for form in [*forms, ["bs-sess", f"ion-id={id}"]]:
            async with opened(site) as stream:
                await stream.send(form)
                assert await stream.recv() == ACCEPTED

    async def test_without_a_session_the_socket_is_refused(self, site: Site) -> None:
        for text in ("bs-session-id=" + "0" * 32, "bs-session-id=", "hello", "x" * 10_000):
            async with opened(site) as stream:
                await stream.send(text)
                (answer,) = await end_of(stream)
                assert json.loads(answer)["Response"]["code"] == "1101"

    async def test_a_socket_that_names_none_is_told_to_try_again_and_the_log_says_why(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.api.biostar.stream.FIRST_SECONDS", 0.01)
        with capture_logs() as lines:
            async with opened(site) as stream:
                assert await end_of(stream) == []
                assert stream.close_code == 1013
        assert [line["event"] for line in lines if "live client" in line["event"]] == [
            "live client dropped: it named no session"
        ]

    async def test_a_plain_request_is_told_what_it_has_found(self, site: Site) -> None:
        answer = await site.client().get("/wsapi")
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "103")

    async def test_a_frame_is_as_the_reference_says(self, site: Site) -> None:
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1)])
            frame = json.loads(await stream.recv())
            assert Frame.model_validate(frame).model_dump(mode="json", exclude_none=True) == frame

    async def test_a_start_before_naming_succeeds_and_binds_nothing(self, site: Site) -> None:
        async with opened(site) as stream:
            await site.post("/api/events/start")
            await named(site, stream)
            ring = site.house.broadcast.ring
            place = ring.end
            await site.house.plant.intake.take([a_record(1)])
            await ring.after(place)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(2)])
            assert await indexes(stream, 2) == [2]

    async def test_a_start_needs_a_session(self, site: Site) -> None:
        answer = await site.client().post("/api/events/start")
        assert (answer.status_code, answer.json()["Response"]["code"]) == (401, "10")

    async def test_a_cookie_names_the_session_too(self, site: Site) -> None:
        cookie = {"cookie": f"bs-session-id={session_of(site.admin)}"}
        async with opened(site, additional_headers=cookie) as stream:
            await stream.send("bs-session-id=")
            assert await stream.recv() == ACCEPTED
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1)])
            assert await indexes(stream, 1) == [1]

    async def test_a_cookie_does_not_for_another_origin(self, site: Site) -> None:
        headers = {"cookie": f"bs-session-id={session_of(site.admin)}", "origin": "https://elsewhere.example"}
        async with opened(site, additional_headers=headers) as stream:
            await stream.send("bs-session-id=")
            assert json.loads((await end_of(stream))[0])["Response"]["code"] == "1101"

    async def test_a_socket_keeps_to_its_session(self, site: Site) -> None:
        other = await site.sign_in("admin", PASSWORD_OF_ADMIN)
        cookie = {"cookie": f"bs-session-id={session_of(site.admin)}"}
        for later in (session_of(other), "0" * 32, "nonsense"):
            async with opened(site, additional_headers=cookie) as stream:
                await named(site, stream)
                await stream.send(f"bs-session-id={later}")
                (answer,) = await end_of(stream)
                assert json.loads(answer)["Response"]["code"] == "1101"

    async def test_other_texts_are_ignored_later(self, site: Site) -> None:
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            await stream.send("hello")
            await stream.send(b"\xff\xfe")
            await (await stream.ping())
            await site.house.plant.intake.take([a_record(1)])
            assert await indexes(stream, 1) == [1]


class TestFrames:
    """What comes."""

    async def test_a_card_presented_comes_as_a_frame(self, site: Site) -> None:
        await site.online()
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            await site.present(READER, card="123456789")
            while True:
                event = json.loads(await stream.recv())["Event"]
                if event["user_id"]["user_id"] == "123456789":
                    break
            assert event["user_id"]["name"] == "-"
            assert event["device_id"] == {"id": str(READER), "name": "Reader"}
            assert event["event_type_id"]["name"]
            assert event["door_id_list"] == []
            assert event["user_id"]["photo_exists"] == "false"

    async def test_a_frame_tells_who_has_a_photo(self, site: Site) -> None:
        await site.put("/api/users/1", {"User": {"photo": "/9j/"}})
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1, user_id="1")])
            while (event := json.loads(await stream.recv())["Event"])["device_id"]["id"] != "700001":
                pass
            assert event["user_id"] == {"user_id": "1", "name": "Administrator", "photo_exists": "true"}

    async def test_every_socket_of_a_session_gets_them(self, site: Site) -> None:
        async with opened(site) as one, opened(site) as other:
            await named(site, one)
            await named(site, other)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1)])
            assert await indexes(one, 1) == await indexes(other, 1) == [1]

    async def test_many_at_once_come_in_order(self, site: Site) -> None:
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(index) for index in range(1, 3001)])
            assert await indexes(stream, 3000) == list(range(1, 3001))


class TestScope:
    """Who sees what."""

    async def test_a_mere_user_sees_his_own(self, site: Site) -> None:
        user = await an_operator(site, "7", 255)
        async with opened(site) as stream:
            await named(site, stream, user)
            assert (await user.post("/api/events/start")).status_code == 200
            records = [a_record(1, user_id="7"), a_record(2, user_id="8"), a_record(3), a_record(4, user_id="7")]
            await site.house.plant.intake.take(records)
            assert await indexes(stream, 4) == [1, 4]

    async def test_group_filters_hold_and_change_while_he_watches(self, site: Site) -> None:
        level = {"id": 50, "name": "Floor", "description": "", "rights": {Module.MONITORING.value: "rw"}}
        async with site.house.database.write() as session:
            await session.execute(insert(LevelRow).values(**level, filters={"UserGroup": [99]}))
        guard = await an_operator(site, "8", 50)
        async with opened(site) as stream:
            await named(site, stream, guard)
            await guard.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1, user_id="8"), a_record(2)])
            assert await indexes(stream, 2) == [2]
            async with site.house.database.write() as session:
                await session.execute(update(LevelRow).where(LevelRow.id == 50).values(filters={}))
            await site.house.broadcast.look_again()
            await site.house.plant.intake.take([a_record(3, user_id="8")])
            assert await indexes(stream, 3) == [3]

    async def test_without_the_right_there_is_no_stream(self, site: Site) -> None:
        clerk = await an_operator(site, "9", 2)
        assert (await clerk.post("/api/events/start")).status_code == 403
        async with opened(site) as stream:
            await stream.send(f"bs-session-id={session_of(clerk)}")
            assert json.loads((await end_of(stream))[0])["Response"]["code"] == "20"


class TestEnd:
    """How it ends, and what does not end it."""

    async def test_a_logout_ends_the_sockets_of_its_session_and_no_others(self, site: Site) -> None:
        user = await an_operator(site, "7", 3)
        async with opened(site) as bound, opened(site) as unbound, opened(site) as other:
            await named(site, bound, user)
            await user.post("/api/events/start")
            await named(site, unbound, user)
            await named(site, other)
            await user.post("/api/logout")
            for stream in (bound, unbound):
                assert json.loads((await end_of(stream))[-1])["Response"]["code"] == "1101"
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(1)])
            assert await indexes(other, 1) == [1]

    async def test_an_operator_who_is_disabled_is_out(self, site: Site) -> None:
        user = await an_operator(site, "7", 3)
        async with opened(site) as stream:
            await named(site, stream, user)
            await site.put("/api/users/7", {"User": {"disabled": True}})
            assert json.loads((await end_of(stream))[-1])["Response"]["code"] == "1101"

    async def test_a_level_that_loses_the_right_ends_it_at_once(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.live.audience.CHECK_SECONDS", 3600.0)
        watching = {"name": "Watching", "module": {"Monitoring": {"read": True}, "Door": {"read": True}}}
        level = int((await site.post("/api/permissions", {"Permission": watching}))["Permission"]["id"])
        user = await an_operator(site, "7", level)
        async with opened(site) as stream, opened(site) as other:
            await named(site, stream, user)
            await named(site, other)
            await site.put(f"/api/permissions/{level}", {"Permission": {"module": {"Monitoring": {"read": False}}}})
            assert json.loads((await end_of(stream))[-1])["Response"]["code"] == "1101"
            assert site.house.broadcast.clients == 1

    async def test_another_login_ends_it_where_an_operator_has_one_session(self, site: Site) -> None:
        security = {"use_allow_simultaneous_connection": "false"}
        await site.put("/api/setting/biostar", {"BioStar": {"system_security": security}})
        user = await an_operator(site, "7", 3)
        async with opened(site) as stream:
            await named(site, stream, user)
            await site.sign_in("op7", PASSWORD)
            assert json.loads((await end_of(stream))[-1])["Response"]["code"] == "1101"

    async def test_a_bound_socket_keeps_its_session_alive(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ostiary.live.audience.KEEP_ALIVE_SECONDS", 0.0)
        async with opened(site) as stream:
            await named(site, stream)
            await site.post("/api/events/start")
            half_an_hour_ago = site.house.desk.clock() - timedelta(minutes=30)
            async with site.house.database.write() as session:
                await session.execute(update(SessionRow).values(last_used=half_an_hour_ago))
            last = half_an_hour_ago
            while last == half_an_hour_ago:
                async with site.house.database.read() as connection:
                    last = (await connection.execute(select(SessionRow.last_used))).scalars().all()[-1]
            assert last > half_an_hour_ago

    async def test_a_client_that_leaves_is_forgotten(self, site: Site) -> None:
        async with opened(site) as stream:
            await named(site, stream)
            assert site.house.broadcast.clients == 1
        await left(site, 0)

    async def test_a_stalled_client_is_dropped_and_costs_others_nothing(
        self, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ostiary.api.biostar.stream.SEND_SECONDS", 0.5)
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.connect(("127.0.0.1", int(site.url.rsplit(":", 1)[1])))
        async with opened(site) as stream, opened(site, sock=narrow, compression=None) as stalled:
            await named(site, stream)
            await named(site, stalled)
            await site.post("/api/events/start")
            await site.house.plant.intake.take([a_record(index) for index in range(1, 9001)])
            assert await indexes(stream, 9000) == list(range(1, 9001))
            await left(site, 1)
            stalled.transport.abort()
