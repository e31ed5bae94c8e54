"""The socket at which the server listens."""

import errno
import socket

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """Listen at this address, at all of IPv6 and IPv4 where it is empty. Raises `OSError`."""
    listening = _at(host, port) if host else _everywhere(port)
    # What it accepts inherits this, and asyncio sees to it for sockets alone that name their protocol. Without it the
    # body of a short answer waits 40 ms for the client to acknowledge the head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _at(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _everywhere(port: int) -> socket.socket:
    """One socket for IPv6 and IPv4; for IPv4 alone where the machine has no IPv6."""
    if socket.has_dualstack_ipv6():
        try:
            return socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=BACKLOG)
        except OSError as error:
            if error.errno not in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                raise
    return socket.create_server(("", port), backlog=BACKLOG)
