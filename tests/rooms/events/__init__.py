"""The log: intake, names, positions, searches."""
