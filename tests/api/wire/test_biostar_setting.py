"""The document of the settings keeps up with the object `BioStar`."""

from pathlib import Path

from ostiary.api.biostar.wire.biostar_setting import BioStar, SecureCommunication, SystemSecurity

DOCUMENT = Path(__file__).parents[3] / "docs" / "settings.md"
PARTS = {"system_security", "secure_communication", "eventlog"}
"""Told of member by member."""


def test_the_document_says_of_every_member_what_becomes_of_it() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    names = {
        name for part in (BioStar(), SystemSecurity(), SecureCommunication()) for name in part.model_dump(by_alias=True)
    }
    assert {name for name in names - PARTS if f"`{name}`" not in text and f".{name}`" not in text} == set()
