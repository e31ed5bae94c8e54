"""What a client may keep waiting: heads, trailers and connections have their bounds."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ostiary.app import protocol
from ostiary.app.protocol import MAX_HEAD, BoundedHttp

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
POST = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


async def answer(request: Request) -> PlainTextResponse:
    """How long the body was, and which headers came."""
    body = await request.body()
    return PlainTextResponse(f"{len(body)} {len(request.headers)}")


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server that speaks the protocol."""
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, http=BoundedHttp, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn has no event for it
        await asyncio.sleep(0.005)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def told(port: int, *pieces: bytes) -> bytes:
    """What a connection hears that sends this, until the server closes it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    heard = await reader.read()
    writer.close()
    return heard


class TestHead:
    async def test_a_long_one_is_refused(self, port: int) -> None:
        heard = await told(port, b"GET / HTTP/1.1\r\nX: " + b"a" * (MAX_HEAD + 1))
        assert heard.startswith(b"HTTP/1.1 431 ")

    async def test_trailers_are_dropped(self, port: int) -> None:
        trailers = b"".join(b"X-%d: y\r\n" % number for number in range(1000))
        heard = await told(port, POST, b"2\r\n{}\r\n0\r\n" + trailers + b"\r\nGET / HTTP/1.0\r\n\r\n")
        assert b"\r\n\r\n2 2" in heard

    @pytest.mark.parametrize("begun", [b"2\r\n{}\r\n0\r\nX: ", b"2\r\n{}\r\n2;"], ids=["trailer", "extension"])
    async def test_what_is_long_and_no_body_is_refused(self, port: int, begun: bytes) -> None:
        heard = await told(port, POST, begun, b"a" * (2 * MAX_HEAD + 1))
        assert heard.startswith(b"HTTP/1.1 431 ")

    async def test_a_body_may_be_longer_than_a_head(self, port: int) -> None:
        length = 4 * MAX_HEAD
        head = b"POST / HTTP/1.0\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % length
        heard = await told(port, head, b"a" * length)
        assert heard.endswith(b"%d 2" % length)


class TestPatience:
    @pytest.mark.parametrize("pieces", [(), (b"GET / HT",), (POST, b"2\r\n{")], ids=["nothing", "head", "body"])
    async def test_a_connection_that_sends_no_more_is_closed(
        self, port: int, pieces: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.05)
        monkeypatch.setattr(protocol, "BODY_SECONDS", 0.05)
        assert await told(port, *pieces) == b""
