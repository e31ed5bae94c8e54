"""Tests of schedules and holiday groups."""
