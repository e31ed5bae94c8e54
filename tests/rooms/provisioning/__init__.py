"""The provisioning room: what devices should hold against what they hold."""
