"""Searches over real sockets: who answers, at which addresses, and what becomes of what is no question."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.drivers.simulated.seeker import Seeker
from ostiary.port.discovery import Lan, Quest
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.responder import AT_ONCE, QUESTION_SECONDS, Responder
from ostiary.simulator.search import (
    LONGEST,
    NUMBER_BYTES,
    Answer,
    Question,
    SearchError,
    framed,
    pack_answer,
    pack_question,
    receive,
    unpack_answer,
    unpack_question,
)
from tests.simulator.site import CONTROLLER, KEYPAD, READER_IN, READER_OUT, STATION, Site

NUMBER = b"12345678"
QUESTION = pack_question(NUMBER, Question())
HEAD = QUESTION[: -len(b"{}")]
STRANGE = (
    b"",
    b"OSTF",
    b"\0" * 1000,
    b"M-SEARCH * HTTP/1.1\r\n\r\n",
    QUESTION[:-1],
    b"X" + QUESTION[1:],
    QUESTION[:4] + b"\x09" + QUESTION[5:],
    pack_answer(NUMBER, Answer(0)),
    HEAD + b"[1]",
    HEAD + b"\xff\xfe",
    HEAD + b"[" * 16_000,
    HEAD + b'{"device_id":"1"}',
    HEAD + b'{"device_id":true}',
    HEAD + b'{"device_id":' + b"9" * 5000 + b"}",
    HEAD + b'{"slaves":1}',
    HEAD + b'{"more":1}',
)


@pytest.fixture
async def responder(site: Site) -> AsyncIterator[Responder]:
    """Somebody who answers for the site's fleet."""
    responder = Responder(site.fleet, 0)
    await responder.start()
    yield responder
    await responder.stop()


async def search(responder: Responder, **quest: int | str | bool) -> list[int]:
    """Who is found, in the order that is answered."""
    asked = Quest(30, **quest)  # type: ignore[arg-type]
    return [each.device_id for each in await Seeker(lambda: responder.port).search(asked)]


def port_of(site: Site, device_id: int) -> int:
    """Where a device listens."""
    return site.fleet.device(device_id).own.listening


