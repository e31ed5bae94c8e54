"""Settings: options win over the environment, the environment over the file; a bad one ends in one clear line."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from ostiary.app.config import Config, ConfigError, load

SECRET = "correct horse"


def env(**values: str) -> dict[str, str]:
    """Environment variables of ours."""
    return {f"OSTIARY_{name.upper()}": value for name, value in values.items()}


def refused(options: dict[str, Any], environment: dict[str, str]) -> str:
    """The line that a person reads."""
    with pytest.raises(ConfigError) as caught:
        load(options, environment)
    text = str(caught.value)
    assert "\n" not in text
    return text


class TestSources:
    def test_without_any_the_defaults_hold(self) -> None:
        config = load({}, {})
        assert (config.port, config.http, config.demo, config.simulator_port) == (8443, False, False, 8470)
        assert config.data_dir == Path("data")
        assert config.address == "https://localhost:8443"

    def test_an_option_wins_over_the_environment_and_that_over_the_file(self, tmp_path: Path) -> None:
        file = tmp_path / "ostiary.toml"
        file.write_text('port = 1001\nhost = "192.0.2.1"\nsimulator_port = 1003\norigins = ["https://a.example"]\n')
        config = load({"port": 3001, "demo": None}, env(config=str(file), port="2001", simulator_port="2003"))
        assert (config.port, config.simulator_port, config.host) == (3001, 2003, "192.0.2.1")
        assert config.origins == ("https://a.example",)

    def test_a_file_may_be_named_by_an_option(self, tmp_path: Path) -> None:
        file = tmp_path / "ostiary.toml"
        file.write_text("port = 1001\n")
        assert load({"config": str(file)}, env(config="elsewhere")).port == 1001

    def test_the_environment_is_text(self) -> None:
        config = load({}, env(http="true", demo="1", origins="https://a.example, https://b.example", max_body="2048"))
        assert (config.http, config.demo, config.max_body) == (True, True, 2048)
        assert config.origins == ("https://a.example", "https://b.example")
        assert config.address == "http://localhost:8443"

    def test_proxies_are_addresses_and_networks(self) -> None:
        config = load({}, env(trusted_proxies="192.0.2.1, 10.0.0.0/8,2001:db8::/32"))
        assert [str(network) for network in config.proxies] == ["192.0.2.1/32", "10.0.0.0/8", "2001:db8::/32"]
        assert load({}, {}).proxies == ()
        assert [str(network) for network in load({}, env(http="1")).proxies] == ["127.0.0.0/8", "::1/128"]
        assert load({}, env(http="1", trusted_proxies=",")).proxies == ()

    def test_an_empty_variable_is_not_given(self) -> None:
        assert load({}, env(port="", admin_password="", database_url="")) == load({}, {})

    def test_variables_of_others_are_left_alone(self) -> None:
        assert load({}, {"PORT": "1", "OSTIARY_TEST_RIG": "x", "ostiary_port": "2"}).port == 8443


class TestDatabase:
    def test_is_a_file_in_the_data_directory_by_default(self, tmp_path: Path) -> None:
        url = make_url(Config(data_dir=tmp_path).database)
        assert (url.drivername, url.database) == ("sqlite+aiosqlite", str(tmp_path / "ostiary.db"))

    @pytest.mark.parametrize("name", ["a b", "a?b", "a%20b", "a#b", "é"])
    def test_may_be_in_a_directory_of_any_name(self, tmp_path: Path, name: str) -> None:
        assert make_url(Config(data_dir=tmp_path / name).database).database == str(tmp_path / name / "ostiary.db")

    @pytest.mark.parametrize(
        ("given", "used"),
        [
            ("sqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db"),
            ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db"),
            ("postgresql://u:p%40@db.example/x", "postgresql+asyncpg://u:p%40@db.example/x"),
            ("postgres://db.example/x", "postgresql+asyncpg://db.example/x"),
            ("postgresql+psycopg2:///x?host=/run/pg", "postgresql+asyncpg:///x?host=/run/pg"),
        ],
    )
    def test_gets_the_driver_that_we_use(self, given: str, used: str) -> None:
        assert make_url(load({}, env(database_url=given)).database) == make_url(used)


class TestRefused:
    @pytest.mark.parametrize(
        ("environment", "setting"),
        [
            (env(port="many"), "port"),
            (env(port="70000"), "port"),
            (env(port="0"), "port"),
            (env(http="perhaps"), "http"),
            (env(simulator="banana"), "simulator"),
            (env(log_level="loud"), "log_level"),
            (env(max_body="1"), "max_body"),
            (env(audit_days="89"), "audit_days"),
            (env(audit_days="99999"), "audit_days"),
            (env(trusted_proxies="localhost"), "trusted_proxies"),
            (env(names="doors.example, a b"), "names"),
            (env(trusted_proxies="10.0.0.1/8"), "trusted_proxies"),
            (env(database_url="nonsense"), "database_url"),
            (env(database_url="mysql://db.example/x"), "database_url"),
            (env(database_url="sqlite://"), "database_url"),
            (env(database_url="sqlite:///:memory:"), "database_url"),
            (env(database_url=f"postgresql://u@h:{SECRET}/x"), "database_url"),
        ],
    )
    def test_names_the_setting(self, environment: dict[str, str], setting: str) -> None:
        line = refused({}, environment)
        assert line.startswith(f"{setting}: ")
        assert SECRET not in line

    def test_a_certificate_without_its_key(self) -> None:
        assert "certificate_key" in refused({"certificate": "server.pem"}, {})
        assert "certificate_key" in refused({"certificate_key": "server.key"}, {})

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert str(tmp_path / "none") in refused({"config": str(tmp_path / "none")}, {})
        assert str(tmp_path) in refused({"config": str(tmp_path)}, {})

    @pytest.mark.parametrize("content", [b"port 8443", b"\xff\xfe", b"port = 'x'"])
    def test_a_file_that_cannot_be_read(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / "ostiary.toml"
        file.write_bytes(content)
        refused({"config": str(file)}, {})

    def test_a_setting_in_the_file_that_nobody_knows(self, tmp_path: Path) -> None:
        file = tmp_path / "ostiary.toml"
        file.write_text("ports = 8443\n")
        assert refused({"config": str(file)}, {}).startswith("ports: ")


class TestSecrets:
    def test_are_not_shown(self) -> None:
        config = load({}, env(admin_password=SECRET, database_url="postgresql://u:hidden@db.example/x"))
        assert SECRET not in repr(config)
        assert "hidden" not in repr(config)
