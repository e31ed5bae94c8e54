"""The two step-by-step sections of the reference from beginning to end, with scanned values, against the demo site."""

import asyncio
from typing import Any

from ostiary.simulator.presentation import FaceSign, FingerSign, Presentation
from tests.rig.site import PASSWORD, Site

ENTRANCE = 542190001
DESK = 542190007
"""Takes cards, fingers and visual faces."""
INFRARED = 542190027
"""Takes infrared faces."""
NOBODY_YET = "55555"


class TestEventLog:
    async def test_log_in_search_events_and_look_up_their_types(self, demo: Site) -> None:
        await demo.online()
        await demo.present(ENTRANCE, card="10002")
        login = await demo.post("/api/login", {"User": {"login_id": "admin", "password": PASSWORD}})
        assert login["User"]["permission"]["id"] == "1"
        query: dict[str, Any] = {
            "limit": 20,
            "conditions": [
                {
                    "column": "datetime",
                    "operator": 3,
                    "values": ["2022-03-10T15:00:00.000Z", "2036-03-31T16:59:59Z"],
                },
                {"column": "device_id", "operator": 1, "values": ["543308153"]},
            ],
            "orders": [{"column": "datetime", "descending": False}],
        }
        rows = (await demo.post("/api/events/search", {"Query": query}))["EventCollection"]["rows"]
        assert rows
        example: dict[str, Any] = {
            "limit": 5,
            "conditions": [
                {
                    "column": "datetime",
                    "operator": 3,
                    "values": ["2022-05-31T16:05:00.000Z", "2022-06-30T15:58:00.000Z"],
                },
                {"column": "device_id", "operator": 0, "values": ["543308153"]},
            ],
            "orders": [{"column": "datetime", "descending": True}],
        }
        assert (await demo.post("/api/events/search", {"Query": example}))["EventCollection"]["rows"] == []
        period, device = example["conditions"]
        ours = [{**period, "values": query["conditions"][0]["values"]}, {**device, "values": [str(ENTRANCE)]}]
        found = (await demo.post("/api/events/search", {"Query": {**example, "conditions": ours}}))["EventCollection"]
        times = [row["datetime"] for row in found["rows"]]
        assert {row["device_id"]["id"] for row in found["rows"]} == {str(ENTRANCE)}
        assert times == sorted(times, reverse=True)
        types = await demo.get("/api/event_types?is_break_glass=false&setting_alert=false&setting_all=true")
        known = {row["code"] for row in types["EventTypeCollection"]["rows"]}
        assert {row["event_type_id"]["code"] for row in rows} <= known


async def _scan(demo: Site, method: str, path: str, body: Any, sign: Presentation) -> dict[str, Any]:
    """Ask a reader to scan and present something to it."""
    request = asyncio.create_task(demo.admin.request(method, path, json=body))
    device_id = int(path.split("/")[3])
    await demo.scanning(device_id)
    assert (await demo.fleet.present(device_id, sign)).response.value == "captured"
    answer = await request
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def _new_user(user_id: str) -> dict[str, Any]:
    """The person as the reference's example sends it."""
    return {
        "user_id": user_id,
        "user_group_id": {"id": "1"},
        "start_datetime": "2001-01-01T00:00:00.00Z",
        "expiry_datetime": "2030-12-31T23:59:00.00Z",
        "disabled": "",
        "name": f"{user_id}Ada",
        "email": f"{user_id}ada@example.com",
        "department": "",
        "title": "",
        "photo": "",
        "phone": "",
        "permission": {"id": "1"},
        "access_groups": {"id": ""},
        "login_id": user_id + "ada",
        "password": "9fQxTr2mWcLbYz7",
        "user_ip": "203.0.113.7",
    }


class TestCreateUser:
    async def test_scan_everything_and_enrol_a_person_with_it(self, demo: Site) -> None:
        await demo.online()
        await demo.get("/api/setting/biostar")
        user_id = (await demo.get("/api/users/next_user_id"))["User"]["user_id"]
        assert user_id == "202"
        card = (await _scan(demo, "POST", f"/api/devices/{DESK}/scan_card", None, Presentation(card="8012345")))["Card"]
        face_path = f"/api/devices/{DESK}/credentials/face?pose_sensitivity=4"
        face_sign = Presentation(face=FaceSign(NOBODY_YET))
        faces = (await _scan(demo, "GET", face_path, None, face_sign))["credentials"]["faces"]
        finger_body = {"ScanFingerprintOption": {"enroll_quality": "80", "raw_image": False}, "noblockui": True}
        finger_sign = Presentation(finger=FingerSign(NOBODY_YET, 0))
        finger_path = f"/api/devices/{DESK}/scan_fingerprint"
        finger = (await _scan(demo, "POST", finger_path, finger_body, finger_sign))["FingerprintTemplate"]
        await demo.post("/api/users", {"User": _new_user(user_id)})
        path = f"/api/users/{user_id}"
        fields = [("1", "TextInput here"), ("2", "134669"), ("3", "Motor")]
        custom = [{"item": item, "custom_field": {"id": field}} for field, item in fields]
        await demo.put(path, {"User": {"user_custom_fields": custom}})
        modes = [{"operation_method": 2, "operation_mode": mode, "exclude": False} for mode in (0, 1)]
        await demo.put(path, {"User": {"pin": "", "security_level": 0, "private_operation_modes": modes}})
        excluded = [{"operation_method": method, "operation_mode": -1, "exclude": True} for method in (0, 1, 3)]
        await demo.put(
            path, {"User": {"pin": "", "security_level": 0, "private_operation_modes": [modes[0], *excluded]}}
        )
        registered = await demo.post(
            "/api/cards",
            {"CardCollection": {"rows": [{"card_id": card["card_id"], "card_type": {"id": "0", "type": "1"}}]}},
        )
        await demo.put(path, {"User": {"cards": [{"id": registered["CardCollection"]["rows"][0]["id"]}]}})
        infrared_path = f"/api/devices/{INFRARED}/credentials/face?pose_sensitivity=4"
        infrared = (await _scan(demo, "GET", infrared_path, None, face_sign))["credentials"]["faces"]
        assert set(infrared[0]) == {"raw_image", "templates", "flag", "useProfile", "index"}
        assert all(set(entry) == {"template"} for entry in infrared[0]["templates"])
        await demo.put(path, {"User": {"credentials": {"faces": infrared}}})
        await demo.put(path, {"User": {"credentials": {"visualFaces": faces}}})
        templates = {"template0": finger["template0"], "template1": finger["template0"]}
        await demo.put(path, {"User": {"fingerprint_templates": [{"finger_mask": "false", **templates}]}})
        seen = (await demo.get(path))["User"]
        assert seen["cards"][0]["card_id"] == "8012345"
        assert seen["fingerprint_templates"][0]["template0"] == finger["template0"]
        assert {entry["template_ex"] for entry in seen["credentials"]["visualFaces"][0]["templates"]} == {
            entry["template_ex"] for entry in faces[0]["templates"]
        }
        assert [field["item"] for field in seen["user_custom_fields"]] == [item for _, item in fields]
        refused = await demo.present(ENTRANCE, card="8012345")
        assert refused.response.value == "denied"
