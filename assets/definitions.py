"""What Dagster loads: the assets with their checks, the job, its schedule and sensor, and the warehouse."""

import dagster as dg

from assets import dataset, publishing, schedules
from assets.road import road
from assets.storage import warehouse_of
from pipeline.settings import settings

STEPS = (dataset, publishing)
ROAD = road()


@dg.definitions
def defs() -> dg.Definitions:
    """All there is, with the warehouse and inputs that the settings name."""
    return dg.Definitions(
        assets=ROAD,
        jobs=[schedules.rebuild],
        schedules=[schedules.daily],
        sensors=[schedules.inputs_changed],
        resources={"warehouse": warehouse_of(settings())},
        executor=dg.in_process_executor,
    )
