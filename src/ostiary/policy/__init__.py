"""Pure decisions: given content, a question and a moment, what may happen. No I/O, no clock of its own.

The same functions run in the server (explanations), in the simulated devices and in the soft controller behind plain
readers.
"""
