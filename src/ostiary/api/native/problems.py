"""How our own API tells failures: problem documents of RFC 9457, `application/problem+json`.

`TYPES` is the one table from kinds of domain errors to type, title and HTTP status; a class without a row of its own
has that of its nearest ancestor. `code` in a document is the number of the dialect for the same error, which tells
apart what shares a type.
"""

from dataclasses import dataclass

from fastapi import Response
from pydantic import BaseModel, Field

from ostiary.api import biostar
from ostiary.devices.model import DeviceFailed
from ostiary.identity.model import PasswordChangeRequired
from ostiary.jobs.model import JobEnded
from ostiary.kernel import errors
from ostiary.kernel.errors import DomainError, Invalid

MEDIA_TYPE = "application/problem+json"
URN = "urn:ostiary:problem:"


@dataclass(frozen=True, slots=True)
class Type:
    """A type of problem. `name` is the end of its URN."""

    name: str
    title: str
    status: int


TYPES: dict[type[DomainError], Type] = {
    errors.Unauthenticated: Type("unauthenticated", "Sign in first", 401),
    errors.Forbidden: Type("forbidden", "Not allowed", 403),
    errors.NotFound: Type("not-found", "No such object", 404),
    errors.Duplicate: Type("duplicate", "Taken already", 409),
    errors.InUse: Type("in-use", "Others refer to it", 409),
    errors.Predefined: Type("predefined", "Predefined objects stay as they are", 409),
    errors.Invalid: Type("invalid", "A value is missing or does not fit", 422),
    errors.LimitReached: Type("limit-reached", "More than there may be", 422),
    errors.NotSupported: Type("not-supported", "Not possible here", 422),
    errors.TooLarge: Type("too-large", "The request is too large", 413),
    errors.Unavailable: Type("unavailable", "Not possible now", 503),
    errors.StorageFull: Type("storage-full", "No room on the disk", 507),
    PasswordChangeRequired: Type("password-change-required", "Change the password first", 403),
    JobEnded: Type("job-ended", "The job has ended", 409),
    DeviceFailed: Type("device-failed", "No device did it", 424),
}
NOT_JSON = Type("not-json", "The body is not JSON", 400)
NO_ROUTE = Type("no-route", "No such path", 404)
NO_METHOD = Type("no-method", "Not with this method", 405)
UNEXPECTED = Type("unexpected", "Something went wrong here", 500)

SAYING_NOTHING = frozenset({"8", "30", "800"})
"""Codes whose message says less than the title."""


class Problem(BaseModel):
    """What went wrong: `type` for programs, `detail` for people; `field` names the value that does not fit."""

    type: str = Field(examples=[URN + "not-found"])
    title: str
    status: int
    detail: str | None = None
    code: int | None = Field(None, description="The number of the same error in the BioStar X dialect.")
    field: str | None = None


def type_of(error: DomainError) -> Type:
    """The row of an error: that of its class, else of the nearest ancestor that has one."""
    return next(TYPES[ancestor] for ancestor in type(error).__mro__ if ancestor in TYPES)


class Native:
    """The answers of our own API."""

    def speaks(self, path: str) -> bool:
        """Always: every path here is ours."""
        return True

    def refused(self, error: DomainError, path: str) -> Response:
        """A domain error as it leaves."""
        code = biostar.code_of(error)
        said = "" if code.number in SAYING_NOTHING else code.message.removesuffix(".")
        detail = ": ".join(part for part in (said, error.detail) if part)
        field = error.field if isinstance(error, Invalid) and error.field else None
        return _answer(type_of(error), detail or None, int(code.number), field)

    def not_json(self, path: str) -> Response:
        """A body that nobody can read."""
        return _answer(NOT_JSON)

    def not_there(self, status: int, path: str) -> Response:
        """No such path or method."""
        return _answer(NO_METHOD if status == 405 else NO_ROUTE)

    def unexpected(self, path: str) -> Response:
        """A bug."""
        return _answer(UNEXPECTED)


NATIVE = Native()


def _answer(type: Type, detail: str | None = None, code: int | None = None, field: str | None = None) -> Response:
    problem = Problem(type=URN + type.name, title=type.title, status=type.status, detail=detail, code=code, field=field)
    return Response(problem.model_dump_json(exclude_none=True), type.status, media_type=MEDIA_TYPE)
