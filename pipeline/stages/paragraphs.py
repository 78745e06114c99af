"""Paragraphs: each accepted document's text in paragraphs, clean, with an exact map back, and a role."""

from typing import Any

import polars as pl

from pipeline import tables
from pipeline.ids import content_id
from pipeline.offsets import raw_span
from pipeline.source_text.paragraphing import Paragraph, paragraphs_of

BATCH = 20_000


def split_paragraphs(documents: pl.DataFrame) -> pl.DataFrame:
    """The `paragraphs` of the accepted documents, by document and place; what repeats is left null.

    >>> rain = {"doc_id": "d", "status": "accepted", "text_raw": "Rain closes roads\\n\\nRain fell  on\\tMay 3."}
    >>> split_paragraphs(tables.as_table("documents", [rain])).select("start_char", "text", "role").rows()
    [(0, 'Rain closes roads', 'title'), (19, 'Rain fell on May 3.', 'prose')]
    """
    accepted = (
        documents.filter(pl.col("status") == "accepted")
        .select("doc_id", "text_raw", "title", "author", "format")
        .sort("doc_id")
    )
    frames, rows = [tables.empty("paragraphs")], list[dict[str, Any]]()
    for doc_id, text_raw, title, author, format_ in accepted.iter_rows():
        rows += _rows(doc_id, paragraphs_of(text_raw, title, author, format_))
        if len(rows) >= BATCH:
            frames.append(tables.as_table("paragraphs", rows))
            rows = []
    return pl.concat([*frames, tables.as_table("paragraphs", rows)])


def _rows(doc_id: str, paragraphs: list[Paragraph]) -> list[dict[str, Any]]:
    rows = []
    for number, (clean, role) in enumerate(paragraphs, 1):
        start, end = raw_span(clean.breaks, clean.start_char, 0, len(clean.text))
        rows.append(
            {
                "paragraph_id": content_id(doc_id, "paragraph", start, end),
                "doc_id": doc_id,
                "paragraph_no": number,
                "start_char": start,
                "end_char": end,
                "text": clean.text,
                "breaks": clean.breaks,
                "role": role.role,
                "role_reason": role.reason,
            }
        )
    return rows
