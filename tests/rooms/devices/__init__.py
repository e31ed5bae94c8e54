"""The devices room: records, connections, commands, captures."""
