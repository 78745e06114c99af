"""The explorer without a server: its pages as files with relative links, for any web host.

Home, the list of events, each event, each document and the downloads; what needs a server (search, SQL, actors, the
API) is not there and nothing leads to it.
"""

import re
import shutil
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from pipeline.explorer import pages
from pipeline.explorer.app import HEADERS, make_app
from pipeline.explorer.files import releases_shown
from pipeline.explorer.render import render
from pipeline.explorer.search import PAGE_SIZE
from pipeline.upkeep.lake import ASIDE, remove

MARK = ".dateline-site"
HOST = "example.org"
POLICY = HEADERS[0][1].replace("frame-ancestors 'none'; ", "")
SERVED_ALONE = re.compile(r'(?: · )?<a [^>]*?href="/(?:sql|api|openapi|feed)[^"]*"[^>]*>.*?</a>', re.DOTALL)
ASKED = re.compile(r'<a [^>]*?href="/(?:actors/|events\?(?!page=\d+"))[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
FORM = re.compile(r'<form class="filters".*?</form>|<link rel="alternate"[^>]*>', re.DOTALL)
ADDRESS = re.compile(r'((?:href|src)=")/([^"]*)"')


class NotASiteError(ValueError):
    """The folder holds something else; nothing was written."""


def write_site(warehouse: Path, folder: Path) -> int:
    """Write the site of the last snapshot to `folder`, in place of the site that was there; how many pages it has.

    Raises `NotASiteError` when the folder holds other things, `NoWarehouseError` without a snapshot.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not (folder / MARK).is_file():
        raise NotASiteError(f"{folder} is not empty and not a site; give a new folder")
    folder = folder.resolve()
    draft = folder.with_name(f".{folder.name}{ASIDE}")
    remove(draft)
    try:
        written = _write(make_app(warehouse), warehouse, draft)
        remove(folder)
        draft.replace(folder)
    finally:
        remove(draft)
    return written


def _write(app: Starlette, warehouse: Path, folder: Path) -> int:
    snapshot = app.state.snapshot
    event_ids = [row["event_id"] for row in snapshot.rows("SELECT event_id FROM events ORDER BY 1")]
    doc_ids = [row["doc_id"] for row in snapshot.rows("SELECT doc_id FROM documents ORDER BY 1")]
    for name in ("events", "documents", "exports"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(str(files("pipeline.explorer") / "static"), folder / "static")
    if (warehouse / "exports" / "latest").is_dir():
        shutil.copytree(warehouse / "exports" / "latest", folder / "exports" / "latest")
    _save(folder, "index.html", pages.home(_request(app, "/")))
    for number in range(1, max(1, -(-len(event_ids) // PAGE_SIZE)) + 1):
        listed = pages.events(_request(app, "/events", f"page={number}"))
        _save(folder, _file(f"events?page={number}"), listed)
    for event_id in event_ids:
        _save(folder, f"events/{event_id}.html", pages.event(_request(app, f"/events/{event_id}", event_id=event_id)))
    for doc_id in doc_ids:
        _save(folder, f"documents/{doc_id}.html", pages.document(_request(app, f"/documents/{doc_id}", doc_id=doc_id)))
    shown = releases_shown(warehouse / "exports")[:1]
    request = _request(app, "/downloads")
    _save(folder, "downloads.html", render(request, "downloads.html", releases=shown, base=f"https://{HOST}"))
    (folder / MARK).write_text("dateline export --site\n", encoding="utf-8")
    return sum(1 for _ in folder.rglob("*.html"))


def _request(app: Starlette, path: str, query: str = "", **values: str) -> Request:
    return Request(
        {
            "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [], "app": app,
            "path_params": values, "scheme": "https", "server": (HOST, 443), "root_path": "",
        }
    )  # fmt: skip


def _save(folder: Path, name: str, page: Response) -> None:
    html = bytes(page.body).decode("utf-8")
    (folder / name).write_text(relative(html, name.count("/")), encoding="utf-8")


def relative(html: str, depth: int) -> str:
    """The page with links that work `depth` folders down on any host, without what only a server can answer.

    >>> relative('<a href="/events/0a1">told</a> by <a href="/actors/Peru">Peru</a> · <a href="/sql">SQL</a>', 1)
    '<a href="../events/0a1.html">told</a> by Peru'
    """
    told = ASKED.sub(r"\1", SERVED_ALONE.sub("", FORM.sub("", html)))
    up = "../" * depth
    policy = f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    return ADDRESS.sub(lambda found: f'{found[1]}{up}{_file(found[2])}"', told).replace(
        '<meta charset="utf-8">', policy, 1
    )


def _file(address: str) -> str:
    """The file that holds the page of an address (without its first stroke).

    >>> _file(""), _file("events?page=2"), _file("events"), _file("documents/0a1"), _file("static/style.css")
    ('index.html', 'events/page-2.html', 'events/index.html', 'documents/0a1.html', 'static/style.css')
    """
    path, _, query = address.partition("?")
    if path == "events":
        number = query.removeprefix("page=")
        return f"events/page-{number}.html" if number not in ("", "1") else "events/index.html"
    if not path:
        return "index.html"
    return path if path.startswith(("static/", "exports/")) else f"{path}.html"
