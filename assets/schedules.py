"""When the road is walked: every day, and when the inputs have changed."""

from pathlib import Path

import dagster as dg

from pipeline.ids import content_id
from pipeline.settings import settings
from pipeline.source_text.sources import scan_inputs

rebuild = dg.define_asset_job(
    "rebuild",
    selection=dg.AssetSelection.all(),
    description="Inputs to snapshot: all assets, only what is new or changed",
    tags={"dateline/road": "whole"},
    op_retry_policy=dg.RetryPolicy(max_retries=2, delay=5, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS),
)

daily = dg.ScheduleDefinition(
    name="daily",
    job=rebuild,
    cron_schedule=settings().cron,
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Once a day; DATELINE_CRON says when",
)


@dg.sensor(job=rebuild, minimum_interval_seconds=60, description="Asks for a run when files in the inputs change")
def inputs_changed(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """A run when a file of the inputs is new, changed or gone since the cursor; the cursor is the inputs' state."""
    paths = [Path(one) for one in settings().inputs]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        return dg.SkipReason(f"{', '.join(missing)}: no such file or folder")
    state = content_id(*(source.state for source in scan_inputs(paths)))
    if state == context.cursor:
        return dg.SkipReason("nothing new in the inputs")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)
