"""The tree of domain errors; each class has one row in the reception's code table.

A room subclasses the kind that fits: `class DoorNotFound(NotFound)`. An error never carries a secret: its `detail` is
shown to the caller and may be logged.
"""


class DomainError(Exception):
    """A refusal the domain can explain. `detail` is a short sentence for the caller, never a secret."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Unauthenticated(DomainError):
    """No session, or one that has ended."""


class Forbidden(DomainError):
    """The operator lacks the right, or an object lies outside his scope."""


class NotFound(DomainError):
    """No such object."""


class Duplicate(DomainError):
    """A value that must be unique is taken."""


class InUse(DomainError):
    """The object cannot go while others refer to it."""


class Invalid(DomainError):
    """A value is missing, malformed or out of range. `field` names it where known."""

    def __init__(self, detail: str = "", field: str = "") -> None:
        super().__init__(detail)
        self.field = field


class Predefined(DomainError):
    """A predefined object can be neither changed nor deleted."""


class LimitReached(DomainError):
    """A documented limit would be exceeded."""


class NotSupported(DomainError):
    """The operation, or this use of it, is not implemented or not possible."""


class TooLarge(DomainError):
    """The request body exceeds the limit."""


class Unavailable(DomainError):
    """A service this act needs cannot be reached now (database away)."""


class StorageFull(Unavailable):
    """The disk is full: nothing can be stored until there is room, and nothing of this was."""
