"""Tests of access levels and access groups."""
