"""The last step: the snapshot that people read, published when all tables have been audited."""

from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version

import dagster as dg
import polars as pl
import structlog

from assets.checks import broken, kept
from assets.reporting import data_version, metadata
from assets.road import Report, step, table
from assets.storage import Warehouse
from pipeline.tables import TABLES, as_table
from pipeline.upkeep.audit import AuditError
from pipeline.upkeep.code_version import code_version
from pipeline.upkeep.intake import last_intake

POOL = "duckdb_writer"
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=26))
SNAPSHOT = "The snapshot: events.duckdb, and one Parquet a table in exports/latest"
MADE = [
    table("runs", "warehouse", [name for name in TABLES if name != "runs"]),
    table(
        "exports",
        "warehouse",
        ["runs"],
        description=SNAPSHOT,
        kinds={"duckdb", "parquet"},
        freshness_policy=FRESH,
    ),
]


@step(MADE, POOL)
def make_exports(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """All tables -> events.duckdb and exports/latest, in one swap each."""
    from pipeline.warehouse import publish

    log = structlog.get_logger().bind(run=context.run.run_id[:8], stage="exports")
    lake = warehouse.lake
    try:
        published = publish(warehouse.folder, lake, warehouse.tables, _run(context, warehouse), warehouse.may_shrink)
    except AuditError as error:
        log.error("not published", problems=[str(problem) for problem in error.problems])
        yield from broken("exports", error.problems)
        raise dg.Failure(f"{error} The snapshot before it still stands.", allow_retries=False) from error
    log.info("published" if published.changed else "nothing new", **published.rows)
    yield dg.MaterializeResult(
        "runs", metadata=metadata(lake, "runs"), check_results=kept("runs"), data_version=data_version(lake, "runs")
    )
    file = dg.MetadataValue.path(str(warehouse.folder / "events.duckdb"))
    said = {"path": file, "changed": published.changed, **published.rows}
    yield dg.MaterializeResult("exports", metadata=said, check_results=kept("exports"))


def _run(context: dg.AssetExecutionContext, warehouse: Warehouse) -> pl.DataFrame:
    """This run's row of `runs`."""
    lake, intake = warehouse.lake, last_intake(warehouse.lake)
    row = {
        "run_id": context.run.run_id,
        "started_at": warehouse.started_at,
        "ended_at": warehouse.now(),
        "n_events": lake.height("events"),
        "n_read": intake.read,
        "n_new": intake.new,
        "n_removed": intake.gone,
        "n_rejected": intake.refused,
        "code_version": f"{version('dateline')}+{code_version('pipeline.stages')}",
    }
    return as_table("runs", [row])
