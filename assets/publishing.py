"""The last asset: the snapshot that people read, published when all tables have been audited."""

from collections.abc import Iterator
from importlib.metadata import version

import dagster as dg
import polars as pl
import structlog

from assets.reporting import PROMISES, Report, metadata, promises
from assets.storage import Warehouse
from pipeline.audit import AuditError
from pipeline.code_version import code_version
from pipeline.intake import last_intake
from pipeline.tables import TABLES, as_table

POOL = "duckdb_writer"


@dg.multi_asset(
    name="publish",
    specs=[
        dg.AssetSpec(
            "runs",
            deps=[table for table in TABLES if table != "runs"],
            description=TABLES["runs"].__doc__,
            group_name="warehouse",
            kinds={"parquet"},
        ),
        dg.AssetSpec(
            "exports",
            deps=["runs"],
            description="The snapshot: events.duckdb, and one Parquet a table in exports/latest",
            group_name="warehouse",
            kinds={"duckdb", "parquet"},
        ),
    ],
    check_specs=promises(["runs"]),
    pool=POOL,
)
def publish_snapshot(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """All tables -> events.duckdb and exports/latest, in one swap each."""
    from pipeline.warehouse import publish

    log = structlog.get_logger().bind(run=context.run.run_id[:8], stage="exports")
    lake = warehouse.lake
    try:
        published = publish(warehouse.folder, lake, warehouse.tables, _run(context, warehouse), warehouse.may_shrink)
    except AuditError as error:
        log.error("not published", problems=[str(problem) for problem in error.problems])
        raise dg.Failure(f"{error} The snapshot before it still stands.", allow_retries=False) from error
    log.info("published" if published.changed else "nothing new", **published.rows)
    kept = dg.AssetCheckResult(asset_key="runs", check_name=PROMISES, passed=True)
    yield dg.MaterializeResult("runs", metadata=metadata(lake, "runs"), check_results=[kept])
    file = dg.MetadataValue.path(str(warehouse.folder / "events.duckdb"))
    yield dg.MaterializeResult("exports", metadata={"path": file, "changed": published.changed, **published.rows})


def _run(context: dg.AssetExecutionContext, warehouse: Warehouse) -> pl.DataFrame:
    """This run's row of `runs`."""
    lake, intake = warehouse.lake, last_intake(warehouse.lake)
    row = {
        "run_id": context.run.run_id,
        "started_at": warehouse.started_at,
        "ended_at": warehouse.now(),
        "n_events": lake.read("events", ["event_id"]).height,
        "n_read": intake.read,
        "n_new": intake.new,
        "n_removed": intake.gone,
        "n_rejected": intake.refused,
        "code_version": f"{version('dateline')}+{code_version('pipeline.stages')}",
    }
    return as_table("runs", [row])
