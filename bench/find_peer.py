"""The peer of the bench of finding: how such an endpoint is usually written."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from bench.people_peer import Group, User


class Item(BaseModel):
    """Somebody who was found."""

    kind: str = "person"
    id: str
    name: str
    detail: str
    photo: bool


class Found(BaseModel):
    """What was found."""

    items: list[Item]
    more: bool


def endpoint(url: str) -> FastAPI:
    """The application: one endpoint on the database of this URL."""
    app = FastAPI()
    engine = create_async_engine(url)

    async def session() -> AsyncIterator[AsyncSession]:
        async with AsyncSession(engine) as opened:
            yield opened

    @app.get("/native/find", response_model=Found)
    async def find(session: Annotated[AsyncSession, Depends(session)], q: str, limit: int = 8) -> Any:
        columns = User.name, User.user_id, User.login_id, User.email
        holding = and_(*(or_(*(column.icontains(word) for column in columns)) for word in q.split()))
        people = select(User.user_id, User.name, Group.name, User.photo.is_not(None)).join(User.group)
        rows = (await session.execute(people.where(holding).order_by(User.name).limit(limit + 1))).all()
        items = [Item(id=id, name=name, detail=group, photo=photo) for id, name, group, photo in rows[:limit]]
        return Found(items=items, more=len(rows) > limit)

    return app
