"""A published warehouse of generated stories, as large as asked: for pages, queries and measurements of them."""

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.ids import content_id
from pipeline.tables import as_table
from pipeline.upkeep.lake import in_order, write_parquet
from pipeline.warehouse import build_file

FIRST = date(2018, 1, 1)
DAYS = 2500
TOLD = 10
PLACES = (
    ("Tarn", "FRA", 43.93, 2.15), ("Lisbon", "PRT", 38.72, -9.14), ("Lima", "PER", -12.05, -77.04),
    ("Accra", "GHA", 5.56, -0.2), ("Daegu", "KOR", 35.87, 128.6), ("Perth", "AUS", -31.95, 115.86),
)  # fmt: skip
PARTIES = (("France", "FRA"), ("Chile", "CHL"), ("Peru", "PER"), ("Ghana", "GHA"), ("Kenya", "KEN"), ("rebels", None))
ACTS = (
    ("ASSAULT", "material conflict", "shelled"), ("AID", "material cooperation", "sent aid to"),
    ("CONSULT", "verbal cooperation", "met"), ("ACCUSE", "verbal conflict", "accused"),
    ("STATEMENT", "extension", "addressed"), ("PROTEST", "material conflict", "marched against"),
)  # fmt: skip
GRAINS = (("day", 0), ("day", 0), ("week", 6), ("month", 29), ("year", 364))
Rows = dict[str, list[dict[str, Any]]]


def fill_warehouse(folder: Path, n_events: int, said: str = "") -> None:
    """Write `events.duckdb` and `exports/latest/*.parquet` of so many events; `said` is put into every free text."""
    latest = folder / "exports" / "latest"
    latest.mkdir(parents=True)
    for table, rows in _tables(n_events).items():
        frame = as_table(table, rows)
        write_parquet(latest / f"{table}.parquet", in_order(table, _saying(frame, table, said)), table)
    build_file(folder / "events.duckdb", {path.stem: path for path in sorted(latest.glob("*.parquet"))})


FREE: Mapping[str, tuple[str, ...]] = {
    "documents": ("source_path", "source_url", "title", "publisher", "author", "published_evidence", "reason"),
    "paragraphs": ("role_reason",),
    "dates": ("timex_value", "rule"),
    "mentions": ("event_mode", "context", "place", "attribution", "rule"),
    "participants": ("name", "entity", "sector"),
    "figures": ("measure", "comparator", "unit", "attribution"),
    "events": ("event_mode", "context", "actor", "recipient", "place", "measure", "attribution", "summary"),
    "evidence": ("joined_because",),
}


def _saying(frame: pl.DataFrame, table: str, said: str) -> pl.DataFrame:
    if not said:
        return frame
    return frame.with_columns(pl.col(column).fill_null("") + said for column in FREE.get(table, ()))


def _tables(n_events: int) -> Rows:
    draw = random.Random(11)
    rows: Rows = {table: [] for table in (*FREE, "sentences", "runs")}
    for n_doc, numbers in enumerate(_batches(n_events)):
        _document(rows, draw, n_doc, numbers)
    ended = datetime(2025, 1, 1, 12, tzinfo=UTC).replace(tzinfo=None)
    rows["runs"].append(
        {
            "run_id": "generated", "started_at": ended - timedelta(minutes=5), "ended_at": ended, "n_rejected": 0,
            "n_read": len(rows["documents"]), "n_new": len(rows["documents"]), "n_removed": 0, "n_events": n_events,
            "code_version": "generated",
        }
    )  # fmt: skip
    return rows


def _batches(n_events: int) -> Iterator[range]:
    for first in range(0, n_events, TOLD):
        yield range(first, min(first + TOLD, n_events))


def _document(rows: Rows, draw: random.Random, n_doc: int, numbers: range) -> None:
    doc_id, on = content_id("document", n_doc), FIRST + timedelta(days=draw.randrange(DAYS))
    text = f"News of day {n_doc}\n"
    _paragraph(rows, doc_id, 0, 0, text.strip(), "title")
    for place, number in enumerate(numbers, 1):
        text += "\n"
        begin = len(text)
        text += _event(rows, draw, doc_id, on, number, place, begin) + "\n"
    footer = "Share this article"
    text += "\n"
    _paragraph(rows, doc_id, len(numbers) + 1, len(text), footer, "boilerplate")
    rows["documents"].append(
        {
            "doc_id": doc_id, "source_path": f"story-{n_doc}.txt", "format": "plain_text",
            "title": f"News of day {n_doc}", "publisher": "Tarn Gazette",
            "language": "en", "published_on": on, "published_basis": "declared",
            "published_earliest": on, "published_latest": on, "text_raw": text + footer, "status": "accepted",
            "n_chars": len(text + footer),
        }
    )  # fmt: skip


