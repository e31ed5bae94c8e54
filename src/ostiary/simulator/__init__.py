"""The simulated fleet: devices that keep content and a log of their own, decide on their own and drive doors with
physics.

A fleet runs in the server's process, or in one of its own behind `gateway`; the control API presents credentials to it.
The decisions are those of `policy`; what goes to and fro is that of `port`.
"""
