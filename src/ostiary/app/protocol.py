"""The HTTP protocol with bounds on what a client may keep waiting: a head, or trailers, longer than 64 kB get 431, and
a connection that does not send what it began is closed.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024
"""Bytes of request line and headers together, and of whatever else is no body: trailers, extensions of chunks."""
HEAD_SECONDS = 15.0
"""From the connection, or the first byte of a further request, to the end of the head."""
BODY_SECONDS = 30.0
"""From one piece of a body to the next."""

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedHttp(HttpToolsProtocol):
    """Uvicorn's protocol, counting what arrives since the last head or piece of a body was complete."""

    _unread: int = 0
    _in_head: bool = True
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client is there."""
        super().connection_made(transport)
        self._expect(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._expect(None)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head = True
        self._expect(HEAD_SECONDS)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header of the head; what follows a body is dropped."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """From here on bytes are body."""
        self._unread, self._in_head = 0, False
        self._expect(BODY_SECONDS)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._unread = 0
        self._expect(BODY_SECONDS)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._unread = 0
        self._expect(None)
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Pass on in pieces no longer than a head may be, so that a head in one read is measured, too."""
        for start in range(0, len(data), MAX_HEAD):
            piece = data[start : start + MAX_HEAD]
            self._unread += len(piece)
            super().data_received(piece)
            if self.transport.is_closing():
                return
            if self._unread > MAX_HEAD:
                self.transport.write(TOO_LARGE)
                self.transport.close()
                return

    def _expect(self, seconds: float | None) -> None:
        """Close the connection unless something happens within so many seconds; None = wait for ever."""
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self.transport.close)
