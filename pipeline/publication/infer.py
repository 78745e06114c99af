"""Fills the publication columns of `documents`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from pipeline.publication.clues import DEFAULT_LANGUAGE, PRINTED, Clue
from pipeline.publication.kin import Kin
from pipeline.publication.windows import ALWAYS, common, hull, said

COLUMNS = ("published_on", "published_basis", "published_earliest", "published_latest", "published_evidence")
ACCEPTED, FOUND = pl.col("status") == "accepted", "_found"
WIDEST = 366
"""Days: a window that is wider than a year says too little."""
ANCHORING = frozenset(("happening", "same happening", "same story"))
"""Kinds of clue that set a text's time; years told as past only cut what these leave: tense is no sure sign of them."""
Row = dict[str, Any]


def infer_publication(documents: pl.DataFrame, clues: pl.DataFrame) -> pl.DataFrame:
    """The documents with their day or window of publication as far as it can be known; declared days stay.

    `clues` are what each says itself, as the stage `read_clues` gives it. Where nothing tells, the columns stay null
    and `published_evidence` says why. What was inferred before is inferred anew, so that it never depends on what the
    corpus once was.
    """
    known = _declared(_cleared(documents))
    asked = known.filter(ACCEPTED & pl.col("published_on").is_null()).sort("source_path", "doc_id")
    if asked.is_empty():
        return known
    own = _own(clues)
    found = _printed(own)
    undated = [row for row in asked.iter_rows(named=True) if row["doc_id"] not in found]
    kin = Kin(_dated(known, found), (row["text_raw"] or "" for row in undated))
    found |= {row["doc_id"]: _window([*own.get(row["doc_id"], ()), *_of_others(row, kin)]) for row in undated}
    return _filled(known, found)


def _cleared(documents: pl.DataFrame) -> pl.DataFrame:
    """Without what is not declared or printed by the source."""
    guessed = pl.col("published_on").is_null() | (pl.col("published_basis") == "inferred").fill_null(False)
    empty = pl.lit(None)
    return documents.with_columns(pl.when(guessed).then(empty).otherwise(pl.col(name)).alias(name) for name in COLUMNS)


def _declared(documents: pl.DataFrame) -> pl.DataFrame:
    """A day that the source gives is its own window."""
    day = pl.col("published_on")
    given = ACCEPTED & day.is_not_null()
    values = {
        "published_basis": pl.lit("declared"),
        "published_earliest": day,
        "published_latest": day,
        "published_evidence": pl.lit("declared with the document"),
    }
    return documents.with_columns(
        pl.when(given).then(pl.coalesce(pl.col(name), value)).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )


def _filled(documents: pl.DataFrame, found: dict[str, Row]) -> pl.DataFrame:
    schema = {name: documents.schema[name] for name in ("doc_id", *COLUMNS)}
    rows = pl.DataFrame([{"doc_id": doc_id} | row for doc_id, row in found.items()], schema=schema)
    joined = documents.join(rows, on="doc_id", how="left", suffix=FOUND, maintain_order="left")
    filled = (pl.coalesce(pl.col(name), pl.col(name + FOUND)).alias(name) for name in COLUMNS)
    return joined.with_columns(filled).select(documents.columns)


def _dated(documents: pl.DataFrame, found: dict[str, Row]) -> pl.DataFrame:
    """source_path, text_raw, published_on: documents whose day is declared or printed, in the order of their paths."""
    printed = {doc_id: row["published_on"] for doc_id, row in found.items() if row.get("published_on")}
    days = pl.DataFrame({"doc_id": list(printed), "day": list(printed.values())}, {"doc_id": pl.String, "day": pl.Date})
    return (
        documents.filter(ACCEPTED & pl.col("text_raw").is_not_null())
        .join(days, on="doc_id", how="left")
        .with_columns(pl.coalesce("published_on", "day").alias("published_on"))
        .filter(pl.col("published_on").is_not_null())
        .sort("source_path", "doc_id")
        .select("source_path", "text_raw", "published_on")
    )


def _own(clues: pl.DataFrame) -> dict[str, list[Clue]]:
    """What each document says itself, by its id."""
    found: dict[str, list[Clue]] = {}
    for row in clues.sort("doc_id", "rank").iter_rows(named=True):
        days = tuple(zip(row["firsts"], row["lasts"], strict=True))
        found.setdefault(row["doc_id"], []).append(Clue(days, row["kind"], row["reason"]))
    return found


def _printed(own: dict[str, list[Clue]]) -> dict[str, Row]:
    """The columns of the documents whose address or page gives their day."""
    whole = {doc_id: clues[0] for doc_id, clues in own.items() if clues[0].kind == PRINTED}
    return {doc_id: _on_day(clue.days[0][0], PRINTED, clue.reason) for doc_id, clue in whole.items()}


def _of_others(row: Row, kin: Kin) -> Iterable[Clue]:
    """What documents of known day say of this one's."""
    return kin.clues(row["text_raw"] or "") if (row["language"] or DEFAULT_LANGUAGE) == DEFAULT_LANGUAGE else ()


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
