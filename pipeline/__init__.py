"""Dateline's library: pure functions from raw news prose to dated, sourced events; no Dagster and no clock here."""

import gc
import os

# Memory that polars has freed goes back to the system, else a long run holds the most that any of its stages took.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:500,muzzy_decay_ms:0")

# Cycles are looked for less often than Python does by itself: a run holds millions of plain rows that have none, and
# going through them again and again took a tenth of its time.
gc.set_threshold(50_000, 20, 50)
