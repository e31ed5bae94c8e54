"""Tests of the wire formats of the trade."""
