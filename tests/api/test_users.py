"""The page "User"."""

from base64 import b64encode
from typing import Any

import httpx

from tests.rig.site import Site

FACE = {"flag": "1", "useProfile": "false"}
"""What is said of a face for which nobody has said otherwise."""
PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
ACCOUNT: dict[str, Any] = {"permission": {"id": "2"}, "login_id": "ada", "password": "Engine-No-1"}

UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"name": "x" * 49}, "131094"),
    ({"name": "O'Neill"}, "131074"),
    ({"user_id": "1"}, "202"),
    ({"email": "TAKEN@example.org"}, "212"),
    ({"permission": {"id": 2}, "login_id": "ADMIN", "password": "Engine-No-1"}, "208"),
    ({"user_id": ""}, "131072"),
    ({"user_id": "ada"}, "131073"),
    ({"user_id": "0"}, "131073"),
    ({"user_group_id": {"id": ""}}, "600"),
    ({"user_group_id": {"id": 99}}, "600"),
    ({"start_datetime": ""}, "131085"),
    ({"expiry_datetime": ""}, "131085"),
    ({"start_datetime": "2000-12-31T00:00:00Z"}, "131085"),
    ({"expiry_datetime": "2038-01-01T00:00:00Z"}, "131085"),
    ({"expiry_datetime": "2036-01-01T00:00:00Z"}, "131085"),
    ({"expiry_datetime": "2001-01-01T00:00:00Z", "start_datetime": "2002-01-01T00:00:00Z"}, "131086"),
    ({"department": "x" * 65}, "131075"),
    ({"phone": "call me"}, "131077"),
    ({"email": "nobody"}, "131079"),
    ({"pin": "123"}, "131080"),
    ({"pin": "12a4"}, "131081"),
    ({"security_level": 6}, "131091"),
    ({"access_groups": [{"id": 99}]}, "603"),
    ({"cards": [{"id": 99}]}, "400"),
    ({"cards": [{"card_id": "0123", "card_type": {"id": 0}}]}, "415"),
    ({"permission": {"id": 99}, "login_id": "ada", "password": "Engine-No-1"}, "606"),
    ({"disabled": "perhaps"}, "800"),
    ({"photo": "not base64!"}, "800"),
    ({"user_custom_fields": [{"custom_field": {"id": 99}, "item": "x"}]}, "30"),
    ({"private_operation_modes": [{"operation_method": 9, "operation_mode": 0}]}, "800"),
]
"""What is wrong with a new user, and its code."""

UNFIT_CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"user_id": "8"}, "207"),
    ({"name": "x" * 49}, "131094"),
    ({"name": "O'Neill"}, "131074"),
    ({"email": "taken@example.org"}, "212"),
    ({"login_id": "admin"}, "208"),
    ({"user_group_id": {"id": 99}}, "600"),
    ({"expiry_datetime": "2000-01-01T00:00:00Z"}, "131085"),
    ({"expiry_datetime": "2036-01-01T00:00:00Z"}, "131085"),
    ({"start_datetime": "2031-01-01T00:00:00Z"}, "131086"),
    ({"access_groups": [{"id": 99}]}, "603"),
]
"""What is wrong with a change, and its code."""


def b64(text: str) -> str:
    """Base64 of a text."""
    return b64encode(text.encode()).decode()


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code of a refusal."""
    return answer.status_code, answer.json()["Response"]["code"]


def a_user(user_id: str = "7", **members: Any) -> dict[str, Any]:
    """A user as the reference sends one."""
    return {"user_id": user_id, "name": "Ada", "user_group_id": {"id": "1"}, "disabled": "", **PERIOD, **members}


async def enrol(site: Site, *users: dict[str, Any]) -> list[dict[str, str]]:
    """The rows that making these users answers."""
    answer = await site.post("/api/users", {"UserCollection": {"rows": list(users)}})
    rows: list[dict[str, str]] = answer["UserCollection"]["rows"]
    return rows


async def shown(site: Site, user_id: str = "7") -> dict[str, Any]:
    """A user's details."""
    user: dict[str, Any] = (await site.get(f"/api/users/{user_id}"))["User"]
    return user


