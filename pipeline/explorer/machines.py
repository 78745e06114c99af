"""The addresses for machines: JSON, CSV, Parquet, Atom, health."""

import io
import json
from typing import Any

import polars as pl
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pipeline.explorer import queries
from pipeline.explorer.feed import NEWEST, atom
from pipeline.explorer.openapi import OPENAPI
from pipeline.explorer.pages import as_csv, ask
from pipeline.explorer.search import PAGE_SIZE, read_search
from pipeline.warehouse.sandbox import SandboxRefusedError


class Plain(JSONResponse):
    """JSON in which days and times are ISO text."""

    def render(self, content: Any) -> bytes:
        """The content as UTF-8 JSON."""
        return json.dumps(content, default=str, ensure_ascii=False).encode()


def api_events(request: Request) -> Response:
    """Events that match, a page at a time; `next` leads to the next page and is null on the last."""
    search = read_search(dict(request.query_params))
    if search.refused:
        raise HTTPException(400, "; ".join(search.refused))
    total, rows = queries.found(request.app.state.snapshot, search)
    more = search.page * PAGE_SIZE < total
    onward = f"/api/events?{search.address(page=search.page + 1)}" if more else None
    return Plain({"total": total, "page": search.page, "next": onward, "events": rows})


def api_event(request: Request) -> Response:
    """One event with its tellings, parties and figures."""
    snapshot, event_id = request.app.state.snapshot, request.path_params["event_id"]
    row = queries.event(snapshot, event_id)
    if row is None:
        raise HTTPException(404, "no such event")
    standing = row["event_id"]
    return Plain(
        {
            **row,
            "tellings": queries.tellings(snapshot, standing),
            "participants": queries.parties(snapshot, standing),
            "figures": queries.accounts(snapshot, standing),
        }
    )


def _asked(request: Request) -> Any:
    sql = request.query_params.get("q", "").strip()
    if not sql:
        raise HTTPException(400, "give the query as ?q=SELECT …")
    try:
        return ask(request, sql)
    except SandboxRefusedError as error:
        raise HTTPException(error.http_status, str(error)) from error


def sql_json(request: Request) -> Response:
    """The rows of a query: columns, rows, seconds."""
    answer = _asked(request)
    return Plain({"columns": answer.columns, "rows": answer.rows, "seconds": answer.seconds})


def sql_csv(request: Request) -> Response:
    """The rows of a query as CSV."""
    named = {"content-disposition": 'attachment; filename="answer.csv"'}
    return PlainTextResponse(as_csv(_asked(request)), headers=named, media_type="text/csv")


def sql_parquet(request: Request) -> Response:
    """The rows of a query as Parquet."""
    answer, out = _asked(request), io.BytesIO()
    names = [f"{name}_{at}" if name in answer.columns[:at] else name for at, name in enumerate(answer.columns)]
    pl.DataFrame(answer.rows, schema=names, orient="row", infer_schema_length=None).write_parquet(out)
    named = {"content-disposition": 'attachment; filename="answer.parquet"'}
    return Response(out.getvalue(), headers=named, media_type="application/vnd.apache.parquet")


def openapi(request: Request) -> Response:
    """The description of the JSON addresses."""
    return JSONResponse(OPENAPI)


def healthz(request: Request) -> Response:
    """200 when the snapshot answers."""
    request.app.state.snapshot.rows("SELECT 1 AS one")
    return PlainTextResponse("ok\n")


def status(request: Request) -> Response:
    """Counts and freshness."""
    snapshot = request.app.state.snapshot
    return Plain({**queries.counts(snapshot), "snapshot": snapshot.version})


def feed(request: Request) -> Response:
    """The newest events as an Atom feed."""
    base = str(request.base_url).rstrip("/")
    rows = queries.newest(request.app.state.snapshot, NEWEST)
    told = atom(rows, f"{base}/feed.atom", lambda event_id: f"{base}/events/{event_id}")
    return Response(told, media_type="application/atom+xml")
