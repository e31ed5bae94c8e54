"""The simulated fleet: decisions, door physics, power, log, faults and the control API."""
