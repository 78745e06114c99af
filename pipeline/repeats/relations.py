"""Likeness of texts as rows: which paragraph repeats which, and how paragraphs relate, with the aligned spans."""

import polars as pl

from pipeline import tables
from pipeline.offsets import raw_span
from pipeline.repeats.likeness import Likeness
from pipeline.repeats.shelf import Shelf
from pipeline.repeats.spans import token_spans

CORE = ("start", "end", "other_start", "other_end")


def repeats_of(like: Likeness) -> pl.DataFrame:
    """One row per repeated text: `at`, its first telling `root`, `repeat_kind`, `similarity`, and the core in tokens.

    The core of a text that is wholly its first telling's is null.
    """
    share = (pl.col("n_shared") / pl.col("n_later")).alias("share")
    near = like.near.filter("same").select(*CORE, share, copied="later", root="earlier")
    numbers = pl.Series("at", range(len(like.root)), dtype=pl.Int64)
    rows = pl.DataFrame({"at": numbers, "copied": like.copied, "root": like.root})
    repeated = rows.filter(pl.col("at") != pl.col("root")).join(near, on=["copied", "root"], how="left")
    exact = pl.col("copied") == pl.col("root")
    return repeated.with_columns(
        repeat_kind=pl.when(exact).then(pl.lit("exact")).otherwise(pl.lit("near")),
        similarity=pl.when(exact).then(1.0).otherwise("share"),
    ).sort("at")


def relations(told: pl.DataFrame, like: Likeness, repeats: pl.DataFrame) -> pl.DataFrame:
    """The `paragraph_relations`: each repeat with its first telling, and different texts that are variants or hold.

    `told` are the paragraphs in order of telling, by whose row numbers the likeness speaks.
    """
    same = repeats.select(
        *CORE, "similarity", one="at", other="root", relation=pl.lit("same"), differs=pl.lit(None, pl.String)
    )
    pairs = pl.concat([same, _related(like)], how="diagonal")
    rows = pairs.with_columns(_raw_spans(told, like.shelf, pairs))
    ids = told["paragraph_id"]
    return (
        rows.select(
            "relation",
            "differs",
            paragraph_id=ids.gather(rows["one"]),
            other_paragraph_id=ids.gather(rows["other"]),
            similarity=pl.col("similarity").clip(0.0, 1.0),
            start_char="start",
            end_char="end",
            other_start_char="other_start",
            other_end_char="other_end",
        )
        .select(tables.empty("paragraph_relations").columns)
        .sort("paragraph_id", "other_paragraph_id")
    )


def _related(like: Likeness) -> pl.DataFrame:
    """Variants, the later first, and texts that hold another, the holder first."""
    share = pl.col("n_shared") / pl.min_horizontal("n_later", "n_earlier")
    found = like.near.filter(pl.col("variant") | pl.col("contains")).with_columns(similarity=share)
    variants = found.filter("variant").with_columns(relation=pl.lit("variant"))
    holds = found.filter("contains").with_columns(relation=pl.lit("contains"))
    longer = pl.col("n_later") >= pl.col("n_earlier")
    kept = ("relation", "similarity", "differs")
    straight = pl.concat([variants, holds.filter(longer)]).select(*kept, *CORE, one="later", other="earlier")
    turned = {"start": "other_start", "end": "other_end", "other_start": "start", "other_end": "end"}
    flipped = holds.filter(~longer).select(*kept, one="earlier", other="later", **turned)
    return pl.concat([straight, flipped.select(straight.columns)])


def _raw_spans(told: pl.DataFrame, shelf: Shelf, pairs: pl.DataFrame) -> list[pl.Series]:
    """Where the cores stand in the source on either side; the whole paragraph where the core is null."""
    cored = pairs["start"].is_not_null()
    some, at = pairs.filter(cored), cored.arg_true()
    rows = pl.concat([some["one"], some["other"]])
    spans = token_spans(
        shelf, rows, pl.concat([some["start"], some["other_start"]]), pl.concat([some["end"], some["other_end"]])
    )
    starts, ends = _mapped(told.select("breaks", "start_char")[rows], spans)
    n = len(some)
    columns = (
        ("one", "start_char", "start", starts[:n]),
        ("one", "end_char", "end", ends[:n]),
        ("other", "start_char", "other_start", starts[n:]),
        ("other", "end_char", "other_end", ends[n:]),
    )
    return [told[whole].gather(pairs[side]).scatter(at, found).alias(name) for side, whole, name, found in columns]


def _mapped(maps: pl.DataFrame, spans: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Spans in clean text as spans in the source, by each paragraph's own map; most are a plain shift."""
    starts, ends = maps["start_char"] + spans["start"], maps["start_char"] + spans["end"]
    broken = maps["breaks"].is_not_null().arg_true()
    few, few_spans = maps[broken], spans[broken]
    raw = [
        raw_span(breaks, shift, *span)
        for breaks, shift, span in zip(few["breaks"].to_list(), few["start_char"], few_spans.iter_rows(), strict=True)
    ]
    return (
        starts.scatter(broken, [start for start, _ in raw]),
        ends.scatter(broken, [end for _, end in raw]),
    )
