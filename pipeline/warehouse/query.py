"""Asking the last complete snapshot, read-only."""

from pathlib import Path

import duckdb
import polars as pl

SHUT = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}


class NoWarehouseError(FileNotFoundError):
    """There is no snapshot yet; the message says how to make one."""


class QueryError(ValueError):
    """DuckDB refused the query; the message is DuckDB's."""


def open_snapshot(folder: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the warehouse's last snapshot, with no way to other files or the network.

    Raises `NoWarehouseError` when nothing has been published there.
    """
    path = folder / "events.duckdb"
    if not path.is_file():
        raise NoWarehouseError(f"{path}: no such file; `dateline run INPUT --warehouse {folder}` makes it")
    connection = duckdb.connect(str(path), read_only=True, config=dict(SHUT))
    connection.execute("SET lock_configuration = true")
    return connection


def ask(folder: Path, sql: str) -> pl.DataFrame:
    """The query's rows. Raises `NoWarehouseError`, or `QueryError` with what DuckDB says is wrong."""
    with open_snapshot(folder) as connection:
        try:
            relation = connection.sql(sql)
            rows: pl.DataFrame = pl.DataFrame() if relation is None else relation.pl()
            return rows
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
