"""Whether the server lives and is ready, and its numbers for Prometheus. For machines: no session, no names, no
secrets.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

router = APIRouter(tags=["Health"])

Check = Callable[[], Awaitable[Mapping[str, str]]]
"""What is checked -> what is wrong with it; empty text = nothing."""

Measure = Callable[[], Awaitable[Mapping[str, float]]]
"""Name of a gauge -> its value now."""


READS_GO_ON = frozenset({"disk"})
"""Problems with which whoever only reads is served."""


class Vitals:
    """What the health routes tell. One for each application."""

    def __init__(self, check: Check, measure: Measure) -> None:
        self.check = check
        self.measure = measure
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "ostiary_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram("ostiary_request_seconds", "Time to answer.", ["route"], registry=self.registry)
        self._gauges: dict[str, Gauge] = {}

    async def exposition(self) -> bytes:
        """Every number in Prometheus' text format."""
        for name, value in (await self.measure()).items():
            if name not in self._gauges:
                self._gauges[name] = Gauge(f"ostiary_{name}", name.replace("_", " "), registry=self.registry)
            self._gauges[name].set(value)
        return generate_latest(self.registry)


class Counting:
    """Counts requests by their route, not by their path: a path may hold ids."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            route = str(getattr(scope.get("route"), "path", "none"))
            vitals: Vitals = scope["app"].state.vitals
            vitals.requests.labels(scope["method"] if route != "none" else "any", route, str(status)).inc()
            vitals.seconds.labels(route).observe(time.perf_counter() - begun)


def _vitals(connection: HTTPConnection) -> Vitals:
    found: Vitals = connection.app.state.vitals
    return found


@router.get("/health/live")
async def live() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "live"})


@router.get("/health/ready")
async def ready(vitals: Annotated[Vitals, Depends(_vitals)]) -> JSONResponse:
    """Everything that requests need is there; 503 otherwise. `degraded`, with 200: reads are answered."""
    problems = {name: problem for name, problem in (await vitals.check()).items() if problem}
    if problems.keys() <= READS_GO_ON:
        return JSONResponse({"status": "degraded" if problems else "ready", "problems": problems})
    return JSONResponse({"status": "not ready", "problems": problems}, 503)


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(vitals: Annotated[Vitals, Depends(_vitals)]) -> Response:
    """Numbers for Prometheus."""
    return Response(await vitals.exposition(), media_type=CONTENT_TYPE_LATEST)
