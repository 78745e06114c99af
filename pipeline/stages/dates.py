"""Sentences in, the time expressions they hold out: found, valued, placed from the day of publication."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import polars as pl

from pipeline.ids import content_id
from pipeline.interval import Interval
from pipeline.offsets import raw_span
from pipeline.tables import as_table
from pipeline.time_expressions.reading import read_dates
from pipeline.time_expressions.timex import Reading

APART = "\n\n"
"""What stands between sentences while a document is read: no expression runs over it."""
WANTED_OF_DOCUMENTS = ("doc_id", "language", "published_on", "published_earliest", "published_latest", "text_raw")


def find_dates(documents: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The `dates` of all documents' sentences, repeated ones too, sorted by document and place.

    A document is read as a whole, in the order of its sentences, so that an expression can be placed from what was
    told before it. With only a window of publication known the days span it; with none, relative dates are `unplaced`.
    """
    known = {row["doc_id"]: row for row in documents.select(WANTED_OF_DOCUMENTS).iter_rows(named=True)}
    wanted = sentences.sort("doc_id", "sentence_no").select("doc_id", "sentence_id", "start_char", "text", "breaks")
    rows: list[dict[str, Any]] = []
    for doc_id, group in groupby(wanted.iter_rows(named=True), key=lambda row: str(row["doc_id"])):
        rows.extend(_dates_of(known[doc_id], list(group)))
    return as_table("dates", rows).sort("doc_id", "start_char", "end_char")


def _dates_of(document: dict[str, Any], sentences: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of one document; offsets go from the joined sentences to the sentence to the raw text."""
    text = APART.join(sentence["text"] for sentence in sentences)
    readings = read_dates(text, publication_of(document), language=document["language"] or "en")
    begins, at = 0, 0
    for reading in readings:
        while reading.start >= begins + len(sentences[at]["text"]):
            begins += len(sentences[at]["text"]) + len(APART)
            at += 1
        yield _row(document, sentences[at], reading, begins)


def _row(document: dict[str, Any], sentence: dict[str, Any], reading: Reading, begins: int) -> dict[str, Any]:
    first, last = reading.start - begins, reading.end - begins
    start_char, end_char = raw_span(sentence["breaks"], sentence["start_char"], first, last)
    fields = {name: getattr(reading, name) for name in CARRIED}
    return fields | {
        "date_id": content_id(document["doc_id"], start_char, end_char),
        "doc_id": document["doc_id"],
        "sentence_id": sentence["sentence_id"],
        "start_char": start_char,
        "end_char": end_char,
        "text": document["text_raw"][start_char:end_char],
    }


CARRIED = (
    "timex_type", "timex_value", "timex_mod", "date_start", "date_end", "precision", "bound", "basis", "anchor_on",
    "other_value", "rule",
)  # fmt: skip


def publication_of(document: dict[str, Any]) -> Interval | None:
    """The day, or else the window, in which the document was published; null when neither is known.

    >>> publication_of({"published_on": None, "published_earliest": None, "published_latest": None}) is None
    True
    """
    day, earliest, latest = document["published_on"], document["published_earliest"], document["published_latest"]
    if day is not None:
        return Interval(day, day, "day")
    if earliest is None or latest is None or latest < earliest:
        return None
    return Interval(earliest, latest, "unknown")
