"""The server's own settings of the page "Setting", and its version.

docs/settings.md says what becomes of each member.
"""

from fastapi import Request, Response
from pydantic import Field

from ostiary import __version__
from ostiary.api.biostar.wire.biostar_setting import BioStar, ServerMatching, biostar_out, settings_change
from ostiary.api.biostar.wire.envelope import Answer, reply
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.errors import Invalid
from ostiary.settings.operations import change_settings
from ostiary.settings.queries import read_settings

router = page("Setting")


class BioStarAnswer(Answer):
    """The server's settings."""

    BioStar: BioStar


class BioStarBody(Message):
    """`{"BioStar": {...}}`; members that are absent are kept."""

    BioStar: BioStar


class MatchingIn(Message):
    """`{"server_matching": {...}}`."""

    server_matching: ServerMatching


class MatchingBody(Message):
    """`{"BioStar": {"server_matching": {...}}}`."""

    BioStar: MatchingIn


class Version(Message):
    """Which version answers."""

    version: Text = Field(default=__version__)


@router.get("/api/setting/biostar", response_model=BioStarAnswer)
async def view(request: Request, desk: AtDesk, caller: Caller) -> Response:
    """View the server's settings."""
    found = await desk.gate.ask(caller, read_settings, None)
    port = request.url.port or (443 if request.url.scheme == "https" else 80)
    return reply(BioStarAnswer(BioStar=biostar_out(found, request.url.hostname or "", port)))


@router.put("/api/setting/biostar", response_model=Answer, dependencies=needs(change_settings))
async def update(desk: AtDesk, caller: Caller, body: BioStarBody) -> Response:
    """Update the server's settings: what is given changes, all or nothing."""
    await desk.gate.run(caller, change_settings, settings_change(body.BioStar))
    return reply(Answer())


@router.put("/api/setting/biostar/server_matching", response_model=Answer, dependencies=needs(change_settings))
async def update_matching(desk: AtDesk, caller: Caller, body: MatchingBody) -> Response:
    """Update the settings of matching by the server, which stays off: switching it on answers 103."""
    sent = body.BioStar.server_matching
    if "use" not in sent.model_fields_set:
        raise Invalid("Whether the server matches is needed.", "use-server-matching")
    await desk.gate.run(caller, change_settings, settings_change(BioStar(server_matching=sent)))
    return reply(Answer())


@router.get("/js/info.json", response_model=Version)
async def info() -> Response:
    """Check the version; needs no session."""
    return reply(Version())
