"""Backups: made, proved, refused, restored on either engine."""
