"""The driver of simulated devices: `Local` for a fleet in this process, `Remote` for one behind a gateway on this
machine.
"""
