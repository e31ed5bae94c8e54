"""Addresses of those who call, as they are compared and stored."""

from ipaddress import IPv6Address, ip_address


def canonical(text: str) -> str:
    """An IP address in its one form: IPv4 also where it is dressed as IPv6, and without a zone. Raises `ValueError`."""
    address = ip_address(text.strip().partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
