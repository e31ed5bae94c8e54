"""How the dialect tells failures (the form that `api.faults` fills).

| what happened | HTTP | code |
|---|---|---|
| a `DomainError` | its row in codes.py | its row |
| a body that is not JSON | 400 | 700 |
| a value that does not fit | 400 | 800, or that of the `DomainError` a validator raised or chained |
| unknown path, wrong method, trailing slash | 400 | 103 |
| a body over the limit | 413 | 702 |
| anything else | 500 | 1000 |
"""

from fastapi import Response

from ostiary.api.biostar.wire.codes import JSON_REFUSED, UNEXPECTED, code_of
from ostiary.api.biostar.wire.envelope import refusal
from ostiary.kernel.errors import DomainError, Invalid, NotSupported

SILENT_UNDER = "/reference/"
"""Files for browsers, which look at the status."""


class Dialect:
    """The dialect's answers; the path tells whether in v1 or v2."""

    def speaks(self, path: str) -> bool:
        """Everywhere but there: whoever asks for a path that nobody has takes this for the original."""
        return not path.startswith(SILENT_UNDER)

    def refused(self, error: DomainError, path: str) -> Response:
        """A domain error as it leaves."""
        detail = error.detail
        if isinstance(error, Invalid) and error.field:
            detail = f"{error.field}: {detail}" if detail else error.field
        return refusal(code_of(error), detail, plain=is_plain(path))

    def not_json(self, path: str) -> Response:
        """Code 700."""
        return refusal(JSON_REFUSED, plain=is_plain(path))

    def not_there(self, status: int, path: str) -> Response:
        """Code 103, whatever is missing."""
        return self.refused(NotSupported(), path)

    def unexpected(self, path: str) -> Response:
        """Code 1000."""
        return refusal(UNEXPECTED, plain=is_plain(path))


DIALECT = Dialect()


def is_plain(path: str) -> bool:
    """Whether a path is one of v2."""
    return path.startswith("/api/v2/")
