"""The event types we ship: whole, unique, and as the confirmed samples say."""

import csv
from importlib import resources

ROWS = list(
    csv.DictReader(
        resources.files("ostiary.events").joinpath("types.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
CONFIRMED = {
    "4001": ("true", "true"),
    "4088": ("false", "false"),
    "4095": ("true", "false"),
    "4096": ("false", "false"),
    "4352": ("true", "false"),
    "6400": ("false", "false"),
    "8192": ("false", "false"),
}
CLASSES = {"granted", "denied", "door", "alarm", "device", "system"}
LIVE_FRAME_SHARE = 100
"""Characters; a description travels in every frame of the live stream, which must stay below 1,024 bytes."""


def test_codes_and_names_are_unique() -> None:
    assert len(ROWS) == 475
    assert len({row["code"] for row in ROWS}) == len({row["name"] for row in ROWS}) == len(ROWS)
    assert [int(row["code"]) for row in ROWS] == sorted(int(row["code"]) for row in ROWS)


def test_every_member_is_there() -> None:
    for row in ROWS:
        assert row["code"].isdecimal()
        assert row["name"]
        assert row["category"]
        assert 0 < len(row["description"]) <= LIVE_FRAME_SHARE
        assert {row["alertable"], row["enable_alert"]} <= {"true", "false"}


def test_only_what_may_become_an_alert_does() -> None:
    assert all(row["alertable"] == "true" for row in ROWS if row["enable_alert"] == "true")


def test_the_confirmed_samples_hold() -> None:
    rows = {row["code"]: (row["alertable"], row["enable_alert"]) for row in ROWS}
    assert {code: rows[code] for code in CONFIRMED} == CONFIRMED


def test_each_of_the_475_is_of_one_class() -> None:
    assert {row["class"] for row in ROWS} == CLASSES
    of = {row["name"]: row["class"] for row in ROWS}
    assert (of["VERIFY_SUCCESS_CARD"], of["ACCESS_DENIED_EXPIRED"]) == ("granted", "denied")
    assert (of["UNLOCKED"], of["FORCED_OPEN_ALARM"], of["VERIFY_DURESS_CARD"]) == ("door", "alarm", "alarm")
    assert (of["RS485_DISCONNECTED"], of["ENROLL_SUCCESS"]) == ("device", "system")


def test_whoever_was_let_pass_or_refused_is_told_apart() -> None:
    """Duress apart, which is an alarm first."""
    passages = {"Access/Granted": "granted", "Access/Denied": "denied"}
    for row in ROWS:
        assert row["class"] == passages.get(row["category"], row["class"])
