"""The bytes that leave: `Response` in its flavours, collections, device rows, refusals."""

import json
from typing import Any

from fastapi import Response

from ostiary.api.biostar.wire.codes import CODES
from ostiary.api.biostar.wire.envelope import (
    LINK,
    PARTLY,
    Answer,
    AnswerBare,
    AnswerPlain,
    Collection,
    CollectionPlain,
    DeviceOutcomes,
    DoorOutcomes,
    Listing,
    refusal,
    reply,
)
from ostiary.api.biostar.wire.message import NamedRef, NamedRefPlain


class GroupList(Answer):
    """A list of v1."""

    GroupCollection: Collection[NamedRef]


class GroupListPlain(AnswerPlain):
    """A list of v2."""

    GroupCollection: CollectionPlain[NamedRefPlain]


class Changed(Answer):
    """A change that devices are told of."""

    DeviceResponse: DeviceOutcomes


def body(response: Response) -> Any:
    """The answer as a client reads it."""
    return json.loads(bytes(response.body))


class TestResponse:
    def test_v1(self) -> None:
        assert body(reply(Answer())) == {"Response": {"code": "0", "link": LINK, "message": "Success"}}

    def test_v2_names_its_part_of_the_server(self) -> None:
        expected = {"code": "0", "link": LINK, "message": "success", "by": "web"}
        assert body(reply(AnswerPlain())) == {"Response": expected}

    def test_bare(self) -> None:
        assert body(reply(AnswerBare())) == {"Response": {"code": "0"}}

    def test_partly_done(self) -> None:
        assert body(reply(Answer(Response=PARTLY)))["Response"]["code"] == "1"

    def test_it_is_json_with_the_headers_that_were_asked_for(self) -> None:
        response = reply(Answer(), headers={"bs-session-id": "0" * 32})
        assert response.headers["content-type"] == "application/json"
        assert response.headers["bs-session-id"] == "0" * 32


class TestCollections:
    def test_v1_writes_text(self) -> None:
        answer = GroupList(GroupCollection=Collection[NamedRef](total=9, rows=[NamedRef(id=1, name="a")]))
        assert body(reply(answer))["GroupCollection"] == {"total": "9", "rows": [{"id": "1", "name": "a"}]}

    def test_v2_writes_numbers(self) -> None:
        rows = [NamedRefPlain(id=1, name="a")]
        answer = GroupListPlain(GroupCollection=CollectionPlain[NamedRefPlain](total=9, rows=rows))
        assert body(reply(answer))["GroupCollection"] == {"total": 9, "rows": [{"id": 1, "name": "a"}]}

    def test_no_rows_are_an_empty_array(self) -> None:
        assert Listing[NamedRef](rows=[]).model_dump_json() == '{"rows":[]}'


class TestDeviceRows:
    def test_all_done(self) -> None:
        answer = Changed(DeviceResponse=DeviceOutcomes.of([(5, 0), (5, 0)]))
        rows = [{"id": "5", "code": "0"}, {"id": "5", "code": "0"}]
        assert body(reply(answer))["DeviceResponse"] == {"rows": rows, "result": "true"}

    def test_one_offline(self) -> None:
        written = json.loads(DoorOutcomes.of([(1, 0), (2, 1001)]).model_dump_json())
        assert written == {"rows": [{"id": "1", "code": "0"}, {"id": "2", "code": "1001"}], "result": "false"}

    def test_no_device_was_concerned(self) -> None:
        assert json.loads(DeviceOutcomes.of([]).model_dump_json()) == {"rows": [], "result": "true"}


class TestRefusals:
    def test_the_message_is_that_of_the_code(self) -> None:
        response = refusal(CODES[10])
        assert response.status_code == 401
        assert body(response)["Response"] == {"code": "10", "link": LINK, "message": "Login required."}

    def test_a_detail_is_added(self) -> None:
        answer = body(refusal(CODES[671], "Zone 5 is a muster zone.", plain=True))["Response"]
        assert answer["message"] == "Zone type mismatch. Zone 5 is a muster zone."
        assert answer["by"] == "web"
