"""Our own API, by a client."""
