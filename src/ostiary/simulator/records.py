"""Records shared by the whole fleet: 200 devices that hold the same person hold one object, found by card, finger or
face.

A pool keeps each distinct record once, with its digest and the number of holders. What a device holds is a table of its
own, key -> `Shared`; the pool's indexes name candidates and the device says whether it holds them.
"""

from typing import TypeVar

from ostiary.port.content import Family, Record, UserContent, digest, key_of
from ostiary.simulator.codec import decode, encode

Key = TypeVar("Key")


class Shared:
    """One distinct record. `number` names its stored body; `holders` counts the tables it stands in."""

    __slots__ = ("digest", "family", "holders", "key", "number", "record")

    def __init__(self, number: int, family: Family, record: Record, mark: bytes) -> None:
        self.number = number
        self.family = family
        self.record = record
        self.key = key_of(record)
        self.digest = mark
        self.holders = 0


class Pool:
    """Every distinct record of a fleet, and who holds which card and template."""

    def __init__(self) -> None:
        self._records: dict[tuple[Family, Record], Shared] = {}
        self._cards: dict[str, list[Shared]] = {}
        self._fingers: dict[bytes, list[Shared]] = {}
        self._faces: dict[tuple[int, bytes], list[Shared]] = {}
        self._last = 0

    def __len__(self) -> int:
        return len(self._records)

    def find(self, family: Family, record: Record) -> Shared | None:
        """The shared record equal to this one."""
        return self._records.get((family, record))

    def make(self, family: Family, record: Record) -> tuple[Shared, bytes]:
        """A new shared record and the body to store; its digest is that of what the body gives back."""
        body = encode(type(record), record)
        stored = decode(type(record), body)
        self._last += 1
        return self._enter(Shared(self._last, family, stored, digest(stored))), body

    def restore(self, number: int, family: Family, record: Record, mark: bytes) -> Shared:
        """A shared record as it was stored."""
        self._last = max(self._last, number)
        return self._enter(Shared(number, family, record, mark))

    def drop(self, shared: Shared) -> None:
        """Forget a record that nobody holds any more."""
        del self._records[shared.family, shared.record]
        if isinstance(shared.record, UserContent):
            for number in _cards(shared.record):
                _take(self._cards, number, shared)
            for finger in _fingers(shared.record):
                _take(self._fingers, finger, shared)
            for face in _faces(shared.record):
                _take(self._faces, face, shared)

    def by_card(self, number: str) -> list[Shared]:
        """Users with this card."""
        return self._cards.get(number, [])

    def by_finger(self, template: bytes) -> list[Shared]:
        """Users with this template of a finger."""
        return self._fingers.get(template, [])

    def by_face(self, kind: int, template: bytes) -> list[Shared]:
        """Users with this template of a face."""
        return self._faces.get((kind, template), [])

    def _enter(self, shared: Shared) -> Shared:
        self._records[shared.family, shared.record] = shared
        if isinstance(shared.record, UserContent):
            for number in _cards(shared.record):
                self._cards.setdefault(number, []).append(shared)
            for finger in _fingers(shared.record):
                self._fingers.setdefault(finger, []).append(shared)
            for face in _faces(shared.record):
                self._faces.setdefault(face, []).append(shared)
        return shared


def _cards(user: UserContent) -> set[str]:
    return {card.number for card in user.cards}


def _fingers(user: UserContent) -> set[bytes]:
    return {template for finger in user.fingers for template in finger.templates}


def _faces(user: UserContent) -> set[tuple[int, bytes]]:
    return {template for face in user.faces for template in face.templates}


def _take(index: dict[Key, list[Shared]], key: Key, shared: Shared) -> None:
    holders = index[key]
    holders.remove(shared)
    if not holders:
        del index[key]
