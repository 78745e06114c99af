"""The tables as files for others: one Parquet a table, sorted as in the lake, with no word of when or where."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.tables import TABLES, empty
from pipeline.upkeep.lake import flush, write_parquet


def write_exports(parquets: Mapping[str, Path], folder: Path) -> pl.DataFrame:
    """Write one Parquet a table of `tables.py` to `folder`; returns table, rows and bytes of each.

    A table that has no file yet is exported without rows, so that all are always there.
    """
    written = []
    for table in TABLES:
        path = folder / f"{table}.parquet"
        source = parquets.get(table)
        if source is not None and source.is_file():
            shutil.copyfile(source, path)
            flush(path)
        else:
            write_parquet(path, empty(table), table)
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        written.append((table, rows, path.stat().st_size))
    return pl.DataFrame(written, schema={"table": pl.String, "rows": pl.Int64, "bytes": pl.Int64}, orient="row")
