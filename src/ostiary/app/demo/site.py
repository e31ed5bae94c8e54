"""The demo site as `site.toml` describes it: its simulated devices, and the one act that loads it."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from ostiary.simulator.plan import DevicePlan


@cache
def site() -> dict[str, Any]:
    """The description of the site."""
    return tomllib.loads(resources.files(__package__).joinpath("site.toml").read_text(encoding="utf-8"))


def plans() -> tuple[DevicePlan, ...]:
    """The simulated devices of the site, and those that nobody has registered yet."""
    timezone = site()["timezone"]
    return tuple(
        DevicePlan(row["id"], row["name"], row["model"], row.get("parent"), timezone, row.get("calls_server", False))
        for row in (*site()["devices"], *site()["spares"])
    )
