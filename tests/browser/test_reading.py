"""A reader's way through the explorer in a real browser: find, filter, share, read, download, ask, be refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.warehouse import ask
from tests.browsing import Watch, chromium, explorer, watched

SCHEMES = ("light", "dark")
WIDTHS = (1280, 380)
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def base(sample_warehouse: Path) -> Iterator[str]:
    with explorer(sample_warehouse) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    one = browser.new_page(base_url=base)
    yield one
    one.close()


@pytest.fixture
def watch(page: Page, base: str) -> Iterator[Watch]:
    """Every page is watched to its end: no console error, no dialog, no request to another host."""
    seen = watched(page, base)
    yield seen
    assert not seen.amiss


@pytest.fixture(scope="module")
def sample(sample_warehouse: Path) -> dict[str, str]:
    """An event with a figure and a party, its sentence and its document."""
    rows = ask(
        sample_warehouse,
        "SELECT events.*, sentence, doc_id FROM events JOIN event_sources USING (event_id) "
        "WHERE actor IS NOT NULL AND measure IS NOT NULL AND NOT is_repeat AND date_start IS NOT NULL "
        "ORDER BY event_id",
    )
    return dict(rows.row(0, named=True))


@pytest.fixture(scope="module")
def addresses(sample: dict[str, str]) -> dict[str, str]:
    """An address of each kind of page."""
    return {
        "home": "/",
        "events": "/events",
        "event": f"/events/{sample['event_id']}",
        "document": f"/documents/{sample['doc_id']}",
        "actor": f"/actors/{quote(sample['actor'])}",
        "sql": "/sql?q=SELECT event_type, count(*) AS events FROM events GROUP BY ALL ORDER BY ALL",
        "refused": "/sql?q=DROP TABLE events",
        "downloads": "/downloads",
        "missing": "/events/none",
    }


def test_from_the_home_page_to_the_sentence(page: Page, watch: Watch, sample: dict[str, str]) -> None:
    page.goto("/")
    page.get_by_label("Words").fill(sample["summary"])
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/events?*")
    page.locator(f"a[href$='/events/{sample['event_id']}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(sample["summary"])
    told = page.locator("blockquote").all_inner_texts()
    assert any(same(sample["sentence"]) in same(one) for one in told)
    expect(page.locator("blockquote mark.trigger").first).to_be_visible()
    page.locator(".telling h3 a").first.click()
    expect(page.locator("article.document")).to_be_visible()


def same(text: str) -> str:
    """Text as one line."""
    return re.sub(r"\s+", " ", text)


def test_a_filtered_list_is_an_address_to_share(page: Page, watch: Watch, browser: Browser, base: str) -> None:
    page.goto("/events")
    page.get_by_label("Status").select_option("planned")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/events?status=planned")
    shown = page.locator("tbody tr").count()
    assert shown == page.locator("tbody .status.planned").count() > 0
    friend = browser.new_page()
    friend.goto(page.url)
    assert friend.locator("tbody tr").count() == shown
    friend.close()


def test_the_parquet_is_read_by_ranges(base: str, page: Page, watch: Watch, sample_warehouse: Path) -> None:
    page.goto("/downloads")
    address = page.get_by_role("link", name="events.parquet").first.get_attribute("href")
    rows = pl.scan_parquet(f"{base}{address}").select(pl.len()).collect().item()
    assert rows == ask(sample_warehouse, "SELECT count(*) FROM events").item() > 0
    part = page.request.get(f"{base}{address}", headers={"Range": "bytes=0-3"})
    assert (part.status, part.body()) == (206, b"PAR1")


def test_a_query_is_answered(page: Page, watch: Watch, sample_warehouse: Path) -> None:
    page.goto("/sql")
    page.get_by_label("One SELECT").fill("SELECT count(*) AS n FROM events")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("region", name="Answer").locator("tbody td")).to_have_text(
        str(ask(sample_warehouse, "SELECT count(*) FROM events").item())
    )


@pytest.mark.parametrize("sql", ["DROP TABLE events", "SELECT * FROM read_text('/etc/passwd')", "SELECT nothing"])
def test_a_query_is_refused_with_a_reason(page: Page, watch: Watch, sql: str) -> None:
    page.goto("/sql")
    page.get_by_label("One SELECT").fill(sql)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("One SELECT").input_value() == sql


def test_the_pages_work_without_script(browser: Browser, base: str, sample: dict[str, str]) -> None:
    page = browser.new_context(java_script_enabled=False, base_url=base).new_page()
    page.goto("/")
    page.get_by_label("Words").fill(sample["summary"])
    page.get_by_role("button", name="Find").click()
    assert page.locator(f"a[href$='/events/{sample['event_id']}']").count()
    page.close()


def test_the_keyboard_reaches_the_content(page: Page, watch: Watch) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "name", ["home", "events", "event", "document", "actor", "sql", "refused", "downloads", "missing"]
)
def test_everybody_can_read_it(page: Page, watch: Watch, addresses: dict[str, str], name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(addresses[name])
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS]


@pytest.mark.parametrize("name", ["home", "events", "event", "document", "actor", "sql", "refused", "downloads"])
def test_it_fits_a_small_telephone(page: Page, watch: Watch, addresses: dict[str, str], name: str) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(addresses[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_dark_is_dark(page: Page, watch: Watch) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert red + green + blue < 150
