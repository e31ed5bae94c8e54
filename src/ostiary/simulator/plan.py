"""What a fleet consists of, described: one `DevicePlan` for each device or slave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DevicePlan:
    """One device. `id` is its serial number, `model` a name of `models.toml`; a slave names its master as `parent_id`.

    `timezone` is its IANA zone until its settings name another. `calls_server`: it comes set to call the server, which
    has it wait until it is registered.
    """

    id: int
    name: str
    model: str
    parent_id: int | None = None
    timezone: str = "UTC"
    calls_server: bool = False
