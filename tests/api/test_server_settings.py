"""The server's settings on the wire."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from ostiary import __version__
from ostiary.app import migrate
from ostiary.app.config import Config
from ostiary.kernel.context import System
from ostiary.settings.queries import read_settings
from tests.rig.databases import Build
from tests.rig.site import Site, running

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""The engine makes no difference to a page; `tests/rooms` has both."""

PATH = "/api/setting/biostar"
OURS: dict[str, Any] = {
    "server_port": "51212",
    "server_matching": {
        "matching-concurrency-count": "2",
        "use-server-matching": "false",
        "security-level": "6",
        "fast-mode": "true",
        "face-security-level": "1",
    },
    "user_sync_method": "3",
    "user_by_device_sync_method": "0",
    "log_sync_method": "1",
    "check_duplicate_id_at_devices": "1",
    "automatic_server_upgrade": "1",
    "upgrade_when": "2",
    "fingerprint_format": "1",
    "licese_server_addr": "http://licences.example",
    "backup": {
        "use": "false",
        "cycle": "2",
        "day": "28",
        "weekday": "2",
        "time": "10800",
        "path": "backups",
        "overwritable": "true",
    },
    "support_mobile_credential": "true",
    "language": "ko",
    "server_addr": "doors.example",
    "delete_credential_after_aoc": "true",
    "system_security": {
        "password_strength": "1",
        "use_password_update_cycle": "true",
        "password_update_cycle": "90",
        "use_allow_login_failed": "false",
        "allow_login_failed_count": "100",
        "allow_login_failed_minutes": "1",
        "use_allow_password_change": "true",
        "allow_password_change_count": "2",
        "use_allow_simultaneous_connection": "true",
    },
    "session_timeout": "216000",
    "web_request_timeout": "90",
    "imglog_dir": "images",
    "websocket_cors": "*",
    "enable_websocket_connection_bsSessionId": "false",
    "enckey_dir": "keys",
    "device_event_log_skip_enroll_success_user": "true",
    "http": {"port": "80", "root_path": "html"},
    "cloud": {
        "use_cloud": "0",
        "server_address": "api.example",
        "http_port": "52000",
        "version": "v2",
        "sub_domain": "doors",
        "email": "doors@example.org",
        "account_id": "abc",
        "email_use_enc": "1",
    },
    "tna": {"use_tna": "true", "http_port": "3000", "https_port": "3002", "ngrok_port": "51000"},
    "video": {"use_video": "true", "http_port": "3010", "https_port": "3012", "ngrok_port": "52002"},
    "log_level": {
        "enable": "false",
        "log_retain_days": "60",
        "level": "none",
        "filter": {"SYS": "none", "DBG": "info", "NET": "none", "WEB": "none", "SQL": "info", "WSS": "info"},
    },
    "use_alphanumeric": "true",
    "eventlog": {"event_log_retain_days": "60", "active": "false"},
    "log": {"log_retain_days": "60", "cron": "0 0 0 * * *", "path": "logs"},
}
"""Every member that is kept, none with its default where it may have another value."""


def code(answer: httpx.Response) -> tuple[int, str]:
    """HTTP status and code."""
    return answer.status_code, answer.json()["Response"]["code"]


async def shown(site: Site) -> dict[str, Any]:
    """The settings."""
    found: dict[str, Any] = (await site.get(PATH))["BioStar"]
    return found


class TestView:
    """`GET /api/setting/biostar` and, without a session, `GET /js/info.json`."""

    async def test_it_shows_what_the_server_obeys_and_its_version(self, site: Site) -> None:
        found = await shown(site)
        assert (found["session_timeout"], found["use_alphanumeric"], found["language"]) == ("3600", "false", "en")
        assert (found["user_sync_method"], found["user_by_device_sync_method"]) == ("1", "0")
        security = found["system_security"]
        assert (security["allow_login_failed_count"], security["allow_login_failed_minutes"]) == ("5", "10")
        assert security["use_allow_simultaneous_connection"] == "true"
        assert found["mobile"]["password"] == ""
        assert found["licenses"][0]["available"]["CLOUD"] == "false"
        assert found["https"]["port"] == site.url.rsplit(":", 1)[1]
        answer = await site.client().get("/js/info.json")
        assert (answer.status_code, answer.json()) == (200, {"version": __version__})


