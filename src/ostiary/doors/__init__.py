"""Doors: how they are wired and timed, how they stand, and the commands to them."""
