"""Tests of cards, fingers and faces."""
