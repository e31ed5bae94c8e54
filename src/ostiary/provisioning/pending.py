"""What still has to be done at one device, in its order: all rules, the people of small acts, some of the others."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice

from ostiary.port.content import Family
from ostiary.provisioning.feed import FEW, Act, Marks

BULK = 100
"""People of large acts in one round."""


@dataclass(slots=True)
class Pending:
    """What still has to be done at a device."""

    rules: Marks = field(default_factory=dict)
    urgent: dict[str, None] = field(default_factory=dict)
    bulk: dict[str, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(keys) for keys in self.rules.values()) + len(self.urgent) + len(self.bulk)

    def holds(self, family: Family, keys: Collection[str]) -> bool:
        """Whether any of these records is among it."""
        if family is Family.USERS:
            return any(key in self.urgent or key in self.bulk for key in keys)
        return not self.rules.get(family, set()).isdisjoint(keys)

    def add(self, act: Act, device_id: int) -> None:
        """What an act brings."""
        for family, keys in act.of(device_id).items():
            if family is not Family.USERS:
                self.rules.setdefault(family, set()).update(keys)
            elif len(keys) <= FEW:
                self.urgent.update(dict.fromkeys(keys))
                for key in keys:
                    self.bulk.pop(key, None)
            else:
                self.bulk.update(dict.fromkeys(keys - self.urgent.keys()))

    def take(self) -> "Pending":
        """What the next round does."""
        taken = Pending(self.rules, self.urgent)
        self.rules, self.urgent = {}, {}
        for key in list(islice(self.bulk, BULK)):
            taken.bulk[key] = self.bulk.pop(key)
        return taken
