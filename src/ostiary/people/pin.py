"""What devices hold of a PIN: a hash under a key of the site, so that a stolen device tells nothing without the key."""

from ostiary.identity.queries import PIN
from ostiary.kernel.vault import Vault
from ostiary.port.content import pin_hash

_PURPOSE = "pin.device"


def site_key(vault: Vault) -> bytes:
    """The key that every device of the site gets with its settings."""
    return vault.mark(b"", _PURPOSE)


def of_sealed(vault: Vault, sealed: bytes | None, key: bytes) -> bytes:
    """The 32 bytes that a device holds of a PIN as it is stored; empty where there is none."""
    return pin_hash(vault.open(sealed, PIN).decode(), key) if sealed else b""