async def change(site: Site, **members: Any) -> dict[str, Any]:
    """User 7 after these members were changed."""
    await site.put("/api/users/7", {"User": members})
    return await shown(site)


async def refused(site: Site, **members: Any) -> str:
    """The code with which a change of user 7 is refused."""
    status, code = code_of(await site.admin.put("/api/users/7", json={"User": members}))
    assert status == 400
    return code


class TestCreate:
    """POST /api/users."""

    async def test_one_user_is_answered_as_a_collection(self, site: Site) -> None:
        answer = await site.post("/api/users", {"User": a_user(**ACCOUNT, email="ada@example.org", user_ip="10.1.2.3")})
        assert answer["UserCollection"] == {"total": "1", "rows": [{"user_id": "7", "name": "Ada"}]}

    async def test_blank_members_are_not_given(self, site: Site) -> None:
        blank = dict.fromkeys(("email", "department", "title", "photo", "phone", "login_id", "password", "user_ip"), "")
        await enrol(site, a_user(access_groups={"id": ""}, permission={"id": ""}, pin="", birthday="", **blank))
        user = await shown(site)
        assert (user["disabled"], user["pin_exists"], user["password_exists"]) == ("false", "false", "false")
        assert user["access_groups"] == []
        assert not {"email", "department", "user_title", "photo", "phone", "login_id", "permission"} & user.keys()

    async def test_many_are_made_with_numbers_as_ids(self, site: Site) -> None:
        rows = await enrol(site, *(a_user(1000 + number, name=f"nameBulk{number}") for number in range(30)))  # type: ignore[arg-type]
        assert (rows[29], len(rows)) == ({"user_id": "1029", "name": "nameBulk29"}, 30)

    async def test_a_user_who_cannot_be_has_his_code(self, site: Site) -> None:
        await enrol(site, a_user("8", email="taken@example.org"))
        for members, code in UNFIT:
            answer = await site.admin.post("/api/users", json={"User": a_user(**members)})
            assert code_of(answer) == (400, code), members
        assert (await site.get("/api/users"))["UserCollection"]["total"] == "2"

    async def test_nobody_is_refused(self, site: Site) -> None:
        assert code_of(await site.admin.post("/api/users", json={})) == (400, "800")
        assert code_of(await site.admin.post("/api/users", content="{")) == (400, "700")
        assert code_of(await site.admin.post("/api/users/", json={"User": a_user()})) == (400, "103")

    async def test_twenty_passwords_and_five_thousand_users_are_the_most(self, site: Site) -> None:
        operators = [a_user(str(number), password="short") for number in range(100, 121)]
        for rows in (operators, [{"user_id": str(number)} for number in range(1, 5002)]):
            answer = await site.admin.post("/api/users", json={"UserCollection": {"rows": rows}})
            assert code_of(answer) == (400, "800")
        answer = await site.admin.put("/api/users/bulk", json={"UserCollection": {"rows": operators}})
        assert code_of(answer) == (400, "800")

    async def test_the_next_id_is_one_more_than_the_largest_number(self, site: Site) -> None:
        await enrol(site, a_user("403"))
        assert (await site.get("/api/users/next_user_id")) == {"User": {"user_id": "404"}, "Response": {"code": "0"}}


