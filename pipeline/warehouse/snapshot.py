"""A snapshot: all tables at one moment, as one DuckDB file and as one Parquet file a table.

Both are built aside, audited and swapped in by a rename each; readers keep what they opened. When a run dies between
the two renames, no stamp says that it ended, and the next run publishes again.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.ids import content_id
from pipeline.stages.exports import write_exports
from pipeline.tables import TABLES
from pipeline.upkeep.audit import AuditError, Problem, audit
from pipeline.upkeep.code_version import code_version
from pipeline.upkeep.lake import ASIDE, Lake, digest, flush, remove
from pipeline.upkeep.ledger import Stamp, read_stamp, write_stamp
from pipeline.warehouse.build import build_file

FILE = "events.duckdb"
STAGE = "snapshot"
HISTORY = ("runs",)
WATCHED = ("documents", "sentences", "mentions", "events")
KEPT_SNAPSHOTS = 2


@dataclass(frozen=True, slots=True)
class Published:
    """What a snapshot holds: rows by table; `changed` is false when the published one was already the same."""

    rows: Mapping[str, int]
    changed: bool


def publish(folder: Path, lake: Lake, tables: Sequence[str], run: pl.DataFrame, may_shrink: bool = False) -> Published:
    """Publish the lake's `tables` to `folder`, the others without rows; `run` is this run's row of `runs`.

    Nothing is written when the published snapshot is the same already, or when it holds tables that this run did not
    make: a run that stops early does not take them away. Raises `AuditError` when a promise is broken
    or rows are gone that should not be.
    """
    code = code_version("pipeline.warehouse.snapshot")
    inputs = {table: lake.digest(table) for table in tables if table not in HISTORY}
    stamp = _stamp_of(folder, lake)
    rows = {table: lake.height(table) for table in tables}
    same = stamp and stamp.code_version == code and stamp.inputs == inputs
    if stamp and (same or set(stamp.inputs) - set(inputs)):
        return Published(rows, changed=False)
    _audit(folder, lake, tables, may_shrink)
    lake.write("runs", pl.concat([lake.read("runs"), run]).unique("run_id"))
    name = content_id(*sorted(inputs.items()), lake.digest("runs"), code)
    exports = _exports(folder, lake, [*inputs, "runs"], name)
    _swap_file(folder, exports)
    _swap_latest(folder, exports)
    write_stamp(lake, STAGE, Stamp(code, inputs, _published_digests(folder)))
    _forget_old(folder, exports)
    return Published({**rows, "runs": lake.height("runs")}, changed=True)


def _stamp_of(folder: Path, lake: Lake) -> Stamp | None:
    """The last publication's stamp, when what it published is still there as it was."""
    for name, known in _published_digests(folder).items():
        lake.known(name, known)
    return read_stamp(lake, STAGE)


def _published_digests(folder: Path) -> dict[str, str]:
    latest = folder / "exports" / "latest"
    files = [folder / FILE, *(latest / f"{table}.parquet" for table in TABLES)]
    return {f"published/{path.name}": digest(path) for path in files}


def _audit(folder: Path, lake: Lake, tables: Sequence[str], may_shrink: bool) -> None:
    frames = {table: lake.read(table) for table in tables}
    problems = [
        problem
        for table, rows in frames.items()
        for problem in audit(table, rows, lambda there, key: lake.read(there, [key])[key])
    ]
    if not frames["documents"].height:
        problems.append(Problem("documents", "rows", 0, "no rows at all"))
    latest = folder / "exports" / "latest"
    for table in () if may_shrink else WATCHED:
        before = _height(latest / f"{table}.parquet")
        if table in frames and frames[table].height * 2 < before:
            told = f"{before} before; if that is meant, run again with --may-shrink"
            problems.append(Problem(table, "more than half of the rows gone", frames[table].height, told))
    if problems:
        raise AuditError(problems)


def _height(path: Path) -> int:
    return int(pl.scan_parquet(path).select(pl.len()).collect().item()) if path.is_file() else 0


def _exports(folder: Path, lake: Lake, tables: Sequence[str], name: str) -> Path:
    final = folder / "exports" / ".snapshots" / name
    draft = final.with_name(f".{name}{ASIDE}")
    remove(draft)
    try:
        draft.mkdir(parents=True)
        write_exports({table: lake.path(table) for table in tables}, draft)
        flush(draft)
        remove(final)
        draft.replace(final)
        flush(final.parent)
    finally:
        remove(draft)
    return final


def _swap_file(folder: Path, exports: Path) -> None:
    draft = folder / f".{FILE}{ASIDE}"
    remove(draft)
    try:
        build_file(draft, {path.stem: path for path in sorted(exports.glob("*.parquet"))})
        flush(draft)
        draft.replace(folder / FILE)
        flush(folder)
    finally:
        for left in (draft, draft.with_name(f"{draft.name}.wal")):
            remove(left)


def _swap_latest(folder: Path, exports: Path) -> None:
    latest = folder / "exports" / "latest"
    draft = latest.with_name(f".latest{ASIDE}")
    remove(draft)
    draft.symlink_to(exports.relative_to(latest.parent), target_is_directory=True)
    if latest.is_dir() and not latest.is_symlink():
        shutil.rmtree(latest)
    draft.replace(latest)
    flush(latest.parent)


def _forget_old(folder: Path, current: Path) -> None:
    """Remove snapshots but the current one and the one before, which somebody may still be reading."""
    kept = sorted(
        (path for path in current.parent.iterdir() if path != current), key=lambda path: path.stat().st_mtime_ns
    )
    for path in kept[: -(KEPT_SNAPSHOTS - 1)]:
        remove(path)
