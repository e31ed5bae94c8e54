"""The ground, tested on both engines."""
