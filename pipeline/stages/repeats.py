"""paragraphs -> paragraphs that know their first telling, and how paragraphs relate."""

from typing import NamedTuple

import polars as pl

from pipeline import tables
from pipeline.repeats.copies import copied_documents
from pipeline.repeats.likeness import likeness
from pipeline.repeats.relations import relations, repeats_of


class Repeats(NamedTuple):
    """What `mark_repeats` gives: the paragraphs, marked, and their relations."""

    paragraphs: pl.DataFrame
    paragraph_relations: pl.DataFrame


def mark_repeats(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> Repeats:
    """Paragraphs with `repeats_paragraph_id`, `repeat_kind` and `similarity`, sorted by document and place; relations.

    The first telling is the earliest published, undated documents last, then the smaller doc_id, then the place:
    the order of arrival does not matter.
    """
    published = documents.select("doc_id", "published_on")
    told = paragraphs.join(published, on="doc_id", how="left").sort(
        "published_on", "doc_id", "paragraph_no", nulls_last=True
    )
    like = likeness(told["text"])
    repeats = repeats_of(like)
    marked = _marked(told, repeats).select(tables.empty("paragraphs").columns).sort("doc_id", "paragraph_no")
    return Repeats(marked, relations(told, like, repeats))


def mark_copies(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """The documents with `copy_of_doc_id`, in the order they came; `paragraphs` as `mark_repeats` gives them."""
    found = copied_documents(documents, paragraphs)
    return (
        documents.drop("copy_of_doc_id")
        .join(found, on="doc_id", how="left", maintain_order="left")
        .select(tables.empty("documents").columns)
    )


def _marked(told: pl.DataFrame, repeats: pl.DataFrame) -> pl.DataFrame:
    """The paragraphs with what they repeat, null in those told first."""
    found = repeats.select(
        "repeat_kind",
        "similarity",
        paragraph_id=told["paragraph_id"].gather(repeats["at"]),
        repeats_paragraph_id=told["paragraph_id"].gather(repeats["root"]),
    )
    empty = ("repeats_paragraph_id", "repeat_kind", "similarity")
    return told.drop(empty).join(found, on="paragraph_id", how="left")
