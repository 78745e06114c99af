"""Documents that copy another as a whole: the same story in two files."""

import polars as pl

LEAST_LENGTH = 200
"""Code points of shared text below which two documents may merely use one formula."""
OF_COPY = 0.9
OF_FIRST = 0.75
"""Least share of the copy's text, and of the first one's, that the other tells too."""


def copied_documents(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """`doc_id` and `copy_of_doc_id` of each copy; the first is the earliest published that copies nothing itself.

    `paragraphs` know what they repeat. Boilerplate is no part of a story.
    """
    order = documents.sort("published_on", "doc_id", nulls_last=True).select("doc_id").with_row_index("place")
    told = (
        paragraphs.filter(pl.col("role") != "boilerplate")
        .select(
            "doc_id",
            telling=pl.coalesce("repeats_paragraph_id", "paragraph_id"),
            length=pl.col("text").str.len_chars().cast(pl.Int64),
        )
        .join(order, on="doc_id")
    )
    whole = told.group_by("place").agg(pl.col("length").sum())
    shared = (
        _shared(told, _proposed(paragraphs, told))
        .join(whole, on="place")
        .join(whole.select(first="place", first_length="length"), on="first")
    )
    alike = shared.filter(
        (pl.col("told_too") >= LEAST_LENGTH)
        & (pl.col("told_too") >= OF_COPY * pl.col("length"))
        & (pl.col("first_told_too") >= OF_FIRST * pl.col("first_length"))
    )
    ids = order["doc_id"]
    rows = [(ids[copy], ids[first]) for copy, first in _firsts(alike.select("place", "first").sort("place", "first"))]
    return pl.DataFrame(rows, schema={"doc_id": pl.String, "copy_of_doc_id": pl.String}, orient="row")


def _proposed(paragraphs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Pairs of documents, the earlier as `first`, in which the later repeats a first telling of the earlier."""
    homes = paragraphs.select("doc_id", telling="paragraph_id").join(
        told.select("doc_id", first="place").unique(), on="doc_id"
    )
    pairs = told.join(homes.select("telling", "first"), on="telling").select("place", "first")
    return pairs.filter(pl.col("first") < pl.col("place")).unique()


def _shared(told: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """For each pair, how much of either document the other tells too."""
    tellings = told.select("place", "telling").unique()
    later = pairs.join(told, on="place").join(tellings.rename({"place": "first"}), on=["first", "telling"], how="semi")
    earlier = pairs.join(told.rename({"place": "first"}), on="first").join(
        tellings, on=["place", "telling"], how="semi"
    )
    return (
        later.group_by("place", "first")
        .agg(told_too=pl.col("length").sum())
        .join(earlier.group_by("place", "first").agg(first_told_too=pl.col("length").sum()), on=["place", "first"])
    )


def _firsts(alike: pl.DataFrame) -> list[tuple[int, int]]:
    """Each copy with the earliest document like it that is no copy itself; pairs come sorted."""
    found = dict[int, int]()
    for copy, first in alike.iter_rows():
        if copy not in found and first not in found:
            found[copy] = first
    return sorted(found.items())
