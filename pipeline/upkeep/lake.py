"""The lake: one Parquet file a table, the source of truth of a warehouse.

A file is written aside, flushed to the disk and renamed, so that a final name never holds half a table. The same
rows give the same bytes: rows are sorted, columns are those of `tables.py`, and nothing of the day or the machine
goes in.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import polars as pl
import pyarrow as pa

from pipeline.tables import CLUES, TABLES, empty

ROWS_A_GROUP = 16_384
LEVEL = 1
"""Of zstd: a tenth larger than the usual level, in little more than half of the time."""
ASIDE = ".aside"

ORDER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": ("source_path", "doc_id"),
        "paragraphs": ("doc_id", "paragraph_no", "paragraph_id"),
        "paragraph_relations": ("paragraph_id", "other_paragraph_id"),
        "sentences": ("doc_id", "sentence_no", "sentence_id"),
        "dates": ("doc_id", "start_char", "end_char", "date_id"),
        "mentions": ("doc_id", "start_char", "end_char", "mention_id"),
        "participants": ("mention_id", "role", "rank"),
        "attributions": ("mention_id", "rank"),
        "figures": ("mention_id", "start_char", "figure_id"),
        "events": ("date_start", "event_id"),
        "event_contexts": ("event_id", "rank"),
        "evidence": ("event_id", "mention_id"),
        "event_aliases": ("event_id",),
        "runs": ("started_at", "run_id"),
        "told": ("event_id", "mention_id"),
        "clues": ("doc_id", "rank"),
    }
)
TOLD = pl.Schema(dict.fromkeys(("event_id", "mention_id", "source_path", "event_type", "sentence"), pl.String))
"""What each event rests on, kept so that the next run can follow ids that vanish."""
BESIDE = MappingProxyType({"told": TOLD, "clues": CLUES})
"""What is kept beside the tables."""

UNABLE = (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""What reading or writing a file may raise; a damaged Parquet file makes Polars panic, which is no `Exception`."""


@contextlib.contextmanager
def aside(final: Path) -> Iterator[Path]:
    """A path beside `final` to write to; flushed and renamed to `final` when the block ends, removed when it fails.

    Raises `OSError` that names `final`, whatever the writer says when the disk is full or the rights are missing.
    """
    draft = final.with_name(f".{final.name}.{os.getpid()}{ASIDE}")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        flush(draft)
        draft.replace(final)
        flush(final.parent)
    except UNABLE as error:
        raise _named(error, "write", final) from error
    finally:
        remove(draft)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read `path` in the block; what goes wrong becomes an `OSError` that names it, whatever the reader says."""
    try:
        yield
    except UNABLE as error:
        raise _named(error, "read", path) from error


def _named(error: BaseException, done: str, path: Path) -> OSError:
    number = getattr(error, "errno", None) or errno.EIO
    return OSError(number, f"cannot {done}: {_reason(error)}", str(path))


def _reason(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]


def flush(path: Path) -> None:
    """Have the disk hold what was written to the file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """The file or folder is gone, whether or not it was there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def clean(folder: Path) -> list[Path]:
    """Remove what a killed run left half-written below the folder; the caller holds the warehouse's lock."""
    left = sorted(path for path in folder.rglob(f".*{ASIDE}*")) if folder.is_dir() else []
    for path in left:
        remove(path)
    return left


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, or "" when there is no such file."""
    if not path.is_file():
        return ""
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def schema_of(table: str) -> pl.Schema:
    """The columns and types of a table, or of a part named after one.

    >>> list(schema_of("parts/evidence"))
    ['event_id', 'mention_id', 'joined_because']
    """
    name = Path(table).name
    return BESIDE[name] if name in BESIDE else empty(name).schema


def in_order(table: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the table's own order and columns, whatever order they came in.

    >>> evidence = {"event_id": ["f", "e"], "mention_id": ["m", "n"], "joined_because": ["told once"] * 2}
    >>> in_order("evidence", pl.DataFrame(evidence))["event_id"].to_list()
    ['e', 'f']
    """
    columns = list(schema_of(table))
    return rows.select(columns).sort(ORDER[table], nulls_last=True, maintain_order=True).rechunk()


def write_parquet(path: Path, rows: pl.DataFrame, table: str = "") -> None:
    """Write the rows to `path` in one rename: the same rows, the same bytes; a table's file says what it means."""
    told = described(table) if table in TABLES else None
    with aside(path) as draft:
        rows.write_parquet(
            draft,
            compression="zstd",
            compression_level=LEVEL,
            statistics=True,
            row_group_size=ROWS_A_GROUP,
            arrow_schema=told,
        )


@cache
def described(table: str) -> pa.Schema:
    """The table's Arrow schema, with what it and each of its columns mean as metadata.

    >>> described("evidence").field("event_id").metadata
    {b'description': b'The event'}
    """
    columns = TABLES[table].columns()
    fields = [
        field.with_metadata({"description": columns[field.name].description or ""})
        for field in empty(table).to_arrow().schema
    ]
    return pa.schema(fields, metadata={"description": " ".join((TABLES[table].__doc__ or "").split())})


@dataclass(slots=True)
class Lake:
    """The tables below one folder; `part` is a table as its own stage made it, before the corpus was compared."""

    folder: Path
    _digests: dict[str, str] = field(default_factory=dict)

    def path(self, table: str) -> Path:
        """Where a table (`dates`) or a part (`parts/dates`) lies."""
        return self.folder / f"{table}.parquet"

    def holds(self, table: str) -> bool:
        """Whether the table has been written with the columns it has today."""
        if not self.path(table).is_file():
            return False
        with reading(self.path(table)):
            return pl.read_parquet_schema(self.path(table)) == schema_of(table)

    def read(self, table: str, columns: list[str] | None = None) -> pl.DataFrame:
        """The table's rows; none when it was never written, or with other columns than today's."""
        if not self.holds(table):
            nothing = schema_of(table).to_frame()
            return nothing if columns is None else nothing.select(columns)
        with reading(self.path(table)):
            return pl.read_parquet(self.path(table), columns=columns)

    def scan(self, table: str) -> pl.LazyFrame:
        """The table's rows, to be read when they are collected; none when it was never written as it is today."""
        return pl.scan_parquet(self.path(table)) if self.holds(table) else schema_of(table).to_frame().lazy()

    def height(self, table: str) -> int:
        """How many rows the table has."""
        return int(pl.scan_parquet(self.path(table)).select(pl.len()).collect().item()) if self.holds(table) else 0

    def write(self, table: str, rows: pl.DataFrame) -> str:
        """Replace the table by the rows; returns the new digest. A file that would hold the same bytes stays."""
        name = Path(table).name
        write_parquet(self.path(table), in_order(name, rows), name)
        self._digests.pop(table, None)
        return self.digest(table)

    def digest(self, table: str) -> str:
        """SHA-256 of the table's file, "" when it was never written; read once a run."""
        if table not in self._digests:
            self._digests[table] = digest(self.path(table))
        return self._digests[table]

    def known(self, table: str, digest: str) -> None:
        """Take the digest of a file that lies elsewhere as read."""
        self._digests[table] = digest

    def tables(self) -> list[str]:
        """The tables of `tables.py` that have been written."""
        return [table for table in TABLES if self.holds(table)]
