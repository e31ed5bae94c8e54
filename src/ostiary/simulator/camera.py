"""The camera of a reader: which events its settings have it photograph, and the picture: the device and the moment.

It is a real JPEG of the plainest kind: grey, each block of 8 x 8 pixels of one shade, one point of what is written.
"""

import json
from datetime import tzinfo
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from ostiary.policy.schedule import ALWAYS, open_now
from ostiary.port.capabilities import Capability
from ostiary.port.reports import LogRecord
from ostiary.simulator.holdings import Holdings
from ostiary.simulator.unit import Unit

GLYPHS = {
    "0": "75557",
    "1": "26227",
    "2": "71747",
    "3": "71717",
    "4": "55711",
    "5": "74717",
    "6": "74757",
    "7": "71111",
    "8": "75757",
    "9": "75717",
    "-": "00700",
    ":": "02020",
    " ": "00000",
}
"""Each line of a sign as the octal number of its three points."""
LINE = 19
"""Signs of a line: a date and a time."""
DARK, LIGHT = -100, 100
"""Shades, 0 = middle grey."""
STEP = 8
"""Shades are told apart in steps of this: a block's one coefficient is eight times its shade, and divided by 64."""


def picture_of(record: LogRecord, unit: Unit, holdings: Holdings, zone: tzinfo) -> bytes:
    """The picture that a reader takes with an event; empty where it has no camera, or its settings want none."""
    if Capability.CAMERA not in unit.profile.capabilities or not _wanted(record, unit.id, holdings, zone):
        return b""
    return picture((str(unit.id), f"{record.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"))


def _wanted(record: LogRecord, unit_id: int, holdings: Holdings, zone: tzinfo) -> bool:
    held = holdings.settings(unit_id)
    if held is None:
        return False
    rules = holdings.rules()
    return any(
        covers(code, record.code) and open_now(schedule_id, rules.schedules, rules.holidays, record.at, zone)
        for code, schedule_id in _photographed(held.extra)
    )


def covers(chosen: int, code: int) -> bool:
    """Whether an event type that was chosen means this one: it does itself, and a main code means all its sub codes."""
    return chosen == code or (chosen & 0xFF == 0 and chosen == code & ~0xFF)


@lru_cache(maxsize=256)
def _photographed(extra: str) -> tuple[tuple[int, int], ...]:
    """Event type and schedule of what settings want a picture of."""
    groups: dict[str, Any] = json.loads(extra or "{}")
    if not groups.get("use_image_log"):
        return ()
    items = groups.get("imageLogEventInfo", {}).get("imageLogEventItems", ())
    chosen = ((item.get("event_type_id", {}).get("code"), item.get("schedule_id", ALWAYS)) for item in items)
    # Settings that were stored before each item had to name its event are still about.
    return tuple((code, schedule_id) for code, schedule_id in chosen if code is not None)


def picture(lines: tuple[str, ...]) -> bytes:
    """A JPEG with these lines of digits."""
    shades = [shade for row in _rows(lines) for shade in row]
    bits = "".join(_difference(one - before) + "0" for before, one in pairwise([0, *shades]))
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
    width, height = 8 * (4 * LINE + 1), 8 * len(shades) // (4 * LINE + 1)
    frame = bytes((8, *height.to_bytes(2, "big"), *width.to_bytes(2, "big"), 1, 1, 0x11, 0))
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            _segment(0xDB, bytes((0, *[64] * 64))),
            _segment(0xC0, frame),
            # Differences have up to eight bits, by codes of four; of the other coefficients there is only "no more".
            _segment(0xC4, bytes((0x00, 0, 0, 0, 9, *[0] * 12, *range(9)))),
            _segment(0xC4, bytes((0x10, 1, *[0] * 15, 0))),
            _segment(0xDA, bytes((1, 1, 0x00, 0, 63, 0))),
            scan,
            b"\xff\xd9",
        )
    )


def _rows(lines: tuple[str, ...]) -> list[list[int]]:
    """The shades, row by row: each sign is three points wide and five high, with one between."""
    empty = [DARK // STEP] * (4 * LINE + 1)
    rows = [empty]
    for line in lines:
        for height in range(5):
            points = [int(GLYPHS.get(sign, GLYPHS["-"])[height]) for sign in line[:LINE].ljust(LINE)]
            row = [LIGHT // STEP if point & mask else DARK // STEP for point in points for mask in (0, 4, 2, 1)]
            rows.append([*row, DARK // STEP])
        rows.append(empty)
    return rows


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker, *(len(body) + 2).to_bytes(2, "big"))) + body


@cache
def _difference(value: int) -> str:
    """A difference of shades, coded: how many bits, then the bits."""
    size = abs(value).bit_length()
    bits = format(value if value > 0 else value + (1 << size) - 1, f"0{size}b") if size else ""
    return format(size, "04b") + bits
