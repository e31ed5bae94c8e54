"""The driver of a fleet in this process."""

from collections.abc import Callable, Sequence

from ostiary.drivers.simulated.seeker import Seeker
from ostiary.port.discovery import Found, Quest
from ostiary.simulator import control
from ostiary.simulator.feed import HINTS
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.session import CALL_TIMEOUT, Session


class Local(Session):
    """A session with the fleet is all a driver needs here, but for searches: these go through the network, as those of
    others do.
    """

    name = "simulated"

    def __init__(
        self,
        fleet: Fleet,
        search_port: Callable[[], int] = lambda: control.PORT,
        *,
        hints: int = HINTS,
        call_timeout: float = CALL_TIMEOUT,
    ) -> None:
        super().__init__(fleet, hints=hints, call_timeout=call_timeout)
        self._seeker = Seeker(search_port)

    async def search(self, quest: Quest) -> Sequence[Found]:
        """Devices that answer a search, each followed by its slaves where these are wanted."""
        return await self._seeker.search(quest)
