"""Words by which things are found: how a name is taken apart, and whether what somebody has typed so far fits it.

Case, accents and whatever stands between words make no difference. Hangul is compared letter by letter, so that a
syllable fits while it is being typed; a word of it is found by the first consonants of its syllables as well.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

from ostiary.kernel.errors import Invalid
from ostiary.kernel.selection import fold

MOST_PARTS = 8
WORD_LENGTH = 64
"""Longer words are cut."""
EXACT = 0
"""The rank of what has just this id; greater ones fit less."""

_WORD = re.compile(r"[^\W_]+")
_HANGUL = re.compile("[\u1100-\u11ff]+")
_CONSONANTS = re.compile("[\u1100-\u1112]")


@dataclass(frozen=True, slots=True)
class Called:
    """A thing as it is found: `detail` tells it from others of its name."""

    id: str
    name: str
    detail: str = ""
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What was typed between two blanks: as it is, without its case, and its words."""

    raw: str
    folded: str
    words: tuple[str, ...]


def taken_apart(text: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    if not text.isascii():
        decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
        text = "".join(character for character in decomposed if category(character) != "Mn")
    return tuple(word[:WORD_LENGTH] for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words by which a thing of this name is found, each once: those of the name in its order, and the first
    consonants.
    """
    words = taken_apart(name)
    consonants = ("".join(_CONSONANTS.findall(word)) for word in words if _HANGUL.fullmatch(word))
    return tuple(dict.fromkeys((*words, *(found for found in consonants if len(found) > 1))))


def parts_of(text: str) -> tuple[Part, ...]:
    """What was typed, part by part; what has no word in it is none. Raises `Invalid` for too many parts."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    parts = tuple(Part(raw, fold(raw), words) for raw in printable.split() if (words := taken_apart(raw)))
    if len(parts) > MOST_PARTS:
        raise Invalid(f"{MOST_PARTS} words at most", "q")
    return parts


def rank(sought: Sequence[Part], name: str, ids: Collection[str]) -> int | None:
    """How well a thing fits, the less the better; None = not. Every part begins an id (folded), or all of its words
    begin words of the name.
    """
    words = words_of(name)
    if not sought or not all(_fits(part, words, ids) for part in sought):
        return None
    if len(sought) == 1 and sought[0].folded in ids:
        return EXACT
    typed = [word for part in sought for word in part.words]
    if all(word in words for word in typed):
        return 1
    return 2 if words and words[0].startswith(typed[0]) else 3


def _fits(part: Part, words: Sequence[str], ids: Collection[str]) -> bool:
    if any(id.startswith(part.folded) for id in ids):
        return True
    return all(any(word.startswith(typed) for word in words) for typed in part.words)


def best(sought: Sequence[Part], things: Sequence[Called], limit: int) -> list[tuple[int, Called]]:
    """The things that fit best with their ranks, in order."""
    found = [(fitting, each) for each in things if (fitting := rank(sought, each.name, (each.id,))) is not None]
    return sorted(found, key=lambda pair: (pair[0], taken_apart(pair[1].name), len(pair[1].id), pair[1].id))[:limit]
