"""Firmware files of simulated devices: a header of 85 bytes, then the image.

Magic `OSTFW`, type id of the device (4 bytes), size of the image (8), version (36, ASCII, filled up with zeros),
SHA-256 of the image (32); numbers most significant byte first.
"""

import hashlib
import re
import struct
from dataclasses import dataclass, field

_LAYOUT = struct.Struct(">5sIQ36s32s")
HEADER_BYTES = _LAYOUT.size
MAGIC = b"OSTFW"
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._+-]{0,31}")
LONGEST = 72 * 1024 * 1024
"""Bytes a file may have; what device gateways of the trade take."""


class FirmwareError(ValueError):
    """The file is no firmware, or damaged."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of its image."""

    type_id: int
    version: str
    size: int
    digest: bytes = field(repr=False)


def pack(type_id: int, version: str, image: bytes) -> bytes:
    """A firmware file; raises `FirmwareError` for a version that no file can hold."""
    if not VERSION.fullmatch(version):
        raise FirmwareError(f"no version: {version}")
    return _LAYOUT.pack(MAGIC, type_id, len(image), version.encode(), hashlib.sha256(image).digest()) + image


def header(data: bytes) -> Header:
    """The header at the beginning of a file; raises `FirmwareError`."""
    if len(data) < HEADER_BYTES:
        raise FirmwareError("too short")
    magic, type_id, size, version, digest = _LAYOUT.unpack_from(data)
    text = version.rstrip(b"\0").decode("ascii", "replace")
    if magic != MAGIC or not VERSION.fullmatch(text):
        raise FirmwareError("no firmware")
    return Header(type_id, text, size, digest)


def checked(data: bytes) -> Header:
    """The header of a whole file whose image is what it says; raises `FirmwareError`."""
    found = header(data)
    image = memoryview(data)[HEADER_BYTES:]
    if len(image) != found.size or hashlib.sha256(image).digest() != found.digest:
        raise FirmwareError("damaged")
    return found