class TestWhoAnswers:
    async def test_each_device_once_and_its_slaves_after_it(self, site: Site, responder: Responder) -> None:
        assert await search(responder) == [STATION, KEYPAD, CONTROLLER]
        everybody = [STATION, KEYPAD, CONTROLLER, READER_IN, READER_OUT]
        assert await search(responder, slaves=True) == everybody
        await site.fleet.set_power(READER_IN, False)
        assert await search(responder, slaves=True) == [id for id in everybody if id != READER_IN]

    async def test_who_is_away_is_not_waited_for(self, site: Site, responder: Responder) -> None:
        await site.fleet.set_network(KEYPAD, False)
        assert await search(responder) == [STATION, CONTROLLER]
        assert await search(responder, device_id=KEYPAD) == []
        await site.fleet.set_network(KEYPAD, True)
        assert await search(responder, device_id=KEYPAD) == [KEYPAD]

    async def test_a_large_fleet_answers_whole(self, site: Site, responder: Responder) -> None:
        for number in range(3000, 3300):
            await site.fleet.add(DevicePlan(number, f"Reader {number}", "XPass 2"))
        assert len(await search(responder)) == 303

    async def test_a_device_answers_at_its_own_port_while_it_is_there(self, site: Site, responder: Responder) -> None:
        port = port_of(site, KEYPAD)
        assert port not in {0, port_of(site, STATION), port_of(site, CONTROLLER)}
        assert await search(responder, address="127.0.0.1", port=port) == [KEYPAD]
        assert await search(responder, address="127.0.0.1", port=port_of(site, CONTROLLER), slaves=True) == [
            CONTROLLER,
            READER_IN,
            READER_OUT,
        ]
        await site.fleet.remove(KEYPAD)
        assert await search(responder, address="127.0.0.1", port=port) == []

    async def test_nobody_is_sought_but_on_this_machine(self, site: Site, responder: Responder) -> None:
        for address in ("127.0.0.2", "192.0.2.1", "::1"):
            assert await search(responder, address=address, port=port_of(site, KEYPAD)) == []

    async def test_who_is_not_there_at_all_is_not_found(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
            silent.bind(("127.0.0.1", 0))
            assert await Seeker(lambda: int(silent.getsockname()[1])).search(Quest(0.1)) == ()


class TestWhereItListens:
    async def test_on_the_loopback_address_only(self, site: Site, responder: Responder) -> None:
        assert responder._transport is not None
        listening = [responder._transport.get_extra_info("socket"), *responder._sockets.values()]
        assert [each.getsockname()[0] for each in listening] == ["127.0.0.1"] * 4

    async def test_a_port_that_is_taken_is_an_error(self, site: Site, responder: Responder) -> None:
        with pytest.raises(OSError):  # noqa: PT011 - the system's own words
            await Responder(site.fleet, responder.port).start()

    async def test_at_the_port_that_was_set_while_it_is_free(self, site: Site, responder: Responder) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = int(other.getsockname()[1])
            site.fleet.place(KEYPAD, Lan("127.0.0.1", port))
            assert await search(responder, device_id=KEYPAD) == [KEYPAD]
            assert port_of(site, KEYPAD) == 0
        site.fleet.place(KEYPAD, Lan("127.0.0.1", port))
        assert await search(responder, address="127.0.0.1", port=port) == [KEYPAD]
        assert site.fleet.device(KEYPAD).own.lan == Lan("127.0.0.1", port)

    async def test_not_where_a_device_is_set_to_another_address(self, site: Site, responder: Responder) -> None:
        site.fleet.place(KEYPAD, Lan("192.0.2.7", 51211))
        assert port_of(site, KEYPAD) == 0
        assert await search(responder, device_id=KEYPAD) == [KEYPAD]


class TestWhatIsNoQuestion:
    @given(st.one_of(st.binary(max_size=200), st.binary(max_size=100).map(lambda body: HEAD + body)))
    def test_whatever_comes_is_a_message_or_none(self, message: bytes) -> None:
        for unpack in (unpack_question, unpack_answer):
            try:
                number, _ = unpack(message)
            except SearchError:
                continue
            assert len(number) == NUMBER_BYTES

    async def test_by_udp_it_is_ignored(
        self, site: Site, responder: Responder, caplog: pytest.LogCaptureFixture
    ) -> None:
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.setblocking(False)
            asking.connect(("127.0.0.1", responder.port))
            for message in STRANGE:
                await loop.sock_sendall(asking, message)
            await loop.sock_sendall(asking, pack_question(NUMBER, Question(KEYPAD)))
            assert unpack_answer(await loop.sock_recv(asking, LONGEST)) == (
                NUMBER,
                Answer(1, (site.fleet.device(KEYPAD).own.found(),)),
            )
        assert caplog.messages == []

    @pytest.mark.parametrize("said", [*(framed(each) for each in STRANGE), b"\xff\xff", b"\0", b""])
    async def test_by_tcp_whoever_says_it_is_cut_off(
        self, site: Site, responder: Responder, said: bytes, caplog: pytest.LogCaptureFixture
    ) -> None:
        port = port_of(site, KEYPAD)
        stream, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(said)
        writer.write_eof()
        with pytest.raises(SearchError):
            await receive(stream)
        writer.close()
        assert await search(responder, address="127.0.0.1", port=port) == [KEYPAD]
        assert caplog.messages == []

    async def test_those_who_say_nothing_do_not_end_it(self, site: Site, responder: Responder) -> None:
        idle = [await asyncio.open_connection("127.0.0.1", port_of(site, KEYPAD)) for _ in range(AT_ONCE + 1)]
        with pytest.raises(SearchError):
            await receive(idle[-1][0])
        found = await Seeker(lambda: responder.port).search(Quest(QUESTION_SECONDS / 2))
        assert [each.device_id for each in found] == [STATION, KEYPAD, CONTROLLER]
        for _, writer in idle:
            writer.close()
        while responder._talking:
            await asyncio.wait(responder._talking)
        port = port_of(site, KEYPAD)
        assert await search(responder, address="127.0.0.1", port=port) == [KEYPAD]

    async def test_an_answer_to_another_question_is_ignored(self) -> None:
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lying:
            lying.setblocking(False)
            lying.bind(("127.0.0.1", 0))
            searching = asyncio.create_task(Seeker(lambda: int(lying.getsockname()[1])).search(Quest(30)))
            message, asker = await loop.sock_recvfrom(lying, LONGEST)
            number, _ = unpack_question(message)
            for said in (*STRANGE, pack_answer(NUMBER, Answer(0)), pack_answer(number, Answer(0))):
                await loop.sock_sendto(lying, said, asker)
            assert await searching == ()