class TestUpdate:
    """PUT /api/users/:id is partial."""

    async def test_what_is_not_sent_is_kept(self, site: Site) -> None:
        await enrol(site, a_user(department="Mathematics", cards=[{"card_id": "42"}], pin=1815, phone="1"))
        before = await shown(site)
        after = await change(site, disabled="true")
        differing = {name for name in after if after[name] != before.get(name)}
        assert {name for name in differing if not name.startswith("idx_")} == {
            "disabled",
            "updated_count",
            "last_modified",
        }

    async def test_what_is_sent_empty_is_cleared(self, site: Site) -> None:
        await enrol(site, a_user(department="Mathematics", cards=[{"card_id": "42"}], pin=1815, photo=b64("jpeg")))
        user = await change(site, name="", department="", cards=[], pin="", photo="", access_groups=[{"id": ""}])
        assert (user["name"], user["cards"], user["pin_exists"], user["photo_exists"]) == ("", [], "false", "false")
        assert not {"department", "photo"} & user.keys()

    async def test_everything_of_the_reference_is_taken(self, site: Site) -> None:
        await enrol(site, a_user())
        user = await change(
            site,
            **a_user(name="Augusta", email="SW2_00003@example.org", user_title="Countess", birthday="1815-12-10"),
            gender=1,
            isExludeSyncADUser=1,
            photo=b64("jpeg"),
            cards=[{"card_id": "1000002", "card_type": {"id": "1"}, "wiegand_format_id": {"id": "1"}}],
            **ACCOUNT,
        )
        assert user["cards"][0]["wiegand_format_id"] == {"id": "1"}
        assert user["name"] == "Augusta"
        assert user["birthday"] == "1815-12-10T00:00:00.00Z"
        assert (user["user_title"], user["gender"], user["isExludeSyncADUser"]) == ("Countess", "1", "1")
        assert (user["photo"], user["photo_exists"]) == (b64("jpeg"), "true")
        assert (user["permission"]["name"], user["login_id"]) == ("User Operator", "ada")

    async def test_an_operator_becomes_none_again(self, site: Site) -> None:
        await enrol(site, a_user(**ACCOUNT))
        user = await change(site, permission={"id": "-1"})
        assert not {"permission", "login_id"} & user.keys()

    async def test_details_may_be_sent_back_as_they_came(self, site: Site) -> None:
        finger = {"finger_mask": "false", "template0": b64("a"), "template1": b64("b")}
        face = {"raw_image": b64("i"), "templates": [{"template": b64("t")}], "useProfile": "true", "flag": "1"}
        modes = [{"operation_method": 1, "operation_mode": 4, "exclude": False}]
        await enrol(
            site,
            a_user(
                cards=[{"card_id": "42", "card_type": {"id": 0}}],
                fingerprint_templates=[finger],
                credentials={"faces": [face]},
                private_operation_modes=modes,
                **ACCOUNT,
            ),
        )
        before = await shown(site)
        after = await change(site, **before)
        volatile = {"updated_count", "last_modified"} | {name for name in before if name.startswith("idx_")}
        assert {n: v for n, v in after.items() if n not in volatile} == {
            n: v for n, v in before.items() if n not in volatile
        }

    async def test_a_change_that_cannot_be_has_its_code(self, site: Site) -> None:
        await enrol(site, a_user(), a_user("8", email="taken@example.org"))
        for members, code in UNFIT_CHANGES:
            assert await refused(site, **members) == code, members

    async def test_unknown_users_and_the_administrators_level_have_their_codes(self, site: Site) -> None:
        assert code_of(await site.admin.put("/api/users/99", json={"User": {"name": "x"}})) == (400, "201")
        fixed = {"User": {"permission": {"id": "2"}}}
        assert code_of(await site.admin.put("/api/users/1", json=fixed)) == (400, "206")


