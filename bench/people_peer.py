"""The peer of the bench of lists: how such an endpoint is usually written."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

from ostiary.kernel.schema import Key, Moment

TYPES = {0: "card_count", 6: "qr_count", 7: "qr_count", 4: "mobile_count", 5: "mobile_count"}


class Base(DeclarativeBase):
    """Mapped classes of the same tables."""


MEMBERS = Table(
    "access_group_user",
    Base.metadata,
    Column("group_id", Key, ForeignKey("access_group.id"), primary_key=True),
    Column("user_key", Key, ForeignKey("user_account.key"), primary_key=True),
)


class Group(Base):
    """A user group."""

    __tablename__ = "tree_group"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]


class AccessGroup(Base):
    """An access group."""

    __tablename__ = "access_group"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    name: Mapped[str]


class Card(Base):
    """A card."""

    __tablename__ = "card"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    type_id: Mapped[int]
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key"))


class Finger(Base):
    """A finger."""

    __tablename__ = "finger"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key"))


class Face(Base):
    """A face."""

    __tablename__ = "face"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    visual: Mapped[bool]
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key"))


class User(Base):
    """A person."""

    __tablename__ = "user_account"

    key: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[str]
    user_number: Mapped[int] = mapped_column(Key)
    name: Mapped[str]
    group_id: Mapped[int] = mapped_column(Key)
    start: Mapped[datetime] = mapped_column(Moment)
    expiry: Mapped[datetime] = mapped_column(Moment)
    disabled: Mapped[bool]
    security_level: Mapped[int]
    gender: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    department: Mapped[str | None]
    title: Mapped[str | None]
    pin: Mapped[bytes | None]
    photo: Mapped[bytes | None]
    password: Mapped[str | None]
    login_id: Mapped[str | None]
    must_change_password: Mapped[bool]
    last_modified: Mapped[int] = mapped_column(Key)
    updated_count: Mapped[int]
    group: Mapped[Group] = relationship(
        primaryjoin="and_(foreign(User.group_id) == Group.id, Group.kind == 'UserGroup')", viewonly=True
    )
    access_groups: Mapped[list[AccessGroup]] = relationship(secondary=MEMBERS, order_by=AccessGroup.id)
    cards: Mapped[list[Card]] = relationship()
    fingers: Mapped[list[Finger]] = relationship()
    faces: Mapped[list[Face]] = relationship()


class Named(BaseModel):
    """Something with a name."""

    id: str
    name: str


class UserOut(BaseModel):
    """A user as the dialect shows him."""

    user_id: str
    name: str
    gender: str
    email: str | None
    phone: str | None
    department: str | None
    user_title: str | None
    photo_exists: str
    pin_exists: str
    login_id: str | None
    password_exists: str
    updated_count: str
    last_modified: str
    idx_last_modified: str
    start_datetime: str
    expiry_datetime: str
    security_level: str
    display_duration: str = "20"
    display_count: str = "3"
    inherited: str = "false"
    user_group_id: Named
    disabled: str
    expired: str
    idx_user_id: str
    idx_user_id_num: str
    idx_name: str
    idx_phone: str
    idx_email: str
    fingerprint_login: str = "false"
    fingerprint_template_count: str
    face_count: str
    visual_face_count: str
    card_count: str
    qr_count: str
    mobile_count: str
    access_groups: list[Named]
    need_to_update_pw: str


class Users(BaseModel):
    """A page."""

    total: str
    rows: list[UserOut]


class Answer(BaseModel):
    """The answer."""

    UserCollection: Users


def flag(value: object) -> str:
    """As the dialect writes it."""
    return "true" if value else "false"


def moment(at: datetime) -> str:
    """As the dialect writes it."""
    return f"{at.isoformat(timespec='milliseconds')[:22]}Z"


def shown(user: User, now: datetime) -> UserOut:
    """One row."""
    number = str(user.last_modified)
    counts = dict.fromkeys(("card_count", "qr_count", "mobile_count"), 0)
    for card in user.cards:
        counts[TYPES.get(card.type_id, "card_count")] += 1
    return UserOut(
        user_id=user.user_id,
        name=user.name,
        gender=user.gender or "0",
        email=user.email,
        phone=user.phone,
        department=user.department,
        user_title=user.title,
        photo_exists=flag(user.photo),
        pin_exists=flag(user.pin),
        login_id=user.login_id,
        password_exists=flag(user.password),
        updated_count=str(user.updated_count),
        last_modified=number,
        idx_last_modified=number,
        idx_user_id=number,
        idx_user_id_num=number,
        idx_name=number,
        idx_phone=number,
        idx_email=number,
        start_datetime=moment(user.start),
        expiry_datetime=moment(user.expiry),
        security_level=str(user.security_level),
        user_group_id=Named(id=str(user.group_id), name=user.group.name),
        disabled=flag(user.disabled),
        expired=flag(user.expiry < now),
        fingerprint_template_count=str(len(user.fingers)),
        face_count=str(sum(not face.visual for face in user.faces)),
        visual_face_count=str(sum(face.visual for face in user.faces)),
        access_groups=[Named(id=str(group.id), name=group.name) for group in user.access_groups],
        need_to_update_pw=flag(user.must_change_password),
        **{name: str(count) for name, count in counts.items()},
    )


LOADED = [selectinload(relation) for relation in (User.group, User.access_groups, User.cards, User.fingers, User.faces)]


def endpoint(url: str) -> FastAPI:
    """The application: one endpoint on the database of this URL."""
    app = FastAPI()
    engine = create_async_engine(url)

    async def session() -> AsyncIterator[AsyncSession]:
        async with AsyncSession(engine) as opened:
            yield opened

    @app.get("/api/users", response_model=Answer, response_model_exclude_none=True)
    async def users(session: Annotated[AsyncSession, Depends(session)], limit: int = 50, offset: int = 0) -> Any:
        page = select(User).order_by(User.user_number.asc().nulls_last(), User.user_id).limit(limit).offset(offset)
        found = (await session.scalars(page.options(*LOADED))).all()
        total = (await session.execute(select(func.count()).select_from(User))).scalar_one()
        now = datetime.now(UTC)
        return Answer(UserCollection=Users(total=str(total), rows=[shown(user, now) for user in found]))

    return app
