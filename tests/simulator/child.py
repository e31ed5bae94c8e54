"""A simulator in a process of its own: `python -m tests.simulator.child FOLDER` says its three ports when it can be
reached.
"""

import asyncio
import sys
from pathlib import Path

from ostiary.simulator.service import Service, serve
from tests.simulator.site import PLANS


def announce(service: Service) -> None:
    """Tell the parent process where to knock."""
    sys.stdout.write(f"ready {service.control.port} {service.gateway.port} {service.responder.port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), 0, gateway_port=0, plans=PLANS, ready=announce))
