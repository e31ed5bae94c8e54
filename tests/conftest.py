"""What every test may ask for: a fresh database on each engine, empty or cloned from a template."""

import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from tests.rig import session
from tests.rig.databases import Build, Databases, Postgres, Sqlite
from tests.rig.ground import ground

__all__ = ["ground"]

pytest_plugins = ["tests.contract.recorder", "tests.rig.site"]


def pytest_configure(config: pytest.Config) -> None:
    """Open the session's folder, in the process that the user started and not in its workers."""
    if not hasattr(config, "workerinput"):
        os.environ[session.VARIABLE] = str(session.open_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove everything, when the last worker is gone."""
    if not hasattr(config, "workerinput"):
        session.close_folder(Path(os.environ.pop(session.VARIABLE)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for the last test of another."""
    items.sort(key=lambda item: item.path.parent.name not in {"fuzz", "flows"})


def pytest_collection_finish() -> None:
    """Collect garbage less often: looking at all that is imported took a seventh of the time of a test with a house."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def rig() -> Path:
    """The folder that all processes of this test session share."""
    return Path(os.environ[session.VARIABLE])


@pytest.fixture(scope="session")
def postgres(rig: Path) -> Iterator[Postgres]:
    """The session's PostgreSQL server."""
    source = Postgres(rig)
    yield source
    source.close()


@pytest.fixture(scope="session")
def sqlite(rig: Path) -> Sqlite:
    """The session's source of SQLite files."""
    return Sqlite(rig)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """The source of databases of each engine in turn; parametrise it indirectly to run a test on one engine only."""
    source: Databases = request.getfixturevalue({"sqlite": "sqlite", "postgresql": "postgres"}[request.param])
    return source


@pytest.fixture
def engine_url(databases: Databases) -> Iterator[str]:
    """The URL of an empty database, for SQLAlchemy's async engine."""
    url = databases.create()
    yield url
    databases.drop(url)


@pytest.fixture
async def cloned_url(databases: Databases) -> AsyncIterator[Callable[[str, Build], Awaitable[str]]]:
    """A function from a template's name and builder to the URL of a fresh clone of it; dropped with the test."""
    urls: list[str] = []

    async def clone(name: str, build: Build) -> str:
        urls.append(await databases.clone(name, build))
        return urls[-1]

    yield clone
    for url in urls:
        databases.drop(url)
