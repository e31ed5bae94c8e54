"""Files that leave: tables written for an operator, kept for the session that asked for them, and for a while only."""
