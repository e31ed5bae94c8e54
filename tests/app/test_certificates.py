"""The server's certificate: made at first start by an authority of its own, kept while it is good, renewed in time."""

import asyncio
import ipaddress
import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from ostiary.app.certificates import AUTHORITY_YEARS, CERTIFICATE_DAYS, RENEW_BEFORE, Files, ensure, general_name

NOW = datetime.now(UTC)


def certificate(path: Path) -> x509.Certificate:
    """The first certificate of a file."""
    return x509.load_pem_x509_certificate(path.read_bytes())


def content(files: Files) -> tuple[bytes, bytes]:
    """Certificate and key as they are."""
    return files.certificate.read_bytes(), files.key.read_bytes()


async def shaken(files: Files, name: str) -> str:
    """The TLS version that a client which trusts the authority alone and a server with these files agree on."""
    server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server_context.load_cert_chain(files.certificate, files.key)

    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0, ssl=server_context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        trusting = ssl.create_default_context(cafile=files.authority)
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname=name)
        version: str = writer.get_extra_info("ssl_object").version()
        writer.close()
    return version


class TestFirstStart:
    def test_makes_an_authority_and_a_certificate_for_this_machine(self, tmp_path: Path) -> None:
        files = ensure(tmp_path / "tls", NOW)
        assert files.authority is not None
        authority, server = certificate(files.authority), certificate(files.certificate)
        server.verify_directly_issued_by(authority)
        assert authority.not_valid_after_utc - NOW > timedelta(days=364 * AUTHORITY_YEARS)
        assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert server.not_valid_after_utc - NOW <= timedelta(days=CERTIFICATE_DAYS)
        names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert "localhost" in names.get_values_for_type(x509.DNSName)
        assert ipaddress.ip_address("127.0.0.1") in names.get_values_for_type(x509.IPAddress)

    def test_keeps_keys_for_their_owner(self, tmp_path: Path) -> None:
        ensure(tmp_path / "tls", NOW)
        for name in ("ca.key", "server.key"):
            assert stat.S_IMODE((tmp_path / "tls" / name).stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700

    @pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
    async def test_a_client_that_trusts_the_authority_connects(self, tmp_path: Path, name: str) -> None:
        assert (await shaken(ensure(tmp_path, NOW), name)).startswith("TLSv1.")

    async def test_a_client_that_asks_for_another_name_does_not(self, tmp_path: Path) -> None:
        with pytest.raises(ssl.SSLCertVerificationError):
            await shaken(ensure(tmp_path, NOW), "bank.example")


class TestNextStart:
    def test_keeps_what_is_good(self, tmp_path: Path) -> None:
        before = content(ensure(tmp_path, NOW))
        assert content(ensure(tmp_path, NOW + timedelta(days=1))) == before

    def test_renews_in_time_under_the_same_authority(self, tmp_path: Path) -> None:
        files = ensure(tmp_path, NOW)
        assert files.authority is not None
        before, authority = content(files), files.authority.read_bytes()
        late = NOW + timedelta(days=CERTIFICATE_DAYS) - RENEW_BEFORE + timedelta(hours=1)
        renewed = ensure(tmp_path, late)
        assert content(renewed) != before
        assert files.authority.read_bytes() == authority
        assert certificate(renewed.certificate).not_valid_after_utc - late > timedelta(days=CERTIFICATE_DAYS - 1)

    def test_makes_a_new_authority_before_the_old_one_ends(self, tmp_path: Path) -> None:
        files = ensure(tmp_path, NOW)
        assert files.authority is not None
        late = NOW + timedelta(days=365 * AUTHORITY_YEARS - 10)
        renewed = ensure(tmp_path, late)
        assert certificate(files.authority).not_valid_after_utc - late > timedelta(days=CERTIFICATE_DAYS)
        certificate(renewed.certificate).verify_directly_issued_by(certificate(files.authority))

    @pytest.mark.parametrize("lost", ["server.pem", "server.key", "ca.pem", "ca.key"])
    async def test_makes_anew_what_was_lost(self, tmp_path: Path, lost: str) -> None:
        ensure(tmp_path, NOW)
        (tmp_path / lost).unlink()
        assert (await shaken(ensure(tmp_path, NOW), "localhost")).startswith("TLSv1.")

    async def test_mends_a_renewal_that_was_cut_off(self, tmp_path: Path) -> None:
        """The new key is there, and still the old certificate."""
        ensure(tmp_path / "one", NOW)
        other = ensure(tmp_path / "other", NOW)
        (tmp_path / "one" / "server.key").write_bytes(other.key.read_bytes())
        assert (await shaken(ensure(tmp_path / "one", NOW), "localhost")).startswith("TLSv1.")


class TestNames:
    def test_those_given_are_in_it_and_a_new_one_makes_it_anew(self, tmp_path: Path) -> None:
        first = ensure(tmp_path, NOW)
        before, authority = content(first), (tmp_path / "ca.pem").read_bytes()
        files = ensure(tmp_path, NOW, ("Doors.example", "192.0.2.9", "2001:db8::9", "t\u00fcren.example"))
        names = certificate(files.certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert {"localhost", "doors.example", "xn--tren-0ra.example"} <= {*names.get_values_for_type(x509.DNSName)}
        addresses = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
        assert {"127.0.0.1", "::1", "192.0.2.9", "2001:db8::9"} == addresses
        assert content(files) != before
        assert (tmp_path / "ca.pem").read_bytes() == authority

    def test_fewer_of_them_leave_it_as_it_is(self, tmp_path: Path) -> None:
        before = content(ensure(tmp_path, NOW, ("doors.example", "gates.example")))
        assert content(ensure(tmp_path, NOW, ("gates.example",))) == before

    @pytest.mark.parametrize(
        "text", ["", "two words", "https://doors.example", "a" * 64, "doors..example", "10.0.0.0/8"]
    )
    def test_what_is_no_name_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"neither a host name nor an IP address|label"):
            general_name(text)
