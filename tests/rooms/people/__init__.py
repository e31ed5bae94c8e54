"""Tests of acts on whole people."""
