"""What comparisons have proven of one device: whether it keeps what was mended, and when it is compared again.

Only a comparison that found nothing proves. What was mended is compared again at once. A device that still differs
where it was mended is tried again after pauses, for as long as it goes on.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from ostiary.port.content import Family

RETRY_SECONDS = 0.25
"""Before a record that was refused is tried again."""
MOST_COMPARISONS = 4
"""At once, in a row, of which each found what the one before had found and was mended."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds before a device that went on differing is tried again; doubled each time."""
DOUBLINGS = 6
"""That lead from the first pause to the longest."""


class Proof:
    """The proof of one device."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        """When a comparison last found nothing but what the device refuses."""
        self.comparisons = 0
        self.drifted = 0
        """Records that were found to differ, of all comparisons."""
        self._mended: Mapping[Family, Collection[str]] = {}
        """What the last comparison found, where all of it was written since."""
        self._times = 0
        """Comparisons in a row of which each found what was mended after the one before; 0 = proven."""

    @property
    def wanting(self) -> bool:
        """Whether something was mended or refused that has to be compared again."""
        return self._times > 0

    @property
    def differing(self) -> bool:
        """Whether the device does not keep what was mended."""
        return self._times >= MOST_COMPARISONS

    def denies(self, family: Family, keys: Collection[str]) -> bool:
        """Whether the device does not keep some of these records."""
        return self.differing and any(key in keys for key in self._mended.get(family, ()))

    def begin(self) -> None:
        """There is a reason to compare; what was found before does not count."""
        self._times = 0
        self._mended = {}

    def doubt(self) -> None:
        """Something was refused."""
        self._times = self._times or 1

    def fail(self) -> None:
        """Not all that was found could be mended."""
        self._mended = {}

    def judge(self, differing: Mapping[Family, Collection[str]], at: datetime) -> None:
        """A comparison has found these records, but for what is given up."""
        self.comparisons += 1
        if not differing:
            self.begin()
            self.at = at
            return
        if not self._times:
            self.drifted += sum(map(len, differing.values()))
        again = any(key in keys for family, keys in differing.items() for key in self._mended.get(family, ()))
        self._times = self._times + 1 if again else 1
        self._mended = differing

    def pause(self, *, refused: bool) -> float:
        """Seconds from this comparison to the next; `refused`: something was, and is to be tried again."""
        if self.differing:
            return min(FIRST_PAUSE * 2.0 ** min(self._times - MOST_COMPARISONS, DOUBLINGS), LONGEST_PAUSE)
        return RETRY_SECONDS if refused else 0.0
