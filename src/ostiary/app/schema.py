"""The tables of the whole house: importing this module registers those of every room."""

import importlib
import pkgutil

import ostiary
from ostiary.kernel import counter, outbox, trail, tree
from ostiary.kernel.schema import Base

_KERNEL = (counter, outbox, trail, tree)

for _room in pkgutil.iter_modules(ostiary.__path__):
    if _room.ispkg and importlib.util.find_spec(f"ostiary.{_room.name}.model") is not None:
        importlib.import_module(f"ostiary.{_room.name}.model")

METADATA = Base.metadata
"""Every table, for migrations and checks."""
