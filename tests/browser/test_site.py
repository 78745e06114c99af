"""The site without a server: every link leads to a file, it works under any folder of a host, its script is small."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest
from playwright.sync_api import expect
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from pipeline.explorer.site import NotASiteError, write_site
from pipeline.warehouse import ask
from tests.browsing import chromium, served, watched

MOST_SCRIPT = 30_000


@pytest.fixture(scope="module")
def site(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("site") / "public"
    write_site(sample_warehouse, folder)
    yield folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    for page in site.rglob("*.html"):
        if "exports" in page.relative_to(site).parts:
            continue
        for address in re.findall(r'\s(?:xlink:href|href|src|action)="([^"]*)"', page.read_text("utf-8")):
            place = unquote(urlsplit(unescape(address)).path)
            assert not place.startswith("/") and "//" not in address, (page, address)
            assert not place or (page.parent / place).is_file(), (page, address)


def test_it_has_a_page_for_each_event_and_document(site: Path, sample_warehouse: Path) -> None:
    for table, key in (("events", "event_id"), ("documents", "doc_id")):
        ids = ask(sample_warehouse, f"SELECT {key} FROM {table}")[key]
        assert {f"{one}.html" for one in ids} <= {path.name for path in (site / table).iterdir()}


def test_its_script_is_small(site: Path) -> None:
    assert sum(path.stat().st_size for path in (site / "static").rglob("*.js")) < MOST_SCRIPT
    assert not [page for page in (site / "events").glob("*.html") if "<script>" in page.read_text("utf-8")]


def test_it_works_in_a_browser_below_any_folder(site: Path, sample_warehouse: Path) -> None:
    app = Starlette(routes=[Mount("/some/folder", StaticFiles(directory=site, html=True))])
    with served(app) as base, chromium() as browser:
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


def test_it_replaces_a_site_and_nothing_else(sample_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(NotASiteError, match="not empty"):
        write_site(sample_warehouse, tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").read_text("utf-8") == "kept"
