"""The pages for people: what each one gathers for its template."""

import csv
import io
import re
from collections import defaultdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.explorer import charts, queries
from pipeline.explorer.files import KINDS, Shown, releases_shown
from pipeline.explorer.marks import Mark
from pipeline.explorer.quick_chart import quick_chart
from pipeline.explorer.render import render
from pipeline.explorer.search import PAGE_SIZE, read_search
from pipeline.explorer.snapshot import Row, Snapshot
from pipeline.release.event_files import FORMULA_START
from pipeline.tables import EVENT_STATUSES, TABLES
from pipeline.views import VIEWS
from pipeline.warehouse.sandbox import Answer, SandboxRefusedError

EXAMPLES = (
    ("Most told events", "SELECT summary, n_documents, n_sources FROM events ORDER BY n_documents DESC LIMIT 10"),
    ("Disputed figures", "SELECT summary, measure, low, best, high, attribution FROM disputed_figures LIMIT 20"),
    ("Events by type", "SELECT event_type, status, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC"),
    ("Sentences", "SELECT published_on, sentence, trigger FROM event_sources ORDER BY published_on DESC LIMIT 20"),
)  # fmt: skip


def _snapshot(request: Request) -> Snapshot:
    snapshot: Snapshot = request.app.state.snapshot
    return snapshot


def home(request: Request) -> HTMLResponse:
    """Counts, freshness, the newest events, the months."""
    snapshot, every = _snapshot(request), read_search({})
    return render(
        request, "home.html", counts=queries.counts(snapshot), newest=queries.newest(snapshot, 12),
        months=charts.counts_chart(queries.by_month(snapshot, every)),
        map=charts.map_chart(queries.points(snapshot, every)), choices=queries.choices(snapshot),
        statuses=EVENT_STATUSES, search=every,
    )  # fmt: skip


def warm(snapshot: Snapshot) -> None:
    """Draw the charts of the home page, so that its first reader does not wait for the drawing program to start."""
    every = read_search({})
    charts.counts_chart(queries.by_month(snapshot, every))
    charts.map_chart(queries.points(snapshot, every))


