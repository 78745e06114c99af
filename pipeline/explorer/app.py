"""The explorer as a web application: addresses, headers, errors; what each page shows is in `pages.py`."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.explorer import machines, pages
from pipeline.explorer.render import render
from pipeline.explorer.snapshot import Snapshot
from pipeline.warehouse import NoWarehouseError
from pipeline.warehouse.sandbox import Sandbox

Handler = Callable[[Request, Exception], Awaitable[Response]]
HEADERS = (
    ("content-security-policy", "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'; object-src 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
)  # fmt: skip


class SafeHeaders:
    """Puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, dress the answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in HEADERS)]
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


def make_app(warehouse: Path, sandbox: Sandbox | None = None) -> Starlette:
    """The explorer of a warehouse; without a sandbox the SQL console answers 503."""
    static = StaticFiles(directory=str(files("pipeline.explorer") / "static"))
    exports = warehouse / "exports"
    routes = [
        Route("/", pages.home),
        Route("/events", pages.events),
        Route("/events/{event_id}", pages.event),
        Route("/documents/{doc_id}", pages.document),
        Route("/actors/{name:path}", pages.actor),
        Route("/sql", pages.console),
        Route("/downloads", pages.downloads),
        Route("/sql.json", machines.sql_json),
        Route("/sql.csv", machines.sql_csv),
        Route("/sql.parquet", machines.sql_parquet),
        Route("/api/events", machines.api_events),
        Route("/api/events/{event_id}", machines.api_event),
        Route("/openapi.json", machines.openapi),
        Route("/feed.atom", machines.feed),
        Route("/healthz", machines.healthz),
        Route("/status.json", machines.status),
        Mount("/static", static),
        Mount("/exports", StaticFiles(directory=str(exports), check_dir=False)),
    ]
    handlers: dict[type[Exception], Handler] = {HTTPException: _refused, NoWarehouseError: _empty}
    app = Starlette(routes=routes, middleware=[Middleware(SafeHeaders)], exception_handlers=handlers)
    app.state.snapshot = Snapshot(warehouse)
    app.state.exports = exports
    app.state.sandbox = sandbox
    return app


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path.endswith(".json")


async def _refused(request: Request, error: Exception) -> Response:
    code, reason = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    if _wants_json(request):
        return JSONResponse({"error": reason}, status_code=code)
    return render(request, "error.html", code, title="Not found" if code == 404 else "Refused", reason=reason)


async def _empty(request: Request, error: Exception) -> Response:
    if _wants_json(request):
        return JSONResponse({"error": str(error)}, status_code=503)
    return render(request, "error.html", 503, title="Nothing here yet", reason="dateline run makes the first snapshot.")
