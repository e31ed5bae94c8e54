"""The people a device really holds: listed, taken off it, brought to the server."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx

from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.port.content import CardContent, FaceContent, Family, FingerContent, UserContent
from ostiary.simulator.templates import face_templates, finger_template
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, Site

UNKNOWN = 4711
PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
STRANGER = UserContent(
    user_id="77",
    name="Stranger",
    start=datetime(2001, 1, 1, tzinfo=UTC),
    expiry=datetime(2030, 1, 1, tzinfo=UTC),
    pin_hash=b"\x07" * 32,
    cards=(CardContent("7700"),),
    fingers=(FingerContent(0, (finger_template("77", 0),) * 2),),
    faces=(FaceContent(0, face_templates("77", 0)),),
    private_modes=(PrivateMode(Factor.CARD, 24),),
)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


async def a_person(site: Site, id: str, **members: Any) -> None:
    """A person at the server, whom the devices hold afterwards."""
    user = {"user_id": id, "name": f"User {id}", "user_group_id": {"id": "1"}, **PERIOD, **members}
    await site.post("/api/users", {"User": user})


async def smuggled(site: Site, *people: UserContent, device: int = READER) -> None:
    """Put people on a device behind the server's back, which does not look at it before it is asked to."""
    await site.house.plant.provisioner.settled()
    for person in people:
        await site.fleet.alter(device, Family.USERS, person)


def held(site: Site, device: int = READER) -> set[str]:
    """Whom a device holds."""
    return set(site.fleet.device(device).holdings.digests(Family.USERS))


async def an_operator(site: Site, limits: dict[str, Any] | None = None, **modules: str) -> httpx.AsyncClient:
    """Somebody with these rights and these limits."""
    module = {name: {"read": "true", "write": "true"} for name in modules}
    level = {"name": "Some", "module": module, "filter": limits or {}}
    id = (await site.post("/api/permissions", {"Permission": level}))["Permission"]["id"]
    await a_person(site, "9", login_id="bo", password="a small boat 7", permission={"id": id})
    return await site.sign_in("bo", "a small boat 7")


class TestList:
    async def test_everybody_is_summed_up(self, site: Site) -> None:
        await site.online()
        await a_person(site, "5", cards=[{"card_id": "5500", "card_type": {"id": 0}}])
        await smuggled(site, replace(STRANGER, disabled=True))
        found = (await site.get(f"/api/devices/{READER}/discover_userdata"))["UserCollection"]
        assert (found["total"], [row["user_id"] for row in found["rows"]]) == ("3", ["1", "5", "77"])
        _, known, stranger = found["rows"]
        assert (known["cards_count"], known["disabled"], known["flag"]) == ("1", "false", "1")
        assert stranger == {
            "user_id": "77",
            "updated_count": "0",
            "disabled": "true",
            "flag": "129",
            "cards_count": "1",
            "fingerprint_templates_count": "1",
            "face_count": "1",
            "start_datetime": "2001-01-01T00:00:00.00Z",
            "expiry_datetime": "2030-01-01T00:00:00.00Z",
            "security_level": "0",
            "private_operation_modes": [{"operation_method": "1", "operation_mode": "24", "exclude": "false"}],
            "name": "Stranger",
        }

    async def test_page_by_page(self, site: Site) -> None:
        await site.online()
        await smuggled(site, *(replace(STRANGER, user_id=id, cards=(), fingers=(), faces=()) for id in ("20", "3")))
        path = f"/api/devices/{READER}/users"
        for query, ids in (
            ("", ["1", "3", "20"]),
            ("?limit=0", ["1", "3", "20"]),
            ("?limit=2&page=0", ["1", "3"]),
            ("?limit=2&page=1", ["1", "3"]),
            ("?limit=2&page=2", ["20"]),
            ("?limit=2&page=3", []),
        ):
            found = (await site.get(path + query))["UserCollection"]
            assert (found["total"], [row["user_id"] for row in found["rows"]]) == ("3", ids), query

    async def test_what_makes_no_sense_is_refused(self, site: Site) -> None:
        await site.online()
        for path, code in (
            (f"{UNKNOWN}/users", "301"),
            (f"{UNKNOWN}/discover_userdata", "301"),
            (f"{SLAVE_IN}/users", "1013"),
            (f"{SLAVE_IN}/discover_userdata", "1013"),
            (f"{READER}/users?limit=-1", "800"),
            (f"{READER}/users?page=-1", "800"),
            (f"{READER}/users?page=x", "800"),
        ):
            assert code_of(await site.admin.get(f"/api/devices/{path}")) == (400, code), path
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        for path in ("users", "discover_userdata"):
            assert code_of(await site.admin.get(f"/api/devices/{READER}/{path}")) == (400, "1001")

    async def test_who_is_out_of_sight_is_not_shown_and_not_taken_off(self, site: Site) -> None:
        await site.online()
        group = (await site.post("/api/user_groups", {"UserGroup": {"name": "Mine", "parent_id": {"id": 1}}}))[
            "UserGroup"
        ]
        await a_person(site, "5", user_group_id={"id": group["id"]})
        limited = await an_operator(site, {"UserGroup": [group["id"]]}, User="rw", Device="rw")
        await site.online()
        await smuggled(site, STRANGER)
        rows = (await limited.get(f"/api/devices/{READER}/users")).json()["UserCollection"]
        assert (rows["total"], [row["user_id"] for row in rows["rows"]]) == ("2", ["5", "77"])
        assert code_of(await limited.delete(f"/api/devices/{READER}/users?id=1")) == (403, "20")
        assert code_of(await limited.post(f"/api/devices/{READER}/users/export?id=1")) == (403, "20")
        assert code_of(await limited.post(f"/api/devices/{READER}/users/export?id=77")) == (403, "20")
        assert code_of(await limited.delete(f"/api/devices/{READER}/users?id=*")) == (200, "0")
        assert "1" in held(site)


