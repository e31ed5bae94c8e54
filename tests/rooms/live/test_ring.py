"""The ring: everybody reads at his own pace, what is rendered once is rendered, who falls behind is told."""

import asyncio
from collections.abc import Container
from typing import Any

import pytest

from ostiary.events.model import Event
from ostiary.live.ring import STRETCH, Behind, Notice, Ring
from tests.rig.ground import NOON


def an_event(id: int) -> Event:
    """An event of no importance."""
    values: dict[str, Any] = dict.fromkeys(Event.__dataclass_fields__, "")
    return Event(**{**values, "id": id, "at": NOON, "stored_at": NOON, "code": 4102})


def notices(first: int, last: int) -> list[Notice]:
    """Notices of events with these ids."""
    return [Notice(an_event(id)) for id in range(first, last + 1)]


async def ids(ring: Ring[Notice], place: int) -> list[int]:
    """The ids of the next notices."""
    return [notice.event.id for notice in await ring.after(place)]


class TestRing:
    """Reading and writing."""

    async def test_what_was_there_before_is_not_read(self) -> None:
        ring: Ring[Notice] = Ring()
        ring.append(notices(1, 3))
        place = ring.end
        ring.append(notices(4, 5))
        assert await ids(ring, place) == [4, 5]

    async def test_a_reader_waits_for_the_next(self) -> None:
        ring: Ring[Notice] = Ring()
        waiting = asyncio.create_task(ids(ring, ring.end))
        await asyncio.sleep(0)
        ring.append(notices(1, 1))
        assert await waiting == [1]

    async def test_many_come_in_stretches(self) -> None:
        ring: Ring[Notice] = Ring()
        ring.append(notices(1, STRETCH + 1))
        assert await ids(ring, 0) == list(range(1, STRETCH + 1))
        assert await ids(ring, STRETCH) == [STRETCH + 1]

    async def test_who_is_within_the_capacity_misses_nothing(self) -> None:
        ring: Ring[Notice] = Ring(capacity=10)
        for first in range(1, 200, 7):
            ring.append(notices(first, first + 6))
            assert await ids(ring, ring.end - 10 if ring.end > 10 else 0)
        assert await ids(ring, ring.end - 10) == list(range(ring.end - 9, ring.end + 1))

    async def test_who_falls_behind_is_told(self) -> None:
        ring: Ring[Notice] = Ring(capacity=10)
        for first in range(1, 100, 10):
            ring.append(notices(first, first + 9))
        with pytest.raises(Behind):
            await ring.after(0)


class TestNotice:
    """Rendering."""

    def test_it_is_rendered_once_for_all(self) -> None:
        rendered: list[int] = []

        def render(event: Event, photographed: Container[str]) -> str:
            rendered.append(event.id)
            return f"<{event.id} {'12' in photographed}>"

        notice = Notice(an_event(7), {"12"})
        assert [notice.rendered(render) for _ in range(3)] == ["<7 True>"] * 3
        assert rendered == [7]
