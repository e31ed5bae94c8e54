"""A sealed stream opens as it was written, and not at all otherwise."""

import io

import pytest

from ostiary.app.backup.sealing import CHUNK, MAGIC, TAG, BackupError, Header, Opener, Sealer

PASSPHRASE = "a long enough passphrase"
CONTENT = bytes(range(256)) * (CHUNK // 128) + b"the end"
"""Two chunks and a bit."""


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are made in a moment."""
    monkeypatch.setattr(Header.model_fields["time"], "default", 1)
    monkeypatch.setattr(Header.model_fields["memory"], "default", 128)
    Header.model_rebuild(force=True)


def sealed(content: bytes = CONTENT, step: int = 100_000) -> bytes:
    """Content, sealed as it comes in steps."""
    file = io.BytesIO()
    sealer = Sealer(file, PASSPHRASE)
    for start in range(0, len(content), step):
        sealer.write(content[start : start + step])
    sealer.close()
    return file.getvalue()


def opened(file: bytes, passphrase: str = PASSPHRASE, count: int = 70_000) -> bytes:
    """What is in a sealed stream, read in steps."""
    opener = Opener(io.BytesIO(file), passphrase)
    found = b""
    while not opener.at_end():
        found += opener.read(min(count, len(CONTENT) - len(found)))
    return found


class TestSealed:
    def test_it_opens_as_it_was_written(self) -> None:
        assert opened(sealed()) == CONTENT
        assert opened(sealed(step=CHUNK)) == CONTENT
        assert opened(sealed(CONTENT[:CHUNK]), count=CHUNK) == CONTENT[:CHUNK]

    def test_nothing_of_it_can_be_read(self) -> None:
        assert b"the end" not in sealed()
        assert sealed()[-100:] != sealed()[-100:]

    def test_a_wrong_passphrase_is_said_to_be(self) -> None:
        with pytest.raises(BackupError, match="passphrase is wrong"):
            opened(sealed(), "another passphrase")

    def test_it_is_refused_wherever_it_is_cut_off(self) -> None:
        whole = sealed()
        head = whole.index(b"\n") + 1
        chunk = CHUNK + TAG
        for length in (0, 5, head - 1, head + 5, head + chunk, head + 2 * chunk, len(whole) - 1):
            with pytest.raises(BackupError):
                opened(whole[:length])

    def test_it_is_refused_wherever_it_is_altered(self) -> None:
        whole = sealed()
        head = whole.index(b"\n") + 1
        for place in (3, len(MAGIC) + 10, head - 5, head, head + CHUNK, len(whole) - 1):
            altered = bytearray(whole)
            altered[place] ^= 1
            with pytest.raises(BackupError):
                opened(bytes(altered))

    def test_it_is_refused_with_something_behind_it(self) -> None:
        with pytest.raises(BackupError):
            opened(sealed() + b"x")

    def test_its_parts_cannot_be_exchanged(self) -> None:
        whole = sealed()
        head, chunk = whole.index(b"\n") + 1, CHUNK + TAG
        first, second = whole[head : head + chunk], whole[head + chunk : head + 2 * chunk]
        with pytest.raises(BackupError):
            opened(whole[:head] + second + first + whole[head + 2 * chunk :])

    def test_a_head_that_would_take_all_memory_is_refused(self) -> None:
        whole = sealed()
        for made in (b'"memory":128', b'"time":1'):
            with pytest.raises(BackupError, match="head"):
                opened(whole.replace(made, made.partition(b":")[0] + b":99999999", 1))
