"""What Dagster loads: the assets with their checks, the job, its schedule and sensor, and the warehouse."""

import dagster as dg

from assets import dataset, publishing, schedules
from assets.storage import Warehouse
from pipeline.settings import settings

ROAD = (
    dataset.make_documents,
    dataset.make_sentences,
    dataset.make_dates,
    dataset.make_mentions,
    dataset.make_events,
    publishing.publish_snapshot,
)


@dg.definitions
def defs() -> dg.Definitions:
    """All there is, with the warehouse and inputs that the settings name."""
    told = settings()
    warehouse = Warehouse(root=told.warehouse, inputs=list(told.inputs), engine=told.engine, workers=told.workers)
    return dg.Definitions(
        assets=ROAD,
        jobs=[schedules.rebuild],
        schedules=[schedules.daily],
        sensors=[schedules.inputs_changed],
        resources={"warehouse": warehouse},
        executor=dg.in_process_executor,
    )
