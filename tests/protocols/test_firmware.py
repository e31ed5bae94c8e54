"""Firmware files: what is packed is read again, what is damaged is not."""

import pytest

from ostiary.protocols.firmware import HEADER_BYTES, FirmwareError, checked, header, pack


def test_what_is_packed_is_read_again() -> None:
    data = pack(46, "2.1.0-rc.1", b"image")
    assert len(data) == HEADER_BYTES + 5
    assert header(data[:HEADER_BYTES]) == checked(data)
    assert (checked(data).type_id, checked(data).version, checked(data).size) == (46, "2.1.0-rc.1", 5)


@pytest.mark.parametrize("version", ["", "a b", "x" * 33, "1.0\0", ".1"])
def test_a_version_that_no_file_can_hold_is_refused(version: str) -> None:
    with pytest.raises(FirmwareError):
        pack(46, version, b"image")


def test_every_changed_byte_is_noticed() -> None:
    data = pack(46, "2.1.0", b"image")
    of_header_alone = range(5, 9)
    for position in range(len(data)):
        changed = bytes([*data[:position], data[position] ^ 1, *data[position + 1 :]])
        known_by_other_means = position in of_header_alone or 17 <= position < 17 + len("2.1.0")
        if not known_by_other_means:
            with pytest.raises(FirmwareError):
                checked(changed)
    for shorter in (data[:-1], data[:HEADER_BYTES], data[:10], b""):
        with pytest.raises(FirmwareError):
            checked(shorter)
