"""The page `/reference`, the files it is made of, and the document that it shows.

The page's policy allows nothing but our own files: no inline script, no inline style, no eval, no other host, no
frame. Images may be data, because the viewer's style sheet draws its arrows so. File addresses carry the viewer's
version and may be kept for ever.
"""

from importlib import resources
from threading import Lock
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

VERSION = "5.35.0"
"""Of swagger-ui-dist, and of the addresses of its files."""

FILES = MappingProxyType(
    {
        "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
        "start.js": "text/javascript; charset=utf-8",
        "swagger-ui.css": "text/css; charset=utf-8",
        "favicon-32x32.png": "image/png",
        "LICENSE": "text/plain; charset=utf-8",
        "NOTICE": "text/plain; charset=utf-8",
        "swagger-ui-bundle.js.LICENSE.txt": "text/plain; charset=utf-8",
    }
)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PROTECTED = MappingProxyType(
    {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
)

DOCUMENT = "/openapi.json"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ostiary: API reference</title>
<link rel="icon" type="image/png" href="{root}/favicon-32x32.png">
<link rel="stylesheet" href="{root}/swagger-ui.css">
</head>
<body>
<main id="reference" data-openapi="{document}"></main>
<script src="{root}/swagger-ui-bundle.js"></script>
<script src="{root}/start.js"></script>
</body>
</html>
"""


def reference() -> APIRouter:
    """The routes of the viewer, for the application that they are included in."""
    router = APIRouter(include_in_schema=False, redirect_slashes=False)
    page = PAGE.format(root=f"/reference/{VERSION}", document=DOCUMENT)
    one_at_a_time = Lock()
    static = resources.files(__package__) / "static"
    files = {name: (static / name).read_bytes() for name in FILES}

    @router.get("/reference/")
    async def lead() -> RedirectResponse:
        return RedirectResponse("/reference")

    @router.get(DOCUMENT)
    def describe(request: Request) -> Response:
        # In a thread of its own: it takes seconds the first time, and no door waits for it.
        with one_at_a_time:
            return JSONResponse(request.app.openapi())

    @router.get("/reference")
    async def show() -> HTMLResponse:
        return HTMLResponse(page, headers={**PROTECTED, "Cache-Control": "no-cache"})

    @router.get(f"/reference/{VERSION}/{{name}}")
    async def give(name: str) -> Response:
        if name not in files:
            raise HTTPException(404)
        headers = {**PROTECTED, "Cache-Control": "public, max-age=31536000, immutable"}
        return Response(files[name], media_type=FILES[name], headers=headers)

    return router
