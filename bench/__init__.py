"""What the README promises, measured: `python -m bench` runs every bench, `python -m bench decision` one.

A bench is a module here with `run() -> list[Row]`; its docstring says what is measured and how. Peers are measured in
the same run, in turns with us (`bench.rig`). Each run prints its table and writes it to `bench/results/<name>.md`.
"""
