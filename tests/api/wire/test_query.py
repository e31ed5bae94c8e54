"""Query strings and `Query` bodies, by way of routes, as a page uses them."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

import httpx
import pytest
from fastapi import Depends, FastAPI, Response
from hypothesis import given
from hypothesis import strategies as st

from ostiary.api.biostar.wire.columns import flags, keys, moments, numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Outcome, reply
from ostiary.api.biostar.wire.faults import DIALECT
from ostiary.api.biostar.wire.query import (
    Ids,
    Keys,
    ListBody,
    Orders,
    Paged,
    PathId,
    SearchBody,
    keys_of,
    ordered_by,
    orders_of,
)
from ostiary.api.biostar.wire.route import page
from ostiary.api.faults import install
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import EVERYTHING, Condition, Operator, Order, Search, Window

COLUMNS = {
    "id": numbers("id"),
    "name": texts("name"),
    "datetime": moments("at"),
    "user_id.user_id": keys("user"),
    "disabled": flags("disabled"),
}
router = page("Trying")


class ThingSearchBody(SearchBody):
    """A question to the things."""

    columns = COLUMNS


class ThingListBody(ListBody):
    """The same in v2."""

    columns = COLUMNS


def told(value: object) -> Response:
    """An answer that repeats what arrived."""
    return reply(Answer(Response=Outcome(message=repr(value))))


@router.get("/api/things")
async def list_things(window: Paged, orders: Annotated[Orders, Depends(ordered_by(COLUMNS))]) -> Response:
    """Repeat window and orders."""
    return told((window, orders))


@router.delete("/api/things")
async def delete_things(ids: Ids) -> Response:
    """Repeat the ids."""
    return told(ids)


@router.delete("/api/people")
async def delete_people(names: Keys) -> Response:
    """Repeat the keys."""
    return told(names)


@router.get("/api/things/{id}")
async def view_thing(id: PathId) -> Response:
    """Repeat the id."""
    return told(id)


@router.post("/api/things/search")
async def search_things(body: ThingSearchBody) -> Response:
    """Repeat the question."""
    return told(body.search())


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application with these routes."""
    app = FastAPI()
    install(app, DIALECT, {})
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ostiary.test") as client:
        yield client


async def heard(client: httpx.AsyncClient, target: str, method: str = "GET", **more: Any) -> str:
    """What a route heard, or the code it was refused with."""
    response = (await client.request(method, target, **more)).json()["Response"]
    return str(response["message"] if response["code"] == "0" else response["code"])


class TestWindow:
    @pytest.mark.parametrize("query", ["", "?limit=0", "?limit=", "?limit", "?limit&offset", "?limit=0&offset=0&x=1"])
    async def test_these_ask_for_everything(self, client: httpx.AsyncClient, query: str) -> None:
        assert await heard(client, f"/api/things{query}") == repr((EVERYTHING, ()))

    async def test_a_part_is_asked_for_by_limit_and_offset(self, client: httpx.AsyncClient) -> None:
        assert await heard(client, "/api/things?limit=50&offset=100") == repr((Window(50, 100), ()))

    @pytest.mark.parametrize(
        "query", ["?limit=x", "?limit=-1", "?offset=-1", "?limit=1.5", "?offset=1_0", "?limit=true"]
    )
    async def test_these_are_refused(self, client: httpx.AsyncClient, query: str) -> None:
        assert await heard(client, f"/api/things{query}") == "800"


class TestOrders:
    @pytest.mark.parametrize(
        ("text", "orders"),
        [
            (None, ()),
            ("", ()),
            ("id", (Order("id"),)),
            ("id:false", (Order("id"),)),
            ("datetime:true", (Order("at", True),)),
            ("id,true", (Order("id", True),)),
            ("name:TRUE,id:false", (Order("name", True), Order("id"))),
            (" name , id ", (Order("name"), Order("id"))),
            ("false", ()),
        ],
    )
    def test_a_word_after_a_column_tells_the_direction(self, text: str | None, orders: tuple[Order, ...]) -> None:
        assert orders_of(text, COLUMNS) == orders

    def test_an_unknown_column_is_refused(self) -> None:
        with pytest.raises(Invalid):
            orders_of("password:true", COLUMNS)

    def test_so_is_a_direction_that_is_none(self) -> None:
        with pytest.raises(Invalid) as refused:
            orders_of("id:maybe", COLUMNS)
        assert refused.value.field == "order_by"

    async def test_a_route_reads_it(self, client: httpx.AsyncClient) -> None:
        assert await heard(client, "/api/things?order_by=name:true") == repr((EVERYTHING, (Order("name", True),)))
        assert await heard(client, "/api/things?order_by=nonsense") == "800"


