"""The HTTP protocol with a bound on the head of a request: what is longer gets 431 and the connection is closed."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024
"""Bytes of request line and headers together."""

TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedHttp(HttpToolsProtocol):
    """Uvicorn's protocol, counting what arrives until the headers are complete."""

    _head: int = 0
    _in_head: bool = True

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """From here on bytes are body."""
        self._head, self._in_head = 0, False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Pass on in pieces no longer than a head may be, so that a head in one read is measured, too."""
        for start in range(0, len(data), MAX_HEAD):
            piece = data[start : start + MAX_HEAD]
            super().data_received(piece)
            if self.transport.is_closing():
                return
            self._head = self._head + len(piece) if self._in_head else 0
            if self._head > MAX_HEAD:
                self.transport.write(TOO_LARGE)
                self.transport.close()
                return
