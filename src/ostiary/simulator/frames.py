"""What the fleet's gateway and its clients say to each other: frames of a length and JSON, calls typed by
`port.driver.Driver`.

A client begins with its token and is welcomed or cut off. Then it calls, `{"id", "call", "given"}`, and is answered
by id, `{"id", "result"}` or `{"id", "fault", "detail"}`, in any order; in between come reports, `{"report"}`. A call
that the client waits for no longer it takes back by its id alone, `{"id"}`: there is no answer then.
"""

import asyncio
import inspect
import json
from dataclasses import dataclass
from typing import Any, get_type_hints

from ostiary.port.driver import Driver
from ostiary.port.reports import Report
from ostiary.simulator.codec import CodecError, decoder, encoder

PORT = 8471
LONGEST = 64 * 1024 * 1024
"""Bytes a frame may have: a whole device's digests fit."""
TRUSTED_LONGEST = 4096
"""Bytes of a frame before the token is known to be right."""

Frame = dict[str, Any]


class FrameError(Exception):
    """The other side does not speak this protocol."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the driver protocol: types of what is given, in order, and of what comes back."""

    name: str
    given: tuple[object, ...]
    result: object

    def pack(self, values: tuple[object, ...]) -> list[Any]:
        """Arguments as plain values."""
        return [encoder(hint)(value) for hint, value in zip(self.given, values, strict=True)]

    def unpack(self, plain: Any) -> list[Any]:
        """Arguments again; raises `CodecError`."""
        try:
            return [decoder(hint)(value) for hint, value in zip(self.given, plain, strict=True)]
        except (KeyError, TypeError, ValueError) as error:
            raise CodecError(f"{self.name}: {error}") from error


def _call(name: str) -> Call:
    method = getattr(Driver, name)
    hints = get_type_hints(method)
    parameters = [parameter for parameter in inspect.signature(method).parameters if parameter != "self"]
    return Call(name, tuple(hints[parameter] for parameter in parameters), hints["return"])


CALLS = {
    name: _call(name)
    for name in (
        "waiting",
        "place",
        "connect",
        "disconnect",
        "discover",
        "attach",
        "marks",
        "branches",
        "digests",
        "read",
        "summaries",
        "write",
        "delete",
        "wipe",
        "run",
        "doors",
        "whereabouts",
        "log",
        "picture",
        "clear_log",
        "load_firmware",
        "install_firmware",
        "clock",
        "set_clock",
    )
}
pack_report = encoder(Report)
unpack_report = decoder(Report)


def pack(frame: Frame) -> bytes:
    """The frame as bytes."""
    body = json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return len(body).to_bytes(4, "big") + body


async def receive(stream: asyncio.StreamReader, longest: int = LONGEST) -> Frame | None:
    """The next frame; None at the end of the stream, however it came. Raises `FrameError`."""
    try:
        length = int.from_bytes(await stream.readexactly(4), "big")
        if length > longest:
            raise FrameError(f"a frame of {length} bytes")
        frame = json.loads(await stream.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except ValueError as error:
        raise FrameError(str(error)) from error
    if not isinstance(frame, dict):
        raise FrameError("a frame is an object")
    return frame