class TestCredentials:
    """Cards, fingers, faces, modes and custom values in PUT /api/users/:id."""

    async def test_cards_are_given_by_id_and_taken_away(self, site: Site) -> None:
        card = {"card_id": "42", "card_type": {"id": "0", "type": "1"}}
        await site.post("/api/cards", {"CardCollection": {"rows": [card]}})
        await enrol(site, a_user(), a_user("8"))
        user = await change(site, cards=[{"id": "1"}])
        assert (user["card_count"], user["cards"][0]["card_id"], user["cards"][0]["is_lock_override"]) == (
            "1",
            "42",
            "false",
        )
        other = await site.admin.put("/api/users/8", json={"User": {"cards": [{"id": "1"}]}})
        assert code_of(other) == (400, "408")
        assert (await change(site, cards=[]))["card_count"] == "0"

    async def test_a_card_is_given_as_a_reader_scanned_it(self, site: Site) -> None:
        await enrol(site, a_user())
        scanned = {"id": "0", "card_id": "777", "display_card_id": "777", "card_type": {"id": "0", "type": "1"}}
        assert (await change(site, cards=[scanned]))["cards"][0]["is_assigned"] == "true"

    async def test_nine_cards_are_too_many(self, site: Site) -> None:
        await enrol(site, a_user())
        assert await refused(site, cards=[{"card_id": str(number)} for number in range(1, 10)]) == "800"

    async def test_fingers_replace_what_there_was(self, site: Site) -> None:
        await enrol(site, a_user(), a_user("8"))
        fingers: list[dict[str, Any]] = [
            {"finger_mask": "false", "template0": b64("one"), "template1": b64("two")},
            {"finger_mask": "true", "isNew": True, "template0": b64("three"), "template1": b64("four")},
        ]
        user = await change(site, fingerprint_templates=fingers)
        assert user["fingerprint_template_count"] == "2"
        assert user["fingerprint_templates"][1] == {
            "finger_index": "1",
            "finger_mask": "true",
            "template0": b64("three"),
            "template1": b64("four"),
            "template_image0": "",
        }
        duplicate = await site.admin.put("/api/users/8", json={"User": {"fingerprint_templates": fingers[:1]}})
        assert code_of(duplicate) == (400, "203")
        assert await refused(site, fingerprint_templates=fingers[1:]) == "800"
        assert await refused(
            site, fingerprint_templates=[{**fingers[0], "template0": b64(str(n))} for n in range(11)]
        ) == ("131088")

    async def test_infrared_faces_are_kept(self, site: Site) -> None:
        await enrol(site, a_user())
        face = {"raw_image": b64("image"), "templates": [{"template": b64(str(number))} for number in range(15)]}
        user = await change(site, credentials={"faces": [face]})
        assert user["face_count"] == "1"
        assert user["credentials"]["faces"] == [{**face, **FACE, "index": "0"}]
        assert await refused(site, credentials={"faces": [face] * 6}) == "262165"

    async def test_visual_faces_are_kept(self, site: Site) -> None:
        await enrol(site, a_user())
        templates = [
            {"credential_bin_type": "5", "template_ex": b64("five")},
            {"credential_bin_type": "9", "template_ex": b64("nine")},
        ]
        face = {"template_ex_normalized_image": b64("image"), "templates": templates}
        user = await change(site, credentials={"visualFaces": [face]})
        assert (user["visual_face_count"], user["face_count"]) == ("1", "0")
        assert user["credentials"]["visualFaces"] == [{**face, **FACE, "index": "0"}]
        assert await refused(site, credentials={"visualFaces": [face] * 3}) == "131089"
        assert await refused(site, credentials={"visualFaces": [{"template_ex_picture": b64("x")}]}) == "30018"
        assert await refused(site, credentials={"visualFaces": [{"templates": []}]}) == "65650"
        assert await refused(site, credentials={"faces": [{"templates": [{"template": "!"}]}]}) == "800"

    async def test_modes_are_shown_as_they_were_sent(self, site: Site) -> None:
        await enrol(site, a_user())
        included = [
            {"operation_method": 2, "operation_mode": 0, "exclude": False},
            {"operation_method": 2, "operation_mode": 1, "exclude": False},
        ]
        assert (await change(site, pin="", security_level=0, private_operation_modes=included))[
            "private_operation_modes"
        ] == [
            {"operation_method": "2", "operation_mode": "0", "exclude": "false"},
            {"operation_method": "2", "operation_mode": "1", "exclude": "false"},
        ]
        excluded = [{"operation_method": method, "operation_mode": -1, "exclude": True} for method in (0, 1, 3)]
        modes = (await change(site, private_operation_modes=[included[0], *excluded]))["private_operation_modes"]
        assert [mode["exclude"] for mode in modes] == ["false", "true", "true", "true"]
        assert (await change(site, private_operation_modes=[]))["private_operation_modes"] == []

    async def test_custom_values_are_replaced(self, site: Site) -> None:
        fields = [
            {"name": "Car", "type": "2", "order": "1", "data": "Blue;Red"},
            {"name": "Size", "type": "1", "order": "2"},
            {"name": "Contract", "type": "3", "order": "3"},
        ]
        await site.post("/api/setting/custom_fields", {"CustomFieldCollection": {"rows": fields}})
        await enrol(site, a_user())
        values = [
            {"item": "Blue", "custom_field": {"id": "1"}},
            {"item": "134669", "custom_field": {"id": "2"}},
            {
                "item": "ACCOUNTS.TXT",
                "custom_field": {"id": "3"},
                "size": 4,
                "document": b64("text"),
                "mimetype": "text/plain",
            },
        ]
        user = await change(site, user_custom_fields=values)
        assert user["user_custom_fields"][0] == {
            "custom_field": {"id": "1", "name": "Car", "type": "2", "order": "1"},
            "item": "Blue",
        }
        assert user["user_custom_fields"][2]["document"] == b64("text")
        assert len((await change(site, user_custom_fields=values[1:2]))["user_custom_fields"]) == 1
        bad = [{"item": "many", "custom_field": {"id": "2"}}]
        assert await refused(site, user_custom_fields=bad) == "800"


