"""The one door to DuckDB: build a snapshot's file, publish it in one swap, open it read-only, ask it."""

from pipeline.warehouse.build import build_file
from pipeline.warehouse.query import NoWarehouseError, QueryError, another, ask, open_snapshot
from pipeline.warehouse.snapshot import Published, publish

__all__ = ["NoWarehouseError", "Published", "QueryError", "another", "ask", "build_file", "open_snapshot", "publish"]
