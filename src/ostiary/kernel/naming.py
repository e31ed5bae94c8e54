"""What a name and a description of anything may be."""

from ostiary.kernel.errors import Invalid

NAME_LENGTH = 48
DESCRIPTION_LENGTH = 128


class NameTooLong(Invalid):
    """A name has 48 characters at most."""


class DescriptionTooLong(Invalid):
    """A description has 128 characters at most."""


def checked_name(name: str) -> str:
    """The name as it is kept: without blanks around it; refused when nothing is left or it is too long."""
    kept = name.strip()
    if not kept:
        raise Invalid("A name is needed.", "name")
    if len(kept) > NAME_LENGTH:
        raise NameTooLong(f"{NAME_LENGTH} characters at most", "name")
    return kept


def checked_description(description: str) -> str:
    """The description as it is kept."""
    if len(description) > DESCRIPTION_LENGTH:
        raise DescriptionTooLong(f"{DESCRIPTION_LENGTH} characters at most", "description")
    return description
