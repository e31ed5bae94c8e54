"""What a device would not take or give up: tried three times, then given up until there is a reason to try again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ostiary.port.commands import Fault
from ostiary.port.content import Family
from ostiary.port.driver import Refused
from ostiary.provisioning.comparison import Differences

MOST_TRIES = 3
NO_DIGEST = b""
"""Stands for the digest of a record that is to be deleted."""

SENTENCES: dict[int, str] = {
    Fault.FULL: "It has no room for another person.",
    Fault.NO_ROOM: "It has no room for more of these.",
    Fault.TOO_MANY_DOORS: "It controls as many doors as it can.",
    Fault.NOT_HELD: "It cannot hold this kind of credential.",
    Fault.NO_TEMPLATE: "It can read none of the templates of his face.",
    Fault.NOT_SUPPORTED: "Its model cannot hold this.",
    Fault.INVALID: "It is more than the device takes.",
}
"""Why a device refuses, by fault."""


def sentence(refused: Refused) -> str:
    """Why the device refused it."""
    known = SENTENCES.get(refused.fault, f"The device answered {refused.fault}.")
    return f"{known} ({refused.detail})" if refused.detail else known


@dataclass(slots=True)
class Refusal:
    """A record that was refused: the digest of what it should be, the device's last answer, how often it was tried, and
    whether it was told that it is given up.
    """

    digest: bytes
    refused: Refused
    tries: int = 0
    told: bool = False

    @property
    def final(self) -> bool:
        """Whether it is given up."""
        return self.tries >= MOST_TRIES


class Refusals:
    """The refusals of one device."""

    def __init__(self) -> None:
        self._all: dict[Family, dict[str, Refusal]] = {family: {} for family in Family}

    def __iter__(self) -> Iterator[tuple[Family, Refusal]]:
        for family, refusals in self._all.items():
            for refusal in refusals.values():
                yield family, refusal

    def of(self, family: Family) -> Mapping[str, Refusal]:
        """Key -> refusal."""
        return self._all[family]

    def refuse(self, family: Family, refused: Refused, digest: bytes) -> None:
        """The device has refused it once more."""
        known = self._all[family].get(refused.key)
        if known is None or known.digest != digest:
            known = self._all[family][refused.key] = Refusal(digest, refused)
        known.refused = refused
        known.tries += 1

    def accept(self, family: Family, key: str) -> None:
        """The device has taken it, or holds it as it should."""
        self._all[family].pop(key, None)

    def keep(self, family: Family, keys: Collection[str]) -> None:
        """Only these still differ from what they should be."""
        for key in self._all[family].keys() - keys:
            del self._all[family][key]

    def is_final(self, family: Family, key: str, digest: bytes) -> bool:
        """Whether this record, as it should be now, is given up."""
        known = self._all[family].get(key)
        return known is not None and known.digest == digest and known.final

    def not_given_up(self, family: Family, found: Differences) -> set[str]:
        """Keys of what differs and is not given up."""
        wanted = found.wanted.records
        return {key for key in found.really if not self.is_final(family, key, wanted.get(key, NO_DIGEST))}

    @property
    def waiting(self) -> bool:
        """Whether something is to be tried again."""
        return any(not refusal.final for _, refusal in self)

    @property
    def final(self) -> int:
        """How many are given up."""
        return sum(refusal.final for _, refusal in self)

    def retry(self, *faults: Fault) -> None:
        """There is a reason to try again what was refused with one of these faults; everything where none is named."""
        for _, refusal in self:
            if not faults or refusal.refused.fault in faults:
                refusal.tries = 0

    def news(self, family: Family) -> list[Refusal]:
        """What of a family is given up and was not told yet."""
        return [refusal for refusal in self._all[family].values() if refusal.final and not refusal.told]
