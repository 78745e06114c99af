"""Fills the publication columns of `documents`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from pipeline import tables
from pipeline.publication.anniversaries import clues_of_anniversaries
from pipeline.publication.clues import Clue, clues_of, of_copyright, of_dateline
from pipeline.publication.happenings import clues_of_happenings
from pipeline.publication.kin import Dated, Kin
from pipeline.publication.page import page_of
from pipeline.publication.printed import Printed, copyright_year, day_in_address, printed_dates
from pipeline.publication.windows import ALWAYS, common, hull, said

DEFAULT_LANGUAGE = "en"
WIDEST = 366
"""Days: a window that is wider than a year says too little."""
ANCHORING = frozenset(("happening", "same happening", "same story"))
"""Kinds of clue that set a text's time; years told as past only cut what these leave: tense is no sure sign of them."""
Row = dict[str, Any]


def infer_publication(documents: pl.DataFrame) -> pl.DataFrame:
    """The documents with their day or window of publication as far as it can be known; declared days stay.

    Where nothing tells, the columns stay null and `published_evidence` says why.
    """
    rows = [row | _known(row) for row in documents.iter_rows(named=True)]
    undated = [row for row in rows if row["status"] == "accepted" and row["published_on"] is None]
    if undated:
        kin = _kin(rows, undated)
        found = {row["doc_id"]: _inferred(row, kin) for row in undated}
        rows = [row | found.get(row["doc_id"], {}) for row in rows]
    return tables.as_table("documents", rows).select(documents.columns)


def _known(row: Row) -> Row:
    """The columns of a document whose day is declared or printed."""
    if row["status"] != "accepted":
        return {}
    if row["published_on"] is not None:
        return _declared(row)
    if address := day_in_address(row["source_url"]):
        return _on_day(address, "printed", f"in the address: {row['source_url']}")
    for one in _printed(row):
        if one.day is not None:
            return _on_day(one.day, "printed", f"printed ({one.kind}): {one.line}")
    return {}


def _printed(row: Row) -> list[Printed]:
    return printed_dates(row["text_raw"] or "", row["language"] or DEFAULT_LANGUAGE)


def _kin(rows: list[Row], undated: list[Row]) -> Kin:
    dated = (row for row in rows if row["published_on"] is not None and row["text_raw"])
    told = (Dated(row["source_path"], row["text_raw"], row["published_on"]) for row in dated)
    return Kin(told, (row["text_raw"] or "" for row in undated))


def _inferred(row: Row, kin: Kin) -> Row:
    """The window of a document that neither declares nor prints a whole date."""
    text, language = row["text_raw"] or "", row["language"] or DEFAULT_LANGUAGE
    clues = [
        of_dateline(one.said.month, one.said.day, one.line)
        for one in _printed(row)
        if one.kind == "dateline" and one.said.month and one.said.day
    ]
    if year := copyright_year(text):
        clues.append(of_copyright(year))
    if language == DEFAULT_LANGUAGE:
        page = page_of(text)
        clues += [*clues_of(page), *clues_of_happenings(page, text), *clues_of_anniversaries(page, text)]
        clues += kin.clues(page, text)
    return _window(clues)


def _declared(row: Row) -> Row:
    day = row["published_on"]
    return {
        "published_basis": row["published_basis"] or "declared",
        "published_earliest": row["published_earliest"] or day,
        "published_latest": row["published_latest"] or day,
        "published_evidence": row["published_evidence"] or "declared with the document",
    }


def _window(clues: list[Clue]) -> Row:
    """The stretch in which all clues agree; nothing but the reason when they do not, or leave more than a year."""
    if not any(clue.kind in ANCHORING for clue in clues):
        clues = [clue for clue in clues if clue.kind != "past year"]
    if not clues:
        return {"published_evidence": "not known: nothing in the text tells its day"}
    days = ALWAYS
    for clue in clues:
        if not (both := common(days, clue.days)):
            return {"published_evidence": f"not known: {clue.reason} ({said(clue.days)}) agrees not with the rest"}
        days = both
    first, last = hull(days)
    if (last - first).days >= WIDEST:
        return {"published_evidence": f"not known: more than a year is left by {_reasons(clues)}"}
    if first == last:
        return _on_day(first, "inferred", _reasons(clues))
    return _stretch(first, last, "inferred", _reasons(clues))


def _reasons(clues: Iterable[Clue]) -> str:
    """Each reason once, in the order of the text."""
    return "; ".join(dict.fromkeys(f"{clue.reason} ({said(clue.days)})" for clue in clues))


def _on_day(day: date, basis: str, evidence: str) -> Row:
    """The publication columns for a document known to a day."""
    return _stretch(day, day, basis, evidence) | {"published_on": day}


def _stretch(earliest: date, latest: date, basis: str, evidence: str) -> Row:
    """The publication columns for a document known to a window of days."""
    columns = {"published_basis": basis, "published_earliest": earliest, "published_latest": latest}
    return columns | {"published_evidence": evidence}