def _paragraph(rows: Rows, doc_id: str, number: int, start: int, text: str, role: str) -> str:
    paragraph_id, end = content_id("paragraph", doc_id, number), start + len(text)
    span = {"doc_id": doc_id, "paragraph_id": paragraph_id, "start_char": start, "end_char": end, "text": text}
    rows["paragraphs"].append(
        {**span, "paragraph_no": number + 1, "role": role, "role_reason": "generated", "breaks": []}
    )
    if role != "boilerplate":
        sentence = {**span, "sentence_id": content_id("sentence", doc_id, number), "sentence_no": number + 1}
        rows["sentences"].append({**sentence, "breaks": []})
    return paragraph_id


def _event(
    rows: Rows, draw: random.Random, doc_id: str, published: date, number: int, place_no: int, begin: int
) -> str:
    (actor, code), (other, other_code) = draw.sample(PARTIES, 2)
    event_type, quad_class, verb = draw.choice(ACTS)
    place, country, latitude, longitude = draw.choice(PLACES)
    precision, days = draw.choice(GRAINS)
    on = published - timedelta(days=draw.randrange(1, 200))
    count = float(draw.randrange(1, 900))
    when = on.isoformat()
    text = f"{actor} {verb} {other} near {place} on {when}, and {count:.0f} people were hurt, officials said."
    paragraph_id = _paragraph(rows, doc_id, place_no, begin, text, "prose")
    ids = {kind: content_id(kind, number) for kind in ("event", "mention", "figure", "date")}
    at = {word: begin + text.index(word) for word in (verb, place, when, f"{count:.0f} people")}
    rows["mentions"].append(
        {
            "mention_id": ids["mention"], "doc_id": doc_id, "paragraph_id": paragraph_id, "date_id": ids["date"],
            "date_start": on, "date_end": on, "sentence_id": content_id("sentence", doc_id, place_no),
            "start_char": at[verb], "end_char": at[verb] + len(verb), "trigger": verb, "event_type": event_type,
            "status": "reported", "place": place, "place_code": country, "latitude": latitude, "longitude": longitude,
            "rule": "generated",
            "place_precision": "city", "attribution": "officials", "is_repeat": False, "confidence": 0.7,
            "place_start_char": at[place], "place_end_char": at[place] + len(place),
        }
    )  # fmt: skip
    rows["dates"].append(
        {
            "date_id": ids["date"], "doc_id": doc_id, "sentence_id": content_id("sentence", doc_id, place_no),
            "start_char": at[when], "end_char": at[when] + len(when), "text": when, "timex_type": "DATE", "rule": "iso",
            "timex_value": when, "date_start": on, "date_end": on, "precision": "day", "basis": "stated",
        }
    )  # fmt: skip
    for role, name, name_code in (("actor", actor, code), ("recipient", other, other_code)):
        start = begin + text.index(name)
        rows["participants"].append(
            {
                "mention_id": ids["mention"], "role": role, "rank": 1, "name": name, "entity": name, "code": name_code,
                "start_char": start, "end_char": start + len(name),
            }
        )  # fmt: skip
    counted = at[f"{count:.0f} people"]
    rows["figures"].append(
        {
            "figure_id": ids["figure"], "mention_id": ids["mention"], "measure": "wounded", "low": count, "best": count,
            "high": count, "unit": "people", "text": f"{count:.0f} people", "start_char": counted,
            "end_char": counted + len(f"{count:.0f} people"),
        }
    )  # fmt: skip
    rows["evidence"].append({"event_id": ids["event"], "mention_id": ids["mention"], "joined_because": "told once"})
    rows["events"].append(
        {
            "event_id": ids["event"], "event_type": event_type, "quad_class": quad_class, "status": "reported",
            "actor": actor, "actor_code": code, "recipient": other, "recipient_code": other_code, "place": place,
            "country_code": country, "latitude": latitude, "longitude": longitude, "place_precision": "city",
            "date_start": on, "date_end": on + timedelta(days=days), "date_precision": precision,
            "date_basis": "stated", "measure": "wounded",
            "low": count, "best": count, "high": count, "attribution": "officials",
            "summary": f"{actor} {verb} {other} near {place}.", "n_documents": 1, "n_sources": 1, "n_mentions": 1,
            "first_reported_on": published, "last_reported_on": published, "confidence": 0.7,
        }
    )  # fmt: skip
    return text
