"""What readers answer, and what the device's log says of it."""

from datetime import UTC, datetime

from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.policy.door import Flag
from ostiary.policy.schedule import ALWAYS, Schedule, Segment
from ostiary.port.commands import DoorCommand, DoorVerb
from ostiary.port.content import BlacklistEntry, CardContent, Family, FingerContent, ModeSlot
from ostiary.simulator.presentation import FaceSign, FingerSign, Response
from ostiary.simulator.templates import finger_template
from tests.simulator.site import FRONT, KEYPAD, READER_IN, READER_OUT, STATION, Site, a_door, a_user, some_settings

CARD_THEN_PIN = (ModeSlot(24, ALWAYS),)


class TestGranted:
    """Somebody who may pass."""

    async def test_a_card_opens_the_door_and_the_log_tells_all(self, site: Site) -> None:
        site.equip(site.station, a_user())
        answer = await site.present(card="1234")
        assert (answer.response, answer.event_code, answer.user_id) == (Response.GRANTED, 4102, "7")
        granted, unlocked = (await site.log(site.station))[-2:]
        assert (granted.code, granted.user_id, granted.door_id, granted.reader_id) == (4102, "7", FRONT, STATION)
        assert granted.reason
        assert granted.at == site.clock.now()
        assert (unlocked.code, unlocked.door_id) == (20480, FRONT)

    async def test_a_finger_and_a_face_are_known_among_all(self, site: Site) -> None:
        site.equip(site.station, a_user("7", fingers=(3,), face=True), a_user("8", cards=("99",), fingers=(0,)))
        assert (await site.present(finger=FingerSign("7", 3))).event_code == 4865
        assert (await site.present(finger=FingerSign("8", 0))).user_id == "8"
        assert (await site.present(face=FaceSign("7"))).event_code == 4867

    async def test_an_id_and_a_pin_may_come_in_one_body(self, site: Site) -> None:
        site.equip(site.station, a_user(pin="4711"))
        assert (await site.present(user_id="7", pin="4711")).event_code == 4097

    async def test_a_second_factor_may_come_in_a_call_of_its_own(self, site: Site) -> None:
        site.equip(site.station, a_user(pin="4711"))
        site.station.write(Family.SETTINGS, [some_settings(modes=CARD_THEN_PIN)])
        waiting = await site.present(card="1234")
        assert (waiting.response, waiting.event_code) == (Response.IGNORED, 0)
        assert waiting.reason
        assert (await site.present(pin="4711")).event_code == 4103

    async def test_another_card_ends_the_attempt_that_waits_for_a_pin(self, site: Site) -> None:
        site.equip(site.station, a_user("7", cards=("1234",), pin="4711"), a_user("8", cards=("99",), pin="2580"))
        site.station.write(Family.SETTINGS, [some_settings(modes=CARD_THEN_PIN)])
        assert (await site.present(card="1234")).response is Response.IGNORED
        answer = await site.present(card="99", pin="2580")
        assert (answer.response, answer.event_code, answer.user_id) == (Response.GRANTED, 4103, "8")

    async def test_a_finger_captured_from_one_person_can_be_enrolled_for_another(self, site: Site) -> None:
        template = finger_template("a stranger", 2)
        user = a_user("8", cards=("55",))
        borrowed = FingerContent(0, (template, template), duress=True)
        site.equip(site.station, type(user)("8", "Eight", user.start, user.expiry, fingers=(borrowed,), groups=(1,)))
        answer = await site.present(finger=FingerSign("a stranger", 2))
        assert (answer.response, answer.user_id, answer.event_code) == (Response.GRANTED, "8", 5377)

    async def test_a_qr_code_and_a_mobile_card_have_their_own_events(self, site: Site) -> None:
        site.equip(site.station, a_user(cards=(CardContent("61", 6), CardContent("41", 4))))
        assert (await site.present(card="61")).event_code == 4133
        assert (await site.present(card="41")).event_code == 4118

    async def test_a_device_without_a_door_recognises_without_unlocking(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.delete(Family.DOORS, ["1"])
        before = site.station.journal.newest
        assert (await site.present(card="1234")).event_code == 4102
        assert await site.codes(site.station, before) == [4102]

    async def test_both_readers_of_a_controller_serve_its_door(self, site: Site) -> None:
        door = a_door(5, READER_IN, exit_reader_id=READER_OUT, relay_device_id=site.controller.id)
        site.equip(site.controller, a_user(fingers=(0,)), door=door)
        assert (await site.present(READER_IN, card="1234")).event_code == 4102
        site.controller.write(Family.SETTINGS, [some_settings(READER_OUT, (ModeSlot(0, ALWAYS),))])
        assert (await site.present(READER_OUT, finger=FingerSign("7", 0))).event_code == 4865
        assert {record.reader_id for record in await site.log(site.controller) if record.code in {4102, 4865}} == {
            READER_IN,
            READER_OUT,
        }


class TestDenied:
    """Somebody who may not."""

    async def test_an_unknown_card_is_named_in_the_record(self, site: Site) -> None:
        site.equip(site.station)
        answer = await site.present(card="424242")
        assert (answer.response, answer.event_code, answer.user_id) == (Response.DENIED, 4354, "")
        record = (await site.log(site.station))[-1]
        assert (record.code, record.user_id, record.credential, record.door_id) == (4354, "", "424242", FRONT)

    async def test_each_rule_has_its_code(self, site: Site) -> None:
        old = datetime(2020, 1, 1, tzinfo=UTC)
        site.equip(
            site.station,
            a_user("1", cards=("1",), disabled=True),
            a_user("2", cards=("2",), expiry=old),
            a_user("3", cards=("3",), groups=()),
            a_user("4", cards=("4",)),
        )
        site.station.write(Family.BLACKLIST, [BlacklistEntry("4")])
        codes = [(await site.present(card=card)).event_code for card in "1234"]
        assert codes == [6402, 6403, 6401, 6404]

    async def test_a_wrong_pin(self, site: Site) -> None:
        site.equip(site.station, a_user(pin="4711"))
        answer = await site.present(user_id="7", pin="1111")
        assert (answer.event_code, answer.user_id) == (4355, "7")

    async def test_a_combination_that_no_mode_allows(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.write(Family.SETTINGS, [some_settings(modes=(ModeSlot(16, ALWAYS),))])
        assert (await site.present(card="1234")).event_code == 6145

    async def test_the_next_factor_comes_too_late(self, site: Site) -> None:
        site.equip(site.station, a_user(pin="4711"))
        site.station.write(Family.SETTINGS, [some_settings(modes=CARD_THEN_PIN)])
        await site.present(card="1234")
        site.clock.advance(10)
        assert (await site.log(site.station))[-1].code == 6147
        assert (await site.present(pin="4711")).response is Response.IGNORED

    async def test_a_schedule_counts_in_the_devices_own_time_zone(self, site: Site) -> None:
        site.equip(site.station, a_user())
        ten_to_eleven = Schedule(5, "Ten", ((Segment(600, 660),),) * 7)
        site.station.write(Family.SCHEDULES, [ten_to_eleven])
        site.station.write(Family.LEVELS, [AccessLevel(1, "Ten", (LevelItem((FRONT,), 5),))])
        assert (await site.present(card="1234")).event_code == 4102  # 09:00 UTC is 10:00 in Berlin
        site.clock.advance(3600)
        assert (await site.present(card="1234")).event_code == 6401

    async def test_a_door_locked_by_an_operator_refuses_everybody(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.command(DoorCommand(DoorVerb.LOCK, (FRONT,), Flag.OPERATOR))
        assert (await site.present(card="1234")).event_code == 6423

    async def test_a_change_of_content_counts_at_once(self, site: Site) -> None:
        site.equip(site.station, a_user())
        site.station.write(Family.GROUPS, [AccessGroup(1, "Staff", ())])
        assert (await site.present(card="1234")).event_code == 6401
        site.station.delete(Family.USERS, ["7"])
        assert (await site.present(card="1234")).event_code == 4354


class TestIgnored:
    """Nothing comes of it."""

    async def test_what_the_reader_cannot_take(self, site: Site) -> None:
        answer = await site.present(KEYPAD, finger=FingerSign("7"))
        assert (answer.response, answer.event_code) == (Response.IGNORED, 0)

    async def test_a_slave_that_has_lost_its_controller(self, site: Site) -> None:
        await site.fleet.set_network(READER_IN, False)
        assert (await site.present(READER_IN, card="1")).response is Response.IGNORED
