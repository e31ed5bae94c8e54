"""The log. Knows no noun: every room and device records down into it; rows carry the names of the event's time."""
