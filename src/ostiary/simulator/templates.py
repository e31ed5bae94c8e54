"""Synthetic biometrics: the template of a finger or face derives from (user, index), so that what is captured now can
be enrolled for anybody and is recognised when the same finger or face is presented again. Matching is equality.
"""

import hashlib
import struct
from functools import cache
from importlib.resources import files

from ostiary.port.capabilities import Capability, Profile

FINGER_BYTES = 384
FACE_BYTES = 552
VISUAL_KINDS = (5, 9)
"""Templates of a visual face, by credential_bin_type."""
INFRARED_KIND = 0
QUALITY = 95
"""Quality of a finger unless a presentation says otherwise."""
_IMAGE_SIDE = 64


def face_kinds(profile: Profile) -> tuple[int, ...]:
    """The kinds of templates that a model makes of a face."""
    visual = profile.face_kinds or VISUAL_KINDS
    return visual if Capability.VISUAL_FACE in profile.capabilities else (INFRARED_KIND,)


def finger_template(user: str, index: int) -> bytes:
    """The template of this finger."""
    return _stream(f"finger\0{user}\0{index}", FINGER_BYTES)


def face_template(user: str, index: int, kind: int) -> bytes:
    """The template of this face for one kind of matcher."""
    return _stream(f"face\0{user}\0{index}\0{kind}", FACE_BYTES)


def face_templates(user: str, index: int, kinds: tuple[int, ...] = VISUAL_KINDS) -> tuple[tuple[int, bytes], ...]:
    """The templates of this face for several kinds of matcher."""
    return tuple((kind, face_template(user, index, kind)) for kind in kinds)


def finger_image(user: str, index: int) -> bytes:
    """A grey BMP of 64 x 64 pixels that is the same whenever this finger is read."""
    pixels = _stream(f"image\0{user}\0{index}", _IMAGE_SIDE * _IMAGE_SIDE)
    palette = b"".join(bytes((level, level, level, 0)) for level in range(256))
    offset = 14 + 40 + len(palette)
    header = struct.pack("<2sIHHI", b"BM", offset + len(pixels), 0, 0, offset)
    size = struct.pack("<IiiHHIIiiII", 40, _IMAGE_SIDE, _IMAGE_SIDE, 1, 8, 0, len(pixels), 2835, 2835, 256, 0)
    return header + size + palette + pixels


def face_image(user: str, index: int) -> bytes:
    """A JPEG of a drawn face; a comment in it says whose face it is, so that it differs between people."""
    comment = f"ostiary {user} {index}".encode()
    picture = _drawing()
    return picture[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + picture[2:]


@cache
def _drawing() -> bytes:
    return files("ostiary.simulator").joinpath("face.jpg").read_bytes()


def _stream(seed: str, length: int) -> bytes:
    blocks = (length + 63) // 64
    made = b"".join(hashlib.blake2b(f"{block}\0{seed}".encode()).digest() for block in range(blocks))
    return made[:length]
