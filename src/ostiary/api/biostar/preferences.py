"""The page "Preference": how an operator likes languages, dates and times. A preference has the id of its user."""

from fastapi import Response

from ostiary.api.biostar.wire.envelope import Answer, reply
from ostiary.api.biostar.wire.message import Message, UserRef, needing
from ostiary.api.biostar.wire.query import PathKey
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Flag, FlagText, Number, NumberText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller
from ostiary.identity.preferences import PreferenceChange, change_preference, view_preference
from ostiary.kernel.errors import Invalid

router = page("Setting")

LANGUAGE, DATE, TIME, TIME_LONG = "en", "yyyy/MM/dd", "HH:mm", "HH:mm:ss"
"""What is shown of who has not said."""


class PreferenceOut(Message):
    """A preference."""

    id: Text
    language: Text
    date_format: Text
    time_format: Text
    time_long_term_format: Text
    time_zone: Text
    dst1: NumberText
    dst2: NumberText
    depend_on_os: FlagText
    user_id: UserRef


class PreferenceAnswer(Answer):
    """One preference."""

    Preference: PreferenceOut


class PreferenceIn(Message):
    """A preference, as sent: what is absent is kept, of a new one it is the default."""

    language: Text | None = None
    date_format: Text | None = None
    time_format: Text | None = None
    time_long_term_format: Text | None = None
    time_zone: Text | None = None
    dst1: Number | None = None
    dst2: Number | None = None
    depend_on_os: Flag | None = None
    user_id: UserRef | None = None

    def change(self, user_id: str, *, anew: bool) -> PreferenceChange:
        """What the room is given; `""` of a member that cannot be empty is not given."""
        return PreferenceChange(
            user_id=user_id,
            language=self.language or None,
            date_format=self.date_format or None,
            time_format=self.time_format or None,
            time_long_format=self.time_long_term_format or None,
            time_zone=self.time_zone or None,
            dst1=self.dst1,
            dst2=self.dst2,
            depend_on_os=self.depend_on_os,
            anew=anew,
        )


class NewPreferenceIn(PreferenceIn):
    """A preference to be added: whose, and what is not the default."""

    model_config = needing("user_id")


class PreferenceBody(Message):
    """`{"Preference": {...}}`."""

    Preference: PreferenceIn


class NewPreferenceBody(Message):
    """`{"Preference": {...}}`."""

    Preference: NewPreferenceIn


class PreferenceId(Message):
    """The id of a preference."""

    id: Text


class PreferenceMade(Answer):
    """The preference that was added."""

    Preference: PreferenceId


@router.get("/api/preferences/{id}", response_model=PreferenceAnswer)
async def view(desk: AtDesk, caller: Caller, id: PathKey) -> Response:
    """View the preference of a user; one's own, or as an administrator anybody's."""
    found = await desk.gate.ask(caller, view_preference, id)
    shown = PreferenceOut(
        id=id,
        language=found.language or LANGUAGE,
        date_format=found.date_format or DATE,
        time_format=found.time_format or TIME,
        time_long_term_format=found.time_long_format or TIME_LONG,
        time_zone=found.time_zone,
        dst1=found.dst1,
        dst2=found.dst2,
        depend_on_os=found.depend_on_os,
        user_id=UserRef(user_id=id),
    )
    return reply(PreferenceAnswer(Preference=shown))


@router.post("/api/preferences", response_model=PreferenceMade)
async def add(desk: AtDesk, caller: Caller, body: NewPreferenceBody) -> Response:
    """Add the preference of a user, in place of the one he has."""
    sent = body.Preference
    if sent.user_id is None:
        raise Invalid("Whose preference?", "user_id")
    await desk.gate.run(caller, change_preference, sent.change(sent.user_id.user_id, anew=True))
    return reply(PreferenceMade(Preference=PreferenceId(id=sent.user_id.user_id)))


@router.put("/api/preferences/{id}", response_model=Answer)
async def update(desk: AtDesk, caller: Caller, id: PathKey, body: PreferenceBody) -> Response:
    """Update the preference of a user: what is given changes."""
    await desk.gate.run(caller, change_preference, body.Preference.change(id, anew=False))
    return reply(Answer())
