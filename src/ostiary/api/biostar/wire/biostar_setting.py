"""The object `BioStar`: every member of the original's settings, read and written by the same classes.

Members have the server's value where it obeys them or is asked for a fact about itself, else what was last sent, else a
default: off, zero or nothing. What becomes of each is in docs/settings.md.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import FlagDigit, FlagText, NumberText, Rows, Text
from ostiary.settings.operations import SettingsChange
from ostiary.settings.queries import Settings
from ostiary.settings.security import SecurityChange
from ostiary.settings.server import ServerChange
from ostiary.settings.shown import merged


class ServerMatching(Message):
    """Matching of templates by the server."""

    concurrency: NumberText = Field(default=0, alias="matching-concurrency-count")
    use: FlagText = Field(default=False, alias="use-server-matching")
    level: NumberText = Field(default=0, alias="security-level")
    fast: FlagText = Field(default=False, alias="fast-mode")
    face_level: NumberText = Field(default=0, alias="face-security-level")


class Backup(Message):
    """Backup by schedule."""

    use: FlagText = False
    cycle: NumberText = 0
    day: NumberText = 0
    weekday: NumberText = 0
    time: NumberText = 0
    path: Text = ""
    overwritable: FlagText = False


class SecureCommunication(Message):
    """How data is encrypted; PINs, templates and card keys always are."""

    mode: NumberText = 0
    use_external_cert: FlagText = False
    enable_data_encryption: FlagText = True
    enable_db_data_encryption: FlagText = True
    ischanged_data_encryption: FlagText = False
    ischanged_db_data_encryption: FlagText = False
    enable_db_encryption: FlagText = False
    is_random_encryption_key: FlagText = True
    is_random_hash_key: FlagText = True
    has_encryption_key: FlagText = True
    has_hash_key: FlagText = True


class SystemSecurity(Message):
    """Passwords and failed logins."""

    password_strength: NumberText = 0
    use_password_update_cycle: FlagText = False
    password_update_cycle: NumberText = 0
    use_allow_login_failed: FlagText = True
    allow_login_failed_count: NumberText = 0
    allow_login_failed_minutes: NumberText = 0
    use_allow_password_change: FlagText = False
    allow_password_change_count: NumberText = 0
    use_allow_simultaneous_connection: FlagText = True


class Http(Message):
    """Plain HTTP, which the server does not offer beside HTTPS."""

    port: NumberText = 0
    root_path: Text = ""


class Https(Message):
    """Where the server was reached."""

    use_ssl: FlagDigit = True
    port: NumberText = 0
    ssl_addr: Text = ""
    encrypted_store: FlagDigit = Field(default=True, alias="server.ssl.key-store-password.use_enc")


class Cloud(Message):
    """Remote access through the vendor's cloud."""

    use_cloud: FlagDigit = False
    server_address: Text = ""
    http_port: NumberText = 0
    version: Text = ""
    sub_domain: Text = ""
    email: Text = ""
    account_id: Text = ""
    email_use_enc: FlagDigit = False


class TimeAttendance(Message):
    """Time and attendance."""

    use_tna: FlagText = False
    http_port: NumberText = 0
    https_port: NumberText = 0
    ngrok_port: NumberText = 0


class Video(Message):
    """Video."""

    use_video: FlagText = False
    http_port: NumberText = 0
    https_port: NumberText = 0
    ngrok_port: NumberText = 0


class Available(Message):
    """What a licence covers."""

    zone: FlagText = Field(default=False, alias="ZONE")
    elevator: FlagText = Field(default=False, alias="ELEVATOR")
    server_matching: FlagText = Field(default=False, alias="SERVER_MATCHING")
    cloud: FlagText = Field(default=False, alias="CLOUD")
    mobile_card: FlagText = Field(default=False, alias="MOBILE_CARD")
    graphic_map: FlagText = Field(default=False, alias="GRAPHICMAP")


class Licence(Message):
    """A licence; ours is the Apache Licence and covers what the server has."""

    product_type: NumberText = 6
    name: Text = "ostiary"
    available: Available = Available()
    activated: FlagText = True


class Mobile(Message):
    """Mobile cards."""

    use_mobile_credential: FlagDigit = False
    email: Text = ""
    password: Text = ""
    mc_server_addr: Text = ""
    mc_port: NumberText = 0
    siteid: NumberText = 0
    site_type: Text = ""


class LogFilter(Message):
    """Levels of the server's log by subject."""

    system: Text = Field(default="info", alias="SYS")
    debug: Text = Field(default="none", alias="DBG")
    net: Text = Field(default="info", alias="NET")
    web: Text = Field(default="info", alias="WEB")
    sql: Text = Field(default="none", alias="SQL")
    socket: Text = Field(default="none", alias="WSS")


class LogLevel(Message):
    """The server's own log: it goes to the standard output."""

    enable: FlagText = True
    log_retain_days: NumberText = 0
    level: Text = "info"
    filter: LogFilter = LogFilter()


class ServerAddress(Message):
    """An address of the server."""

    ip: Text = ""
    version: Text = ""


class EventLog(Message):
    """How long events are kept; off = for ever."""

    event_log_retain_days: NumberText = 0
    active: FlagText = False


class Log(Message):
    """How long log files are kept: there are none."""

    log_retain_days: NumberText = 0
    cron: Text = ""
    path: Text = ""


