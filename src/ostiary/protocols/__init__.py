"""Wire formats of the trade, as pure functions: bytes and numbers in, bytes and numbers out."""
