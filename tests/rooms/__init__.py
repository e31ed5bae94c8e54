"""The rooms, each through the gate and on both engines."""
