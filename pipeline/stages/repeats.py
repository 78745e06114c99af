"""paragraphs -> paragraphs that know their first telling, and how paragraphs relate."""

from typing import NamedTuple

import polars as pl

from pipeline import tables
from pipeline.repeats.normal_form import normal_form


class Repeats(NamedTuple):
    """What `mark_repeats` gives: the paragraphs, marked, and their relations."""

    paragraphs: pl.DataFrame
    paragraph_relations: pl.DataFrame


def mark_repeats(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> Repeats:
    """Paragraphs with `repeats_paragraph_id`, `repeat_kind` and `similarity`, sorted by document and place.

    The first telling is the earliest published, undated documents last, then the smaller doc_id, then the place:
    the order of arrival does not matter.
    """
    forms = paragraphs.join(documents.select("doc_id", "published_on"), on="doc_id", how="left").with_columns(
        form=normal_form(pl.col("text"))
    )
    told = forms.sort("published_on", "doc_id", "paragraph_no", nulls_last=True)
    first = pl.col("paragraph_id").first().over("form")
    repeats = (pl.col("form") != "") & (pl.col("paragraph_id") != first)
    marked = told.with_columns(
        repeats_paragraph_id=pl.when(repeats).then(first),
        repeat_kind=pl.when(repeats).then(pl.lit("exact")),
        similarity=pl.when(repeats).then(pl.lit(1.0)),
    )
    columns = tables.empty("paragraphs").columns
    return Repeats(marked.sort("doc_id", "paragraph_no").select(columns), tables.empty("paragraph_relations"))
