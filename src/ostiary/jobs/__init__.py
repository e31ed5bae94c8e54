"""Long work that outlives requests and servers: what was asked for, by whom, how far it has come, how it ended.

What a job does belongs to the room above that declares its `Kind`; who can do it gives a `Runner` the work.
"""
