"""The vault: what is sealed opens in its own column only, unaltered only, and under its own key only."""

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.kernel.vault import KEY_BYTES, Vault, VaultError, load

VAULT = Vault(bytes(range(KEY_BYTES)))


class TestSeal:
    @given(st.binary(max_size=200), st.text(max_size=20))
    def test_opens_as_it_was(self, secret: bytes, purpose: str) -> None:
        assert VAULT.open(VAULT.seal(secret, purpose), purpose) == secret

    def test_does_not_show_the_secret_nor_that_two_are_equal(self) -> None:
        one, other = VAULT.seal(b"1234567890", "pin"), VAULT.seal(b"1234567890", "pin")
        assert one != other
        assert b"1234567890" not in one

    def test_opens_for_no_other_purpose(self) -> None:
        sealed = VAULT.seal(b"1234", "pin")
        with pytest.raises(VaultError):
            VAULT.open(sealed, "card key")

    def test_opens_under_no_other_key(self) -> None:
        with pytest.raises(VaultError):
            Vault(b"\x00" * KEY_BYTES).open(VAULT.seal(b"1234", "pin"), "pin")

    @given(st.data())
    def test_does_not_open_when_it_was_altered(self, data: st.DataObject) -> None:
        sealed = bytearray(VAULT.seal(b"1234", "pin"))
        sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
        with pytest.raises(VaultError):
            VAULT.open(bytes(sealed), "pin")

    @given(st.integers(0, 31))
    def test_does_not_open_when_it_was_cut_off(self, length: int) -> None:
        with pytest.raises(VaultError):
            VAULT.open(VAULT.seal(b"1234", "pin")[:length], "pin")


class TestMark:
    def test_is_equal_for_equal_values_and_purposes_only(self) -> None:
        assert VAULT.mark(b"1234", "pin") == VAULT.mark(b"1234", "pin")
        assert len({VAULT.mark(b"1234", "pin"), VAULT.mark(b"1235", "pin"), VAULT.mark(b"1234", "card")}) == 3

    def test_differs_under_another_key(self) -> None:
        assert VAULT.mark(b"1234", "pin") != Vault(b"\x00" * KEY_BYTES).mark(b"1234", "pin")


class TestLoad:
    def test_makes_a_key_that_only_its_owner_reads(self, tmp_path: Path) -> None:
        load(tmp_path / "key")
        assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
        assert len((tmp_path / "key").read_bytes()) == KEY_BYTES
        assert [path.name for path in tmp_path.iterdir()] == ["key"]

    def test_finds_the_key_again(self, tmp_path: Path) -> None:
        sealed = load(tmp_path / "key").seal(b"1234", "pin")
        assert load(tmp_path / "key").open(sealed, "pin") == b"1234"

    def test_two_starts_at_once_have_one_key(self, tmp_path: Path) -> None:
        marks: list[bytes] = []
        starts = [threading.Thread(target=lambda: marks.append(load(tmp_path / "key").mark(b"", ""))) for _ in range(8)]
        for start in starts:
            start.start()
        for start in starts:
            start.join()
        assert len(marks) == 8
        assert len(set(marks)) == 1

    @pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
    def test_refuses_a_file_that_is_no_key(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "key").write_bytes(content)
        with pytest.raises(VaultError):
            load(tmp_path / "key")
