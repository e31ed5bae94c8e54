"""The console's page, at the addresses of its rooms, and the files it is made of.

The page's policy allows our own files only: no inline script, no eval, no other host, no frame; inline style sheets by
a nonce that is new with every answer. File addresses carry a digest and may be kept for ever. Where nothing is built
its addresses lead to the reference of the API.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

STATIC = Path(__file__).with_name("static")

ROOMS = ("monitor", "people", "doors", "access", "devices", "log", "settings")
"""The first parts of the console's own paths. Every other path keeps the answer that it has."""

NONCE = "NONCE"
"""What stands in the built page where the nonce belongs."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PROTECTED = MappingProxyType({"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"})
FOR_EVER = MappingProxyType({**PROTECTED, "Cache-Control": "public, max-age=31536000, immutable"})

TYPES = MappingProxyType(
    {
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }
)
CODINGS = (("br", ".br"), ("gzip", ".gz"))
"""Of the copies beside a text file, the smallest first."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the console, with its compressed copies by coding."""

    path: Path
    copies: Mapping[str, Path]

    def answer(self, accepted: str) -> Response:
        """The smallest that the browser reads."""
        codings = {coding.partition(";")[0].strip() for coding in accepted.split(",")}
        headers = {**FOR_EVER, **({"Vary": "Accept-Encoding"} if self.copies else {})}
        for coding, path in self.copies.items():
            if coding in codings:
                return FileResponse(path, headers={**headers, "Content-Encoding": coding}, media_type=self.type)
        return FileResponse(self.path, headers=headers, media_type=self.type)

    @property
    def type(self) -> str:
        """The media type."""
        return TYPES.get(self.path.suffix, "application/octet-stream")


def console(static: Path = STATIC) -> APIRouter:
    """The routes of the console, for the application that they are included in."""
    router = APIRouter(include_in_schema=False, redirect_slashes=False)
    index = static / "index.html"
    page = index.read_text(encoding="utf-8") if index.is_file() else None
    files = _files(static / "assets") if page else {}

    async def show() -> Response:
        if page is None:
            return RedirectResponse("/reference")
        nonce = secrets.token_urlsafe(16)
        policy = POLICY.format(nonce=nonce)
        return HTMLResponse(page.replace(NONCE, nonce), headers={**PROTECTED, "Content-Security-Policy": policy})

    router.add_api_route("/", show)
    for room in ROOMS:
        router.add_api_route(f"/{room}", show)
        router.add_api_route(f"/{room}/{{rest:path}}", show)

    @router.get("/assets/{name}")
    async def give(request: Request, name: str) -> Response:
        file = files.get(name)
        if file is None:
            raise HTTPException(404)
        return file.answer(request.headers.get("accept-encoding", ""))

    return router


def _files(folder: Path) -> Mapping[str, File]:
    """By name; only what is there now is ever given."""
    found = {path.name: path for path in folder.iterdir()}
    return {
        name: File(path, {coding: found[name + end] for coding, end in CODINGS if name + end in found})
        for name, path in found.items()
        if path.suffix not in {end for _, end in CODINGS}
    }
