"""The one table between domain errors and what a client sees: code, message, HTTP status.

`codes.tsv` holds every code of the dialect with our wording. `ROWS` holds one line for each class of domain error:
the code it answers with. A room that adds a class adds a line here; `tests/api/wire/test_codes.py` fails until it
does.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import resources
from types import MappingProxyType
from typing import Any

from ostiary.access import model as access
from ostiary.credentials import model as credentials
from ostiary.devices import model as devices
from ostiary.doors import model as doors
from ostiary.events import model as events
from ostiary.identity import model as identity
from ostiary.identity import operators, passwords, user_rules
from ostiary.jobs import model as jobs
from ostiary.kernel import errors, naming, tree
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import DomainError
from ostiary.people import operations as people
from ostiary.port.commands import Fault
from ostiary.schedules import model as schedules
from ostiary.settings import model as settings
from ostiary.transfer import model as transfer


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the dialect. `number` is text, as it is in every answer; `status` is that of HTTP."""

    number: str
    message: str
    status: int


def _read() -> MappingProxyType[int, Code]:
    text = resources.files(__package__).joinpath("codes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return MappingProxyType({int(row["code"]): Code(row["code"], row["message"], int(row["status"])) for row in rows})


CODES = _read()
SUCCESS = CODES[0]
PARTIAL = CODES[1]
JSON_REFUSED = CODES[700]
UNEXPECTED = CODES[1000]
NO_SESSION = CODES[1101]
"""What a socket of the live stream is told."""

GROUP_NOT_FOUND = {Kind.USER_GROUP: 600, Kind.DEVICE_GROUP: 500, Kind.DOOR_GROUP: 607}
GROUP_EXISTS = {Kind.USER_GROUP: 65646, Kind.DEVICE_GROUP: 65645, Kind.DOOR_GROUP: 65653, Kind.ELEVATOR_GROUP: 131124}
GROUP_NOT_SAVED = {Kind.DEVICE_GROUP: 65704}
TOO_MANY_FACES = {True: 131089, False: 262165}
"""By whether they are visual ones."""

ROWS: dict[type[DomainError], int | Callable[[Any], int]] = {
    DomainError: 8,
    errors.Unauthenticated: 10,
    errors.Forbidden: 20,
    errors.NotFound: 30,
    errors.Duplicate: 652,
    errors.InUse: 8,
    errors.Invalid: 800,
    errors.Predefined: 106,
    errors.LimitReached: 800,
    errors.NotSupported: 103,
    errors.TooLarge: 702,
    errors.Unavailable: 1020,
    errors.StorageFull: 66647,
    tree.GroupNotFound: lambda error: GROUP_NOT_FOUND.get(error.kind, 30),
    tree.ParentNotFound: 65647,
    tree.DuplicateGroup: lambda error: GROUP_EXISTS.get(error.kind, 652),
    tree.TooDeep: lambda error: GROUP_NOT_SAVED.get(error.kind, 800),
    tree.Circular: lambda error: GROUP_NOT_SAVED.get(error.kind, 800),
    naming.NameTooLong: 131094,
    naming.DescriptionTooLong: 131093,
    transfer.DownloadNotFound: 107,
    events.ImageNotFound: 107,
    identity.UserNotFound: 201,
    identity.UserGroupNeeded: 600,
    identity.DuplicateUser: 202,
    identity.AdministratorStays: 205,
    identity.AdministratorLevelFixed: 206,
    identity.DuplicateLogin: 208,
    identity.DuplicateEmail: 212,
    identity.LevelNotFound: 606,
    identity.LevelStays: 106,
    identity.LevelInUse: 8,
    identity.DuplicateLevel: 652,
    identity.LevelsFull: 800,
    identity.FilterTooLong: 800,
    identity.PreferenceNotFound: 608,
    identity.AccessGroupNotFound: 603,
    identity.DuplicateAccessGroup: 652,
    identity.TooManyAccessGroups: 65637,
    identity.AccessGroupsFull: 651,
    identity.UserGroupNotEmpty: 65741,
    identity.BadLogin: 101,
    identity.LoginLocked: 113,
    identity.AddressNotAllowed: 109,
    identity.PasswordChangeRequired: 20,
    identity.ParentNotSet: 65648,
    passwords.PasswordIsId: 223,
    passwords.PasswordUnchanged: 224,
    passwords.PasswordTooSimple: 800,
    passwords.PasswordTooCommon: 800,
    passwords.PasswordRepeats: 221,
    passwords.PasswordRuns: 222,
    passwords.PasswordChangedTooOften: 219,
    passwords.BadPasswordLength: 131084,
    operators.BadLoginLength: 131082,
    operators.BadLoginId: 131083,
    operators.BadAddress: 800,
    people.TooManyAtOnce: 700,
    user_rules.UserIdFixed: 207,
    user_rules.BadUserIdLength: 131072,
    user_rules.BadUserId: 131073,
    user_rules.BadName: 131074,
    user_rules.BadTitleLength: 131075,
    user_rules.BadPhoneLength: 131076,
    user_rules.BadPhone: 131077,
    user_rules.BadEmailLength: 131078,
    user_rules.BadEmail: 131079,
    user_rules.BadPinLength: 131080,
    user_rules.BadPin: 131081,
    user_rules.BadPeriod: 131085,
    user_rules.PeriodReversed: 131086,
    user_rules.BadSecurityLevel: 131091,
    user_rules.NameTooLong: 131094,
    user_rules.PhotoTooLarge: 335874,
    devices.DuplicateDevice: 300,
    devices.DeviceNotFound: 301,
    devices.DuplicateDeviceName: 330,
    devices.DeviceGroupParentNeeded: 65648,
    devices.DeviceGroupNotEmpty: 65741,
    devices.DeviceGroupParent: 65742,
    devices.HasSlaves: 65722,
    devices.TooManyDevices: 390,
    devices.TooManySlaves: 304,
    devices.DeviceInUse: 610,
    devices.BadMaster: 65702,
    devices.CannotScan: 340,
    devices.PictureTooLarge: 335874,
    devices.NoPicture: 335875,
    devices.FirmwareNotFound: 107,
    devices.DeviceFailed: lambda error: int(error.fault),
    schedules.HolidayGroupNotFound: 602,
    schedules.ScheduleNotFound: 604,
    schedules.DuplicateSchedule: 652,
    schedules.DuplicateHolidayGroup: 652,
    schedules.ScheduleInUse: 8,
    schedules.HolidayGroupInUse: 65695,
    schedules.AlwaysStays: 106,
    schedules.BadSlots: 800,
    schedules.TooManySchedules: 800,
    credentials.CardNotFound: 400,
    credentials.DuplicateCard: 401,
    credentials.CardAssigned: 408,
    credentials.BadCardNumber: 415,
    credentials.TooManyCards: 800,
    credentials.TooManyFingers: 131088,
    credentials.TooManyFaces: lambda error: TOO_MANY_FACES[error.visual],
    credentials.DuplicateFinger: 203,
    credentials.NoFaceModel: 30018,
    credentials.BadFace: lambda error: 65650 if error.visual else 800,
    credentials.DuplicateFace: 65650,
    credentials.BadFinger: 800,
    credentials.CardNumberMissing: 131095,
    credentials.SecondMobileCard: 262189,
    credentials.UnknownWiegandFormat: 800,
    events.EventNotFound: 30,
    events.MessageTooLong: 131087,
    events.NotAlertable: 800,
    events.SignerNotFound: 201,
    doors.DoorNotFound: 601,
    doors.DoorInUse: 676,
    doors.TooManyDoors: 64536,
    doors.DuplicateDoor: 65652,
    doors.ParentNeeded: 131096,
    doors.ReaderTaken: 65655,
    doors.RelayTaken: 65656,
    doors.InputTaken: 131110,
    doors.SensorNeeded: 611,
    doors.SensorStays: 612,
    doors.RulesExclude: 678,
    doors.BypassGroupsFull: 131107,
    doors.EntryNeeded: 131112,
    doors.ExitNeeded: 131113,
    doors.ApartFromMaster: 65657,
    access.AccessLevelNotFound: 605,
    access.DuplicateAccessLevel: 652,
    access.TooManyLevels: 800,
    jobs.JobNotFound: 30,
    jobs.JobEnded: 8,
    settings.CustomFieldNotFound: 30,
    settings.DuplicateCustomField: 652,
    settings.BadCustomField: 800,
    settings.TooManyCustomFields: 800,
    settings.OutputSignalNotFound: 30,
    settings.OutputSignalInUse: 8,
    settings.DuplicateOutputSignal: 652,
    settings.BadOutputSignal: 800,
    settings.TooManyOutputSignals: 800,
}
"""Class of error -> its code, or a function of the error where the code depends on what it carries."""

STATUSES: dict[type[DomainError], int] = {errors.TooLarge: 413, errors.StorageFull: 507, devices.DeviceFailed: 400}
"""Where the status belongs to the class and not to its code."""


def code_of(error: DomainError) -> Code:
    """The row of an error: that of its class, else of the nearest ancestor that has one."""
    kind = next(ancestor for ancestor in type(error).__mro__ if ancestor in ROWS)
    row = ROWS[kind]
    code = CODES[row(error) if callable(row) else row]
    return replace(code, status=STATUSES[kind]) if kind in STATUSES else code


def answered() -> list[Code]:
    """Every code that this server answers, in order, with the status of a request that is refused with it."""
    chosen = (GROUP_NOT_FOUND, GROUP_EXISTS, GROUP_NOT_SAVED, TOO_MANY_FACES)
    found = {int(fault): replace(CODES[int(fault)], status=STATUSES[devices.DeviceFailed]) for fault in Fault}
    found |= {number: CODES[number] for choices in chosen for number in choices.values()}
    for kind, row in ROWS.items():
        if isinstance(row, int):
            found[row] = replace(CODES[row], status=STATUSES.get(kind, CODES[row].status))
    found |= {int(code.number): code for code in (SUCCESS, PARTIAL, JSON_REFUSED, UNEXPECTED, NO_SESSION)}
    return [found[number] for number in sorted(found)]


def code_table() -> str:
    """The same for people, in Markdown."""
    rows = (f"| {code.number} | {code.status} | {code.message} |" for code in answered())
    return "\n".join(("| code | HTTP | message |", "|---|---|---|", *rows, ""))
