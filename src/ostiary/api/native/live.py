"""How the site changes: the web socket `/native/live`, which goes on where `/native/site` or a lost connection has left
off.
"""

import asyncio
from typing import Annotated, Literal

import structlog
from fastapi import Depends, FastAPI, Response, WebSocket, WebSocketDisconnect
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from ostiary.api.native.event_rows import EventOut, event_out
from ostiary.api.native.jobs import JobOut, job_out
from ostiary.api.native.problems import NATIVE, Problem
from ostiary.api.native.route import page
from ostiary.api.native.site import AlertsOut, DeviceOut, DoorOut, device_out, door_out
from ostiary.api.native.values import Cursor, cursor_of, position_of
from ostiary.api.sessions import address_of, open_session
from ostiary.api.sockets import NORMAL, POLICY_VIOLATED, SEND_SECONDS, TRY_AGAIN, close, first_of
from ostiary.identity.model import PasswordChangeRequired
from ostiary.jobs.queries import JobView
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import DomainError, NotSupported, Unauthenticated
from ostiary.live.notices import Logged, Notice
from ostiary.live.ring import Behind
from ostiary.live.site import DeviceNow, DoorNow, Place
from ostiary.live.site_stream import Frame, MissedTooMuch, SiteStream, Viewer

log = structlog.get_logger(__name__)
router = page("Live")

RESET = '{"reset":true}'


class NoticeOut(BaseModel):
    """What a door, device, job or the number of alerts is from now on, as in `/native/site`; null = gone, or out of
    sight. Or an event, as in `/native/events`. `id` is empty for alerts.
    """

    topic: Literal["door", "device", "job", "alert", "event"]
    id: str
    value: DoorOut | DeviceOut | JobOut | AlertsOut | EventOut | None


class FrameOut(BaseModel):
    """What is told at once, and where one stands with it."""

    cursor: str
    notices: list[NoticeOut]


class ResetOut(BaseModel):
    """The client begins anew: it takes `/native/site`."""

    reset: Literal[True]


class EndOut(BaseModel):
    """Why nothing more is told."""

    problem: Problem


TEXT = {"model": FrameOut | ResetOut | EndOut, "description": "No answer to a request, but each text of the socket."}


def site_stream(connection: HTTPConnection) -> SiteStream:
    """The site's stream of the application that serves this connection."""
    app: FastAPI = connection.app
    found: SiteStream = app.state.site_stream
    return found


@router.get("/native/live", responses={200: TEXT})
async def explain(after: Cursor = None) -> Response:
    """How the site changes, a web socket.

    The session is that of the cookie, or of the header `bs-session-id`; cookies count for pages of the same origin
    only. `after` is the cursor of `/native/site`, or of the last frame before the connection was lost; without it one
    is told what happens from now on.

    The first text comes at once and has all that was missed, in one frame. Then there is a frame whenever something
    changes that the operator may see, and every ten seconds or so while something happens that he may not. Of several
    changes of one thing the last is told; of events each, once, in the order in which they were stored.

    `{"reset":true}` comes where what was missed is too much or too long ago, or where the operator may see other things
    than before; the socket is closed then with 1000, and the client takes `/native/site` again. It is closed with 1008
    after `{"problem": ...}` (no session, or it has ended), with 1013 where the client does not read fast enough: it may
    come back with its last cursor. What the client sends is not looked at.
    """
    raise NotSupported("This is a web socket.")


@router.websocket("/native/live")
async def live(
    socket: WebSocket,
    stream: Annotated[SiteStream, Depends(site_stream)],
    after: str | None = None,
) -> None:
    """Serve one socket until its client or its session leaves."""
    await socket.accept()
    try:
        operator = await _operator(socket)
        place = _place(operator, after)
        viewer = await stream.attach(operator)
    except DomainError as error:
        return await _end(socket, error)
    except MissedTooMuch:
        return await _reset(socket)
    try:
        await first_of(
            _hear(socket), _send(socket, stream, viewer, place), _see_end(socket, viewer), _see_other(viewer)
        )
    except WebSocketDisconnect:
        return None
    except MissedTooMuch:
        await _reset(socket)
    except (Behind, TimeoutError):
        log.warning("live client dropped: it does not read", address=address_of(socket))
        await close(socket, TRY_AGAIN)
    finally:
        stream.detach(viewer)


async def _operator(socket: WebSocket) -> Operator:
    """Who opens a socket. Raises `Unauthenticated`, and `PasswordChangeRequired` as everywhere."""
    session = await open_session(socket)
    if session.must_change_password:
        raise PasswordChangeRequired("Change the password first.")
    return session.operator


def _place(operator: Operator, after: str | None) -> Place | None:
    """Where a cursor stands; raises `MissedTooMuch` for another's: he may have seen other things."""
    if not after:
        return None
    fact, event, key = position_of(after, 3)
    if key != operator.key:
        raise MissedTooMuch
    return Place(fact, event)


async def _hear(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


async def _send(socket: WebSocket, stream: SiteStream, viewer: Viewer, after: Place | None) -> None:
    async for frame in stream.frames(viewer, after):
        await _text(socket, _framed(frame, viewer.operator.key))


async def _see_end(socket: WebSocket, viewer: Viewer) -> None:
    await viewer.over.wait()
    await _end(socket, Unauthenticated())


async def _see_other(viewer: Viewer) -> None:
    await viewer.otherwise.wait()
    raise MissedTooMuch


async def _text(socket: WebSocket, text: str) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await socket.send_text(text)


async def _end(socket: WebSocket, error: DomainError) -> None:
    """Say why, and close."""
    problem = bytes(NATIVE.refused(error, socket.url.path).body).decode()
    await _text(socket, f'{{"problem":{problem}}}')
    await close(socket, POLICY_VIOLATED)


async def _reset(socket: WebSocket) -> None:
    await _text(socket, RESET)
    await close(socket, NORMAL)


def _framed(frame: Frame, key: int) -> str:
    notices = ",".join(notice.rendered(_rendered) for notice in frame.notices)
    return f'{{"cursor":"{cursor_of(frame.upto.fact, frame.upto.event, key)}","notices":[{notices}]}}'


def _rendered(notice: Notice) -> str:
    return NoticeOut(topic=notice.topic.value, id=notice.id, value=_value(notice)).model_dump_json()


def _value(notice: Notice) -> DoorOut | DeviceOut | JobOut | AlertsOut | EventOut | None:
    match notice.value:
        case DoorNow() as door:
            return door_out(door)
        case DeviceNow() as device:
            return device_out(device)
        case JobView() as job:
            return job_out(job)
        case Logged(event, drift, photographed, status):
            return event_out(event, drift, photographed, status)
        case int(count):
            return AlertsOut(unacknowledged=count)
        case None:
            return None
