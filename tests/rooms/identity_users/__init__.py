"""Tests of people's own data and of user groups."""
