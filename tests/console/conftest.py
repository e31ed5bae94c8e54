"""A server of the demo site and a browser, one of each for a module; a fresh visit for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from ostiary.api.console.pages import STATIC
from tests.console.browser import Visit, browsing, chromium, visiting
from tests.rig.served import Served, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`ostiary serve --demo`, with TLS as it is by default."""
    assert (STATIC / "index.html").is_file(), "the console is not built: `make test` builds it"
    with served(tmp_path_factory.mktemp("console"), tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    if chromium() is None:
        pytest.skip("no Chromium: sudo apt install chromium")
    with browsing() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, server: Served) -> Iterator[Visit]:
    """A browser with nothing in it yet; at the end its pages have not complained."""
    with visiting(browser, server.url) as visit:
        yield visit
        assert visit.complaints == []


@pytest.fixture
def signed_in(visit: Visit) -> Visit:
    """`admin`, signed in."""
    visit.sign_in()
    return visit
