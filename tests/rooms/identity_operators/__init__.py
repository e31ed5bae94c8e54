"""Tests of operators, their levels and their sessions."""
