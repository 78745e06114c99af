"""The explorer without a server: its pages as files with relative links, for any web host.

Home, the list of events, a search over an index that a small script reads, each event, document and actor, the
downloads and the feed; what needs a server (SQL, the API) is not there and nothing leads to it.
"""

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from pipeline.explorer import pages, queries
from pipeline.explorer.app import HEADERS, make_app
from pipeline.explorer.feed import NEWEST, atom
from pipeline.explorer.files import releases_shown
from pipeline.explorer.render import interval, segment
from pipeline.explorer.search import PAGE_SIZE
from pipeline.ids import content_id
from pipeline.upkeep.lake import ASIDE, remove

MARK = ".dateline-site"
HERE = "ADDRESS-OF-THIS-SITE"
POLICY = HEADERS[0][1].replace("frame-ancestors 'none'; ", "")
SERVED_ALONE = re.compile(r'(?: · )?<a [^>]*?href="/(?:sql|api|openapi)[^"]*"[^>]*>.*?</a>', re.DOTALL)
LISTED = re.compile(r"page=\d+")
ADDRESS = re.compile(r'((?:href|src|action)=")/([^"]*)"')
PARTIES = """
SELECT actor AS name FROM events WHERE actor IS NOT NULL
UNION SELECT recipient FROM events WHERE recipient IS NOT NULL ORDER BY name
"""
TOLD = """
LEFT JOIN (
    SELECT event_id, list(DISTINCT sentences.text ORDER BY sentences.text) AS told
    FROM evidence JOIN mentions USING (mention_id) JOIN sentences USING (sentence_id) GROUP BY event_id
) USING (event_id)
"""
INDEXED = (
    "event_id", "event_type", "event_mode", "quad_class", "status", "actor", "actor_code", "recipient",
    "recipient_code", "place", "country_code", "date_start", "date_end", "date_precision", "attribution", "summary",
    "n_sources",
)  # fmt: skip


class NotASiteError(ValueError):
    """The folder holds something else; nothing was written."""


