"""`dateline sql`: ask the last snapshot."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._words import WAREHOUSE, Exit, console, stop

MOST_ROWS = 200


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def sql(
    query: Annotated[str, typer.Argument(help="One SELECT over the tables and views", metavar="SELECT")],
    warehouse: WAREHOUSE = None,
    format: Annotated[Format, typer.Option(help="How the answer is written")] = Format.TABLE,
) -> None:
    """Print the rows of a query over the tables and views of the warehouse."""
    from pipeline.settings import settings
    from pipeline.warehouse import NoWarehouseError, QueryError, ask

    try:
        rows = ask(Path(settings({"warehouse": warehouse}).warehouse), query)
    except NoWarehouseError as error:
        stop(Exit.FAILED, str(error))
    except QueryError as error:
        stop(Exit.USAGE, str(error))
    if format is Format.CSV:
        sys.stdout.write(rows.write_csv())
    elif format is Format.JSON:
        sys.stdout.write(rows.write_json() + "\n")
    elif format is Format.PARQUET:
        rows.write_parquet(sys.stdout.buffer)
    else:
        from rich.table import Table

        table = Table(*rows.columns)
        for row in rows.head(MOST_ROWS).iter_rows():
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        console().print(table)
        if rows.height > MOST_ROWS:
            sys.stderr.write(f"{rows.height} rows, {MOST_ROWS} shown; --format csv writes all\n")
