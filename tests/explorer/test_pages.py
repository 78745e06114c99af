"""Each address of the explorer on a real warehouse: what it answers, that it escapes, that it refuses in words."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from pipeline.explorer.app import make_app
from pipeline.warehouse.sandbox import Sandbox
from tests.generated import fill_warehouse


@pytest.fixture(scope="module")
def client(sample_warehouse: Path) -> Iterator[TestClient]:
    with Sandbox(sample_warehouse) as sandbox:
        yield TestClient(make_app(sample_warehouse, sandbox))


def event_ids(client: TestClient) -> list[str]:
    return [one["event_id"] for one in client.get("/api/events").json()["events"]]


@pytest.mark.parametrize("address", ["/", "/events", "/sql", "/downloads", "/feed.atom", "/healthz", "/openapi.json"])
def test_each_page_answers_with_safe_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text and ' style="' not in answer.text and "javascript:" not in answer.text


def test_every_event_has_a_page_that_marks_its_trigger(client: TestClient) -> None:
    for event_id in event_ids(client)[:20]:
        page = client.get(f"/events/{event_id}")
        assert page.status_code == 200
        assert '<mark class="trigger"' in page.text


def test_filters_narrow_and_pages_can_be_shared(client: TestClient) -> None:
    every = client.get("/api/events").json()["total"]
    some = client.get("/api/events", params={"type": "CASUALTY", "since": "2025-10-01"}).json()
    assert 0 < some["total"] < every
    assert {one["event_type"] for one in some["events"]} == {"CASUALTY"}
    assert f"<strong>{some['total']}</strong>" in client.get("/events?type=CASUALTY&since=2025-10-01").text


def test_what_cannot_be_read_is_named(client: TestClient) -> None:
    assert "no day" in client.get("/events?since=yesterday").text
    assert client.get("/api/events?since=yesterday").status_code == 400


@pytest.mark.parametrize("address", ["/events/none", "/documents/none", "/actors/Nobody", "/nowhere", "/exports/../x"])
def test_what_is_not_there_is_404(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_documents_show_what_was_left_out_and_why(client: TestClient) -> None:
    rows = client.get(
        "/sql.json", params={"q": "SELECT doc_id FROM paragraphs WHERE role = 'boilerplate' LIMIT 1"}
    ).json()
    page = client.get(f"/documents/{rows['rows'][0][0]}")
    assert "boilerplate:" in page.text


def test_sql_answers_and_refuses(client: TestClient) -> None:
    answer = client.get("/sql.json", params={"q": "SELECT 1 AS one, NULL AS nothing"}).json()
    assert (answer["columns"], answer["rows"]) == (["one", "nothing"], [[1, None]])
    refused = client.get("/sql.json", params={"q": "DROP TABLE events"})
    assert 400 <= refused.status_code < 500 and refused.json()["error"]
    assert client.get("/sql.csv", params={"q": "SELECT 1 AS one"}).text.split() == ["one", "1"]
    assert client.get("/sql.parquet", params={"q": "SELECT 1 AS one"}).content[:4] == b"PAR1"


def test_text_is_escaped(client: TestClient) -> None:
    page = client.get("/sql", params={"q": "SELECT '<script>alert(1)</script>' AS x"})
    assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text
    assert "<script>alert" not in client.get("/events", params={"q": "<script>alert(1)</script>"}).text


def test_downloads_answer_ranges(client: TestClient) -> None:
    whole = client.get("/exports/latest/events.parquet")
    part = client.get("/exports/latest/events.parquet", headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"PAR1")
    assert whole.content[:4] == whole.content[-4:] == b"PAR1"


def test_the_feed_is_read_by_feed_readers(client: TestClient) -> None:
    told = feedparser.parse(client.get("/feed.atom").content)
    assert not told.bozo and told.version == "atom10"
    assert told.entries and len({entry.id for entry in told.entries}) == len(told.entries)
    assert all(client.get(urlsplit(entry.link).path).status_code == 200 for entry in told.entries[:3])
    assert max(entry.updated for entry in told.entries) == told.feed.updated


def test_every_word_must_be_found_in_any_order(client: TestClient) -> None:
    def found(words: str) -> int:
        return int(client.get("/api/events", params={"q": words}).json()["total"])

    assert 0 < found("lisbon police") == found("POLICE lisbon") < found("police")
    assert found("police") > found("police nowhere") == 0


def test_the_description_of_the_api_is_kept(client: TestClient) -> None:
    """Each address of the description answers, and with what its schema says."""
    told = client.get("/openapi.json").json()
    Draft202012Validator.check_schema(told["components"]["schemas"])
    event_id = event_ids(client)[0]
    for path, methods in told["paths"].items():
        answer = client.get(
            path.replace("{event_id}", event_id), params={"q": "SELECT 1 AS one"} if "sql" in path else {}
        )
        assert answer.status_code == 200, path
        media, content = next(iter(methods["get"]["responses"]["200"]["content"].items()))
        assert answer.headers["content-type"].startswith(media)
        if media == "application/json":
            Draft202012Validator({**content["schema"], "components": told["components"]}).validate(answer.json())


def test_an_answer_with_numbers_is_drawn(client: TestClient) -> None:
    def chart(sql: str) -> bool:
        return "Chart of the answer" in client.get("/sql", params={"q": sql}).text

    assert chart("SELECT event_type, count(*) AS events FROM events GROUP BY ALL")
    assert chart("SELECT date_start, count(*) AS events FROM events GROUP BY ALL")
    assert chart("SELECT '<b>\"' || event_type, low AS \"a.b[0]'\" FROM events ORDER BY low NULLS LAST LIMIT 5")
    assert not chart("SELECT event_type, actor FROM events")
    assert not chart("SELECT 1 AS one")


def test_an_empty_warehouse_says_so(tmp_path: Path) -> None:
    client = TestClient(make_app(tmp_path))
    assert client.get("/").status_code == 503
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("address", ["/", "/events", "/downloads", "/sql"])
def test_no_link_leads_to_another_host(client: TestClient, address: str) -> None:
    assert not re.findall(r'(?:href|src|action)="(?!/|#)[^"]*"', client.get(address).text)


def test_a_new_snapshot_shows_at_once(tmp_path: Path) -> None:
    fill_warehouse(tmp_path / "one", 3)
    fill_warehouse(tmp_path / "two", 5)
    client = TestClient(make_app(tmp_path / "one"))
    assert client.get("/status.json").json()["events"] == 3
    (tmp_path / "two" / "events.duckdb").replace(tmp_path / "one" / "events.duckdb")
    assert client.get("/status.json").json()["events"] == 5