def write_site(warehouse: Path, folder: Path, url: str | None = None) -> int:
    """Write the site of the last snapshot to `folder`, in place of the site that was there; how many pages it has.

    `url` is where it will lie: the lines to copy name it; without it the page's script puts in the true address.
    Raises `NotASiteError` when the folder holds other things, `NoWarehouseError` without a snapshot.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not (folder / MARK).is_file():
        raise NotASiteError(f"{folder} is not empty and not a site; give a new folder")
    folder = folder.resolve()
    draft = folder.with_name(f".{folder.name}{ASIDE}")
    remove(draft)
    try:
        written = _write(make_app(warehouse), warehouse, draft, (url or HERE).rstrip("/"))
        remove(folder)
        draft.replace(folder)
    finally:
        remove(draft)
    return written


def _write(app: Starlette, warehouse: Path, folder: Path, url: str) -> int:
    for name in ("events", "documents", "actors", "exports"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(str(files("pipeline.explorer") / "static"), folder / "static")
    if (warehouse / "exports" / "latest").is_dir():
        shutil.copytree(warehouse / "exports" / "latest", folder / "exports" / "latest")
    _write_lists(app, folder)
    _write_pages(app, folder)
    shown = releases_shown(warehouse / "exports")[:1]
    _save(folder, "downloads.html", pages.render_downloads(_request(app, "/downloads"), shown, url))
    rows = queries.newest(app.state.snapshot, NEWEST)
    where = "" if url == HERE else f"{url}/"
    told = atom(rows, f"{where}feed.atom", lambda event_id: f"{where}events/{event_id}.html")
    (folder / "feed.atom").write_text(told, encoding="utf-8")
    (folder / MARK).write_text("dateline export --site\n", encoding="utf-8")
    return sum(1 for _ in folder.rglob("*.html"))


def _write_lists(app: Starlette, folder: Path) -> None:
    """Home, the list of events page by page, and the search with its index."""
    _save(folder, "index.html", pages.home(_request(app, "/")))
    rows = app.state.snapshot.rows(f"SELECT {', '.join(INDEXED)}, told FROM events {TOLD} {queries.ORDER}")
    for number in range(1, max(1, -(-len(rows) // PAGE_SIZE)) + 1):
        listed = pages.events(_request(app, "/events", f"page={number}"))
        _save(folder, _file(f"events?page={number}"), listed)
    _save(folder, "search.html", pages.search_here(_request(app, "/search")))
    lines = [[*row.values(), interval(row["date_start"], row["date_end"])] for row in rows]
    actors = {
        name: _file(f"actors/{segment(name)}") for row in rows for name in (row["actor"], row["recipient"]) if name
    }
    index = {"columns": [*INDEXED, "told", "when"], "rows": lines, "actors": actors}
    text = json.dumps(index, default=str, ensure_ascii=False, separators=(",", ":"))
    (folder / "search.json").write_text(text, encoding="utf-8")


def _write_pages(app: Starlette, folder: Path) -> None:
    """A page for each event, document and party."""
    snapshot = app.state.snapshot
    for row in snapshot.rows("SELECT event_id FROM events ORDER BY 1"):
        _save(folder, f"events/{row['event_id']}.html", pages.event(_request(app, "/events/", **row)))
    for row in snapshot.rows("SELECT doc_id FROM documents ORDER BY 1"):
        _save(folder, f"documents/{row['doc_id']}.html", pages.document(_request(app, "/documents/", **row)))
    for row in snapshot.rows(PARTIES):
        _save(folder, _file(f"actors/{segment(row['name'])}"), pages.actor(_request(app, "/actors/", **row)))


def _request(app: Starlette, path: str, query: str = "", **values: str) -> Request:
    return Request(
        {
            "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [], "app": app,
            "path_params": values, "scheme": "https", "server": ("localhost", 443), "root_path": "",
        }
    )  # fmt: skip


def _save(folder: Path, name: str, page: Response) -> None:
    html = bytes(page.body).decode("utf-8")
    (folder / name).write_text(relative(html, name.count("/")), encoding="utf-8")


def relative(html: str, depth: int) -> str:
    """The page with links that work `depth` folders down on any host, without what only a server can answer.

    >>> relative('<a href="/events/0a1">told</a> at <a href="/events?q=Lima">Lima</a> · <a href="/sql">SQL</a>', 1)
    '<a href="../events/0a1.html">told</a> at <a href="../search.html?q=Lima">Lima</a>'
    """
    told = SERVED_ALONE.sub("", html).replace('action="/events"', 'action="/search"')
    up = "../" * depth
    policy = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return ADDRESS.sub(lambda found: f'{found[1]}{up}{_file(found[2])}"', told).replace(
        '<meta charset="utf-8">', policy, 1
    )


def _file(address: str) -> str:
    """The file that holds the page of an address (without its first stroke); a search keeps its question.

    >>> _file(""), _file("events?page=2"), _file("events"), _file("documents/0a1"), _file("static/style.css")
    ('index.html', 'events/page-2.html', 'events/index.html', 'documents/0a1.html', 'static/style.css')
    >>> _file("actors/Peru") == _file("actors/Pe%72u"), _file("events?type=AID")
    (True, 'search.html?type=AID')
    """
    path, _, query = address.partition("?")
    if path == "events":
        if query and not LISTED.fullmatch(query):
            return f"search.html?{query}"
        number = query.removeprefix("page=")
        return f"events/page-{number}.html" if number not in ("", "1") else "events/index.html"
    if path.startswith("actors/"):
        return f"actors/{content_id('actor', unquote(path.removeprefix('actors/')))}.html"
    if not path:
        return "index.html"
    return path if path.startswith(("static/", "exports/", "feed.atom")) else f"{path}.html"
