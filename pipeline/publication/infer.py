"""Fills the publication columns of `documents`."""

from datetime import date
from typing import Any

import polars as pl

from pipeline import tables
from pipeline.publication.printed import printed_dates

DEFAULT_LANGUAGE = "en"
Row = dict[str, Any]


def infer_publication(documents: pl.DataFrame) -> pl.DataFrame:
    """The documents with their day or window of publication as far as it can be known; declared days stay.

    Where nothing tells, the columns stay null and `published_evidence` says why.
    """
    rows = [_dated(row) for row in documents.iter_rows(named=True)]
    return tables.as_table("documents", rows).select(documents.columns)


def _dated(row: Row) -> Row:
    if row["status"] != "accepted":
        return row
    if row["published_on"] is not None:
        return row | _declared(row)
    return row | _printed(row)


def _declared(row: Row) -> Row:
    day = row["published_on"]
    return {
        "published_basis": row["published_basis"] or "declared",
        "published_earliest": row["published_earliest"] or day,
        "published_latest": row["published_latest"] or day,
        "published_evidence": row["published_evidence"] or "declared with the document",
    }


def _printed(row: Row) -> Row:
    for printed in printed_dates(row["text_raw"] or "", row["language"] or DEFAULT_LANGUAGE):
        if printed.day is not None:
            return on_day(printed.day, "printed", f"printed ({printed.kind}): {printed.line}")
    return {}


def on_day(day: date, basis: str, evidence: str) -> Row:
    """The publication columns for a document known to a day."""
    return window(day, day, basis, evidence) | {"published_on": day}


def window(earliest: date, latest: date, basis: str, evidence: str) -> Row:
    """The publication columns for a document known to a window of days."""
    columns = {"published_basis": basis, "published_earliest": earliest, "published_latest": latest}
    return columns | {"published_evidence": evidence}
