"""`dateline run`: inputs in, warehouse out."""

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli._words import AS_JSON, WAREHOUSE, Exit, console, log_to_stderr, say, stop

if TYPE_CHECKING:
    from assets.running import Walk
    from pipeline.settings import Settings

SHOWN = 25


def run(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files or folders [default: seeds]", metavar="INPUT…")
    ] = None,
    warehouse: WAREHOUSE = None,
    until: Annotated[str | None, typer.Option(help="Stop after this table", metavar="TABLE")] = None,
    full: Annotated[bool, typer.Option("--full", help="Work on everything again")] = False,
    engine: Annotated[str | None, typer.Option(help="serial, pool or ray [default: pool]")] = None,
    workers: Annotated[int | None, typer.Option(help="Processes that read sentences [default: all cores]")] = None,
    may_shrink: Annotated[bool, typer.Option("--may-shrink", help="Publish though half of the rows are gone")] = False,
    review: Annotated[
        Path | None, typer.Option(help="Write a page for checking the coding", metavar="FILE.html")
    ] = None,
    as_json: AS_JSON = False,
) -> None:
    """Read documents and write the warehouse; only new or changed documents are worked on.

    Exit 0 done, 1 failed, 2 bad usage, 65 every input was refused, 75 another run holds the warehouse.
    """
    told = _settings(inputs=inputs, warehouse=warehouse, engine=engine, workers=workers)
    _check(told, until)
    if review and not review.absolute().parent.is_dir():
        stop(Exit.USAGE, f"--review {review}: there is no such folder to write into")
    log_to_stderr(as_json)
    begun = time.monotonic()
    done = _walk(told, until, full, may_shrink)
    if done.failure or done.intake is None:
        stop(Exit.FAILED, f"{done.failure}")
    summary = {
        "run_id": done.run_id,
        "warehouse": told.warehouse,
        "documents": {
            "read": done.intake.read,
            "new": done.intake.new,
            "removed": done.intake.gone,
            "rejected": done.intake.refused,
        },
        "rows": dict(done.rows),
        "published": done.published,
        "until": until,
        "seconds": round(time.monotonic() - begun, 2),
    }
    if review:
        _review(Path(told.warehouse), review)
    if as_json:
        say(summary)
    else:
        _tell(summary, Path(told.warehouse))
    if done.intake.read and done.intake.refused == done.intake.read:
        stop(Exit.ALL_REFUSED, "every input was refused; `dateline status` says why")


def _review(warehouse: Path, file: Path) -> None:
    from pipeline.explorer.review import write_review

    try:
        write_review(warehouse, file)
    except OSError as error:
        stop(Exit.FAILED, f"--review: {error}")


def _settings(**flags: Any) -> "Settings":
    from pipeline.settings import SettingsError, settings

    try:
        return settings(flags)
    except SettingsError as error:
        stop(Exit.USAGE, str(error))


def _check(told: "Settings", until: str | None) -> None:
    """Leave with exit 2 when the usage cannot be meant."""
    from pipeline.engines import Engine
    from pipeline.tables import TABLES

    if until and until not in TABLES:
        stop(Exit.USAGE, f"--until {until}: no such table; there are {', '.join(TABLES)}")
    if told.engine not in list(Engine):
        stop(Exit.USAGE, f"--engine {told.engine}: no such engine; there are {', '.join(Engine)}")
    missing = [one for one in told.inputs if not Path(one).exists()]
    if missing:
        stop(Exit.USAGE, f"{', '.join(missing)}: no such file or folder; give files or folders of documents")
    if not any(_files(Path(one)) for one in told.inputs):
        stop(Exit.USAGE, f"{', '.join(told.inputs)}: no documents in there; give files or folders of documents")


def _files(given: Path) -> bool:
    if not given.is_dir():
        return True
    return any(entry.name != "published.csv" and not entry.is_dir() for entry in given.rglob("*"))


def _walk(told: "Settings", until: str | None, full: bool, may_shrink: bool) -> "Walk":
    from assets.running import walk
    from assets.storage import Warehouse
    from pipeline.upkeep.lock import HeldError

    warehouse = Warehouse(
        root=told.warehouse,
        inputs=list(told.inputs),
        engine=told.engine,
        workers=told.workers,
        limits=asdict(told.limits),
        may_shrink=may_shrink,
        until=until or "",
    )
    try:
        with _progress():
            return walk(warehouse, full)
    except HeldError as error:
        stop(Exit.HELD, str(error))
    except OSError as error:
        stop(Exit.FAILED, f"{error}; look at the rights and the space of the disk there")


def _progress() -> Any:
    """A bar on stderr that follows the stages, on a terminal only."""
    from contextlib import nullcontext

    if not sys.stderr.isatty():
        return nullcontext()
    from pipeline.cli._progress import bars

    return bars()


def _tell(summary: dict[str, Any], folder: Path) -> None:
    from rich.table import Table

    from pipeline.warehouse import ask

    out = console()
    columns = "date_start, date_end, event_type, status, summary, n_documents"
    found = ask(folder, f"SELECT {columns} FROM timeline LIMIT {SHOWN}")
    more = summary["rows"].get("events", 0) - found.height
    table = Table("from", "to", "type", "status", "what", "docs", title="Events")
    for row in found.iter_rows():
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    if found.height:
        out.print(table)
    if more > 0:
        out.print(f'… and {more} more: dateline sql "SELECT * FROM timeline" --warehouse {folder}')
    out.print(_counts(summary))
    for line in _places(folder):
        out.print(line, soft_wrap=True, highlight=False)


def _counts(summary: dict[str, Any]) -> str:
    documents, rows = summary["documents"], summary["rows"]
    said = f"{documents['read']} documents: {documents['new']} new or changed, {documents['rejected']} refused"
    said += f", {documents['removed']} removed" if documents["removed"] else ""
    made = ", ".join(
        f"{rows[table]} {table}" for table in ("sentences", "dates", "mentions", "events") if table in rows
    )
    if summary["published"]:
        return f"{said}; {made}"
    stopped = f"stopped after {summary['until']}, so that the whole snapshot before it stays"
    return f"{said}; {made}; {stopped if summary['until'] else 'nothing new to publish'}"


def _places(folder: Path) -> Sequence[str]:
    return [f"DuckDB file   {folder / 'events.duckdb'}", f"Parquet files {folder / 'exports' / 'latest'}"]
