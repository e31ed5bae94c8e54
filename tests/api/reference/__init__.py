"""The reference viewer."""
