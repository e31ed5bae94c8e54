"""What a search for simulated devices and its answers look like on the wire: by UDP a message is a datagram, by TCP it
comes after its length in two bytes.

A message is `OSTF`, a version, a kind, eight bytes by which an answer belongs to its question, then JSON. The question
(kind 1) is `{"device_id", "slaves"}`, 0 = whoever is there. Each device answers (kind 2) `{"of", "found"}`: how many
devices answer this question in all, and itself, followed by its slaves where these are wanted. Where none does, one
answer says so.
"""

import asyncio
from dataclasses import dataclass
from typing import TypeVar

from ostiary.port.discovery import Found
from ostiary.simulator.codec import CodecError, decode, encode

MAGIC = b"OSTF"
VERSION = 1
QUESTION, ANSWER = 1, 2
NUMBER_BYTES = 8
HEAD_BYTES = len(MAGIC) + 2 + NUMBER_BYTES
LENGTH_BYTES = 2
LONGEST = 32 * 1024
"""Bytes a message may have: a master with all its slaves fits."""

T = TypeVar("T")


class SearchError(ValueError):
    """This is no message of a search."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who is there? `device_id`: only this one shall answer."""

    device_id: int = 0
    slaves: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One device that is there, of so many."""

    of: int
    found: tuple[Found, ...] = ()


def pack_question(number: bytes, question: Question) -> bytes:
    """The question as a message."""
    return _packed(QUESTION, number, encode(Question, question))


def pack_answer(number: bytes, answer: Answer) -> bytes:
    """The answer as a message, to the question of this number."""
    return _packed(ANSWER, number, encode(Answer, answer))


def unpack_question(message: bytes) -> tuple[bytes, Question]:
    """The number of a question, and what it asks. Raises `SearchError`."""
    return _unpacked(message, QUESTION, Question)


def unpack_answer(message: bytes) -> tuple[bytes, Answer]:
    """The number of an answer, and what it says. Raises `SearchError`."""
    return _unpacked(message, ANSWER, Answer)


def framed(message: bytes) -> bytes:
    """The message as it is sent by TCP."""
    return len(message).to_bytes(LENGTH_BYTES, "big") + message


async def receive(stream: asyncio.StreamReader) -> bytes:
    """The message that comes by TCP. Raises `SearchError`, also where the stream ends before."""
    try:
        length = int.from_bytes(await stream.readexactly(LENGTH_BYTES), "big")
        if length > LONGEST:
            raise SearchError(f"a message of {length} bytes")
        return await stream.readexactly(length)
    except asyncio.IncompleteReadError as error:
        raise SearchError("cut off") from error


def _packed(kind: int, number: bytes, body: bytes) -> bytes:
    return MAGIC + bytes((VERSION, kind)) + number + body


def _unpacked(message: bytes, kind: int, type_: type[T]) -> tuple[bytes, T]:
    head, body = message[:HEAD_BYTES], message[HEAD_BYTES:]
    number = head[-NUMBER_BYTES:]
    if len(message) > LONGEST or head != _packed(kind, number, b"") or len(head) < HEAD_BYTES:
        raise SearchError("not of this protocol")
    try:
        value: T = decode(type_, body)
    except CodecError as error:
        raise SearchError(str(error)) from error
    return number, value