class TestUpdate:
    """`PUT /api/setting/biostar`."""

    async def test_every_member_is_kept_and_shown(self, site: Site) -> None:
        before = await shown(site)
        await site.put(PATH, {"BioStar": OURS})
        after = await shown(site)
        assert {name: after[name] for name in OURS} == OURS
        assert {name: after[name] for name in set(after) - set(OURS)} == {
            name: before[name] for name in set(before) - set(OURS)
        }
        await site.put(PATH, {"BioStar": after})
        assert await shown(site) == after

        await self.facts_about_the_server_and_a_secret_are_not_taken(site)

    async def facts_about_the_server_and_a_secret_are_not_taken(self, site: Site) -> None:
        """They stay as they are, and the rest of the request counts."""
        before = await shown(site)
        facts = {
            "https": {"use_ssl": "0", "port": "1", "ssl_addr": "elsewhere"},
            "licenses": {"0": {"product_type": "8", "name": "all", "activated": "true"}, "1": {"product_type": "9"}},
            "server_ip_list": [{"ip": "192.0.2.1", "version": "v4"}],
            "is_set_new_administrator_password": "false",
            "ischanged_data_encryption": "true",
            "secure_communication": {"has_hash_key": "false", "is_random_hash_key": "true"},
            "mobile": {"password": "hunter2", "email": "a@example.org", "use_mobile_credential": "1"},
            "unknown": {"member": 1},
        }
        await site.put(PATH, {"BioStar": facts})
        after = await shown(site)
        mobile = {**before["mobile"], "email": "a@example.org", "use_mobile_credential": "1"}
        assert after == {**before, "mobile": mobile}

    async def test_what_is_set_is_obeyed(self, site: Site) -> None:
        person = {"user_id": "ada.1", "name": "Ada", "user_group_id": {"id": "1"}}
        period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        body = {"User": {**person, **period}}
        assert code(await site.admin.post("/api/users", json=body)) == (400, "131073")
        security = {
            "use_allow_simultaneous_connection": "false",
            "password_strength": 2,
            "use_allow_password_change": "true",
            "allow_password_change_count": "1",
        }
        await site.put(PATH, {"BioStar": {"use_alphanumeric": True, "system_security": security}})
        await site.post("/api/users", body)
        called = {"User": {**person, **period, "user_id": "search"}}
        assert code(await site.admin.post("/api/users", json=called)) == (400, "131073")
        weak = {"User": {"password": "eight days a week"}}
        assert code(await site.admin.put("/api/users/1", json=weak)) == (400, "800")
        for text, refusal in (("Eight 8 !aaab", "221"), ("Eight 8 !qwer", "222"), ("Eight 8 !admin", "223")):
            answer = await site.admin.put("/api/users/1", json={"User": {"password": text}})
            assert code(answer) == (400, refusal)
        await site.put("/api/users/1", {"User": {"password": "Seven Seas 77!"}})
        again = {"User": {"password": "Eight Days 88!"}}
        assert code(await site.admin.put("/api/users/1", json=again)) == (400, "219")
        later = await site.sign_in("admin", "Seven Seas 77!")
        assert code(await site.admin.get(PATH)) == (401, "10")
        assert code(await later.get(PATH)) == (200, "0")

    async def test_refusals(self, site: Site) -> None:
        before = await shown(site)
        clerk = {"user_id": "7", "name": "Clerk", "user_group_id": {"id": "1"}, "permission": {"id": "2"}}
        period = {"start_datetime": "2020-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
        account = {"login_id": "clerk", "password": "eight days a week"}
        await site.post("/api/users", {"User": {**clerk, **period, **account}})
        reader = await site.sign_in("clerk", "eight days a week")
        for members, refusal in (
            ({"session_timeout": "59"}, "800"),
            ({"session_timeout": "soon"}, "800"),
            ({"user_sync_method": "3", "user_by_device_sync_method": "1"}, "800"),
            ({"system_security": {"password_strength": "3"}}, "800"),
            ({"log": {"path": "x" * 513}}, "800"),
            ({"server_matching": {"use-server-matching": "true"}}, "103"),
            ({"backup": {"use": "true"}}, "103"),
            ({"cloud": {"use_cloud": "1"}}, "103"),
        ):
            changed = {"use_alphanumeric": "true", **members}
            assert code(await site.admin.put(PATH, json={"BioStar": changed})) == (400, refusal), members
        assert code(await site.admin.put(PATH, json={})) == (400, "800")
        assert code(await reader.put(PATH, json={"BioStar": {"use_alphanumeric": "true"}})) == (403, "20")
        assert await shown(site) == before


class TestOverride:
    """`OSTIARY_OBEY_WEAK_SETTINGS`."""

    async def test_the_configuration_says_whether_weak_settings_are_obeyed(
        self, cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path
    ) -> None:
        url = await cloned_url("migrated", migrate.upgrade)
        for weak in (True, False):
            config = Config(data_dir=tmp_path, database_url=url, simulator="off", http=True, obey_weak_settings=weak)
            async with running(config) as (house, _):
                found = await house.gate.ask(System("test"), read_settings, None)
                assert found.security.weak is weak


class TestServerMatching:
    """`PUT /api/setting/biostar/server_matching`."""

    async def test_it_is_kept_and_cannot_be_switched_on(self, site: Site) -> None:
        sent = {
            "use-server-matching": "false",
            "security-level": 6,
            "fast-mode": True,
            "matching-concurrency-count": "2",
        }
        await site.put(f"{PATH}/server_matching", {"BioStar": {"server_matching": sent}})
        assert (await shown(site))["server_matching"] == {
            "matching-concurrency-count": "2",
            "use-server-matching": "false",
            "security-level": "6",
            "fast-mode": "true",
            "face-security-level": "0",
        }
        for matching, refusal in (({"use-server-matching": "true"}, "103"), ({"fast-mode": False}, "800")):
            body = {"BioStar": {"server_matching": matching}}
            assert code(await site.admin.put(f"{PATH}/server_matching", json=body)) == (400, refusal)
        assert code(await site.admin.put(f"{PATH}/server_matching", json={})) == (400, "800")
        assert (await shown(site))["server_matching"]["use-server-matching"] == "false"
