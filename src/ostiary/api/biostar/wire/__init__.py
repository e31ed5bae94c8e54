"""The BioStar X dialect: how requests are read and answers are written. Only the pages of `api/biostar` speak it.

How a page uses it, in one example for v1 and one for v2:

    from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, Collection, CollectionPlain, reply
    from ostiary.api.biostar.wire.envelope import DeviceOutcomes, DoorOutcomes, PARTLY  # .of([(id, 1001)])
    from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, UserRef
    from ostiary.api.biostar.wire.columns import keys, numbers, texts
    from ostiary.api.biostar.wire.query import Ids, ListBody, Orders, Paged, PathId, ordered_by
    from ostiary.api.biostar.wire.route import page
    from ostiary.api.biostar.wire.settled import Changed, change
    from ostiary.api.biostar.wire.values import Flag, FlagText, Moment, MomentPlain, Number, NumberText, Rows, Text

    router = page("Doors")                                  # reads every body as JSON, documents the refusals
    COLUMNS = {"id": numbers("id"), "name": texts("name")}  # wire's name -> the room's name

    class DoorRow(Message):                                 # v1: every scalar is text
        id: NumberText                                      # int inside, "7" outside
        name: Text
        unlocked: FlagText                                  # bool inside, "true" outside
        last: Moment | None = None                          # aware UTC inside; None is left out of the answer
        door_group_id: NamedRef | None = None               # {"id": "1", "name": "All Doors"}
        slaves: Rows[NamedRef] = Field(default_factory=list)  # always an array when written

    class DoorList(Answer):                                 # brings "Response" (v1)
        DoorCollection: Collection[DoorRow]                 # {"total": "2", "rows": [...]}

    # response_model is for OpenAPI only; who has no right to list_doors is told so before anything else is looked at
    @router.get("/api/doors", response_model=DoorList, dependencies=needs(list_doors))
    async def list_doors(window: Paged, orders: Annotated[Orders, Depends(ordered_by(COLUMNS))]) -> Response:
        rows, total = await ...                             # Window, Order: ostiary.kernel.paging
        return reply(DoorList(DoorCollection=Collection[DoorRow](total=total, rows=[DoorRow(...), ...])))

    class DoorChange(Message):                              # a partial PUT: every member optional
        name: Text | None = None                            # None: not given, kept; "": cleared
        door_group_id: NamedRef | None = None               # null, "" and {"id": ""}: not given
        slaves: Rows[NamedRef] | None = None                # [] and "": cleared

    class DoorChangeBody(Message):
        Door: DoorChange

    @router.put("/api/doors/{id:int}", response_model=Changed, dependencies=needs(update_door))
    async def change_door(id: PathId, body: DoorChangeBody) -> Response:
        return reply(change(await desk.settle(await ...)))  # DeviceResponse where devices were told

    class DoorRowPlain(Message):                            # v2: JSON numbers and booleans, moments without zone
        id: Number
        unlocked: Flag
        last: MomentPlain | None = None
        door_group_id: NamedRefPlain | None = None

    class DoorListPlain(AnswerPlain):                       # "Response" with "by": "web"
        DoorCollection: CollectionPlain[DoorRowPlain]

    class DoorSearchBody(ListBody):                         # limit, offset, order_by
        search_text: Text | None = None

Refusals: an act raises a `DomainError`; `faults.install(app)` turns it into the answer. A new class of error gets its
code by one line in `codes.ROWS`. A validator of a page may raise a DomainError as well. Members whose wire name is no
Python name take `Field(alias="isExcludeSyncADUser")`. Constructing checks what is written: a row that breaks its type
raises here, not at the client; for hot rows use `Row.model_construct(...)` or cached bytes.

Modules: `values` (scalars, `Rows`, `Base64`), `message` (objects, references), `envelope` (`Response`, collections,
device and door rows, `reply`), `query` and `columns` (limit, order_by, ids, `Query`), `codes` (the one table),
`faults`, `route`.
"""
