"""Who calls, where a proxy says so."""

from ipaddress import ip_network
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from ostiary.api.forwarded import Forwarded

PROXY, INNER = "192.0.2.1", "10.0.0.5"
TRUSTED = (ip_network("192.0.2.1/32"), ip_network("10.0.0.0/8"), ip_network("::1/128"))
CALLER = "198.51.100.9"


async def seen(client: str | None, *headers: tuple[str, str], type: str = "http") -> tuple[Any, str]:
    """Address and scheme that the application sees."""
    got: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        got.append(scope)

    async def receive() -> Any:
        raise AssertionError

    async def send(_: Any) -> None:
        raise AssertionError

    scope = {
        "type": type,
        "scheme": "http" if type == "http" else "ws",
        "client": None if client is None else (client, 1234),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }
    await Forwarded(app, TRUSTED)(scope, receive, send)
    return got[0]["client"] and got[0]["client"][0], got[0]["scheme"]


def told(*addresses: str) -> list[tuple[str, str]]:
    """What proxies say of who called."""
    return [("x-forwarded-for", address) for address in addresses]


class TestAddress:
    @pytest.mark.parametrize(
        ("headers", "address"),
        [
            (told(CALLER), CALLER),
            (told(f"203.0.113.1, {CALLER}"), CALLER),
            (told("203.0.113.1", CALLER), CALLER),
            (told(f"{CALLER}, {INNER}"), CALLER),
            (told(f"{CALLER}, {INNER}, {PROXY}"), CALLER),
            (told(f"::ffff:{CALLER}"), CALLER),
            (told(f"{CALLER}:4711"), CALLER),
            (told("[2001:DB8::0:9]:443"), "2001:db8::9"),
            (told("2001:db8::9"), "2001:db8::9"),
            (told(f"{CALLER}, unknown"), PROXY),
            (told(f"{CALLER}, 1; drop table, {INNER}"), INNER),
            (told(f"{CALLER}, 999.1.1.1"), PROXY),
            (told(""), PROXY),
            (told("\xff\xfe"), PROXY),
            ([], PROXY),
        ],
    )
    async def test_is_the_last_that_is_no_proxy(self, headers: list[tuple[str, str]], address: str) -> None:
        assert (await seen(PROXY, *headers))[0] == address

    async def test_counts_only_from_a_proxy_that_is_trusted(self) -> None:
        for client in ("203.0.113.5", "not an address", None):
            assert (await seen(client, *told(CALLER)))[0] == client
        assert (await seen("::ffff:192.0.2.1", *told(CALLER)))[0] == CALLER
        assert (await seen("::1", *told(CALLER)))[0] == CALLER


class TestScheme:
    async def test_is_what_the_proxy_was_called_by(self) -> None:
        assert (await seen(PROXY, ("x-forwarded-proto", "https")))[1] == "https"
        assert (await seen(PROXY, ("x-forwarded-proto", "HTTPS"), type="websocket"))[1] == "wss"
        assert (await seen(PROXY, ("x-forwarded-proto", "gopher")))[1] == "http"
        assert (await seen("203.0.113.5", ("x-forwarded-proto", "https")))[1] == "http"