class BioStar(Message):
    """The server's settings (v1). `session_timeout` counts seconds."""

    session_timeout: NumberText = 0
    server_port: NumberText = 0
    server_matching: ServerMatching = ServerMatching()
    user_sync_method: NumberText = 0
    user_by_device_sync_method: NumberText = 0
    log_sync_method: NumberText = 0
    check_duplicate_id_at_devices: NumberText = 0
    automatic_server_upgrade: NumberText = 0
    upgrade_when: NumberText = 0
    fingerprint_format: NumberText = 0
    licese_server_addr: Text = ""
    backup: Backup = Backup()
    support_mobile_credential: FlagText = False
    language: Text = ""
    server_addr: Text = ""
    delete_credential_after_aoc: FlagText = False
    secure_communication: SecureCommunication = SecureCommunication()
    system_security: SystemSecurity = SystemSecurity()
    web_request_timeout: NumberText = 60
    imglog_dir: Text = ""
    websocket_cors: Text = ""
    websocket_by_session: FlagText = Field(default=True, alias="enable_websocket_connection_bsSessionId")
    enckey_dir: Text = ""
    device_event_log_skip_enroll_success_user: FlagText = False
    http: Http = Http()
    https: Https = Https()
    cloud: Cloud = Cloud()
    tna: TimeAttendance = TimeAttendance()
    video: Video = Video()
    licenses: Rows[Licence] = Field(default_factory=list)
    mobile: Mobile = Mobile()
    log_level: LogLevel = LogLevel()
    server_ip_list: Rows[ServerAddress] = Field(default_factory=list)
    use_alphanumeric: FlagText = False
    is_set_new_administrator_password: FlagText = True
    ischanged_db_data_encryption: FlagText = False
    ischanged_data_encryption: FlagText = False
    eventlog: EventLog = EventLog()
    log: Log = Log()


FACTS = {
    "https": None,
    "licenses": None,
    "server_ip_list": None,
    "is_set_new_administrator_password": None,
    "ischanged_db_data_encryption": None,
    "ischanged_data_encryption": None,
    "secure_communication": {
        "ischanged_data_encryption": None,
        "ischanged_db_data_encryption": None,
        "has_encryption_key": None,
        "has_hash_key": None,
    },
    "mobile": {"password": None},
}
"""Members that tell how the server is, and the one that is a secret nobody here needs: not taken from a request."""


def settings_change(sent: BioStar) -> SettingsChange:
    """What is new of the settings: the members that were sent."""
    given = _without(sent.model_dump(exclude_unset=True, by_alias=True), FACTS)
    security = given.pop("system_security", {})
    eventlog = given.pop("eventlog", {})
    return SettingsChange(
        SecurityChange(
            session_seconds=given.pop("session_timeout", None),
            many_sessions=security.get("use_allow_simultaneous_connection"),
            lock_logins=security.get("use_allow_login_failed"),
            failures=security.get("allow_login_failed_count"),
            locked_minutes=security.get("allow_login_failed_minutes"),
            password_strength=security.get("password_strength"),
            passwords_age=security.get("use_password_update_cycle"),
            password_days=security.get("password_update_cycle"),
            limit_changes=security.get("use_allow_password_change"),
            password_changes=security.get("allow_password_change_count"),
        ),
        ServerChange(
            alphanumeric_ids=given.pop("use_alphanumeric", None),
            user_sync_method=given.pop("user_sync_method", None),
            user_by_device_sync_method=given.pop("user_by_device_sync_method", None),
            log_sync_method=given.pop("log_sync_method", None),
            language=given.pop("language", None) or None,
            events_expire=eventlog.get("active"),
            event_days=eventlog.get("event_log_retain_days"),
        ),
        given,
    )


def _without(given: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The members that were sent, without the facts and what is empty then."""
    left: dict[str, Any] = {}
    for name, value in given.items():
        if name not in facts:
            left[name] = value
        elif facts[name] and (rest := _without(value, facts[name])):
            left[name] = rest
    return left


def biostar_out(settings: Settings, host: str, port: int) -> BioStar:
    """The settings, as whoever reached the server at `host` and `port` is told."""
    security, server = settings.security, settings.server
    obeyed = {
        "session_timeout": security.session_seconds,
        "user_sync_method": server.user_sync_method,
        "user_by_device_sync_method": server.user_by_device_sync_method,
        "log_sync_method": server.log_sync_method,
        "language": server.language,
        "use_alphanumeric": server.alphanumeric_ids,
        "eventlog": {"active": server.events_expire, "event_log_retain_days": server.event_days},
        "system_security": {
            "password_strength": security.password_strength,
            "use_password_update_cycle": security.passwords_age,
            "password_update_cycle": security.password_days,
            "use_allow_login_failed": security.lock_logins,
            "allow_login_failed_count": security.failures,
            "allow_login_failed_minutes": security.locked_minutes,
            "use_allow_password_change": security.limit_changes,
            "allow_password_change_count": security.password_changes,
            "use_allow_simultaneous_connection": security.many_sessions,
        },
        "https": {"port": port, "ssl_addr": host},
        "licenses": [{}],
        "server_ip_list": [{"ip": host, "version": "v6" if ":" in host else "v4"}],
    }
    return BioStar.model_validate(merged(merged({"server_port": port}, settings.shown), obeyed))
