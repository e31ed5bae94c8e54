"""Schedules and holiday groups: when things are open. The evaluation itself is `policy.schedule`."""