class TestBulk:
    """PUT /api/users/bulk."""

    async def test_each_has_his_own_code(self, site: Site) -> None:
        await enrol(site, a_user(), a_user("8"))
        rows = [
            {"user_id": "7", "user_group_id": {"id": "1"}, "name": "One"},
            {"user_id": "99", "name": "Nobody"},
            {"user_id": 8, "password": "short", "login_id": "eight"},
        ]
        answer = await site.put("/api/users/bulk", {"UserCollection": {"rows": rows}})
        assert answer["UserCollection"]["rows"] == [
            {"user_id": "7", "ret_code": "0"},
            {"user_id": "99", "ret_code": "201"},
            {"user_id": "8", "ret_code": "131084"},
        ]
        assert answer["Response"]["code"] == "1"
        assert (await shown(site))["name"] == "One"

    async def test_whose_account_cannot_be_so_does_not_keep_the_others(self, site: Site) -> None:
        second = {**ACCOUNT, "login_id": "bo"}
        await enrol(site, a_user(**ACCOUNT), a_user("8", **second), a_user("9"))
        await site.put("/api/setting/biostar", {"BioStar": {"system_security": {"password_strength": 1}}})
        rows = [
            {"user_id": "7", "password": ACCOUNT["password"], "name": "Kept"},
            {"user_id": "8", "login_id": "ADA"},
            {"user_id": "1", "login_id": "bo"},
            {"user_id": "9", "name": "Changed", "login_id": "cy"},
        ]
        answer = await site.put("/api/users/bulk", {"UserCollection": {"rows": rows}})
        codes = {row["user_id"]: row["ret_code"] for row in answer["UserCollection"]["rows"]}
        assert codes == {"7": "224", "8": "208", "1": "208", "9": "0"}
        assert answer["Response"]["code"] == "1"
        names = [(await shown(site, id))["name"] for id in ("7", "9")]
        assert names == [a_user()["name"], "Changed"]
        none = await site.put("/api/users/bulk", {"UserCollection": {"rows": rows[:3]}})
        assert [row["ret_code"] for row in none["UserCollection"]["rows"]] == ["224", "208", "208"]
        assert none["Response"]["code"] == "8"

    async def test_all_done_is_0_and_none_is_8(self, site: Site) -> None:
        await enrol(site, a_user())
        done = await site.put("/api/users/bulk", {"UserCollection": {"rows": [{"user_id": "7", "disabled": True}]}})
        none = await site.put("/api/users/bulk", {"UserCollection": {"rows": [{"user_id": "9", "disabled": True}]}})
        assert (done["Response"]["code"], none["Response"]["code"]) == ("0", "8")

    async def test_a_hundred_are_the_most(self, site: Site) -> None:
        rows = [{"user_id": str(number), "disabled": True} for number in range(101)]
        answer = await site.admin.put("/api/users/bulk", json={"UserCollection": {"rows": rows}})
        assert code_of(answer) == (400, "700")


class TestDelete:
    """DELETE /api/users?id= and DELETE /api/users/:id."""

    async def test_users_are_deleted(self, site: Site) -> None:
        await enrol(site, a_user("7"), a_user("8"), a_user("9"))
        answer = await site.delete("/api/users?id=7+8")
        assert answer["DeviceResponse"]["result"] in {"true", "false"}
        assert answer["Response"]["code"] == "0"
        assert "UserCollection" not in answer
        answer = await site.delete("/api/users?id=1+9+99")
        assert answer["Response"]["code"] == "1"
        codes = [(row["user_id"], row["ret_code"]) for row in answer["UserCollection"]["rows"]]
        assert codes == [("1", "205"), ("9", "0"), ("99", "201")]
        await enrol(site, a_user())
        await site.delete("/api/users/7")
        assert (await site.get("/api/users"))["UserCollection"]["total"] == "1"

    async def test_who_cannot_go_has_his_code(self, site: Site) -> None:
        for query, code in (("?id=99", "201"), ("?id=1", "205"), ("?id=", "800"), ("", "800")):
            assert code_of(await site.admin.delete(f"/api/users{query}")) == (400, code)


