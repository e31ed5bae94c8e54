"""How a page of our own API makes its routes: `router = page("Explain")`, then `@router.get("/native/explain", ...)`;
and how it answers: `reply(model)`.
"""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from ostiary.api.native.problems import MEDIA_TYPE, Problem

FAILURES: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What went wrong (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    }
}


def page(title: str) -> APIRouter:
    """The router of one page; `title` ends its heading in OpenAPI."""
    return APIRouter(tags=[f"Native: {title}"], responses=FAILURES, redirect_slashes=False)


def reply(answer: BaseModel, status: int = 200) -> Response:
    """The answer as it leaves: every member is there, null where there is nothing."""
    return Response(answer.model_dump_json(), status, media_type="application/json")
