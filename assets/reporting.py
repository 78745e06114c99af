"""What an asset says of its tables: rows, columns, a preview, counts, and whether they keep their promises."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import dagster as dg
import polars as pl
import structlog

from assets.checks import broken, drift, kept
from assets.road import Report
from pipeline.tables import TABLES
from pipeline.upkeep.audit import AuditError
from pipeline.upkeep.increment import Outcome
from pipeline.upkeep.intake import Intake
from pipeline.upkeep.lake import Lake

PREVIEW_ROWS = 5
REFUSED_TOLD = 20
PREVIEW_WIDTH = 60
DIGITS = 16
COUNTED = {
    "documents": "status",
    "paragraphs": "role",
    "dates": "basis",
    "mentions": "event_type",
    "events": "status",
}
TOLD = {
    "documents": {
        "accepted": (pl.col("status") == "accepted").sum(),
        "refused": (pl.col("status") == "rejected").sum(),
        "dated": pl.col("published_on").is_not_null().sum(),
        "in_a_window": (pl.col("published_on").is_null() & pl.col("published_earliest").is_not_null()).sum(),
    },
    "dates": {"placed": pl.any_horizontal(pl.col("date_start", "date_end").is_not_null()).sum()},
    "mentions": {"coded": pl.col("doc_id").n_unique(), "dated": pl.col("date_id").is_not_null().sum()},
    "events": {"dated": pl.any_horizontal(pl.col("date_start", "date_end").is_not_null()).sum()},
}
"""Documents that were accepted, refused, dated and coded; expressions and events that have days."""


def reported(
    context: dg.AssetExecutionContext,
    lake: Lake,
    tables: Sequence[str],
    work: Callable[[], Outcome],
    before: Intake | Outcome | None = None,
) -> Iterator[Report]:
    """Do the work and report on each table; when a promise is broken the checks say so and the run fails.

    `before` is what was done to prepare it, whose counts of documents are told with it.
    """
    log = structlog.get_logger().bind(run=context.run.run_id[:8], stage=tables[0])
    try:
        outcome = work()
    except AuditError as error:
        log.error("promise broken", problems=[str(problem) for problem in error.problems])
        for table in tables:
            yield from broken(table, error.problems)
        raise dg.Failure(str(error), allow_retries=False) from error
    if isinstance(before, Intake) and before.changed:
        _tell_refused(log, lake.read("documents", ["source_path", "status", "reason"]))
    counted = asdict(before or outcome) | {"changed": outcome.changed}
    counted.pop("stage", None)
    log.info("done", **counted)
    for table in tables:
        checked = [*kept(table), *drift(lake, lake.folder.parent, table)]
        told = metadata(lake, table) | counted
        yield dg.MaterializeResult(table, metadata=told, check_results=checked, data_version=data_version(lake, table))


def _tell_refused(log: Any, documents: pl.DataFrame) -> None:
    refused = documents.filter(pl.col("status") == "rejected")
    for path, _, reason in refused.head(REFUSED_TOLD).iter_rows():
        log.warning("refused", document=path, reason=reason)
    if refused.height > REFUSED_TOLD:
        log.warning("more refused", documents=refused.height - REFUSED_TOLD, look="dateline status")


def data_version(lake: Lake, table: str) -> dg.DataVersion:
    """The start of the digest of the table's file: the same rows, the same version."""
    return dg.DataVersion(lake.digest(table)[:DIGITS] or "nothing")


def metadata(lake: Lake, table: str) -> dict[str, Any]:
    """Rows, columns with their meanings, the first rows as Markdown, counts, and how many rows have which word."""
    rows = lake.read(table)
    columns = [
        dg.TableColumn(name, str(rows.schema[name]), column.description)
        for name, column in TABLES[table].columns().items()
    ]
    said: dict[str, Any] = {
        "dagster/row_count": rows.height,
        "dagster/column_schema": dg.TableSchema(columns),
        "path": dg.MetadataValue.path(str(lake.path(table))),
        "preview": dg.MetadataValue.md(markdown(rows.head(PREVIEW_ROWS))),
    }
    said |= {name: rows.select(count).item() for name, count in TOLD.get(table, {}).items()}
    if table in COUNTED:
        counts = rows[COUNTED[table]].value_counts(sort=True).rows()
        said |= {f"{COUNTED[table]}/{word or 'null'}": count for word, count in counts}
    return said


def markdown(rows: pl.DataFrame) -> str:
    """The rows as a Markdown table, long cells cut.

    >>> print(markdown(pl.DataFrame({"a": ["x|y"], "b": [None]})))
    | a | b |
    | --- | --- |
    | x\\|y |  |
    """
    lines = [rows.columns, ["---"] * rows.width, *(map(_cell, row) for row in rows.iter_rows())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
