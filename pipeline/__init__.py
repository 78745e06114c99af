"""Dateline's library: pure functions from raw news prose to dated, sourced events; no Dagster and no clock here."""

import os

# Memory that polars has freed goes back to the system, else a long run holds the most that any of its stages took.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:500,muzzy_decay_ms:0")
