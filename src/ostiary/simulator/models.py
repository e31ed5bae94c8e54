"""The models of the simulated fleet, read from `models.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from ostiary.port.capabilities import Capability, Profile


class UnknownModelError(LookupError):
    """No model of this name."""


@cache
def models() -> dict[str, Profile]:
    """Every model by name."""
    table = tomllib.loads(files("ostiary.simulator").joinpath("models.toml").read_text(encoding="utf-8"))
    return {name: _profile(name, row) for name, row in table.items()}


def model(name: str) -> Profile:
    """The model of this name; raises `UnknownModelError`."""
    try:
        return models()[name]
    except KeyError:
        raise UnknownModelError(name) from None


def _profile(name: str, row: dict[str, object]) -> Profile:
    def number(key: str) -> int:
        value = row.get(key, 0)
        if not isinstance(value, int):
            raise TypeError(f"{name}: {key} is no number")
        return value

    def several(key: str) -> list[object]:
        value = row.get(key, [])
        if not isinstance(value, list):
            raise TypeError(f"{name}: {key} is no list")
        return value

    return Profile(
        type_id=number("type_id"),
        name=name,
        capabilities=frozenset(Capability(str(item)) for item in several("capabilities")),
        relays=number("relays"),
        inputs=number("inputs"),
        max_users=number("max_users"),
        max_cards=number("max_cards"),
        max_fingers=number("max_fingers"),
        max_faces=number("max_faces"),
        max_log=number("max_log"),
        max_pictures=number("max_pictures"),
        firmware=str(row.get("firmware", "1.0.0")),
        modes=tuple(int(str(item)) for item in several("modes")),
        face_kinds=tuple(int(str(item)) for item in several("face_kinds")),
    )
