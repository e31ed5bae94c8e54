"""Who calls through a proxy: what a trusted proxy says of address and scheme counts; what others say does not."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ostiary.kernel.address import canonical

Network = IPv4Network | IPv6Network

WITH_PORT = re.compile(r"\[(?P<six>[^]]*)\](?::\d+)?|(?P<four>[\d.]+):\d+")
"""How some proxies write an address: `[2001:db8::1]:443`, `192.0.2.1:443`."""


class Forwarded:
    """Sets address and scheme of a connection to those that its trusted proxies tell."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self.app = app
        self.trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        client = scope.get("client")
        if scope["type"] in {"http", "websocket"} and client and self._trusts(client[0]):
            headers = Headers(scope=scope)
            told = ",".join(headers.getlist("x-forwarded-for")).split(",")
            scope = {**scope, "client": (self._caller(client[0], reversed(told)), client[1])}
            encrypted = {"http": False, "https": True}.get(headers.get("x-forwarded-proto", "").strip().lower())
            if encrypted is not None:
                plain = "http" if scope["type"] == "http" else "ws"
                scope["scheme"] = f"{plain}s" if encrypted else plain
        await self.app(scope, receive, send)

    def _caller(self, nearest: str, told: Iterable[str]) -> str:
        """The first address, from the nearest on, that is no trusted proxy's; where somebody wrote no address, the last
        before that.
        """
        for text in told:
            with_port = WITH_PORT.fullmatch(text.strip())
            try:
                nearest = canonical(text if with_port is None else with_port["six"] or with_port["four"] or "")
            except ValueError:
                break
            if not self._trusts(nearest):
                break
        return nearest

    def _trusts(self, host: str) -> bool:
        try:
            address = ip_address(canonical(host))
        except ValueError:
            return False
        return any(address in network for network in self.trusted)
