"""Hashing passwords."""

import asyncio
from threading import Event

import pytest

from ostiary.identity import passwords
from ostiary.identity.passwords import LONGEST_QUEUE, Hashing
from ostiary.kernel.errors import Unavailable


@pytest.fixture
def choices(monkeypatch: pytest.MonkeyPatch) -> Hashing:
    """The queue of passwords that operators choose, empty."""
    made = Hashing("test", 1)
    monkeypatch.setattr(passwords, "_choices", made)
    return made


class TestQueues:
    async def test_logins_do_not_wait_for_passwords_that_are_chosen(self, choices: Hashing) -> None:
        go_on = Event()
        waiting = [asyncio.create_task(choices.run(go_on.wait)) for _ in range(LONGEST_QUEUE)]
        await asyncio.sleep(0)
        with pytest.raises(Unavailable):
            await passwords.prepare("Engine-No-1")
        assert not await passwords.matches(None, "Engine-No-1")
        go_on.set()
        assert all(await asyncio.gather(*waiting))
