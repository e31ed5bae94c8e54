"""The ground under every room: database, gate, facts, context, clock. Knows no noun of access control."""
