"""Whether a release holds what it promises: sums, files, rows, schema, keys, intervals, offsets."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.release.making import ABOUT, SUMS
from pipeline.tables import TABLES
from pipeline.upkeep.audit import audit
from pipeline.upkeep.lake import UNABLE, digest

SPANS = ("sentences", "paragraphs", "dates", "mentions")
INTERVALS = (("dates", "date_start", "date_end"), ("events", "date_start", "date_end"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken promise: the file, and what is wrong with it."""

    file: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}"


def verify(folder: Path) -> list[Fault]:
    """Every fault of the release in `folder`, none when all its promises hold. Never raises on a damaged file."""
    if not (folder / SUMS).is_file():
        return [Fault(SUMS, f"missing in {folder}; a release has one, `dateline export` makes releases")]
    faults = list(_sums(folder))
    damaged = {fault.file for fault in faults}
    tables: dict[str, pl.DataFrame] = {}
    for table in TABLES:
        path = folder / f"{table}.parquet"
        try:
            if path.name in damaged and path.is_file():
                _try(path)
            tables[table] = pl.read_parquet(path)
        except UNABLE as error:
            faults.append(Fault(path.name, f"cannot be read: {(str(error) or type(error).__name__).splitlines()[0]}"))
    if len(tables) == len(TABLES):
        faults += [*_counts(folder, tables), *_promises(tables), *_intervals(tables), *_offsets(tables)]
    return list(dict.fromkeys(faults))


def _try(path: Path) -> None:
    """Read a Parquet file in another process: a damaged one may ask for more memory than there is, and end it.

    Raises `OSError` when it cannot be read.
    """
    read = f"import polars; polars.read_parquet({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError((done.stderr.strip() or f"its reader ended with {done.returncode}").splitlines()[-1])


def _sums(folder: Path) -> Iterator[Fault]:
    told = [line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8", "replace").splitlines()]
    wanted = {one[1]: one[0] for one in told if len(one) == 2}
    yield from (Fault(SUMS, f"line {n} is not 'sum  file'") for n, one in enumerate(told, 1) if len(one) != 2)
    here = {path.name for path in folder.iterdir() if path.name != SUMS}
    yield from (Fault(name, "missing, though SHA256SUMS names it") for name in sorted(wanted.keys() - here))
    yield from (Fault(name, "not named in SHA256SUMS") for name in sorted(here - wanted.keys()))
    for name in sorted(wanted.keys() & here):
        if digest(folder / name) != wanted[name]:
            yield Fault(name, "its bytes are not those of the release: the SHA-256 sum differs")


def _counts(folder: Path, tables: dict[str, pl.DataFrame]) -> Iterator[Fault]:
    try:
        rows = json.loads((folder / ABOUT).read_text("utf-8"))["rows"]
    except (OSError, ValueError, KeyError) as error:
        yield Fault(ABOUT, f"cannot be read: {error}")
        return
    for table, frame in tables.items():
        if rows.get(table) != frame.height:
            yield Fault(f"{table}.parquet", f"{frame.height} rows, {rows.get(table)} released")


def _promises(tables: dict[str, pl.DataFrame]) -> Iterator[Fault]:
    for table, frame in tables.items():
        for problem in audit(table, frame, lambda there, key: tables[there][key]):
            yield Fault(f"{table}.parquet", str(problem).partition(": ")[2])


def _intervals(tables: dict[str, pl.DataFrame]) -> Iterator[Fault]:
    for table, start, end in INTERVALS:
        if {start, end} <= set(tables[table].columns):
            wrong = tables[table].filter(pl.col(start) > pl.col(end)).height
            if wrong:
                yield Fault(f"{table}.parquet", f"{wrong} intervals end before they begin")


def _offsets(tables: dict[str, pl.DataFrame]) -> Iterator[Fault]:
    """Spans lie in their document, and what was cut out as it stood is still there."""
    raw = tables["documents"].select("doc_id", "text_raw", "n_chars")
    for table in SPANS:
        spans = tables[table].join(raw, on="doc_id", how="left")
        outside = spans.filter((pl.col("start_char") > pl.col("end_char")) | (pl.col("end_char") > pl.col("n_chars")))
        if outside.height:
            yield Fault(f"{table}.parquet", f"{outside.height} spans do not lie in their document")
    for table in ("sentences", "paragraphs"):
        plain = tables[table].filter(pl.col("breaks").is_null()).join(raw, on="doc_id", how="inner")
        cut = pl.col("text_raw").str.slice(pl.col("start_char"), pl.col("end_char") - pl.col("start_char"))
        wrong = plain.filter(cut != pl.col("text")).height
        if wrong:
            yield Fault(f"{table}.parquet", f"{wrong} texts are not what stands at their offsets in documents.text_raw")