class TestLists:
    """GET /api/users, POST /api/users/search and POST /api/v2/users/search."""

    async def test_everybody_is_shown_in_the_order_asked_for(self, site: Site) -> None:
        group = (await site.post("/api/access_groups", {"AccessGroup": {"name": "Staff"}}))["AccessGroup"]
        more = {"birthday": "1815-12-10", "access_groups": [{"id": group["id"]}, {"id": int(group["id"])}]}
        await enrol(site, a_user("10", name="Aa", **more), a_user("9", name="Zz"))
        for query in ("", "?limit=0", "?limit=", "?limit&offset", "?group_id=1&last_modified=0&x=y"):
            page = (await site.get(f"/api/users{query}"))["UserCollection"]
            assert (page["total"], [row["user_id"] for row in page["rows"]]) == ("3", ["1", "9", "10"])
        for order, ids in (
            ("user_id:false", ["1", "9", "10"]),
            ("user_id:true", ["10", "9", "1"]),
            ("user_id,false", ["1", "9", "10"]),
            ("name:true", ["9", "1", "10"]),
        ):
            rows = (await site.get(f"/api/users?order_by={order}"))["UserCollection"]["rows"]
            assert [row["user_id"] for row in rows] == ids
        everybody = (await site.get("/api/users"))["UserCollection"]["rows"]
        assert [row["access_groups"] for row in everybody] == [[], [], [group]]

    async def test_pages_groups_and_changes_are_filters(self, site: Site) -> None:
        group = (await site.post("/api/user_groups", {"UserGroup": {"name": "G", "parent_id": {"id": 1}}}))["UserGroup"]
        await enrol(site, a_user("7", user_group_id={"id": group["id"]}), a_user("8"))
        page = (await site.get("/api/users?limit=1&offset=1"))["UserCollection"]
        assert (page["total"], page["rows"][0]["user_id"]) == ("3", "7")
        page = (await site.get(f"/api/users?group_id={group['id']}"))["UserCollection"]
        assert [row["user_group_id"]["name"] for row in page["rows"]] == ["G"]
        assert (await site.get("/api/users?group_id=99"))["UserCollection"] == {"total": "0", "rows": []}
        number = (await shown(site, "8"))["last_modified"]
        page = (await site.get(f"/api/users?last_modified={number}"))["UserCollection"]
        assert [row["user_id"] for row in page["rows"]] == ["8"]
        assert code_of(await site.admin.get("/api/users?group_id=x")) == (400, "800")

    async def test_conditions_find_users(self, site: Site) -> None:
        await enrol(site, a_user("7", name="Émile"), a_user("8", disabled=True))
        conditions = [{"column": "name", "operator": 2, "values": ["éMI"]}]
        found = await site.post("/api/users/search", {"Query": {"limit": 10, "conditions": conditions}})
        assert [row["user_id"] for row in found["UserCollection"]["rows"]] == ["7"]
        conditions = [{"column": "user_id", "operator": 2, "values": ["7", 8]}]
        orders = [{"column": "user_id", "descending": True}]
        found = await site.post("/api/users/search", {"Query": {"conditions": conditions, "orders": orders}})
        assert [row["user_id"] for row in found["UserCollection"]["rows"]] == ["8", "7"]

    async def test_a_search_shows_numbers_and_flags(self, site: Site) -> None:
        more = {"email": "ada@example.org", "user_title": "Countess", "phone": "1815"}
        await enrol(site, a_user(cards=[{"card_id": "42"}], pin="1815", department="Mathematics", **more))
        body = {"limit": 0, "search_text": None, "user_group_id": "1", "order_by": "user_id:true"}
        page = (await site.post("/api/v2/users/search", body))["UserCollection"]
        assert (page["total"], page["rows"][0]["user_id"]) == (2, "7")
        assert (page["rows"][0]["card_count"], page["rows"][0]["have_pin"], page["rows"][0]["disabled"]) == (
            1,
            True,
            False,
        )
        assert page["rows"][0]["expiry_datetime"] == "2030-12-31T23:59:00"
        assert {name: page["rows"][0][name] for name in more} == more
        found = (await site.post("/api/v2/users/search", {"limit": 1, "search_text": "mathe"}))["UserCollection"]
        assert [row["user_id"] for row in found["rows"]] == ["7"]
        none = (await site.post("/api/v2/users/search", {"user_group_id": 99}))["UserCollection"]
        assert none == {"total": 0, "rows": []}
        assert code_of(await site.admin.post("/api/v2/users/search", json={})) == (400, "800")

    async def test_an_unknown_user_has_his_code(self, site: Site) -> None:
        assert code_of(await site.admin.get("/api/users/99")) == (400, "201")
        assert code_of(await site.admin.get("/api/users/1/")) == (400, "103")

    async def test_other_calls_below_the_path_are_not_taken_for_users(self, site: Site) -> None:
        for word in ("csv_option", "absence", "bulk", "search"):
            assert code_of(await site.admin.get(f"/api/users/{word}")) == (400, "103")
            assert code_of(await site.admin.delete(f"/api/users/{word}")) == (400, "103")
        assert code_of(await site.admin.put("/api/users?id=7", json={"User": {}})) == (400, "103")


