"""Passwords: their rules, and argon2id hashes made in threads of their own: those of logins apart from those that
operators choose, so that nobody who is in keeps others out.

Every password has the length; the strengths 1 and 2, which the security settings may ask for, have rules beside it.

Hashing takes tens of milliseconds on purpose, so it never happens inside a write transaction: `prepare` a password
first, then pass what it answers to the act.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ostiary.identity.common_passwords import COMMON
from ostiary.kernel.errors import Invalid, LimitReached, Unavailable
from ostiary.kernel.selection import fold

T = TypeVar("T")

SHORTEST, LONGEST = 8, 32
"""Characters of a password that an operator chooses."""
LONGEST_SENT = 256
"""Characters of what somebody who logs in may send for one."""
LONGEST_QUEUE = 64
"""Hashes that may be under way or wait; beyond them the server says that it is busy."""

LETTERS_AND_DIGITS, EVERY_KIND = 1, 2
"""Strengths; 0 asks for the length alone."""
SHORTEST_STRONG = 10
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""What lies side by side, in the alphabet and on keyboards."""
RUN, REPEATED = 4, 3
"""Neighbours in a row, and same characters in a row, that a strong password does not have."""

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No characters that are taken for one another."""
GENERATED_LENGTH = 16


class BadPasswordLength(Invalid):
    """A password has 8 to 32 characters."""


class PasswordIsId(Invalid):
    """A password is the user's id or login id, or has one in it where it must be strong."""


class PasswordUnchanged(Invalid):
    """The password that had to be changed, or must be strong, is the same as before."""


class PasswordTooSimple(Invalid):
    """A password has not all the kinds of characters that it must have."""


class PasswordTooCommon(Invalid):
    """A first password is one of those that are guessed first."""


class PasswordRepeats(Invalid):
    """A password has three same characters in a row."""


class PasswordRuns(Invalid):
    """A password has four neighbours of the alphabet, of numbers or of the keyboard in a row."""


class PasswordChangedTooOften(LimitReached):
    """Somebody has changed his password as often as he may on one day."""


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password on its way into an act, with its hash."""

    text: str = field(repr=False)
    hash: str = field(repr=False)


class Hashing:
    """Runs hashes in its threads and counts them."""

    def __init__(self, name: str, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._under_way = 0

    async def run(self, work: Callable[..., T], *arguments: str | None) -> T:
        """Run one; raises `Unavailable` when too many wait."""
        if self._under_way >= LONGEST_QUEUE:
            raise Unavailable("Too many passwords at once.")
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)
        finally:
            self._under_way -= 1


_logins = Hashing("login", 2)
_choices = Hashing("password", 1)


async def prepare(text: str) -> NewPassword:
    """A password an operator chose, checked and hashed. Call it before the act, outside its transaction."""
    if not SHORTEST <= len(text) <= LONGEST:
        raise BadPasswordLength(f"{SHORTEST} to {LONGEST} characters", "password")
    return NewPassword(text, await hashed(text))


async def hashed(text: str) -> str:
    """The hash of a password that is subject to no rule: a generated one, or one from the server's own settings."""
    return await _choices.run(HASHER.hash, text)


async def matches(hash: str | None, text: str) -> bool:
    """Whether this is the password of the hash. No hash matches nothing, and takes as long."""
    return await _logins.run(_verify, hash, text)


def outdated(hash: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(hash)


def differs_from_ids(password: NewPassword, *ids: str | None) -> None:
    """Refuse a password that is the user's id or login id."""
    if fold(password.text) in {fold(id) for id in ids if id}:
        raise PasswordIsId("It is the user's own id.", "password")


def is_common(text: str) -> bool:
    """Whether a password is one of the most common."""
    return text.casefold() in COMMON


def check_strength(text: str, strength: int, *ids: str | None) -> None:
    """Refuse a password that is weaker than the settings ask for."""
    if not strength:
        return
    folded = text.casefold()
    if strength == EVERY_KIND and len(text) < SHORTEST_STRONG:
        raise BadPasswordLength(f"{SHORTEST_STRONG} to {LONGEST} characters", "password")
    if not (any(map(str.isalpha, text)) and any(map(str.isdigit, text))):
        raise PasswordTooSimple("Letters and digits are needed.", "password")
    if strength == EVERY_KIND and not (
        any(map(str.isupper, text)) and any(map(str.islower, text)) and not all(map(str.isalnum, text))
    ):
        raise PasswordTooSimple("Upper and lower case and a sign are needed.", "password")
    if any(fold(id) in fold(text) for id in ids if id):
        raise PasswordIsId("It has the user's own id in it.", "password")
    if any(folded[at : at + REPEATED] == character * REPEATED for at, character in enumerate(folded)):
        raise PasswordRepeats(f"{REPEATED} same characters in a row", "password")
    if any(_side_by_side(folded[at : at + RUN]) for at in range(len(folded) - RUN + 1)):
        raise PasswordRuns(f"{RUN} neighbours in a row", "password")


def _side_by_side(part: str) -> bool:
    return any(part in row or part[::-1] in row for row in ROWS)


def generated() -> str:
    """A password nobody has chosen."""
    return "".join(secrets.choice(LETTERS) for _ in range(GENERATED_LENGTH))


@cache
def _decoy() -> str:
    return HASHER.hash(generated())


def _verify(hash: str | None, text: str) -> bool:
    decoy = _decoy()
    try:
        HASHER.verify(hash or decoy, text)
    except (VerificationError, InvalidHashError):
        return False
    return hash is not None
