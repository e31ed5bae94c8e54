"""The answer around every thing: `Response`, collections, the rows of devices and doors, and the bytes that leave.

A page derives its answer from `Answer` (v1), `AnswerPlain` (v2) or `AnswerBare` (`{"Response": {"code": "0"}}` and no
more), adds the thing as a member, and returns `reply(answer)`. The models feed OpenAPI; nothing is validated again.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Generic, Self, TypeVar

from fastapi import Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from ostiary.api.biostar.wire.codes import PARTIAL, SUCCESS, Code
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import FlagText, Number, NumberText, Rows, Text

Row = TypeVar("Row")

LINK = "https://support.supremainc.com/en/support/home"
"""What the original writes into every `Response`; some clients keep it beside the message."""


class OutcomeBare(Message):
    """`Response` with its code alone. The code is text: "0" is done, and where several were asked for "1" means that
    some of it was not, as the rows of the answer tell.
    """

    code: Text = SUCCESS.number


class Outcome(OutcomeBare):
    """`Response` of v1."""

    link: Text = LINK
    message: Text = SUCCESS.message


class OutcomePlain(Outcome):
    """`Response` of v2, which names the part of the server that answered."""

    message: Text = SUCCESS.message.lower()
    by: Text = "web"


DONE = Outcome()
DONE_PLAIN = OutcomePlain()
DONE_BARE = OutcomeBare()
PARTLY = Outcome(code=PARTIAL.number, message=PARTIAL.message)
PARTLY_PLAIN = OutcomePlain(code=PARTIAL.number, message=PARTIAL.message)


class AnswerBare(Message):
    """An answer whose `Response` is the code alone (`next_user_id`, quick actions, mobile)."""

    Response: OutcomeBare = DONE_BARE


class Answer(Message):
    """An answer of v1; alone it is what a plain act answers. Pass `Response=PARTLY` for code "1"."""

    Response: Outcome = DONE


class AnswerPlain(Message):
    """An answer of v2."""

    Response: OutcomePlain = DONE_PLAIN


class Collection(Message, Generic[Row]):
    """`{"total": "2", "rows": [...]}` (v1). `total` counts all rows that fit, also beyond the page."""

    total: NumberText
    rows: Rows[Row]


class CollectionPlain(Message, Generic[Row]):
    """`{"total": 2, "rows": [...]}` (v2)."""

    total: Number
    rows: Rows[Row]


class Listing(Message, Generic[Row]):
    """`{"rows": [...]}`: a collection without a total (events, many requests)."""

    rows: Rows[Row]


class TargetOutcome(Message):
    """What became of one command: the target's id and the code it answered with, "0" when done."""

    id: NumberText
    code: Text


class DeviceOutcomes(Message):
    """The member `DeviceResponse`: what became of an act at each device that it concerns.

    `code` of a row is "0" where the device has done it or holds the change, "1001" where it is offline and "1003"
    where it has not answered in time; else the device has refused. `result` is "true" when every code is "0". A
    change waits for a device that is offline or slow, and `Response.code` stays "0"; a command does not wait.
    """

    rows: Rows[TargetOutcome]
    result: FlagText

    @classmethod
    def of(cls, outcomes: Iterable[tuple[int, int]]) -> Self:
        """Build it from (target id, code) pairs; no pair means that no device was concerned: "true"."""
        rows = [TargetOutcome(id=target, code=str(code)) for target, code in outcomes]
        return cls(rows=rows, result=all(row.code == SUCCESS.number for row in rows))


class DoorOutcomes(DeviceOutcomes):
    """The member `DoorResponse`: what became of a command at each door, with the codes of `DeviceResponse`."""


class Reason(Message):
    """`Response` of a refusal (v1). `code` tells programs why and is never "0"; `message` tells people, and may end
    with what exactly was wrong.
    """

    code: Text
    message: Text
    link: Text = LINK


class ReasonPlain(Reason):
    """The same in v2."""

    by: Text = "web"


class Refusal(Message):
    """What a refused request answers: `Response` with the code of the error and no thing (v1)."""

    Response: Reason


class RefusalPlain(Message):
    """The same in v2."""

    Response: ReasonPlain


def written(message: BaseModel) -> bytes:
    """JSON without the members that are None."""
    return message.__pydantic_serializer__.to_json(message, exclude_none=True)


async def reply_rows(
    thing: str, total: str | None, outcome: OutcomeBare, pieces: AsyncIterator[list[bytes]]
) -> Response:
    """A collection of rows that are written already; more than one piece leaves while the next is read, so that no long
    answer is ever whole in memory. `total` as it stands in the answer; None = there is none.
    """
    head = b'{"%b":{%b"rows":[' % (thing.encode(), b"" if total is None else b'"total":%b,' % total.encode())
    tail = b']},"Response":%b}' % written(outcome)
    first = b",".join(await anext(pieces, []))
    second = await anext(pieces, None)
    if second is None:
        return Response(head + first + tail, media_type="application/json")

    async def parts(second: list[bytes]) -> AsyncIterator[bytes]:
        yield head + first
        rows: list[bytes] | None = second
        while rows is not None:
            if rows:
                yield b"," + b",".join(rows)
            rows = await anext(pieces, None)
        yield tail

    return StreamingResponse(parts(second), media_type="application/json")


def reply(answer: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The answer as it leaves: JSON bytes without the members that are None."""
    return Response(
        content=written(answer),
        status_code=status,
        headers=headers,
        media_type="application/json",
    )


def refusal(code: Code, detail: str = "", *, plain: bool = False) -> Response:
    """A refused request as it leaves; `detail` is a sentence for the caller, added to the code's message."""
    detail = "".join(character for character in detail if character.isprintable())
    message = f"{code.message.removesuffix('.')}. {detail}" if detail else code.message
    if plain:
        return reply(RefusalPlain(Response=ReasonPlain(code=code.number, message=message)), code.status)
    return reply(Refusal(Response=Reason(code=code.number, message=message)), code.status)
