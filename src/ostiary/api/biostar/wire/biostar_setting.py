"""The object `BioStar`: every member of the original's settings, with ours where the server has them.

Where the server lacks a part (licences, cloud, mobile cards, backup, video, time and attendance) the members say off,
zero or nothing.
"""

from pydantic import Field

from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import FlagDigit, FlagText, NumberText, Rows, Text
from ostiary.settings.queries import Settings


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
    allow_login_failed_count: NumberText
    allow_login_failed_minutes: NumberText
    use_allow_password_change: FlagText = False
    allow_password_change_count: NumberText = 0
    use_allow_simultaneous_connection: FlagText = True


class Http(Message):
    """Plain HTTP, which the server does not offer beside HTTPS."""

    port: NumberText = 0
    root_path: Text = ""


class Https(Message):
    """Where the server was reached."""

    use_ssl: FlagDigit
    port: NumberText
    ssl_addr: Text
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

    ip: Text
    version: Text


class EventLog(Message):
    """How long events are kept; 0 and off = for ever."""

    event_log_retain_days: NumberText = 0
    active: FlagText = False


class Log(Message):
    """How long log files are kept: there are none."""

    log_retain_days: NumberText = 0
    cron: Text = ""
    path: Text = ""


class BioStarOut(Message):
    """The server's settings (v1). `session_timeout` counts seconds."""

    session_timeout: NumberText
    server_port: NumberText
    server_matching: ServerMatching = ServerMatching()
    user_sync_method: NumberText
    user_by_device_sync_method: NumberText
    log_sync_method: NumberText
    check_duplicate_id_at_devices: NumberText = 0
    automatic_server_upgrade: NumberText = 0
    upgrade_when: NumberText = 0
    fingerprint_format: NumberText = 0
    licese_server_addr: Text = ""
    backup: Backup = Backup()
    support_mobile_credential: FlagText = False
    language: Text
    server_addr: Text = ""
    delete_credential_after_aoc: FlagText = False
    secure_communication: SecureCommunication = SecureCommunication()
    system_security: SystemSecurity
    web_request_timeout: NumberText = 60
    imglog_dir: Text = ""
    websocket_cors: Text = ""
    websocket_by_session: FlagText = Field(default=True, alias="enable_websocket_connection_bsSessionId")
    enckey_dir: Text = ""
    device_event_log_skip_enroll_success_user: FlagText = False
    http: Http = Http()
    https: Https
    cloud: Cloud = Cloud()
    tna: TimeAttendance = TimeAttendance()
    video: Video = Video()
    licenses: Rows[Licence]
    mobile: Mobile = Mobile()
    log_level: LogLevel = LogLevel()
    server_ip_list: Rows[ServerAddress]
    use_alphanumeric: FlagText
    is_set_new_administrator_password: FlagText = True
    ischanged_db_data_encryption: FlagText = False
    ischanged_data_encryption: FlagText = False
    eventlog: EventLog = EventLog()
    log: Log = Log()


def biostar_out(settings: Settings, host: str, port: int) -> BioStarOut:
    """The settings, as whoever reached the server at `host` and `port` is told."""
    security, server = settings.security, settings.server
    return BioStarOut(
        session_timeout=security.session_seconds,
        server_port=port,
        user_sync_method=server.user_sync_method,
        user_by_device_sync_method=server.user_by_device_sync_method,
        log_sync_method=server.log_sync_method,
        language=server.language,
        system_security=SystemSecurity(
            allow_login_failed_count=security.failures_of_pair,
            allow_login_failed_minutes=security.locked_minutes,
        ),
        https=Https(use_ssl=True, port=port, ssl_addr=host),
        licenses=[Licence()],
        server_ip_list=[ServerAddress(ip=host, version="v6" if ":" in host else "v4")],
        use_alphanumeric=server.alphanumeric_ids,
    )
