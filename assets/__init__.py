"""Dagster lives here: the assets in reading order, their checks, storage and schedules. It reports to nobody."""

import os
import sys

import structlog

if not structlog.is_configured():
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
