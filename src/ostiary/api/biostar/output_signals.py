"""The output signals of the page "Setting": how an action drives a relay."""

from fastapi import Response

from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, needing
from ostiary.api.biostar.wire.query import PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Number, NumberText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.settings.signals import (
    SignalChange,
    SignalData,
    SignalId,
    create_signal,
    delete_signal,
    list_signals,
    update_signal,
)

router = page("Setting")


class SignalOut(Message):
    """An output signal; milliseconds, `count` 0 = until it is cleared."""

    id: NumberText
    name: Text
    delay: NumberText
    count: NumberText
    on_duration: NumberText
    off_duration: NumberText


class SignalList(Answer):
    """The output signals."""

    OutputSignalCollection: Collection[SignalOut]


class SignalIn(Message):
    """An output signal, as sent; on a change what is absent is kept."""

    name: Text | None = None
    delay: Number | None = None
    count: Number | None = None
    on_duration: Number | None = None
    off_duration: Number | None = None

    def data(self) -> SignalData:
        """What the room is given."""
        return SignalData(self.name, self.delay, self.count, self.on_duration, self.off_duration)


class NewSignalIn(SignalIn):
    """A new output signal; numbers that are not given are 0."""

    model_config = needing("name")


class SignalBody(Message):
    """`{"OutputSignal": {...}}`."""

    OutputSignal: SignalIn


class NewSignalBody(Message):
    """`{"OutputSignal": {...}}`."""

    OutputSignal: NewSignalIn


class SignalMade(Answer):
    """The signal that was made."""

    OutputSignal: NamedRef


@router.get("/api/setting/output_signals", response_model=SignalList, dependencies=needs(list_signals))
async def signals(desk: AtDesk, caller: Caller) -> Response:
    """View the output signals."""
    rows = [
        SignalOut(
            id=signal.id,
            name=signal.name,
            delay=signal.delay,
            count=signal.count,
            on_duration=signal.on_duration,
            off_duration=signal.off_duration,
        )
        for signal in await desk.gate.ask(caller, list_signals, None)
    ]
    return reply(SignalList(OutputSignalCollection=Collection[SignalOut](total=len(rows), rows=rows)))


@router.post("/api/setting/output_signals", response_model=SignalMade, dependencies=needs(create_signal))
async def create(desk: AtDesk, caller: Caller, body: NewSignalBody) -> Response:
    """Create an output signal."""
    made = (await desk.gate.run(caller, create_signal, body.OutputSignal.data())).result
    return reply(SignalMade(OutputSignal=NamedRef(id=made.id, name=made.name)))


@router.put("/api/setting/output_signals/{id:int}", response_model=Answer, dependencies=needs(update_signal))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: SignalBody) -> Response:
    """Update an output signal: what is given changes, also in devices that drive relays by it."""
    await desk.settle(await desk.gate.run(caller, update_signal, SignalChange(id, body.OutputSignal.data())))
    return reply(Answer())


@router.delete("/api/setting/output_signals/{id:int}", response_model=Answer, dependencies=needs(delete_signal))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete an output signal."""
    await desk.gate.run(caller, delete_signal, SignalId(id))
    return reply(Answer())
