"""`dateline status`: what the warehouse holds, how fresh it is, what was refused."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.cli._words import AS_JSON, WAREHOUSE, Exit, console, say, stop

RUNS_SHOWN = 5
GROWTH = ("ended_at", "n_new", "n_removed", "n_events")
REFUSED = """
SELECT reason, count(*) AS documents, min(source_path) AS for_example
FROM documents WHERE status = 'rejected' GROUP BY reason ORDER BY documents DESC, reason
"""
SPAN = """
SELECT
    (SELECT min(published_on) FROM documents) AS oldest_document,
    (SELECT max(published_on) FROM documents) AS newest_document,
    (SELECT count(*) FROM documents WHERE published_on IS NULL AND status = 'accepted') AS undated_documents,
    (SELECT min(date_start) FROM events) AS first_event_day,
    (SELECT max(date_end) FROM events) AS last_event_day
"""
RUNS = "SELECT * FROM runs ORDER BY started_at DESC, run_id"


def status(warehouse: WAREHOUSE = None, as_json: AS_JSON = False) -> None:
    """Say what the warehouse holds, when it was last written, what was refused and why, and who is writing to it."""
    from pipeline.settings import settings
    from pipeline.warehouse import NoWarehouseError

    folder = Path(settings({"warehouse": warehouse}).warehouse)
    try:
        found = state(folder, datetime.now(UTC).replace(tzinfo=None, microsecond=0))
    except NoWarehouseError as error:
        stop(Exit.FAILED, str(error))
    if as_json:
        say(found)
    else:
        _tell(found)


def state(folder: Path, now: datetime) -> dict[str, Any]:
    """What `dateline status --json` prints; raises `NoWarehouseError` when nothing was published there."""
    from pipeline.tables import TABLES
    from pipeline.upkeep.lock import holder
    from pipeline.warehouse import ask

    counts = " UNION ALL ".join(f"SELECT '{table}' AS name, count(*) AS n FROM {table}" for table in TABLES)
    runs = ask(folder, RUNS).to_dicts()
    last = runs[0] if runs else None
    return {
        "warehouse": str(folder),
        "rows": dict(ask(folder, counts).sort("name").iter_rows()),
        **ask(folder, SPAN).to_dicts()[0],
        "rejected": ask(folder, REFUSED).to_dicts(),
        "last_run": last,
        "last_look": last_look(folder),
        "age_hours": round((now - last["ended_at"]).total_seconds() / 3600, 1) if last else None,
        "growth": [
            {key: run[key] for key in ("ended_at", "n_new", "n_removed", "n_events")} for run in runs[:RUNS_SHOWN]
        ],
        "held_by": holder(folder),
    }


def last_look(folder: Path) -> dict[str, Any] | None:
    """When a run last ended, also one that had nothing to write or failed, and how; null when no run was logged."""
    try:
        lines = (folder / "logs" / "runs.jsonl").read_text(encoding="utf-8").splitlines()
        last = json.loads(lines[-1])
    except (OSError, ValueError, IndexError):
        return None
    return {key: last.get(key) for key in ("run_id", "ended_at", "published", "failure")}


def _tell(found: dict[str, Any]) -> None:
    from rich.table import Table

    out = console()
    rows = Table("table", "rows", title=found["warehouse"])
    for table, count in found["rows"].items():
        rows.add_row(table, str(count))
    out.print(rows)
    for line in _lines(found):
        out.print(line, highlight=False)
    if found["rejected"]:
        refused = Table("reason", "documents", "for example", title="Refused")
        for row in found["rejected"]:
            refused.add_row(*(str(cell) for cell in row.values()))
        out.print(refused)


def _lines(found: dict[str, Any]) -> list[str]:
    last, held = found["last_run"], found["held_by"]
    lines = [
        f"documents published {found['oldest_document']} to {found['newest_document']}, "
        f"{found['undated_documents']} without a day",
        f"events from {found['first_event_day']} to {found['last_event_day']}",
    ]
    if last:
        lines.append(f"last written {last['ended_at']} UTC, {found['age_hours']} hours ago, by run {last['run_id']}")
    look = found["last_look"]
    if look:
        said = f"failed: {look['failure']}" if look["failure"] else "wrote" if look["published"] else "nothing new"
        lines.append(f"last looked {look['ended_at']} UTC: {said}")
    if held:
        lines.append(f"a run is writing now: process {held['pid']} since {held['started_at']}")
    return lines
