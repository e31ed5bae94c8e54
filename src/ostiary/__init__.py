"""Ostiary, an open physical access control server: ordered rooms over one kernel, one reception."""

__version__ = "0.1.0"
