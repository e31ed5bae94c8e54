"""The way to the control API of the simulator that runs on the data directory, in this process or in one of its own."""

from collections.abc import Mapping
from typing import Any

import httpx

from ostiary.app import addresses
from ostiary.app.config import Config
from ostiary.devices.model import DeviceFailed
from ostiary.port.commands import Fault
from ostiary.simulator.access_token import FILE_NAME, read_token

SECONDS = 60.0


class Simulator:
    """Asks the control API, where the server drives simulated devices and these run on its data directory."""

    def __init__(self, config: Config) -> None:
        self._data_dir = config.data_dir
        self._driven = config.simulator != "off"
        self._client: httpx.AsyncClient | None = None

    async def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> tuple[int, Any] | None:
        """Status and document of an answer; None where no simulator runs. Raises `DeviceFailed` where it does not
        answer.
        """
        address = addresses.known(self._data_dir / addresses.SIMULATOR) if self._driven else None
        if address is None:
            return None
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=SECONDS, trust_env=False)
        headers = {"Authorization": f"Bearer {read_token(self._data_dir / FILE_NAME)}"}
        try:
            answer = await self._client.request(method, address + path, json=body, headers=headers)
            return answer.status_code, answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise DeviceFailed(Fault.NOT_CONNECTED, "the simulator does not answer") from error

    async def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
