"""The page "Devices": lists, details, types, connecting, synchronising; and captures at readers (`scans`)."""

import asyncio
from base64 import b64decode
from typing import Any

import httpx
import pytest

from ostiary.port.commands import Fault
from ostiary.port.content import Family
from ostiary.simulator.presentation import FaceSign, FingerSign
from tests.rig.site import CONTROLLER, READER, SECOND_READER, SLAVE_IN, SLAVE_OUT, Site

ALL = {READER, SECOND_READER, CONTROLLER, SLAVE_IN, SLAVE_OUT}
UNKNOWN = 4711


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of an answer."""
    return answer.status_code, answer.json()["Response"]["code"]


def named(*ids: int) -> dict[str, Any]:
    """Devices, as sent."""
    return {"DeviceCollection": {"rows": [{"id": str(id)} for id in ids]}}


async def scanned(site: Site, reader: int, request: Any, **factors: Any) -> httpx.Response:
    """The answer to a scan while somebody presents something."""
    scan = asyncio.create_task(request)
    await site.scanning(reader)
    await site.present(reader, **factors)
    answer: httpx.Response = await scan
    return answer


async def cut_off(site: Site, device: int) -> None:
    """Take a device from the network and wait until the server has noticed."""
    await site.fleet.set_network(device, False)
    assert await site.house.plant.connections.turned(device, False, 30)


class TestList:
    """Every device, as the clients in the field read it."""

    async def test_every_device_stands_in_the_list(self, site: Site) -> None:
        await site.online()
        found = (await site.get("/api/devices"))["DeviceCollection"]
        rows = {int(row["id"]): row for row in found["rows"]}
        assert (found["total"], set(rows)) == ("5", ALL)
        assert (rows[READER]["status"], rows[READER]["device_type_id"]["name"]) == ("1", "BioStation 3 Max FP")
        assert rows[READER]["version"]["product_name"] == "BioStation 3 Max FP"

    async def test_readers_authenticate_and_slaves_have_a_parent(self, site: Site) -> None:
        rows = {int(row["id"]): row for row in (await site.get("/api/devices"))["DeviceCollection"]["rows"]}
        assert {id for id, row in rows.items() if "authentication" in row} == ALL - {CONTROLLER}
        assert {id for id, row in rows.items() if "parent_device_id" in row} == {SLAVE_IN, SLAVE_OUT}
        assert rows[SLAVE_IN]["parent_device_id"]["id"] == str(CONTROLLER)
        assert [slave["id"] for slave in rows[CONTROLLER]["slave_devices"]] == [str(SLAVE_IN), str(SLAVE_OUT)]
        assert ("lan" in rows[READER], "lan" in rows[SLAVE_IN]) == (True, False)

    async def test_a_page_and_an_order(self, site: Site) -> None:
        found = (await site.get("/api/devices?limit=2&offset=1&order_by=id:true"))["DeviceCollection"]
        assert [int(row["id"]) for row in found["rows"]] == sorted(ALL, reverse=True)[1:3]

    async def test_the_second_version_leaves_types_out(self, site: Site) -> None:
        body = {"limit": 0, "exclude_device_type_id": "14", "order_by": "id:false"}
        found = (await site.post("/api/v2/devices/search?virtual=true", body))["DeviceCollection"]
        assert [row["id"] for row in found["rows"]] == sorted(ALL - {CONTROLLER})
        assert (found["total"], found["rows"][0]["user_sync_status"]) == (4, 0)

    async def test_the_second_version_needs_no_more_than_an_object(self, site: Site) -> None:
        assert (await site.post("/api/v2/devices/search", {}))["DeviceCollection"]["total"] == 5

    async def test_an_unknown_column_is_refused(self, site: Site) -> None:
        assert code_of(await site.admin.get("/api/devices?order_by=secret")) == (400, "800")

    async def test_whoever_sees_only_himself_sees_none(self, site: Site) -> None:
        person = {
            "user_id": "9",
            "name": "Bo",
            "user_group_id": {"id": "1"},
            "login_id": "bo",
            "password": "a small boat 7",
        }
        period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        await site.post("/api/users", {"User": {**person, **period, "permission": {"id": "255"}}})
        mere = await site.sign_in("bo", "a small boat 7")
        assert (await mere.get("/api/devices")).json()["DeviceCollection"]["total"] == "0"
        assert (await mere.get(f"/api/devices/{READER}")).status_code == 400

    async def test_an_order_that_is_no_text_is_refused(self, site: Site) -> None:
        answer = await site.admin.get("/api/devices?order_by=%00")
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "800")


class TestView:
    """One device."""

    async def test_it_has_its_settings_with_their_schedules(self, site: Site) -> None:
        device = (await site.get(f"/api/devices/{READER}"))["Device"]
        modes = device["authentication"]["operation_modes"]
        assert {mode["mode"] for mode in modes} == {"11", "16", "21", "38"}
        assert {mode["schedule_id"]["name"] for mode in modes} == {"Always"}
        assert (device["display"]["use_voice"], device["authmode"]["id"]) == ("false", str(READER))

    async def test_an_unknown_one_is_not_found(self, site: Site) -> None:
        assert code_of(await site.admin.get(f"/api/devices/{UNKNOWN}")) == (400, "301")

    async def test_what_is_no_number_is_refused(self, site: Site) -> None:
        assert code_of(await site.admin.get("/api/devices/first")) == (400, "103")
        assert code_of(await site.admin.get(f"/api/devices/{2**63}")) == (400, "800")


class TestTypes:
    """The types of device."""

    async def test_each_tells_what_it_has(self, site: Site) -> None:
        found = (await site.get("/api/device_types"))["DeviceTypeCollection"]
        rows = {row["id"]: row for row in found["rows"]}
        assert found["total"] == str(len(rows))
        station = rows["46"]
        assert [station[name] for name in ("keypad", "fingerprint", "card", "face")] == ["true"] * 4
        assert (rows["14"]["card"], rows["19"]["face"]) == ("false", "false")


class TestConnection:
    """Connecting and letting go."""

    async def test_a_device_is_let_go_and_connected_again(self, site: Site) -> None:
        await site.online()
        answer = await site.post(f"/api/devices/{READER}/disconnect")
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "0"}], "result": "true"}
        assert (await site.get(f"/api/devices/{READER}"))["Device"]["status"] == "0"
        await site.post(f"/api/devices/{READER}/connect")
        assert (await site.get(f"/api/devices/{READER}"))["Device"]["status"] == "1"

    async def test_a_device_that_does_not_answer_is_a_failure(self, site: Site) -> None:
        await site.online()
        await cut_off(site, READER)
        assert code_of(await site.admin.post(f"/api/devices/{READER}/connect")) == (400, "1001")

    async def test_a_slave_is_not_let_go_by_itself(self, site: Site) -> None:
        assert code_of(await site.admin.post(f"/api/devices/{SLAVE_IN}/disconnect")) == (400, "103")

    @pytest.mark.parametrize("act", ["connect", "disconnect"])
    async def test_an_unknown_one_is_not_found(self, site: Site, act: str) -> None:
        assert code_of(await site.admin.post(f"/api/devices/{UNKNOWN}/{act}")) == (400, "301")


class TestSync:
    """Comparing what devices hold with what they should."""

    async def test_what_was_lost_is_written_again(self, site: Site) -> None:
        await site.online()
        holdings = site.fleet.device(READER).holdings
        before = dict(holdings.digests(Family.SETTINGS))
        await site.fleet.wipe(READER)
        answer = await site.post("/api/devices/sync?clean=true", named(READER, SLAVE_IN))
        rows = answer["DeviceResponse"]["rows"]
        assert rows == [{"id": str(READER), "code": "0"}, {"id": str(SLAVE_IN), "code": "0"}]
        assert holdings.digests(Family.SETTINGS) == before

    async def test_a_device_that_is_away_is_told(self, site: Site) -> None:
        await site.online()
        await cut_off(site, READER)
        answer = await site.post("/api/devices/sync", named(READER))
        assert answer["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "1001"}], "result": "false"}

    async def test_one_that_is_under_way_is_told_apart(self, site: Site) -> None:
        await site.online()
        site.fleet.interference(READER).hang()
        first = asyncio.create_task(site.admin.post("/api/devices/sync", json=named(READER)))
        while READER not in site.house.plant.provisioner.syncing:
            await site.house.database.bell.wait(site.house.database.bell.rings)
        answer = await site.post("/api/devices/sync", named(READER))
        assert answer["InProgressDeviceCollection"] == {"rows": [{"id": str(READER)}]}
        site.fleet.interference(READER).resume()
        assert code_of(await first) == (200, "0")

    async def test_an_unknown_one_is_not_found(self, site: Site) -> None:
        assert code_of(await site.admin.post("/api/devices/sync", json=named(UNKNOWN))) == (400, "301")


class TestEnrolment:
    """Where somebody can be enrolled."""

    async def test_readers_by_what_they_read(self, site: Site) -> None:
        readers = ALL - {CONTROLLER}
        for kind, ids in (("", readers), ("?type=0", readers), ("?type=1", {READER}), ("?type=2", readers)):
            found = (await site.get(f"/api/devices/enrollment{kind}"))["DeviceCollection"]
            assert {int(row["id"]) for row in found["rows"]} == ids, kind
        (row,) = (await site.get("/api/devices/enrollment?type=5"))["DeviceCollection"]["rows"]
        assert row["device_type_id"] == {"id": "46", "name": "BioStation 3 Max FP"}
        assert (await site.get("/api/devices/enrollment?type=4"))["DeviceCollection"] == {"total": "0", "rows": []}

    @pytest.mark.parametrize("kind", ["6", "-1", "x"])
    async def test_an_unknown_kind_is_refused(self, site: Site, kind: str) -> None:
        assert code_of(await site.admin.get(f"/api/devices/enrollment?type={kind}")) == (400, "800")


@pytest.mark.parametrize(
    ("method", "path", "failed"),
    [
        ("POST", "scan_card", Fault.CARD_SCAN_FAILED),
        ("POST", "scan_fingerprint", Fault.FINGER_SCAN_FAILED),
        ("GET", "credentials/face", Fault.FACE_SCAN_FAILED),
    ],
)
async def test_a_scan_fails_with_the_code_of_what_failed(site: Site, method: str, path: str, failed: Fault) -> None:
    await site.online()
    body: dict[str, Any] | None = None if method == "GET" else {"ScanFingerprintOption": {}}

    async def scan(device: int = READER) -> tuple[int, str]:
        return code_of(await site.admin.request(method, f"/api/devices/{device}/{path}", json=body))

    waiting = asyncio.create_task(scan())
    await site.scanning(READER)
    assert await scan() == (400, "1017")
    reader = site.fleet.device(READER).unit(READER).reader
    assert reader is not None
    reader.abandon_scan(failed)
    assert await waiting == (400, str(int(failed)))
    assert await scan(UNKNOWN) == (400, "301")
    await cut_off(site, READER)
    assert await scan() == (400, "1001")


class TestCard:
    """A card is read."""

    @pytest.mark.parametrize("body", [None, {}, [], {"noblockui": True}])
    async def test_it_is_answered_as_it_is_then_registered(self, site: Site, body: Any) -> None:
        await site.online()
        sent = {} if body is None else {"json": body}
        request = site.admin.post(f"/api/devices/{READER}/scan_card", **sent)
        answer = await scanned(site, READER, request, card="46464764")
        card = answer.json()["Card"]
        assert (card["id"], card["card_id"], card["display_card_id"]) == ("0", "46464764", "46464764")
        assert card["card_type"] == {"id": "0", "name": "CSN", "type": "1", "mode": "C"}

    async def test_a_client_that_leaves_frees_the_reader(self, site: Site) -> None:
        await site.online()
        for request in (
            site.admin.post(f"/api/devices/{READER}/scan_card", json={}),
            site.admin.get(f"/api/devices/{READER}/credentials/face"),
        ):
            left = asyncio.create_task(request)
            await site.scanning(READER)
            left.cancel()
            await site.idle(READER)
        answer = await scanned(site, READER, site.admin.post(f"/api/devices/{READER}/scan_card"), card="46464764")
        assert answer.json()["Card"]["card_id"] == "46464764"

    async def test_what_is_no_reader_is_refused(self, site: Site) -> None:
        assert code_of(await site.admin.post(f"/api/devices/{CONTROLLER}/scan_card")) == (400, "340")

    async def test_an_unknown_one_is_not_found(self, site: Site) -> None:
        assert code_of(await site.admin.post(f"/api/devices/{UNKNOWN}/scan_card")) == (400, "301")


class TestFinger:
    """A finger is read."""

    async def test_its_template_is_answered(self, site: Site) -> None:
        await site.online()
        options = {"ScanFingerprintOption": {"enroll_quality": "60", "raw_image": True}, "noblockui": True}
        request = site.admin.post(f"/api/devices/{READER}/scan_fingerprint", json=options)
        answer = (await scanned(site, READER, request, finger=FingerSign("9", 2))).json()
        template = answer["FingerprintTemplate"]
        assert len(b64decode(template["template0"])) == 384
        assert (template["raw_image0"], answer["DeviceResponse"]) == (template["template_image0"], {"result": "true"})

    async def test_a_poor_one_is_a_failure(self, site: Site) -> None:
        await site.online()
        request = site.admin.post(
            f"/api/devices/{READER}/scan_fingerprint", json={"ScanFingerprintOption": {"enroll_quality": 90}}
        )
        answer = await scanned(site, READER, request, finger=FingerSign("9", 2, quality=40))
        assert code_of(answer) == (400, "1014")

    async def test_a_quality_beyond_a_hundred_is_refused(self, site: Site) -> None:
        options = {"ScanFingerprintOption": {"enroll_quality": 101}}
        answer = await site.admin.post(f"/api/devices/{READER}/scan_fingerprint", json=options)
        assert code_of(answer) == (400, "800")

    async def test_a_reader_without_a_sensor_is_refused(self, site: Site) -> None:
        answer = await site.admin.post(f"/api/devices/{SECOND_READER}/scan_fingerprint", json={})
        assert code_of(answer) == (400, "340")


class TestFace:
    """A face is read."""

    async def test_its_templates_are_answered_at_the_root(self, site: Site) -> None:
        await site.online()
        request = site.admin.get(f"/api/devices/{READER}/credentials/face?pose_sensitivity=4")
        answer = (await scanned(site, READER, request, face=FaceSign("9"))).json()
        (face,) = answer["credentials"]["faces"]
        assert [template["credential_bin_type"] for template in face["templates"]] == ["9", "5"]
        assert b64decode(face["template_ex_normalized_image"]).startswith(b"\xff\xd8")

    async def test_a_reader_without_a_camera_is_refused(self, site: Site) -> None:
        assert code_of(await site.admin.get(f"/api/devices/{SECOND_READER}/credentials/face")) == (400, "340")


class TestNoPretence:
    """What is not there yet is not supported."""

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", f"/api/devices/{READER}/verify_fingerprint"),
        ],
    )
    async def test_it_answers_that_it_is_not_supported(self, site: Site, method: str, path: str) -> None:
        status, code = code_of(await site.admin.request(method, path, json={}))
        assert (status, code in {"103", "800"}) == (400, True)
