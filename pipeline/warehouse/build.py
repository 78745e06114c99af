"""From Parquet files to one DuckDB file: tables with keys and comments, and the views for people."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from pipeline.tables import TABLES, empty
from pipeline.views import VIEWS

STORAGE = "v1.2.0"
AT_ONCE = 2
"""Tables that are filled at once: one thread of DuckDB writes a table of this size."""
TYPES: Mapping[type[pl.DataType] | pl.DataType, str] = {
    pl.String: "VARCHAR",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP",
    pl.List: "BIGINT[]",
}


def build_file(path: Path, parquets: Mapping[str, Path]) -> None:
    """A new DuckDB file with every table of `tables.py`, filled from the Parquet file of its name, and all views.

    It is written so that DuckDB from 1.2 on can read it. A table without a file is there and has no rows.
    """
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")  # it is drawn on stdout, which is for answers
        connection.execute(f"ATTACH {_quoted(str(path))} AS snapshot (STORAGE_VERSION '{STORAGE}')")
        connection.execute("USE snapshot")
        for table in TABLES:
            connection.execute(declaration(table))
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for _ in threads.map(partial(_fill, connection), parquets, parquets.values()):
                pass
        for statement in [*_views(), *_comments()]:
            connection.execute(statement)
        connection.execute("CHECKPOINT snapshot")
        connection.execute("USE memory")
        connection.execute("DETACH snapshot")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, parquet: Path) -> None:
    """Put the rows of a file into its table, over a connection of its own to the same snapshot."""
    columns = ", ".join(f'"{column}"' for column in empty(table).columns)
    with connection.cursor() as own:
        own.execute("USE snapshot")
        own.execute(f"INSERT INTO {table} SELECT {columns} FROM read_parquet({_quoted(str(parquet))})")


def declaration(table: str) -> str:
    """The CREATE TABLE of a table: types, what may not be null, the primary key.

    >>> print(declaration("event_contexts"))
    CREATE TABLE event_contexts (
      "event_id" VARCHAR NOT NULL,
      "rank" BIGINT NOT NULL,
      "context" VARCHAR NOT NULL,
      PRIMARY KEY ("event_id", "rank")
    )
    """
    schema = empty(table).schema
    lines = []
    for name, column in TABLES[table].columns().items():
        must = "" if column.nullable and not column.primary_key else " NOT NULL"
        lines.append(f'"{name}" {TYPES[schema[name].base_type()]}{must}')
    keys = ", ".join(f'"{key}"' for key in TABLES[table].primary_key())
    if keys:
        lines.append(f"PRIMARY KEY ({keys})")
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join(lines) + "\n)"


def _views() -> list[str]:
    return [f"CREATE VIEW {name} AS {view.sql}" for name, view in VIEWS.items()]


def _comments() -> list[str]:
    said = [f"COMMENT ON VIEW {name} IS {_quoted(view.meaning)}" for name, view in VIEWS.items()]
    for table, schema in TABLES.items():
        said.append(f"COMMENT ON TABLE {table} IS {_quoted(' '.join((schema.__doc__ or '').split()))}")
        for name, column in schema.columns().items():
            null = (column.metadata or {}).get("null")
            meaning = f"{column.description or ''}" + (f". Null: {null}" if null else "")
            said.append(f'COMMENT ON COLUMN {table}."{name}" IS {_quoted(meaning)}')
    return said


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
