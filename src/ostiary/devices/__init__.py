"""The devices: records, connections (owns the drivers, takes their reports), commands to them, captures at readers."""