class TestOperators:
    """What an operator may do about himself and about others."""

    async def test_a_user_operator_enrols_but_makes_no_operators(self, site: Site) -> None:
        await enrol(site, a_user(**ACCOUNT))
        ada = await site.sign_in("ada", ACCOUNT["password"])
        assert (await ada.post("/api/users", json={"User": a_user("8")})).status_code == 200
        account = {"permission": {"id": 2}, "login_id": "bo", "password": "Engine-No-2"}
        assert code_of(await ada.post("/api/users", json={"User": a_user("9", **account)})) == (403, "20")
        assert code_of(await ada.put("/api/users/1", json={"User": {"password": "Engine-No-2"}})) == (403, "20")

    async def test_a_password_is_hashed_only_for_who_may_set_it(self, site: Site) -> None:
        await enrol(site, a_user(**ACCOUNT), a_user("8", **{**ACCOUNT, "login_id": "bo", "permission": {"id": 255}}))
        for name in ("ada", "bo"):
            client = await site.sign_in(name, ACCOUNT["password"])
            short = a_user("9", **{**ACCOUNT, "login_id": "cy", "password": "short"})
            assert code_of(await client.post("/api/users", json={"User": short})) == (403, "20")
            assert code_of(await client.put("/api/users/1", json={"User": {"password": "short"}})) == (403, "20")

    async def test_a_mere_user_sees_himself_and_changes_his_password(self, site: Site) -> None:
        await enrol(site, a_user(**{**ACCOUNT, "permission": {"id": 255}}))
        ada = await site.sign_in("ada", ACCOUNT["password"])
        assert (await ada.get("/api/users")).json()["UserCollection"]["total"] == "1"
        assert code_of(await ada.get("/api/users/1")) == (403, "20")
        assert code_of(await ada.put("/api/users/7", json={"User": {"name": "Queen"}})) == (403, "20")
        assert (await ada.put("/api/users/7", json={"User": {"password": "Engine-No-2"}})).status_code == 200
        await site.sign_in("ada", "Engine-No-2")

    async def test_nothing_is_shown_without_a_session(self, site: Site) -> None:
        for path in ("/api/users", "/api/users/1", "/api/cards", "/api/user_groups"):
            assert code_of(await site.client().get(path)) == (401, "10")

    async def test_secrets_are_never_answered(self, site: Site) -> None:
        answer = await site.admin.post("/api/users", json={"User": a_user(pin="73915268", **ACCOUNT)})
        text = answer.text + (await site.admin.get("/api/users/7")).text + (await site.admin.get("/api/users")).text
        assert "73915268" not in text
        assert str(ACCOUNT["password"]) not in text
        assert "argon2" not in text
