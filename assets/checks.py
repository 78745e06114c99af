"""Checks of each table: its promises, which block, and drift, which warns.

A promise of `tables.py` (columns and values, unique ids, keys of other tables) holds, or nothing is written. Drift is
what may be right and still wants a look: many inputs refused, far fewer or more rows than in the published snapshot,
many empty cells, days to come.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import dagster as dg
import polars as pl

from pipeline.tables import TABLES
from pipeline.upkeep.audit import Problem, references
from pipeline.upkeep.lake import Lake

SNAPSHOT = "exports"
PROMISES: Mapping[str, str] = {
    "schema": "Columns, types and allowed values are as tables.py says",
    "unique_ids": "No id stands twice",
    "references": "What is named of other tables is there",
}
MOST_REFUSED = 0.2
LEAST_SHARE, MOST_SHARE = 0.5, 3.0
MOST_NULL = 0.9
NEEDED: Mapping[str, Sequence[str]] = {
    "documents": ("published_on", "title", "language"),
    "mentions": ("date_id", "place"),
    "events": ("date_start", "actor"),
}


class Drift(NamedTuple):
    """What a check of drift looks at, and how: the table's rows and its published rows -> is it well, and figures."""

    tables: Sequence[str]
    meaning: str
    look: Callable[[str, pl.DataFrame, int], tuple[bool, dict[str, Any]]]


def _refused(table: str, rows: pl.DataFrame, before: int) -> tuple[bool, dict[str, Any]]:
    share = (rows["status"] == "rejected").mean() or 0.0
    return float(share) <= MOST_REFUSED, {"share_refused": float(share)}


def _volume(table: str, rows: pl.DataFrame, before: int) -> tuple[bool, dict[str, Any]]:
    share = rows.height / before if before else 1.0
    return LEAST_SHARE <= share <= MOST_SHARE, {"rows": rows.height, "published_before": before}


def _nulls(table: str, rows: pl.DataFrame, before: int) -> tuple[bool, dict[str, Any]]:
    rates = {column: float(rows[column].null_count() / max(rows.height, 1)) for column in NEEDED[table]}
    return all(rate <= MOST_NULL for rate in rates.values()), {f"null/{name}": rate for name, rate in rates.items()}


def _future(table: str, rows: pl.DataFrame, before: int) -> tuple[bool, dict[str, Any]]:
    ahead = rows.filter((pl.col("status") == "reported") & (pl.col("date_start") > pl.col("last_reported_on")))
    return ahead.is_empty(), {"events_dated_after_their_last_report": ahead.height}


DRIFT: Mapping[str, Drift] = {
    "share_refused": Drift(["documents"], f"At most {MOST_REFUSED:.0%} of the inputs are refused", _refused),
    "volume": Drift(["documents", "sentences", "mentions", "events"], "Rows neither halve nor treble", _volume),
    "null_rates": Drift(list(NEEDED), f"At most {MOST_NULL:.0%} of the needed cells are empty", _nulls),
    "days_to_come": Drift(["events"], "Nothing is reported before it happened", _future),
}


def specs(tables: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """The checks of the tables: blocking ones of its promises, and those of drift that look at them."""
    blocking = [
        dg.AssetCheckSpec(name, asset=table, description=PROMISES[name], blocking=True)
        for table in tables
        for name in _promises(table)
    ]
    warning = [
        dg.AssetCheckSpec(name, asset=table, description=drift.meaning)
        for name, drift in DRIFT.items()
        for table in drift.tables
        if table in tables
    ]
    return blocking + warning


def _promises(table: str) -> list[str]:
    """Those that the table makes; the snapshot makes all of them, for all tables."""
    made = {"unique_ids": table in TABLES and TABLES[table].primary_key(), "references": references(table)}
    return [name for name in PROMISES if table == SNAPSHOT or made.get(name, True)]


def kept(table: str) -> list[dg.AssetCheckResult]:
    """The promises of the table hold."""
    return [dg.AssetCheckResult(asset_key=table, check_name=name, passed=True) for name in _promises(table)]


def broken(table: str, problems: Sequence[Problem]) -> Iterator[dg.AssetCheckResult]:
    """The promises of the table that do not hold, with what is wrong."""
    own = [problem for problem in problems if table in (problem.table, SNAPSHOT)]
    for name in _promises(table):
        if said := [str(problem) for problem in own if _promise(problem) == name]:
            listed = {"broken": dg.MetadataValue.md("\n".join(f"- {one}" for one in said))}
            yield dg.AssetCheckResult(asset_key=table, check_name=name, passed=False, metadata=listed)


def _promise(problem: Problem) -> str:
    if problem.rule == "primary_key":
        return "unique_ids"
    return "references" if " references " in problem.rule else "schema"


def drift(lake: Lake, folder: Path, table: str) -> Iterator[dg.AssetCheckResult]:
    """What the checks of drift find in the table; a check that does not pass warns and stops nothing."""
    published = folder / "exports" / "latest" / f"{table}.parquet"
    before = pl.scan_parquet(published).select(pl.len()).collect().item() if published.is_file() else 0
    for name, check in DRIFT.items():
        if table in check.tables:
            well, figures = check.look(table, lake.read(table), before)
            yield dg.AssetCheckResult(
                asset_key=table, check_name=name, passed=well, severity=dg.AssetCheckSeverity.WARN, metadata=figures
            )
