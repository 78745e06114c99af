"""Asking the last complete snapshot, read-only."""

from pathlib import Path

import duckdb
import polars as pl

NAME = "events"
SHUT = {
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
    # Attached, not connected to: for a path that is open already, connect() gives the file that was there before.
    connection = duckdb.connect(config=dict(SHUT))
    place = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{place}' AS {NAME} (READ_ONLY)")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    connection.execute(f"USE {NAME}")
    return connection


def another(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A second connection to the snapshot that a connection of `open_snapshot` has open, for another thread."""
    cursor = connection.cursor()
    cursor.execute(f"USE {NAME}")
    return cursor


def ask(folder: Path, sql: str) -> pl.DataFrame:
    """The query's rows. Raises `NoWarehouseError`, or `QueryError` with what DuckDB says is wrong."""
    with open_snapshot(folder) as connection:
        try:
            relation = connection.sql(sql)
            rows: pl.DataFrame = pl.DataFrame() if relation is None else relation.pl()
            return rows
        except duckdb.Error as error:
            raise QueryError(str(error)) from error
