"""The road by days, for inputs whose folders are called after the day on which documents arrived (`2026-03-01/…`).

`dagster asset materialize --select '*' -m assets.arrivals --partition-range 2026-03-01...2026-03-31` takes in a month
in one run. Documents keep the ids that they have on the plain road.
"""

import dagster as dg

from assets import dataset, publishing
from assets.road import road
from assets.storage import warehouse_of
from pipeline.settings import settings

DAYS = dg.DailyPartitionsDefinition(start_date="2000-01-01", timezone="UTC", end_offset=1)
STEPS = (dataset, publishing)


@dg.definitions
def defs() -> dg.Definitions:
    """The same assets as on the plain road, partitioned by day of arrival."""
    return dg.Definitions(
        assets=road(DAYS), resources={"warehouse": warehouse_of(settings())}, executor=dg.in_process_executor
    )