class TestIds:
    @pytest.mark.parametrize(
        "query", ["id=1+2+3", "id=1%202%203", "id=1,2,3", "id=1&id=2&id=3", "id=1%2B2%2B3", "id=1+2+3+1"]
    )
    async def test_all_these_name_one_two_three(self, client: httpx.AsyncClient, query: str) -> None:
        assert await heard(client, f"/api/things?{query}", "DELETE") == repr((1, 2, 3))

    @pytest.mark.parametrize("query", ["", "id", "id=", "id=+"])
    async def test_none_is_an_empty_tuple(self, client: httpx.AsyncClient, query: str) -> None:
        assert await heard(client, f"/api/things?{query}", "DELETE") == "()"

    async def test_text_is_refused_where_ids_are_numbers_only(self, client: httpx.AsyncClient) -> None:
        assert await heard(client, "/api/things?id=1+a", "DELETE") == "800"
        assert await heard(client, "/api/people?id=007+a-1+.x", "DELETE") == repr(("007", "a-1", ".x"))

    async def test_what_no_text_holds_is_refused_where_ids_are_text(self, client: httpx.AsyncClient) -> None:
        assert await heard(client, "/api/people?id=1+a%00b", "DELETE") == "800"

    @given(
        st.lists(st.from_regex("[A-Za-z0-9_.-]{1,8}", fullmatch=True), unique=True),
        st.sampled_from(["+", ",", " ", ", "]),
    )
    def test_any_separator_does(self, keys: list[str], separator: str) -> None:
        assert keys_of([separator.join(keys)]) == tuple(keys)

    @pytest.mark.parametrize(
        ("path", "answer"), [("7", "7"), ("007", "7"), ("x", "800"), ("1.0", "800"), ("1_0", "800")]
    )
    async def test_an_id_in_the_path_is_a_number(self, client: httpx.AsyncClient, path: str, answer: str) -> None:
        assert await heard(client, f"/api/things/{path}") == answer


def question(column: str, operator: Any, *values: Any) -> SearchBody:
    """A body with one condition."""
    condition = {"column": column, "operator": operator, "values": list(values)}
    return ThingSearchBody.model_validate({"Query": {"conditions": [condition]}})


class TestConditions:
    @pytest.mark.parametrize(
        ("asked", "condition"),
        [
            (question("id", 0, "5"), Condition("id", Operator.ONE_OF, (5,))),
            (question("id", "0", 1, "2"), Condition("id", Operator.ONE_OF, (1, 2))),
            (question("id", 1, 5), Condition("id", Operator.NONE_OF, (5,))),
            (question("id", 2, 1, 2, 4), Condition("id", Operator.ONE_OF, (1, 2, 4))),
            (question("user_id.user_id", 2, 1, "b"), Condition("user", Operator.ONE_OF, ("1", "b"))),
            (question("name", 2, "an"), Condition("name", Operator.CONTAINS, ("an",))),
            (question("name", 4, "an%"), Condition("name", Operator.LIKE, ("an%",))),
            (question("name", 4, "an"), Condition("name", Operator.CONTAINS, ("an",))),
            (question("id", 3, 1, 9), Condition("id", Operator.BETWEEN, (1, 9))),
            (question("id", 5, 1), Condition("id", Operator.GREATER, (1,))),
            (
                question("datetime", 6, "2026-01-01"),
                Condition("at", Operator.LESS, (datetime(2026, 1, 1, tzinfo=UTC),)),
            ),
            (question("disabled", 0, "true"), Condition("disabled", Operator.ONE_OF, (True,))),
        ],
    )
    def test_each_operator_becomes_a_neutral_one(self, asked: SearchBody, condition: Condition) -> None:
        assert asked.search().conditions == (condition,)

    @pytest.mark.parametrize(
        "asked",
        [
            question("password", 0, "x"),
            question("id", 7, 1),
            question("id", -1, 1),
            question("id", 3, 1),
            question("id", 3, 1, 2, 3),
            question("id", 5, 1, 2),
            question("id", 4, 1),
            question("name", 4, "a", "b"),
            question("id", 0),
            question("id", 0, "x"),
            question("id", 0, True),
            question("datetime", 0, "yesterday"),
            question("disabled", 3, True, False),
            question("disabled", 5, True),
            question("disabled", 6, False),
        ],
    )
    def test_what_does_not_fit_is_refused(self, asked: SearchBody) -> None:
        with pytest.raises(Invalid):
            asked.search()


class TestBodies:
    @pytest.mark.parametrize(
        "body", [None, {}, {"Query": {}}, {"Query": ""}, {"Query": {"conditions": [], "limit": 0}}, []]
    )
    async def test_these_ask_for_everything(self, client: httpx.AsyncClient, body: Any) -> None:
        more = {} if body is None else {"json": body}
        assert await heard(client, "/api/things/search", "POST", **more) == repr(Search())

    async def test_a_whole_question(self, client: httpx.AsyncClient) -> None:
        body = {
            "Query": {
                "limit": "51",
                "conditions": {"0": {"column": "id", "operator": 3, "values": ["1", "9"]}},
                "orders": [{"column": "datetime", "descending": "true"}, {"column": "id"}],
                "total": False,
            },
            "offset": 102,
        }
        expected = Search(
            (Condition("id", Operator.BETWEEN, (1, 9)),), (Order("at", True), Order("id")), Window(51, 102)
        )
        assert await heard(client, "/api/things/search", "POST", json=body) == repr(expected)

    async def test_ten_million_rows_may_be_asked_for(self, client: httpx.AsyncClient) -> None:
        body = {"Query": {"limit": 10_000_000}}
        assert await heard(client, "/api/things/search", "POST", json=body) == repr(Search(window=Window(10_000_000)))

    @pytest.mark.parametrize(
        "body", [{"Query": {"conditions": [{"values": [1]}]}}, {"Query": 5}, {"Query": {"limit": "x"}}]
    )
    async def test_these_are_refused(self, client: httpx.AsyncClient, body: Any) -> None:
        assert await heard(client, "/api/things/search", "POST", json=body) == "800"

    def test_the_body_of_a_v2_search(self) -> None:
        body = ThingListBody.model_validate({"limit": 0, "offset": "", "order_by": "name:true", "search_text": None})
        assert (body.window(), body.orders()) == (EVERYTHING, (Order("name", True),))
