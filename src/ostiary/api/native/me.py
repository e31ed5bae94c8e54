"""Who I am: the operator who calls, what he may do, and how he likes to see things. Also one who has yet to change his
password learns it here, or the console could not ask him to.
"""

from typing import Annotated, Any, Literal

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import Named
from ostiary.api.sessions import AnyCaller, Caller, needs
from ostiary.identity.preferences import (
    FORMAT_LENGTH,
    LANGUAGE,
    Preference,
    PreferenceChange,
    change_preference,
    view_preference,
)
from ostiary.kernel.context import Kind, Module, Operator, Scope
from ostiary.people.queries import view_oneself

router = page("Me")

RightName = Literal["none", "read", "write"]
Theme = Literal["system", "light", "dark", "high-contrast"]
Format = Annotated[str, Field(min_length=1, max_length=FORMAT_LENGTH)]
Kept = Annotated[dict[Annotated[str, Field(min_length=1, max_length=48)], JsonValue], Field(max_length=100)]


class Preferences(BaseModel):
    """How an operator likes to see things. Language and formats are those of his preference in the dialect (null: he
    has not said, and his browser decides); the rest is the console's own.
    """

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(pattern=f"^{LANGUAGE.pattern}$", examples=["ko"])] | None = None
    date_format: Format | None = Field(None, examples=["yyyy/MM/dd"])
    time_format: Format | None = Field(None, examples=["HH:mm"])
    time_long_format: Format | None = Field(None, description="With seconds.", examples=["HH:mm:ss"])
    theme: Theme = "system"
    tabs: Kept = Field(default={}, description="Saved tabs, by list.")
    columns: Kept = Field(default={}, description="Chosen columns, by list.")


class ScopeOut(BaseModel):
    """What he sees: everything, or of these kinds only what his operator level names; perhaps nobody but himself."""

    everything: bool
    only_oneself: bool
    limited: list[Kind]


class MeOut(BaseModel):
    """The operator who calls. `rights` has every part of the product; who may write may read."""

    id: str
    login_id: str | None
    name: str
    photo: bool = Field(description="Whether there is one.")
    level: Named
    rights: dict[Module, RightName]
    scope: ScopeOut
    must_change_password: bool = Field(
        description="Until he has, by `PUT /api/users/{id}`, every other request is refused."
    )
    preferences: Preferences


@router.get("/native/me", response_model=MeOut)
async def me(desk: AtDesk, session: AnyCaller) -> Response:
    """Who calls, what he may do and how he likes to see things."""
    operator = session.operator
    row = (await desk.gate.ask(operator, view_oneself, None)).row
    return reply(
        MeOut(
            id=row.user.user_id,
            login_id=row.user.login_id,
            name=row.user.name,
            photo=row.user.has_photo,
            level=Named(id=operator.level, name=row.level.name if row.level else ""),
            rights={module: _right(operator, module) for module in Module},
            scope=_scope(operator.scope),
            must_change_password=session.must_change_password,
            preferences=await _preferences(desk, operator),
        )
    )


@router.get("/native/me/preferences", response_model=Preferences, dependencies=needs(view_preference))
async def show(desk: AtDesk, caller: Caller) -> Response:
    """How the operator who calls likes to see things."""
    return reply(await _preferences(desk, caller))


@router.put("/native/me/preferences", response_model=Preferences, dependencies=needs(change_preference))
async def replace(desk: AtDesk, caller: Caller, body: Preferences) -> Response:
    """Replace all of it: what is not sent is as in the beginning. `tabs` and `columns` may hold any JSON: with the
    theme 64 kB at most, eight levels deep.
    """
    change = PreferenceChange(
        user_id=caller.user_id,
        language=body.language or "",
        date_format=body.date_format or "",
        time_format=body.time_format or "",
        time_long_format=body.time_long_format or "",
        console=body.model_dump(include={"theme", "tabs", "columns"}),
    )
    await desk.gate.run(caller, change_preference, change)
    return reply(await _preferences(desk, caller))


async def _preferences(desk: Desk, operator: Operator) -> Preferences:
    return _shown(await desk.gate.ask(operator, view_preference, operator.user_id))


def _shown(preference: Preference) -> Preferences:
    kept: dict[str, Any] = dict(preference.console)
    return Preferences(
        language=preference.language or None,
        date_format=preference.date_format or None,
        time_format=preference.time_format or None,
        time_long_format=preference.time_long_format or None,
        **kept,
    )


def _right(operator: Operator, module: Module) -> RightName:
    if operator.may((module,), "write"):
        return "write"
    return "read" if operator.may((module,), "read") else "none"


def _scope(scope: Scope) -> ScopeOut:
    return ScopeOut(
        everything=not scope.only and scope.own_user is None,
        only_oneself=scope.own_user is not None,
        limited=sorted(scope.only),
    )
