"""The page "Authorization": logging in and out."""

from fastapi import Request, Response
from pydantic import Field

from ostiary import __version__
from ostiary.api.biostar.wire.envelope import Answer, reply
from ostiary.api.biostar.wire.message import Message, needing
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.user import UserOut, user_row
from ostiary.api.biostar.wire.values import Base64, FlagText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import AnyCaller, address_of, give_session, take_session
from ostiary.identity.sessions import Login, log_in, log_out
from ostiary.people.queries import view_oneself

router = page("Authorization")


class Credentials(Message):
    """Who says to be whom."""

    model_config = needing("login_id", "password")

    login_id: Text = ""
    password: Text = Field(default="", repr=False)


class LoginBody(Message):
    """`{"User": {"login_id": "...", "password": "..."}}`; further members are ignored."""

    model_config = needing("User")

    User: Credentials = Field(default_factory=Credentials)


class Version(Message):
    """Which server answers; program and database are always of one version."""

    database: Text = Field(default=__version__, alias="dbBiostarVersion")
    program: Text = Field(default=__version__, alias="biostarVersion")
    match: FlagText = Field(default=True, alias="isMatchVersion")
    differ: FlagText = Field(default=False, alias="notiPopupOpen")


class OperatorOut(UserOut):
    """An operator as the login shows him."""

    photo: Base64 | None = None


class LoggedIn(Answer):
    """The operator who has logged in; his session id is in the header `bs-session-id`."""

    User: OperatorOut
    version: Version = Field(default_factory=Version)


@router.post("/api/login", response_model=LoggedIn)
async def login(request: Request, desk: AtDesk, body: LoginBody) -> Response:
    """Log in. Wrong login id or password: code 101; too many failures: 113; from a forbidden address: 109."""
    sent = Login(body.User.login_id, body.User.password, address_of(request))
    session = await log_in(desk.gate, sent)
    oneself = await desk.gate.ask(session.operator, view_oneself, None)
    members = user_row(oneself.row, desk.clock()) | {"need_to_update_pw": session.must_change_password}
    user = OperatorOut(**members, photo=oneself.photo or None)
    return give_session(request, reply(LoggedIn(User=user)), session)


@router.post("/api/logout", response_model=Answer)
async def logout(desk: AtDesk, caller: AnyCaller) -> Response:
    """Log out: the session is over."""
    await desk.gate.run(caller.operator, log_out, None)
    return take_session(reply(Answer()))
