"""What a reader's settings have it look at before it lets somebody in, as far as its model can."""

import json
from functools import lru_cache
from typing import Any

from ostiary.policy.screening import Screening, Use, When
from ostiary.port.capabilities import Capability, Profile


@lru_cache(maxsize=256)
def _groups(extra: str) -> dict[str, Any]:
    config: dict[str, Any] = json.loads(extra or "{}").get("thermal_config", {})
    return config


def screening_of(extra: str, profile: Profile) -> Screening:
    """What is looked at by these settings."""
    given, usual = _groups(extra), Screening()
    thermal, masks = Capability.THERMAL in profile.capabilities, Capability.VISUAL_FACE in profile.capabilities
    return Screening(
        temperature=Use(given.get("enable_thermal_camera", Use.OFF)) if thermal else Use.OFF,
        mask=Use(given.get("enable_mask", Use.OFF)) if masks else Use.OFF,
        when=When(given.get("temperature_checkmode", usual.when)),
        low=given.get("temperature_threshold_low", usual.low),
        high=given.get("temperature_threshold_high", usual.high),
    )


def is_recorded(extra: str) -> bool:
    """Whether the temperature that was measured goes into the log."""
    return bool(_groups(extra).get("enable_audit_temperature", True))
