"""The live stream: the web socket `/wsapi`, and `POST /api/events/start`, which binds the sockets of a session.

A client opens the socket, names its session in the first text (`bs-session-id=...`), and gets one text for an answer.
From the moment the session is bound it gets one text for each event that its operator may see.
"""

import asyncio
import contextlib
import re
from collections.abc import Container
from typing import Annotated

import structlog
from fastapi import Depends, FastAPI, Response, WebSocket, WebSocketDisconnect
from starlette.requests import HTTPConnection
from starlette.types import Message

from ostiary.api.biostar.wire.codes import NO_SESSION, Code, code_of
from ostiary.api.biostar.wire.envelope import DONE_BARE, Answer, AnswerBare, Reason, Refusal, reply
from ostiary.api.biostar.wire.event import Frame, frame_of
from ostiary.api.biostar.wire.route import page
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import NAME, Caller, address_of, needs, of_same_origin
from ostiary.api.sockets import POLICY_VIOLATED, SEND_SECONDS, TRY_AGAIN, close, first_of
from ostiary.events.model import Event
from ostiary.identity.sessions import find_operator
from ostiary.kernel.errors import DomainError, NotSupported, Unauthenticated
from ostiary.live.broadcast import Broadcast, Watcher
from ostiary.live.ring import Behind
from ostiary.live.watching import watch_events

log = structlog.get_logger(__name__)
router = page("Live stream")

FIRST_SECONDS = 30.0
"""How long a socket may be open before it names its session."""

LONGEST = 4096
"""Characters of a text that are looked at."""

NAMED = re.compile(rf"\s*{NAME}\s*[=:]\s*\"?([0-9A-Za-z]*)\"?\s*", re.IGNORECASE)
ACCEPTED = AnswerBare(Response=DONE_BARE).model_dump_json()


def broadcast(connection: HTTPConnection) -> Broadcast:
    """The broadcast of the application that serves this connection."""
    app: FastAPI = connection.app
    found: Broadcast = app.state.broadcast
    return found


@router.post("/api/events/start", response_model=Answer, dependencies=needs(watch_events))
async def start(desk: AtDesk, broadcast: Annotated[Broadcast, Depends(broadcast)], caller: Caller) -> Response:
    """Begin the live stream on the sockets that have named this session; again, or without a socket, is no error. A
    socket that names it later needs another start.
    """
    await desk.gate.ask(caller, watch_events, None)
    await broadcast.bind(caller.session)
    return reply(Answer())


@router.get(
    "/wsapi",
    responses={200: {"model": Frame, "description": "No answer to a request, but each text of the stream."}},
)
async def explain() -> Response:
    """The live stream, a web socket.

    Send one text within 30 seconds, `bs-session-id=` and the id of the session. It is answered by one text,
    `{"Response":{"code":"0"}}`. `POST /api/events/start` then begins the stream: one text for each event that the
    operator may see, shorter than 1,024 bytes, every scalar a text. A ping comes every 20 seconds and has to be
    answered.

    The socket is closed with 1008 after a text that has code 1101 (no such session, or it is over) or 20 (no right to
    watch), with 1013 where no session was named in time or the client does not read fast enough. A client that comes
    back finds what it has missed by a search for higher ids.
    """
    raise NotSupported("This is a web socket.")


@router.websocket("/wsapi")
async def stream(
    socket: WebSocket,
    desk: AtDesk,
    broadcast: Annotated[Broadcast, Depends(broadcast)],
) -> None:
    """Serve one socket until its client or its session leaves."""
    await socket.accept()
    client = _Client(socket, desk, broadcast)
    try:
        await client.serve()
    except WebSocketDisconnect:
        return
    except _NeverNamed:
        log.warning("live client dropped: it named no session", address=address_of(socket))
        await close(socket, TRY_AGAIN)
    except (Behind, TimeoutError):
        log.warning("live client dropped: it does not read", address=address_of(socket))
        await close(socket, TRY_AGAIN)


class _NeverNamed(Exception):
    """A socket has been open for `FIRST_SECONDS` and has named no session."""


class _Client:
    """One socket."""

    def __init__(self, socket: WebSocket, desk: Desk, broadcast: Broadcast) -> None:
        self._socket = socket
        self._desk = desk
        self._broadcast = broadcast
        self._watcher: asyncio.Future[Watcher] = asyncio.get_running_loop().create_future()

    async def serve(self) -> None:
        """Listen and send until one of both ends. Raises `_NeverNamed`, `Behind`, `TimeoutError` and
        `WebSocketDisconnect`.
        """
        cookie = self._socket.cookies.get(NAME)
        if cookie and of_same_origin(self._socket):
            with contextlib.suppress(DomainError):
                await self._attach(cookie, _now())
        try:
            await first_of(self._listen(), self._send(), self._see_end())
        finally:
            if self._watcher.done():
                self._broadcast.detach(self._watcher.result())

    async def _attach(self, session_id: str, asked: float) -> None:
        """Watch through this session, from when it was named; a socket keeps to its first. Raises `Unauthenticated`,
        `Forbidden`.
        """
        operator = await find_operator(self._desk.gate, session_id, address_of(self._socket))
        if self._watcher.done():
            if self._watcher.result().operator.session != operator.session:
                raise Unauthenticated
            return
        await self._desk.gate.ask(operator, watch_events, None)
        self._watcher.set_result(await self._broadcast.attach(operator, asked))

    async def _listen(self) -> None:
        """Read what the client says: the name of its session; nothing else counts."""
        while True:
            if self._watcher.done():
                text = await self._heard()
            else:
                text = await self._heard_first()
            heard = _now()
            named = NAMED.fullmatch(text)
            try:
                session_id = named[1] if named else ""
                if session_id or not self._watcher.done():
                    await self._attach(session_id, heard)
            except DomainError as error:
                await self._refuse(NO_SESSION if isinstance(error, Unauthenticated) else code_of(error))
                return
            if named:
                await self._text(ACCEPTED)

    async def _heard_first(self) -> str:
        try:
            async with asyncio.timeout(FIRST_SECONDS):
                return await self._heard()
        except TimeoutError:
            raise _NeverNamed from None

    async def _heard(self) -> str:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", POLICY_VIOLATED))
        text = message.get("text")
        return (message.get("bytes") or b"")[:LONGEST].decode("utf-8", "replace") if text is None else text[:LONGEST]

    async def _send(self) -> None:
        watcher, send = await asyncio.shield(self._watcher), self._socket.send
        async for notices in watcher.notices(self._broadcast.ring):
            async with asyncio.timeout(SEND_SECONDS):
                for notice in notices:
                    await send(notice.rendered(_message))

    async def _see_end(self) -> None:
        watcher = await asyncio.shield(self._watcher)
        await watcher.over.wait()
        await self._refuse(NO_SESSION)

    async def _text(self, text: str) -> None:
        async with asyncio.timeout(SEND_SECONDS):
            await self._socket.send_text(text)

    async def _refuse(self, code: Code) -> None:
        """Say why, and close."""
        await self._text(Refusal(Response=Reason(code=code.number, message=code.message)).model_dump_json())
        await close(self._socket, POLICY_VIOLATED)


def _message(event: Event, photographed: Container[str]) -> Message:
    return {"type": "websocket.send", "text": frame_of(event, photographed)}


def _now() -> float:
    return asyncio.get_running_loop().time()
