"""What the server and any device say to each other: content, commands, reports, capabilities and the Driver protocol.
No I/O.
"""
