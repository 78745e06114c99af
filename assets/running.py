"""Walk the road once, in this process: what `dateline run` does, through the same assets as Dagster's own page."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import dagster as dg

from assets.definitions import ROAD
from assets.storage import Warehouse
from pipeline.engines import ending_ray
from pipeline.upkeep.intake import Intake, last_intake
from pipeline.upkeep.lake import Lake
from pipeline.upkeep.ledger import forget
from pipeline.upkeep.lock import writer

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
PUBLISHED = ("runs", "exports")


@dataclass(frozen=True, slots=True)
class Walk:
    """How a run ended: what it took in, rows by table, whether a snapshot was published, and what went wrong."""

    run_id: str
    intake: Intake | None
    rows: Mapping[str, int]
    published: bool
    failure: str | None = None


def walk(warehouse: Warehouse, full: bool = False) -> Walk:
    """Materialise the assets up to `warehouse.until`; `full` takes nothing as done before.

    Raises `pipeline.upkeep.lock.HeldError` when another run holds the warehouse.
    """
    begun = warehouse.now()
    with writer(warehouse.folder, begun.isoformat()), ending_ray(), _instance() as instance:
        lake = Lake(warehouse.folder / "lake")
        if full:
            forget(lake)
        result = dg.materialize(
            ROAD,
            instance=instance,
            resources={"warehouse": warehouse},
            selection=dg.AssetSelection.assets(*warehouse.tables, *PUBLISHED),
            run_config=QUIET,
            raise_on_error=False,
            tags={"dateline/started_by": "dateline run"},
        )
        intake = last_intake(lake) if result.success else None
        rows = {table: lake.height(table) for table in warehouse.tables}
        done = Walk(result.run_id, intake, rows, _published(result), _failure(result))
        _note(warehouse, done, begun)
        return done


def _note(warehouse: Warehouse, done: Walk, begun: datetime) -> None:
    """A line in the log of runs, also for runs that had nothing to do and for those that failed.

    A full disk must not turn a run that has ended into one that failed: then the log goes without.
    """
    line = asdict(done) | {"started_at": begun, "ended_at": warehouse.now()}
    path = warehouse.folder / "logs" / "runs.jsonl"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=str) + "\n")


def _instance() -> dg.DagsterInstance:
    """The instance of DAGSTER_HOME, so that its page shows the run; without one, an instance of this run alone."""
    if os.environ.get("DAGSTER_HOME") and Path(os.environ["DAGSTER_HOME"]).is_dir():
        return dg.DagsterInstance.get()
    return dg.DagsterInstance.ephemeral()


def _published(result: dg.ExecuteInProcessResult) -> bool:
    for materialization in result.asset_materializations_for_node("make_exports") if result.success else ():
        if "changed" in materialization.metadata:
            return bool(materialization.metadata["changed"].value)
    return False


def _failure(result: dg.ExecuteInProcessResult) -> str | None:
    """What went wrong first: the step, and the words of what it raised."""
    if result.success:
        return None
    for event in result.all_events:
        if event.is_step_failure and event.step_failure_data.error:
            error = event.step_failure_data.error
            said = event.step_failure_data.user_failure_data
            told = said.description if said and said.description else (error.cause or error).message.strip()
            return f"{event.step_key}: {told}"
    return "the run failed before its first step"
