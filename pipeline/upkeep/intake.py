"""From inputs to the documents of the lake: only sources that are new or changed are read.

A source is a file below an input folder, or a file that was given by itself (its folder counts as the input then). It
is gone when its whole input folder has been looked through and it was not there. So one file at a time adds up, and a
folder is always a mirror of what lies in it.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.formats import Limits
from pipeline.source_text.sources import Source, scan_inputs
from pipeline.tables import as_table
from pipeline.upkeep.code_version import code_version
from pipeline.upkeep.lake import Lake, aside, reading, write_parquet
from pipeline.upkeep.ledger import Stamp, read_stamp, write_stamp

PART = "parts/documents"
STAGE = "sources"
KNOWN = dict.fromkeys(("root", "source_path", "state", "code_version", "doc_id"), pl.String)
SAME_SOURCE = ["root", "source_path", "state", "code_version"]
ROWS_AT_ONCE = 4_000

Reader = Callable[[Source], Iterable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Intake:
    """Documents looked at in this run, how many of them are new or changed, gone since, and refused."""

    read: int
    new: int
    gone: int
    refused: int
    changed: bool


def last_intake(lake: Lake) -> Intake:
    """What the last run took in; raises `FileNotFoundError` when there was none."""
    return Intake(**json.loads(_note(lake).read_text(encoding="utf-8")))


def _note(lake: Lake) -> Path:
    return lake.folder.parent / "logs" / "intake.json"


def take_in(
    lake: Lake,
    inputs: Sequence[Path],
    read: Reader,
    reader_module: str,
    within: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> Intake:
    """Bring the lake's `parts/documents` up to date with the inputs; `read` gives a source's rows.

    `within` names folders of the inputs that alone are looked at; `limits` say what is too much to be read.

    Raises `FileNotFoundError` when an input is not there.
    """
    code = code_version(reader_module)
    own = lake.folder.parent.resolve()
    found = [(str(root), source) for given in inputs for root, source in _scan(given, own, limits)]
    found = [(root, source) for root, source in found if _is_within(source.source_path, within)]
    seen = _seen(found, code)
    known = _known(lake)
    unseen = _is_unseen(known, {str(given.resolve()) for given in inputs if given.is_dir()}, within)
    standing = _standing(known, seen, unseen)
    dropped = known.join(standing, on=[*SAME_SOURCE, "doc_id"], how="anti")
    shared = standing.join(dropped, on="doc_id", how="semi").join(seen, on=SAME_SOURCE, how="semi")
    shared = shared.select(SAME_SOURCE).unique()
    standing = standing.join(shared, on=SAME_SOURCE, how="anti")
    due = seen.join(standing, on=SAME_SOURCE, how="anti")
    if due.is_empty() and dropped.is_empty() and not known.is_empty():
        return _intake(lake, seen, known, known, changed=False)
    keys = set(due.select(SAME_SOURCE).iter_rows())
    sources = [(root, source) for root, source in found if (root, source.source_path, source.state, code) in keys]
    rows, told = _read(sources, read, code)
    now = pl.concat([standing, told]).sort(list(KNOWN))
    _write(lake, standing, rows, now, code)
    return _intake(lake, seen, known, now, changed=True)


def _scan(given: Path, own: Path, limits: Limits | None) -> list[tuple[Path, Source]]:
    """The sources of an input with its folder; a warehouse that lies in there is no source of itself."""
    root = given.resolve() if given.is_dir() else given.parent.resolve()
    return [
        (root, source)
        for source in scan_inputs([given], limits=limits)
        if not (root / source.source_path).is_relative_to(own)
    ]


def _seen(found: Sequence[tuple[str, Source]], code: str) -> pl.DataFrame:
    rows = [(root, source.source_path, source.state, code) for root, source in found]
    return pl.DataFrame(rows, schema=dict.fromkeys(SAME_SOURCE, pl.String), orient="row").unique().sort(SAME_SOURCE)


def _known(lake: Lake) -> pl.DataFrame:
    """What earlier runs read, one row per source and document; nothing when the lake does not hold those documents."""
    path = lake.folder / "ledger" / f"{STAGE}.parquet"
    intact = read_stamp(lake, STAGE) is not None and path.is_file()
    if not intact:
        return pl.DataFrame(schema=KNOWN)
    with reading(path):
        return pl.read_parquet(path)


def _is_within(source_path: str, within: Sequence[str] | None) -> bool:
    return within is None or source_path.split("/")[0] in within


def _is_unseen(known: pl.DataFrame, folders: set[str], within: Sequence[str] | None) -> pl.Series:
    """Which rows of `known` this run did not look for."""
    pairs = known.select("root", "source_path").iter_rows()
    return pl.Series([root not in folders or not _is_within(path, within) for root, path in pairs], dtype=pl.Boolean)


def _standing(known: pl.DataFrame, seen: pl.DataFrame, unseen: pl.Series) -> pl.DataFrame:
    """The rows of `known` that this run leaves as they are: seen again as they were, or not looked for."""
    again = known.join(seen, on=SAME_SOURCE, how="semi")
    elsewhere = known.filter(unseen).join(seen, on=["root", "source_path"], how="anti")
    return pl.concat([again, elsewhere]).unique().sort(list(KNOWN))


def _read(sources: Sequence[tuple[str, Source]], read: Reader, code: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The sources' documents, each once, and which source told which."""
    frames = [as_table("documents", [])]
    rows: list[dict[str, Any]] = []
    told: list[tuple[str, str, str, str, str]] = []
    for root, source in sorted(sources, key=lambda pair: (pair[1].source_path, pair[1].state, pair[0])):
        for row in read(source):
            rows.append(row)
            told.append((root, source.source_path, source.state, code, row["doc_id"]))
            if len(rows) >= ROWS_AT_ONCE:
                frames.append(as_table("documents", rows))
                rows = []
    frames.append(as_table("documents", rows))
    documents = pl.concat(frames).unique("doc_id", keep="first", maintain_order=True)
    return documents, pl.DataFrame(told, schema=KNOWN, orient="row").unique()


def _write(lake: Lake, standing: pl.DataFrame, rows: pl.DataFrame, now: pl.DataFrame, code: str) -> None:
    old = lake.read(PART).join(standing, on="doc_id", how="semi").join(rows, on="doc_id", how="anti")
    lake.write(PART, pl.concat([old, rows]))
    write_parquet(lake.folder / "ledger" / f"{STAGE}.parquet", now)
    write_stamp(lake, STAGE, Stamp(code, {}, {PART: lake.digest(PART)}))


def _intake(lake: Lake, seen: pl.DataFrame, before: pl.DataFrame, now: pl.DataFrame, changed: bool) -> Intake:
    looked_at = now.join(seen, on=SAME_SOURCE, how="semi").select("doc_id").unique()
    status = lake.read(PART, ["doc_id", "status"]).join(looked_at, on="doc_id", how="semi")
    intake = Intake(
        read=looked_at.height,
        new=now.select("doc_id").unique().join(before, on="doc_id", how="anti").height,
        gone=before.select("doc_id").unique().join(now, on="doc_id", how="anti").height,
        refused=status.filter(pl.col("status") == "rejected").height,
        changed=changed,
    )
    with aside(_note(lake)) as draft:
        draft.write_text(json.dumps(asdict(intake)), encoding="utf-8")
    return intake
