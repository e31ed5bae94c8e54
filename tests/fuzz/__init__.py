"""Generated requests against the server started as a user starts it."""
