"""Tests of doors: wiring, groups, commands, states and lists."""
