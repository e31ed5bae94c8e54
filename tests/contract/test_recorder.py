"""The recorder notes what a client got, checks it on the way, and speaks up in a session of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Response

from ostiary.api.biostar.wire.envelope import Answer, reply
from ostiary.api.biostar.wire.faults import DIALECT
from ostiary.api.faults import install
from tests.contract import recorder, verify
from tests.contract.ledger import Entry
from tests.contract.recorder import LISTEN, OffContract, notes_in, unproved

MEMBERS = ("Response", "Response.code", "Response.link", "Response.message")


async def log_out() -> Response:
    """Answer as the reference does."""
    return reply(Answer())


async def list_groups() -> dict[str, object]:
    """Answer as it does not."""
    return {"AccessGroupCollection": {"total": 1, "rows": ""}, "Response": {"code": "0"}}


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of notes."""
    monkeypatch.setenv(recorder.VARIABLE, str(tmp_path))
    monkeypatch.setattr(recorder, "_noted", set())
    return tmp_path


@pytest.fixture
async def client(notes: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client that is listened to."""
    app = FastAPI()
    install(app, DIALECT, {})
    app.add_api_route("/api/logout", log_out, methods=["POST"])
    app.add_api_route("/api/access_groups", list_groups, methods=["GET"])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://ostiary.test", event_hooks=LISTEN) as client:
        yield client


def noted(folder: Path) -> set[tuple[str, str]]:
    """What the folder's files say."""
    return notes_in(list(folder.glob("*.tsv")))


class TestListening:
    async def test_a_success_and_a_refusal_are_noted(self, client: httpx.AsyncClient, notes: Path) -> None:
        await client.post("/api/logout")
        await client.post("/api/logout")
        await client.get("/api/users/next_user_id")
        assert noted(notes) == {
            ("2", "0"),
            *(("POST /api/logout", member) for member in MEMBERS),
            ("51", "103"),
            ("304", "103"),
        }

    async def test_an_answer_off_the_contract_fails_the_call(self, client: httpx.AsyncClient, notes: Path) -> None:
        with pytest.raises(OffContract) as failure:
            await client.get("/api/access_groups")
        assert "AccessGroupCollection.rows is not an array" in str(failure.value)
        assert noted(notes) == set()

    async def test_a_delete_that_answers_nothing_fails_the_call(self, notes: Path) -> None:
        with pytest.raises(OffContract):
            recorder.note("DELETE", "/api/users/7", b"", 200, b"")

    async def test_a_total_counts_the_rows_unless_a_part_was_asked_for(self, notes: Path) -> None:
        rows = b'[{"id": "1", "user_groups": []}]'
        answer = b'{"UserGroupCollection": {"total": "2", "rows": %b}, "Response": {"code": "0"}}' % rows
        recorder.note("GET", "/api/user_groups?limit=1", b"", 200, answer)
        with pytest.raises(OffContract):
            recorder.note("GET", "/api/user_groups", b"", 200, answer)


class TestProving:
    def test_verify_tells_what_is_not_proved(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        notes = tmp_path / "notes.tsv"
        assert verify.main([str(notes)]) == 2
        notes.write_text("".join(f"{number}\t0\n" for number in range(1, 316)))
        verify.main([str(notes)])
        assert "proofs missing" in capsys.readouterr().out

    def test_one_entry_is_proved_by_its_notes(self) -> None:
        entry = Entry(2, "POST", "/api/logout", "Logout", "done", errors=("10",))
        assert unproved((entry,), {("2", "0"), ("2", "10")}) == []
        assert len(unproved((entry,), {("2", "0")})) == 1
