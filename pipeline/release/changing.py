"""What became of the events since the release before: added, changed, withdrawn, merged."""

import polars as pl

CHANGES = pl.Schema(
    {
        "event_id": pl.String,
        "change": pl.String,
        "standing_event_id": pl.String,
        "columns": pl.String,
        "reason": pl.String,
        "summary": pl.String,
    }
)
MEANINGS = {
    "event_id": "The event, as this release or the one before knows it",
    "change": "added, changed, withdrawn or merged",
    "standing_event_id": "The event that stands for it now; null when none does",
    "columns": "The columns whose cells differ; null unless changed",
    "reason": "Why, in words",
    "summary": "The event in words, as last told",
}


def changes(before: pl.DataFrame | None, now: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """One row per event that differs from the release before, by event_id; every event is new when there was none.

    >>> events = pl.DataFrame({"event_id": ["a", "b"], "low": [1, 2], "summary": ["A.", "B."]})
    >>> later = pl.DataFrame({"event_id": ["b", "c"], "low": [3, 4], "summary": ["B.", "C."]})
    >>> gone = pl.DataFrame({"event_id": ["a"], "standing_event_id": ["b"], "reason": ["merged"]})
    >>> changes(events, later, gone).select("event_id", "change", "columns").rows()
    [('a', 'merged', None), ('b', 'changed', 'low'), ('c', 'added', None)]
    """
    if before is None:
        before = now.clear()
    parts = [_added(before, now), _changed(before, now), _gone(before, now, aliases)]
    return pl.concat([part.select(CHANGES.names()).cast(CHANGES) for part in parts]).sort("event_id")


def _added(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    return now.join(before, on="event_id", how="anti").select(
        "event_id",
        "summary",
        change=pl.lit("added"),
        standing_event_id="event_id",
        columns=pl.lit(None, pl.String),
        reason=pl.lit("first told by documents that are new or newly read"),
    )


def _changed(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    shared = [column for column in now.columns if column in before.columns and column != "event_id"]
    both = now.join(before.select("event_id", *shared), on="event_id", suffix="_before")
    differs = [pl.when(pl.col(c).ne_missing(pl.col(f"{c}_before"))).then(pl.lit(c)) for c in shared]
    told = both.with_columns(columns=pl.concat_str(differs, separator=", ", ignore_nulls=True))
    return told.filter(pl.col("columns") != "").select(
        "event_id",
        "summary",
        "columns",
        change=pl.lit("changed"),
        standing_event_id="event_id",
        reason=pl.lit("its documents, or how they are read, changed"),
    )


def _gone(before: pl.DataFrame, now: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    lost = before.join(now, on="event_id", how="anti").join(aliases, on="event_id", how="left")
    merged = pl.col("standing_event_id").is_not_null()
    return lost.select(
        "event_id",
        "summary",
        "standing_event_id",
        change=pl.when(merged).then(pl.lit("merged")).otherwise(pl.lit("withdrawn")),
        columns=pl.lit(None, pl.String),
        reason=pl.coalesce("reason", pl.lit("no document tells it any more")),
    )


def in_words(told: pl.DataFrame, name: str, previous: str | None, code_version: str) -> str:
    """The changes as a changelog page, in Markdown."""
    counts = dict(told.group_by("change").len().iter_rows())
    since = f"since release {previous}" if previous else "in this first release"
    lines = [f"# Release {name}\n", f"Events {since}, made by code version {code_version}:\n"]
    lines += [f"- {change}: {counts.get(change, 0)}" for change in ("added", "changed", "withdrawn", "merged")]
    return "\n".join(lines) + "\n\n`changes.parquet` has a row for each.\n"
