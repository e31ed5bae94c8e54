"""The driver of a fleet in this process."""

from ostiary.simulator.session import Session


class Local(Session):
    """A session with the fleet is all a driver needs here."""

    name = "simulated"
