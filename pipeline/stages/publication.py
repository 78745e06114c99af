"""documents -> what each says of its own day, whatever the others say: read once, as long as it stays the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from pipeline.publication.anniversaries import clues_of_anniversaries
from pipeline.publication.clues import DEFAULT_LANGUAGE, PRINTED, Clue, clues_of, of_copyright, of_dateline
from pipeline.publication.happenings import clues_of_happenings
from pipeline.publication.page import page_of
from pipeline.publication.printed import copyright_year, day_in_address, printed_dates
from pipeline.tables import CLUES

DECLARED = pl.col("published_on").is_not_null() & (pl.col("published_basis") != "inferred").fill_null(True)
Row = dict[str, Any]


def read_clues(documents: pl.DataFrame) -> pl.DataFrame:
    """The clues of each accepted document whose day is not declared, a row each, in the order of the text.

    `firsts` and `lasts` are the ends of the stretches of days on which it can have been written. A document that prints
    its day, or has it in its address, has this one clue of kind `printed`; one that says nothing has no row.

    >>> page = {"doc_id": "d", "status": "accepted", "text_raw": "Rain\\nPublished: May 1, 1999\\n\\nIt fell."}
    >>> from pipeline.tables import as_table
    >>> read_clues(as_table("documents", [page])).select("kind", "firsts").row(0)
    ('printed', [datetime.date(1999, 5, 1)])
    """
    asked = documents.filter((pl.col("status") == "accepted") & ~DECLARED)
    rows = [
        {
            "doc_id": row["doc_id"],
            "rank": rank,
            "kind": clue.kind,
            "reason": clue.reason,
            "firsts": [first for first, _ in clue.days],
            "lasts": [last for _, last in clue.days],
        }
        for row in asked.select("doc_id", "text_raw", "language", "source_url").iter_rows(named=True)
        for rank, clue in enumerate(_clues(row), start=1)
    ]
    return pl.DataFrame(rows, schema=CLUES)


def _clues(row: Row) -> list[Clue]:
    whole = next(_whole_days(row), None)
    return [whole] if whole else list(_partial(row))


def _whole_days(row: Row) -> Iterator[Clue]:
    """The day in the address, and those that the page prints for itself, as its evidence says it."""
    if address := day_in_address(row["source_url"]):
        yield _on(address, f"in the address: {row['source_url']}")
    for one in printed_dates(row["text_raw"] or "", row["language"] or DEFAULT_LANGUAGE):
        if one.day is not None:
            yield _on(one.day, f"printed ({one.kind}): {one.line}")


def _on(day: date, reason: str) -> Clue:
    return Clue(((day, day),), PRINTED, reason)


def _partial(row: Row) -> Iterator[Clue]:
    """Clues of a text that neither declares nor prints a whole date."""
    text, language = row["text_raw"] or "", row["language"] or DEFAULT_LANGUAGE
    for one in printed_dates(text, language):
        if one.kind == "dateline" and one.said.month and one.said.day:
            yield of_dateline(one.said.month, one.said.day, one.line)
    if year := copyright_year(text):
        yield of_copyright(year)
    if language == DEFAULT_LANGUAGE:
        page = page_of(text)
        yield from (*clues_of(page), *clues_of_happenings(page, text), *clues_of_anniversaries(page, text))
