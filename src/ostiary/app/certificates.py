"""The server's own certificate authority and certificate, made at first start in DATA/tls and renewed in time."""

import ipaddress
import os
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_YEARS = 10
CERTIFICATE_DAYS = 397
RENEW_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Files:
    """What the server listens with; `authority` is what clients may trust, None where the certificate is one's own."""

    certificate: Path
    key: Path
    authority: Path | None = None


_LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
HOST_NAME = re.compile(rf"(?=.{{1,253}}$)(\*\.)?({_LABEL}\.)*{_LABEL}")


def general_name(text: str) -> x509.GeneralName:
    """A name or an IP address as a certificate has it. Raises `ValueError`."""
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        name = text.encode("idna").decode().lower() if not text.isascii() else text.lower()
    if not HOST_NAME.fullmatch(name):
        raise ValueError(f"{text!r} is neither a host name nor an IP address")
    return x509.DNSName(name)


def _own_names() -> list[str]:
    """What the machine is called, as far as a certificate can say it."""
    return ["localhost", *(name for name in [socket.gethostname().lower()] if HOST_NAME.fullmatch(name))]


def ensure(folder: Path, now: datetime, names: Sequence[str] = ()) -> Files:
    """The files in the folder, made or renewed where needed; `names`: host names and addresses beside the machine's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = Files(folder / "server.pem", folder / "server.key", folder / "ca.pem")
    authority, authority_key = _authority(folder, now)
    called = list(dict.fromkeys(map(general_name, (*_own_names(), "127.0.0.1", "::1", *names))))
    if _still_good(files, authority, called, now):
        return files
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _begin("Ostiary", authority.subject, key.public_key(), now, timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.SubjectAlternativeName(called), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(files.key, key)
    chain = certificate.public_bytes(serialization.Encoding.PEM) + authority.public_bytes(serialization.Encoding.PEM)
    files.certificate.write_bytes(chain)
    return files


def _still_good(files: Files, authority: x509.Certificate, called: Sequence[x509.GeneralName], now: datetime) -> bool:
    """Whether there is a certificate of this authority and of the key beside it, with these names and enough time."""
    if not (files.certificate.exists() and files.key.exists()):
        return False
    current = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    key = serialization.load_pem_private_key(files.key.read_bytes(), password=None)
    try:
        current.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    told = set(current.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    in_time = current.not_valid_after_utc - now > RENEW_BEFORE
    return in_time and told.issuperset(called) and current.public_key() == key.public_key()


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate_path, key_path = folder / "ca.pem", folder / "ca.key"
    if certificate_path.exists() and key_path.exists():
        key = serialization.load_pem_private_key(key_path.read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority's key is not an elliptic curve key")
        authority = x509.load_pem_x509_certificate(certificate_path.read_bytes())
        if authority.not_valid_after_utc - now > timedelta(days=CERTIFICATE_DAYS):
            return authority, key
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Ostiary {socket.gethostname()[:40]} CA")])
    certificate = (
        _begin(None, subject, key.public_key(), now, timedelta(days=365 * AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    _write_key(key_path, key)
    certificate_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return certificate, key


def _begin(
    name: str | None, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, valid: timedelta
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) if name else issuer
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + valid)
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    data = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
