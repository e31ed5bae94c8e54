"""Tests of settings and custom fields."""
