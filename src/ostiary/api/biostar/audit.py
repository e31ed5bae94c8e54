"""The page "Audit": the trail of what operators did, and what occurs in it, as files too."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from pydantic import Field

from ostiary.api.biostar.wire.columns import Column, Columns, keys, moments, numbers
from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.export import ExportBody, FileAnswer, FileOut, Offset
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import Question, SearchBody, window_of
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.stretches import Stretch, collected
from ostiary.api.biostar.wire.values import Flag, Moment, Number, NumberText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.exporting import exported
from ostiary.api.sessions import Caller, needs
from ostiary.audit.queries import (
    Entry,
    TrailSearch,
    Wanted,
    content_of,
    list_acting_levels,
    list_addresses,
    list_persons,
    list_targets,
    search_trail,
)
from ostiary.audit.subjects import Subject
from ostiary.identity.levels import list_levels
from ostiary.kernel.paging import Window
from ostiary.transfer.exports import begin_trail_export

router = page("Audit")

MENUS: Final[Mapping[Subject, str]] = {
    Subject.ACCESS_LEVEL: "access_level",
    Subject.ACCESS_GROUP: "access_group",
    Subject.FLOOR_LEVEL: "floor_level",
    Subject.SETTING: "setting",
    Subject.PERMISSION: "setting.permission",
    Subject.PREFERENCE: "setting.preference",
    Subject.SERVER: "setting.server",
    Subject.CARD_FORMAT: "setting.wiegand_format",
    Subject.SMARTCARD: "setting.smartcard",
    Subject.TRIGGER: "setting.trigger_action",
    Subject.EVENT_TYPE: "setting.event_type",
    Subject.CUSTOM_FIELD: "setting.custom_field",
    Subject.SCHEDULE: "setting.schedule",
    Subject.HOLIDAY: "setting.holiday_group",
    Subject.OUTPUT_SIGNAL: "setting.output_signal",
    Subject.DAYLIGHT_SAVING: "setting.dst",
    Subject.MOBILE: "setting.mobileCredential",
    Subject.SYSTEM: "system",
    Subject.USER: "user",
    Subject.DEVICE: "device",
    Subject.DOOR: "door",
    Subject.ELEVATOR: "elevator",
    Subject.ZONE: "zone",
    Subject.MAP: "graphicmap",
}
"""What the dialect calls the subjects."""

WRITTEN: Final = {
    "DATE": "at",
    "USRID": "person",
    "PERM": "level",
    "IP": "address",
    "MENU": "subject",
    "TARGET": "target",
    "METHOD": "method",
    "CONTENT": "content",
}
"""What may stand in a file."""

WORDS: Final = {str(subject): menu for subject, menu in MENUS.items()}
SUBJECTS: Final = {menu: subject for subject, menu in MENUS.items()}
NO_LEVEL: Final = -1
"""What no line has for a level."""

Levels = Mapping[int, str]
"""Id of an operator level -> its name; one that is gone keeps its number for a name."""


def columns_of(levels: Levels) -> Columns:
    """What may be asked for, where the operator levels are called so."""
    ids = {name: id for id, name in levels.items()}
    return {
        "DATE": moments("at"),
        "USRID": keys("person"),
        "PERM": Column("level", lambda name: ids.get(str(name), _number(name)), ordered=False),
        "IP": keys("address"),
        "MENU": Column("subject", lambda menu: SUBJECTS.get(menu, ""), ordered=False),
        "TARGET": keys("target"),
        "METHOD": numbers("method"),
    }


def _number(name: Any) -> int:
    """The id of a level that is gone, which stands for its name."""
    return int(name) if str(name).isdecimal() and len(str(name)) <= 9 else NO_LEVEL


class AuditRow(Message):
    """One line: when, who (`Name(id)`), with which operator level, from where, about what, and what was done: `METHOD`
    1 add, 3 update, 4 delete, 5 action. `CONTENT` is JSON: the act's name, what was before and after, and the refusal
    where it was refused.
    """

    DATE: Moment
    USRID: Text
    PERM: Text
    IP: Text
    MENU: Text
    TARGET: Text
    METHOD: NumberText
    CONTENT: Text


class AuditList(Answer):
    """Lines, the newest first unless orders are given."""

    AuditCollection: Collection[AuditRow]


class AuditQuestion(Question):
    """A question to the trail; `total`: whether all that fit are counted, else `total` is the number of rows."""

    total: Flag = False


class AuditBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = columns_of({})

    Query: AuditQuestion = Field(default_factory=AuditQuestion)


class AuditExportBody(ExportBody):
    """`{"Query": {...}}`."""

    columns = columns_of({})
    written = WRITTEN


class Occurrence(Message):
    """A text that occurs in the trail, as the search takes it."""

    name: Text


class ListQuestion(Message):
    """Which part of a list; `search`: of the texts that hold it."""

    search: Text = ""
    limit: Number | None = None
    offset: Number | None = None

    def wanted(self) -> Wanted:
        """What the room is asked."""
        return Wanted(self.search, self.window())

    def window(self) -> Window:
        """The part of the list."""
        return window_of(self.limit, self.offset)


class UserListBody(Message):
    """`{"Userlist": {...}}`."""

    Userlist: ListQuestion = Field(default_factory=ListQuestion)


class LevelListBody(Message):
    """`{"Permlist": {...}}`."""

    Permlist: ListQuestion = Field(default_factory=ListQuestion)


class AddressListBody(Message):
    """`{"Iplist": {...}}`."""

    Iplist: ListQuestion = Field(default_factory=ListQuestion)


class TargetListBody(Message):
    """`{"Targetlist": {...}}`."""

    Targetlist: ListQuestion = Field(default_factory=ListQuestion)


class UserList(Answer):
    """Who has left lines."""

    Userlist: Collection[Occurrence]


class LevelList(Answer):
    """The operator levels of those who have."""

    Permlist: Collection[Occurrence]


class AddressList(Answer):
    """From where."""

    Iplist: Collection[Occurrence]


class TargetList(Answer):
    """To what."""

    Targetlist: Collection[Occurrence]


async def levels_of(desk: AtDesk, caller: Caller) -> Levels:
    """The names of the operator levels."""
    return {view.level.id: view.level.name for view in await desk.gate.ask(caller, list_levels, None)}


@router.post("/api/audit/search", response_model=AuditList, dependencies=needs(search_trail))
async def search(
    desk: AtDesk, caller: Caller, levels: Annotated[Levels, Depends(levels_of)], body: AuditBody
) -> Response:
    """Search the trail."""
    asked = body.search(columns_of(levels))

    async def read(window: Window) -> Stretch[AuditRow]:
        part = TrailSearch(replace(asked, window=window), body.Query.total)
        entries, total = await desk.gate.ask(caller, search_trail, part)
        return [_row(entry, levels) for entry in entries], total

    return await collected("AuditCollection", asked.window, read)


@router.post("/api/audit/export", response_model=FileAnswer, dependencies=needs(begin_trail_export))
async def export(
    request: Request,
    desk: AtDesk,
    caller: Caller,
    levels: Annotated[Levels, Depends(levels_of)],
    body: AuditExportBody,
    minutes: Offset = 0,
) -> Response:
    """Write the lines that fit into a CSV file; moments are printed as far east of UTC as is asked for."""
    table = body.table(minutes, columns_of(levels), words={"subject": WORDS})
    return reply(FileAnswer(File=FileOut(uri=await exported(request, desk, caller, begin_trail_export, table))))


@router.post("/api/audit/userlist", response_model=UserList, dependencies=needs(list_persons))
async def users(desk: AtDesk, caller: Caller, body: UserListBody) -> Response:
    """List who has left lines in the trail."""
    return reply(UserList(Userlist=_list(*await desk.gate.ask(caller, list_persons, body.Userlist.wanted()))))


@router.post("/api/audit/permlist", response_model=LevelList, dependencies=needs(list_acting_levels))
async def permissions(
    desk: AtDesk, caller: Caller, levels: Annotated[Levels, Depends(levels_of)], body: LevelListBody
) -> Response:
    """List the operator levels of those who have left lines."""
    acting = await desk.gate.ask(caller, list_acting_levels, None)
    part, window = body.Permlist.search.casefold(), body.Permlist.window()
    names = sorted(name for id in acting if part in (name := _level(id, levels)).casefold())
    last = None if window.limit is None else window.offset + window.limit
    return reply(LevelList(Permlist=_list(names[window.offset : last], len(names))))


@router.post("/api/audit/iplist", response_model=AddressList, dependencies=needs(list_addresses))
async def addresses(desk: AtDesk, caller: Caller, body: AddressListBody) -> Response:
    """List the addresses from which lines were left."""
    return reply(AddressList(Iplist=_list(*await desk.gate.ask(caller, list_addresses, body.Iplist.wanted()))))


@router.post("/api/audit/targetlist", response_model=TargetList, dependencies=needs(list_targets))
async def targets(desk: AtDesk, caller: Caller, body: TargetListBody) -> Response:
    """List what something was done to."""
    return reply(TargetList(Targetlist=_list(*await desk.gate.ask(caller, list_targets, body.Targetlist.wanted()))))


def _list(texts: Any, total: int) -> Collection[Occurrence]:
    return Collection[Occurrence](total=total, rows=[Occurrence(name=text) for text in texts])


def _level(id: int, levels: Levels) -> str:
    return levels.get(id, str(id)) if id else ""


def _row(entry: Entry, levels: Levels) -> AuditRow:
    return AuditRow.model_construct(
        DATE=entry.at,
        USRID=entry.person,
        PERM=_level(entry.level, levels),
        IP=entry.address,
        MENU=MENUS[entry.subject],
        TARGET=entry.target,
        METHOD=entry.method,
        CONTENT=content_of(entry),
    )
