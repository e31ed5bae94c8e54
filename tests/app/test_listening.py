"""The socket at which the server listens."""

import socket

import pytest

from ostiary.app.listening import listen


@pytest.mark.parametrize("host", ["127.0.0.1", ""])
def test_what_it_accepts_sends_short_answers_at_once(host: str) -> None:
    with listen(host, 0) as listening, socket.create_connection(("127.0.0.1", listening.getsockname()[1])):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