class TestDelete:
    async def test_a_stranger_is_gone_and_whom_it_should_hold_it_gets_again(self, site: Site) -> None:
        await site.online()
        await smuggled(site, STRANGER)
        answer = await site.delete(f"/api/devices/{READER}/users?id=1+77+nobody")
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "0"}], "result": "true"}
        await site.house.plant.provisioner.settled()
        assert held(site) == {"1"}

    async def test_everybody(self, site: Site) -> None:
        await site.online()
        await smuggled(site, STRANGER, device=SECOND_READER)
        await site.delete(f"/api/devices/{SECOND_READER}/users?id=*")
        await site.house.plant.provisioner.settled()
        assert held(site, SECOND_READER) == {"1"}

    async def test_what_makes_no_sense_is_refused(self, site: Site) -> None:
        await site.online()
        for path, code in (
            (f"{UNKNOWN}/users?id=1", "301"),
            (f"{SLAVE_IN}/users?id=1", "1013"),
            (f"{READER}/users", "800"),
        ):
            assert code_of(await site.admin.delete(f"/api/devices/{path}")) == (400, code), path
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        assert code_of(await site.admin.delete(f"/api/devices/{READER}/users?id=*")) == (400, "1001")


class TestExport:
    async def test_a_stranger_comes_with_all_credentials(self, site: Site) -> None:
        await site.online()
        await smuggled(site, STRANGER)
        answer = await site.post(f"/api/devices/{READER}/users/export?id=77")
        (row,) = answer["UserCollection"]["rows"]
        (face,) = row["credentials"]["visualFaces"]
        assert [template["credential_bin_type"] for template in face["templates"]] == ["5", "9"]
        assert answer["DeviceResponse"]["rows"] == [{"id": str(READER), "code": "0"}]
        user = (await site.get("/api/users/77"))["User"]
        assert (user["name"], user["user_group_id"]["id"], user["disabled"]) == ("Stranger", "1", "false")
        assert [card["card_id"] for card in user["cards"]] == ["7700"]
        assert len(user["fingerprint_templates"]) == len(user["credentials"]["visualFaces"]) == 1
        assert user["private_operation_modes"][0]["operation_mode"] == "24"
        await site.house.plant.provisioner.settled()
        assert "77" in held(site, CONTROLLER)

    async def test_of_somebody_known_the_credentials_come_and_the_rest_stays(self, site: Site) -> None:
        await site.online()
        face = {"templates": [{"credential_bin_type": "5", "template_ex": "AAAA"}], "template_ex_picture": "BBBB"}
        await a_person(site, "77", disabled="true", credentials={"visualFaces": [face]})
        await site.house.plant.provisioner.settled()
        record = site.fleet.device(READER).holdings.user("77")
        assert record is not None
        await smuggled(site, replace(record, name="Changed", disabled=False, cards=(CardContent("7700"),)))
        await site.post(f"/api/devices/{READER}/users/export?id=77")
        user = (await site.get("/api/users/77"))["User"]
        assert (user["name"], user["disabled"]) == ("Changed", "true")
        assert [card["card_id"] for card in user["cards"]] == ["7700"]
        assert user["credentials"]["visualFaces"][0]["template_ex_picture"] == "BBBB"

    async def test_one_who_cannot_come_does_not_keep_the_others(self, site: Site) -> None:
        await site.online()
        await a_person(site, "5", cards=[{"card_id": "7700", "card_type": {"id": 0}}])
        other = replace(STRANGER, user_id="78", cards=(CardContent("7800"),), fingers=(), faces=())
        await smuggled(site, STRANGER, other)
        answer = await site.post(f"/api/devices/{READER}/users/export?id=77+78")
        assert answer["Response"]["code"] == "1"
        assert [row["user_id"] for row in answer["UserCollection"]["rows"]] == ["78"]
        await smuggled(site, STRANGER)
        assert code_of(await site.admin.post(f"/api/devices/{READER}/users/export?id=77")) == (400, "408")

    async def test_what_makes_no_sense_is_refused(self, site: Site) -> None:
        await site.online()
        many = "+".join(str(number) for number in range(1000, 1501))
        for path, code in (
            (f"{UNKNOWN}/users/export?id=1", "301"),
            (f"{SLAVE_IN}/users/export?id=1", "1013"),
            (f"{READER}/users/export", "800"),
            (f"{READER}/users/export?id={many}", "800"),
            (f"{READER}/users/export?id=nobody", "201"),
        ):
            assert code_of(await site.admin.post(f"/api/devices/{path}")) == (400, code), path
        await site.fleet.set_network(READER, False)
        assert await site.house.plant.connections.turned(READER, False, 30)
        assert code_of(await site.admin.post(f"/api/devices/{READER}/users/export?id=1")) == (400, "1001")
