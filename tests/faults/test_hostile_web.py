"""H8 and H12: script in every field shows as text in a real browser; paths, ranges and slow clients break nothing."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from pipeline.explorer.app import make_app
from pipeline.warehouse import ask
from tests.browsing import chromium, explorer, watched
from tests.generated import fill_warehouse

SCRIPT = (
    "\"'><script>alert(1)</script><img src=https://example.org/x onerror=alert(2)><svg onload=alert(3)>"
    '<a href="javascript:alert(4)">x</a>{{7*7}}</title></textarea><iframe src="//example.org"></iframe>'
)
INJECTED = "main script, iframe, main img, [onerror], [onload], a[href^='javascript:'], svg[onload]"
FORMS = (
    "../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd",
    "/etc/passwd", "//etc/passwd", "..\\..\\etc\\passwd", "%5c..%5c..%5cetc%5cpasswd", "latest/../../secret.txt",
    "latest/%00.parquet", "latest/events.parquet/..%2f..%2f..%2fsecret.txt", "~root/.bashrc", "C:\\windows\\win.ini",
    "%c0%ae%c0%ae/secret.txt", "latest/" + "a" * 5000, "latest", "", ".", "..", "linked.txt",
)  # fmt: skip
RANGES = (
    "bytes=0-", "bytes=-1", "bytes=-0", "bytes=0-99999999999999", "bytes=99999999999-", "bytes=5-1", "bytes=a-b",
    "bytes=", "bytes=-", "bytes=0-0,1-1,2-2", "bytes=" + ",".join(f"{n}-{n}" for n in range(500)), "items=0-1",
    "bytes=0-0, bytes=1-1", "bytes=-99999999999999", "bytes=1-2-3", "bytes=\x00", "bytes=٠-٩", "0-1",
)  # fmt: skip
ODD = (
    "page=-1", "page=99999999", "page=1e9", "sources=x", "since=9999-99-99", "q=%00", "q=%ff", "type=%27;DROP",
    "sources=99999999999999999999", "q=" + "a" * 9000, "q=$q&q=2", "since=0001-01-01&until=9999-12-31",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hostile") / "warehouse"
    fill_warehouse(place, 12, SCRIPT)
    (place / "secret.txt").write_text("root:x:secret", encoding="utf-8")
    (place / "exports" / "linked.txt").symlink_to(place / "secret.txt")
    (place / "exports" / "latest" / "<img src=x onerror=alert(5)>.txt").write_text("odd name", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with explorer(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(base: str) -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(base_url=base)


def addresses(folder: Path) -> list[str]:
    """Every kind of page with the hostile text in its rows, and in its own address."""
    row = ask(folder, "SELECT event_id, doc_id, actor FROM events JOIN event_sources USING (event_id) LIMIT 1").row(0)
    said = quote(SCRIPT, safe="")
    sql = quote("SELECT summary, actor AS \"<img src=x onerror=alert(6)>\", {'a': place} AS s FROM events LIMIT 3")
    return [
        "/", "/events", f"/events?q={said}", f"/events?since={said}&country={said}&page={said}", f"/events/{row[0]}",
        f"/documents/{row[1]}", f"/actors/{quote(row[2], safe='')}", f"/actors/{said}", f"/events/{said}",
        f"/documents/{said}", f"/sql?q={sql}", f"/sql?q={said}", f"/sql?q={quote('SELECT ' + repr(SCRIPT)[1:-1])}",
        "/downloads", f"/{said}",
    ]  # fmt: skip


def test_script_in_every_field_is_text(page: Page, base: str, folder: Path) -> None:
    watch = watched(page, base)
    for address in addresses(folder):
        page.goto(address)
        page.wait_for_timeout(50)
        assert not watch.amiss, address
        assert page.locator(INJECTED).count() == 0, address
        assert "49" not in page.title()


def test_it_is_shown_as_it_is(page: Page, folder: Path) -> None:
    page.goto(addresses(folder)[4])
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()


@pytest.mark.parametrize("place", FORMS)
def test_no_path_leads_out_of_the_exports(base: str, place: str) -> None:
    answer = raw(base, f"GET /exports/{place} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    status = int(answer.split(b" ", 2)[1])
    assert 400 <= status < 500 or status in (307, 308)
    assert b"secret" not in answer.split(b"\r\n\r\n", 1)[-1] and b"root:" not in answer


def raw(base: str, request: str) -> bytes:
    """What the server answers to bytes that no client library would send."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as one:
        one.sendall(request.encode())
        told = b""
        while chunk := one.recv(65536):
            told += chunk
        return told


@pytest.mark.parametrize("asked", RANGES, ids=[one[:30].encode("unicode_escape").decode() for one in RANGES])
def test_a_range_gives_the_right_bytes_or_is_refused(base: str, folder: Path, asked: str) -> None:
    whole = (folder / "exports" / "latest" / "events.parquet").read_bytes()
    request = f"GET /exports/latest/events.parquet HTTP/1.1\r\nHost: x\r\nRange: {asked}\r\nConnection: close\r\n\r\n"
    head, _, body = raw(base, request).partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    assert status in (200, 206) or 400 <= status < 500
    if status == 200:
        assert body == whole
    elif status == 206 and b"multipart" not in head:
        first, last = head.lower().split(b"content-range: bytes ")[1].split(b"/")[0].split(b"-")
        assert body == whole[int(first) : int(last) + 1]


def test_slow_clients_hold_nobody_up(base: str) -> None:
    parts = urlsplit(base)
    slow = [socket.create_connection((parts.hostname, parts.port), timeout=10) for _ in range(60)]
    for number, one in enumerate(slow):
        one.sendall(b"GET /exports/latest/events.parquet HTTP/1.1\r\nHost: x\r\n" + (b"\r\n" if number % 2 else b"X: "))
    began = time.monotonic()
    assert httpx.get(f"{base}/healthz", timeout=10).status_code == 200
    assert time.monotonic() - began < 5
    for one in slow:
        one.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("address", ["/", "/sql", "/exports/latest/events.parquet", "/api/events"])
def test_nothing_can_be_sent(base: str, method: str, address: str) -> None:
    answer = httpx.request(method, base + address, timeout=10)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("query", ODD)
def test_odd_filters_are_never_500(folder: Path, query: str) -> None:
    client = TestClient(make_app(folder), raise_server_exceptions=False)
    for address in ("/events", "/api/events"):
        assert client.get(f"{address}?{query}").status_code < 500


def test_no_cell_of_an_answer_is_a_formula(base: str) -> None:
    sql = "SELECT '=1+1' AS \"@a\", '+1' AS b, '-1' AS c, '@x' AS d, chr(9) || 'x' AS e, -5 AS f"
    told = httpx.get(f"{base}/sql.csv", params={"q": sql}, timeout=20).text.splitlines()
    assert told == ["'@a,b,c,d,e,f", "'=1+1,'+1,'-1,'@x,'\tx,-5"]