def events(request: Request) -> HTMLResponse:
    """Events that match the filters of the address: a table, their months, their places."""
    snapshot, search = _snapshot(request), read_search(dict(request.query_params))
    total, rows = queries.found(snapshot, search)
    return render(
        request, "events.html", search=search, total=total, rows=rows, last=max(1, -(-total // PAGE_SIZE)),
        months=charts.counts_chart(queries.by_month(snapshot, search)),
        bars=charts.interval_chart(queries.intervals(rows)),
        map=charts.map_chart(queries.points(snapshot, search)),
        choices=queries.choices(snapshot), statuses=EVENT_STATUSES,
    )  # fmt: skip


def search_here(request: Request) -> HTMLResponse:
    """The search of a site without a server: its script reads an index of all events."""
    choices = queries.choices(_snapshot(request))
    return render(request, "search.html", search=read_search({}), choices=choices, statuses=EVENT_STATUSES)


def event(request: Request) -> Response:
    """One event: its row in words, every telling with its marks, its figures side by side."""
    snapshot, event_id = _snapshot(request), request.path_params["event_id"]
    row = queries.event(snapshot, event_id)
    if row is None:
        raise HTTPException(404, f"There is no event {event_id[:40]}.")
    if row["event_id"] != event_id:
        return RedirectResponse(f"/events/{row['event_id']}", 308)
    accounts = queries.accounts(snapshot, event_id)
    told = marked_tellings(queries.tellings(snapshot, event_id), queries.parties(snapshot, event_id), accounts)
    return render(
        request, "event.html", row=row, tellings=told, accounts=accounts, others=queries.others(snapshot, row),
        chains=queries.chains(snapshot, event_id), figures=_figures(accounts),
    )  # fmt: skip


def marked_tellings(tellings: list[Row], parties: list[Row], accounts: list[Row]) -> list[Row]:
    """The tellings, each with the marks that belong into its paragraph."""
    by_mention: dict[str, list[Mark]] = defaultdict(list)
    for party in parties:
        if party["start_char"] is not None:
            title = " ".join(filter(None, (party["role"], party["code"], party["sector"])))
            by_mention[party["mention_id"]].append(Mark(party["start_char"], party["end_char"], party["role"], title))
    for one in accounts:
        by_mention[one["mention_id"]].append(Mark(one["start_char"], one["end_char"], "figure", one["measure"]))
    for telling in tellings:
        marks = [Mark(telling["start_char"], telling["end_char"], "trigger", telling["rule"])]
        if telling["date_from"] is not None:
            marks.append(Mark(telling["date_from"], telling["date_to"], "date", telling["timex_value"]))
        telling["marks"] = marks + by_mention[telling["mention_id"]]
    return tellings


def _figures(accounts: list[Row]) -> list[tuple[str, str]]:
    """A chart a measure, for the measures that have a number."""
    by_measure: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, one in enumerate(accounts, 1):
        numbers = {name: one[name] for name in ("low", "best", "high")}
        if any(value is not None for value in numbers.values()):
            who = (one["publisher"] or one["title"] or one["source_path"], one["said_by"])
            words = f"{number}. “{one['text']}”, {' › '.join(filter(None, who))}"
            by_measure[one["measure"]].append({"account": words, **numbers})
    return [(measure, charts.figures_chart(rows)) for measure, rows in by_measure.items()]


def document(request: Request) -> HTMLResponse:
    """One document as it came, with all marks in place and what was left out greyed."""
    told = queries.document(_snapshot(request), request.path_params["doc_id"])
    if told is None:
        raise HTTPException(404, "There is no such document.")
    row, paragraphs, marks = told
    told_here = queries.told_in(_snapshot(request), row["doc_id"])
    return render(request, "document.html", row=row, paragraphs=paragraphs, marks=marks, events=told_here)


def actor(request: Request) -> HTMLResponse:
    """What one party did, and what was done to it."""
    name = request.path_params["name"]
    told = queries.actor(_snapshot(request), name)
    if not told["events"]:
        raise HTTPException(404, f"Nobody called {name[:60]} takes part in an event.")
    bars = charts.interval_chart(queries.intervals(told["events"]))
    return render(request, "actor.html", name=name, bars=bars, **told)


async def console(request: Request) -> HTMLResponse:
    """The SQL console: a question, its answer as a table, the schema beside it."""
    asked = request.query_params.get("q", "").strip()
    answer: Answer | None = None
    refused, code = "", 200
    if asked:
        try:
            answer = await run_in_threadpool(ask, request, asked)
        except SandboxRefusedError as error:
            refused, code = str(error), error.http_status
    return render(
        request, "sql.html", code, q=asked, answer=answer, refused=refused, examples=EXAMPLES, views=VIEWS,
        chart=quick_chart(answer) if answer else "", tables={name: schema.columns() for name, schema in TABLES.items()},
    )  # fmt: skip


def ask(request: Request, sql: str) -> Answer:
    """The sandbox's answer. Raises `SandboxRefusedError`."""
    sandbox = request.app.state.sandbox
    if sandbox is None:
        raise SandboxRefusedError("The SQL console is off here.", 503)
    answer: Answer = sandbox.ask(sql)
    return answer


def as_csv(answer: Answer) -> str:
    """The answer as CSV, in which no text is a formula to a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerows([harmless_cell(cell) for cell in row] for row in [answer.columns, *answer.rows])
    return out.getvalue()


def harmless_cell(cell: Any) -> Any:
    """The cell with an apostrophe before a text that a spreadsheet would run.

    >>> harmless_cell("=1+1"), harmless_cell(-1), harmless_cell("rain")
    ("'=1+1", -1, 'rain')
    """
    return f"'{cell}" if isinstance(cell, str) and re.match(FORMULA_START, cell) else cell


def downloads(request: Request) -> HTMLResponse:
    """The releases with their files, sums and sizes, and lines to copy."""
    base = str(request.base_url).rstrip("/")
    return render_downloads(request, releases_shown(request.app.state.exports), base)


def render_downloads(request: Request, releases: list[Shown], base: str) -> HTMLResponse:
    """The page of some releases; `base` is the address of the site, before `/exports`, in the lines to copy."""
    return render(request, "downloads.html", releases=releases, base=base, kinds=KINDS)
