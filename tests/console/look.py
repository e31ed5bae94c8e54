"""`python -m tests.console.look PATH...`: pictures of pages for whoever builds them, as `admin` at a demo site, light
and dark, wide and narrow, in .cache/screens. `--language ko` shows them in Korean, `--url https://... --password ...`
those of a server that runs already.
"""

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path
from typing import get_args

from tests.console.browser import Scheme, axe, browsing, visiting
from tests.house.source import ROOT
from tests.rig.served import PASSWORD, served

SIZES = {"wide": (1440, 900), "narrow": (360, 740)}
SCREENS = ROOT / ".cache" / "screens"
SIGN_IN = {"en": ("Login ID", "Password", "Sign in"), "ko": ("로그인 ID", "비밀번호", "로그인")}


def main() -> None:
    """Take the pictures, and tell what axe and the browser say."""
    reads = argparse.ArgumentParser(prog="python -m tests.console.look")
    reads.add_argument("paths", nargs="+")
    reads.add_argument("--language", choices=SIGN_IN, default="en")
    reads.add_argument("--url")
    reads.add_argument("--password", default=PASSWORD)
    asked = reads.parse_args()
    SCREENS.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        url = asked.url
        if url is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url = stack.enter_context(served(folder, tls=True)).url
        browser = stack.enter_context(browsing())
        for scheme in get_args(Scheme):
            for size, pixels in SIZES.items():
                with visiting(browser, url, size=pixels, scheme=scheme, language=asked.language) as visit:
                    login, password, button = SIGN_IN[asked.language]
                    visit.page.goto(url)
                    visit.page.get_by_label(login).fill("admin")
                    visit.page.get_by_label(password, exact=True).fill(asked.password)
                    visit.page.get_by_role("button", name=button).click()
                    visit.page.locator("main#main").wait_for()
                    for path in asked.paths:
                        visit.go(path)
                        name = path.strip("/").replace("/", "-").replace("?", "-") or "start"
                        file = SCREENS / f"{name}-{scheme}-{size}-{asked.language}.png"
                        visit.page.screenshot(path=file)
                        sys.stdout.write(f"{file.relative_to(ROOT)}\n")
                        for line in [*axe(visit.page), *visit.complaints]:
                            sys.stdout.write(f"    {line}\n")
                        visit.complaints.clear()


if __name__ == "__main__":
    main()
