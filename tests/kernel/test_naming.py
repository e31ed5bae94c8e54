"""Names and descriptions: blanks around a name go, what is too long is refused."""

import pytest

from ostiary.kernel.errors import Invalid
from ostiary.kernel.naming import DescriptionTooLong, NameTooLong, checked_description, checked_name


class TestName:
    def test_is_kept_without_blanks_around_it(self) -> None:
        assert checked_name("  Front door\t") == "Front door"
        assert checked_name(f" {'x' * 48} ") == "x" * 48

    @pytest.mark.parametrize("name", ["", " ", "\t\n"])
    def test_is_needed(self, name: str) -> None:
        with pytest.raises(Invalid) as caught:
            checked_name(name)
        assert caught.value.field == "name"

    def test_has_48_characters_at_most(self) -> None:
        with pytest.raises(NameTooLong):
            checked_name("x" * 49)


class TestDescription:
    def test_has_128_characters_at_most(self) -> None:
        assert checked_description("x" * 128) == "x" * 128
        with pytest.raises(DescriptionTooLong):
            checked_description("x" * 129)
