"""The site without a server: every link leads to a file, it works under any folder of a host, its script is small."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from pipeline.explorer.app import make_app
from pipeline.explorer.site import NotASiteError, write_site
from pipeline.warehouse import ask
from tests.browsing import chromium, served, watched

MOST_SCRIPT = 30_000


@pytest.fixture(scope="module")
def site(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("site") / "public"
    write_site(sample_warehouse, folder)
    yield folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def test_every_link_leads_to_a_file(site: Path) -> None:
    for page in site.rglob("*.html"):
        if "exports" in page.relative_to(site).parts:
            continue
        for address in re.findall(r'\s(?:xlink:href|href|src|action)="([^"]*)"', page.read_text("utf-8")):
            place = unquote(urlsplit(unescape(address)).path)
            assert not place.startswith("/") and "//" not in address, (page, address)
            assert not place or (page.parent / place).is_file(), (page, address)


def test_it_has_a_page_for_each_event_and_document(site: Path, sample_warehouse: Path) -> None:
    parties = ask(sample_warehouse, "SELECT actor FROM events UNION SELECT recipient FROM events")["actor"].drop_nulls()
    assert len(list((site / "actors").iterdir())) == len(parties)
    for table, key in (("events", "event_id"), ("documents", "doc_id")):
        ids = ask(sample_warehouse, f"SELECT {key} FROM {table}")[key]
        assert {f"{one}.html" for one in ids} <= {path.name for path in (site / table).iterdir()}


def test_its_script_is_small(site: Path) -> None:
    assert sum(path.stat().st_size for path in (site / "static").rglob("*.js")) < MOST_SCRIPT
    assert not [page for page in (site / "events").glob("*.html") if "<script>" in page.read_text("utf-8")]


def test_it_works_in_a_browser_below_any_folder(site: Path, sample_warehouse: Path, browser: Browser) -> None:
    app = Starlette(routes=[Mount("/some/folder", StaticFiles(directory=site, html=True))])
    with served(app) as base:
        page = browser.new_page()
        watch = watched(page, base)
        page.goto(f"{base}/some/folder/")
        page.locator("table.events td a[href^='events/']").first.click()
        expect(page.locator("blockquote mark.trigger").first).to_be_visible()
        page.locator(".telling h3 a").first.click()
        expect(page.locator("article.document")).to_be_visible()
        page.get_by_role("link", name="Downloads").click()
        address = page.get_by_role("link", name="events.parquet").first.evaluate("one => one.href")
        rows = pl.scan_parquet(address).select(pl.len()).collect().item()
        assert rows == ask(sample_warehouse, "SELECT count(*) FROM events").item()
        assert not watch.amiss


def test_it_is_searched_without_a_server(site: Path, sample_warehouse: Path, browser: Browser) -> None:
    actor, wanted = ask(
        sample_warehouse, "SELECT actor, count(*) FROM events WHERE actor IS NOT NULL GROUP BY ALL ORDER BY ALL LIMIT 1"
    ).row(0)
    with served(StaticFiles(directory=site, html=True)) as base:
        page = browser.new_page()
        watch = watched(page, base)
        page.goto(f"{base}/index.html")
        page.get_by_label("Actor").fill(actor)
        page.get_by_role("button", name="Find").click()
        page.wait_for_url("**/search.html?actor=*")
        expect(page.get_by_role("status")).to_contain_text(f"{wanted} of ")
        assert page.locator("tbody tr").count() == wanted
        assert page.get_by_label("Actor").input_value() == actor
        assert not [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        page.locator("tbody a[href^='actors/']").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(f"{base}/search.html?q=nothing+of+the+kind")
        expect(page.get_by_role("status")).to_contain_text("0 of ")
        assert not watch.amiss
        page.close()


def test_a_search_finds_what_the_server_finds(site: Path, sample_warehouse: Path, browser: Browser) -> None:
    client = TestClient(make_app(sample_warehouse))
    with served(StaticFiles(directory=site, html=True)) as base:
        page = browser.new_page()
        for query in ("q=police+lisbon", "status=denied", "since=2025-10-01&until=2025-10-18", "country=PRT&sources=2"):
            page.goto(f"{base}/search.html?{query}")
            expect(page.get_by_role("status")).to_contain_text(" of ")
            told = client.get(f"/api/events?{query}").json()["events"]
            shown = page.locator("tbody a[href^='events/']").evaluate_all("all => all.map(one => one.href)")
            assert [Path(one).stem for one in shown] == [one["event_id"] for one in told]
        page.close()


def test_its_feed_and_lines_know_where_it_lies(sample_warehouse: Path, tmp_path: Path, browser: Browser) -> None:
    write_site(sample_warehouse, tmp_path / "named", "https://host.example/data/")
    feed = feedparser.parse((tmp_path / "named" / "feed.atom").read_bytes())
    assert not feed.bozo and feed.entries[0].link.startswith("https://host.example/data/events/")
    assert "https://host.example/data/exports/latest/events.parquet" in (tmp_path / "named/downloads.html").read_text()
    write_site(sample_warehouse, tmp_path / "nameless")
    with served(StaticFiles(directory=tmp_path / "nameless")) as base:
        page = browser.new_page()
        page.goto(f"{base}/downloads.html")
        assert f"'{base}/exports/latest/events.parquet'" in page.locator("code.line").first.inner_text()
        page.close()


def test_it_replaces_a_site_and_nothing_else(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(NotASiteError, match="not empty"):
        write_site(sample_warehouse, tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").read_text("utf-8") == "kept"
