"""Commands to doors: one row for each device, an event for what the server sends, nothing for a door nobody knows."""

from datetime import timedelta

import pytest

from ostiary.devices.model import CommandRow
from ostiary.doors.commands import SECONDS
from ostiary.doors.model import DoorNotFound
from ostiary.doors.wiring import Wiring
from ostiary.events.model import EventRow
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.port.commands import DoorVerb
from tests.rooms.doors.premises import CONTROLLER, READER, SECOND, SLAVE_IN, SLAVE_OUT, Premises, by, limited


class TestCommand:
    async def test_is_queued_once_for_each_master_device(self, premises: Premises) -> None:
        one = await premises.a_door("One", Wiring(SLAVE_IN, relay_device_id=CONTROLLER))
        two = await premises.a_door("Two", by(READER))
        three = await premises.a_door("Three", Wiring(SLAVE_OUT))
        receipt = await premises.command(DoorVerb.OPEN, one, two, three)
        rows = {row.device_id: row for row in await premises.rows(CommandRow)}
        assert rows[CONTROLLER].body == {"kind": "DoorCommand", "verb": "open", "doors": [one, three], "flag": 4}
        assert rows[READER].body["doors"] == [two]
        assert receipt.result.queued == {rows[CONTROLLER].id: (one, three), rows[READER].id: (two,)}
        assert receipt.result.without_device == ()
        assert set(receipt.commands) == set(receipt.result.queued)

    async def test_expires_soon_so_that_no_door_opens_late(self, premises: Premises) -> None:
        await premises.command(DoorVerb.OPEN, await premises.a_door(wiring=by(READER)))
        (row,) = await premises.rows(CommandRow)
        assert row.queued == premises.ground.clock()
        assert row.expires - row.queued == timedelta(seconds=SECONDS)
        assert (row.sent, row.done) == (None, False)

    @pytest.mark.parametrize(
        ("verb", "code"),
        [
            (DoorVerb.OPEN, 24320),
            (DoorVerb.UNLOCK, 24321),
            (DoorVerb.LOCK, 24322),
            (DoorVerb.RELEASE, 24323),
            (DoorVerb.CLEAR_ALARM, None),
        ],
    )
    async def test_leaves_an_event_and_a_line_of_the_trail(
        self, premises: Premises, verb: DoorVerb, code: int | None
    ) -> None:
        id = await premises.a_door("Front door", by(READER))
        await premises.command(verb, id)
        seen = [(row.code, row.device_id, row.door_id, row.door_name) for row in await premises.rows(EventRow)]
        assert seen == ([(code, READER, id, "Front door")] if code else [])
        line = (await premises.trail())[-1]
        assert (line.verb, line.target, line.change["after"]) == (
            "DOOR_COMMAND",
            f"Front door({id})",
            {"command": verb.value},
        )

    async def test_names_each_door_once(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        receipt = await premises.command(DoorVerb.LOCK, id, id)
        assert list(receipt.result.queued.values()) == [(id,)]
        assert len(await premises.rows(EventRow)) == 1

    async def test_for_a_door_that_no_device_moves_goes_nowhere(self, premises: Premises) -> None:
        nowhere, somewhere = await premises.a_door("Nowhere"), await premises.a_door("Somewhere", by(READER))
        receipt = await premises.command(DoorVerb.UNLOCK, nowhere, somewhere)
        assert receipt.result.without_device == (nowhere,)
        assert list(receipt.result.queued.values()) == [(somewhere,)]
        assert [row.door_id for row in await premises.rows(EventRow)] == [somewhere]

    async def test_with_an_unknown_door_does_nothing_at_all(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        with pytest.raises(DoorNotFound):
            await premises.command(DoorVerb.OPEN, id, 77)
        assert await premises.rows(CommandRow) == await premises.rows(EventRow) == []

    async def test_for_no_door_is_refused(self, premises: Premises) -> None:
        with pytest.raises(Invalid):
            await premises.command(DoorVerb.OPEN)

    async def test_needs_every_door_within_the_scope(self, premises: Premises) -> None:
        mine = await premises.a_group("Mine")
        inside = await premises.a_door("Inside", by(READER), group_id=mine)
        outside = await premises.a_door("Outside", by(SECOND))
        await premises.command(DoorVerb.OPEN, inside, context=limited(mine))
        with pytest.raises(Forbidden):
            await premises.command(DoorVerb.OPEN, inside, outside, context=limited(mine))
        assert len(await premises.rows(CommandRow)) == 1
