"""Dagster lives here: the assets in reading order, their checks, storage and schedules. It reports to nobody."""

import os

os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
