"""What has been worked on: which documents a stage has read, in which state, by which code.

A stage keeps two small files below `lake/ledger/`. `<stage>.parquet` has one row per document: its id, a hash of all
rows that the stage reads of it, and the code's version. `<stage>.json` is the stage's stamp: the digests of the files
it read and of those it wrote, under a seal. The stamp is written last, so that work which was cut off is seen and done
again; one whose seal is broken counts for nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl
import polars_hash as plh

from pipeline.upkeep.lake import Lake, aside, reading, write_parquet

COLUMNS = pl.Schema(dict.fromkeys(("stage", "doc_id", "input_hash", "code_version"), pl.String))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Digests of the files that a stage read and wrote, and the version of its code."""

    code_version: str
    inputs: dict[str, str]
    outputs: dict[str, str]


def read_stamp(lake: Lake, stage: str) -> Stamp | None:
    """The stage's last stamp; null when it never ended, or when the stamp or a file it wrote is not as it wrote it."""
    try:
        told = json.loads(_path(lake, stage, "json").read_text(encoding="utf-8"))
        seal, stamp = told.pop("seal"), Stamp(**told)
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    if seal != _seal(stamp):
        return None
    intact = all(lake.digest(table) == known for table, known in stamp.outputs.items())
    return stamp if intact else None


def write_stamp(lake: Lake, stage: str, stamp: Stamp) -> None:
    """Say that the stage has ended."""
    with aside(_path(lake, stage, "json")) as draft:
        told = asdict(stamp) | {"seal": _seal(stamp)}
        draft.write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")


def _seal(stamp: Stamp) -> str:
    """SHA-256 of all that the stamp says: a flipped bit may leave words that can be read."""
    return hashlib.sha256(json.dumps(asdict(stamp), sort_keys=True).encode()).hexdigest()


def read_ledger(lake: Lake, stage: str) -> pl.DataFrame:
    """One row per document that the stage has read: stage, doc_id, input_hash, code_version."""
    path = _path(lake, stage, "parquet")
    if not path.is_file():
        return pl.DataFrame(schema=COLUMNS)
    with reading(path):
        return pl.read_parquet(path)


def write_ledger(lake: Lake, stage: str, hashes: pl.DataFrame, code_version: str) -> None:
    """Keep what the stage has read: `hashes` has doc_id and input_hash."""
    rows = hashes.with_columns(stage=pl.lit(stage), code_version=pl.lit(code_version))
    write_parquet(_path(lake, stage, "parquet"), rows.select(list(COLUMNS)).sort("doc_id"))


def forget(lake: Lake) -> None:
    """Nothing counts as worked on any more: the next run reads everything again."""
    for path in sorted(lake.folder.glob("ledger/*")):
        path.unlink()


def input_hashes(frames: Mapping[str, pl.LazyFrame]) -> pl.DataFrame:
    """doc_id and input_hash: one row per document of the frames, a hash over all rows that they hold of it.

    The order of the rows plays no part.

    >>> rows = pl.LazyFrame({"doc_id": ["a", "b"], "text": ["x", None]})
    >>> one, other = input_hashes({"documents": rows}), input_hashes({"documents": rows.reverse()})
    >>> one.equals(other) and one["input_hash"].n_unique() == 2
    True
    """
    hashed = [frame.select("doc_id", row=_row_hash(name, frame)).collect() for name, frame in sorted(frames.items())]
    return (
        pl.concat(hashed)
        .sort("doc_id", "row")
        .group_by("doc_id", maintain_order=True)
        .agg(pl.col("row").str.join("").alias("rows"))
        .select("doc_id", input_hash=plh.col("rows").nchash.xxh3_128().cast(pl.String))
        .sort("doc_id")
    )


def due(hashes: pl.DataFrame, ledger: pl.DataFrame, code_version: str) -> pl.DataFrame:
    """The rows of `hashes` whose document the ledger does not know in this state and by this code.

    >>> hashes = pl.DataFrame({"doc_id": ["a", "b"], "input_hash": ["1", "2"]})
    >>> known = pl.DataFrame({"doc_id": ["a"], "input_hash": ["1"], "code_version": ["v"]})
    >>> due(hashes, known, "v")["doc_id"].to_list(), due(hashes, known, "w").height
    (['b'], 2)
    """
    read = ledger.filter(pl.col("code_version") == code_version)
    return hashes.join(read, on=["doc_id", "input_hash"], how="anti").sort("doc_id")


def _row_hash(name: str, frame: pl.LazyFrame) -> pl.Expr:
    def as_text(column: str, kind: pl.DataType) -> pl.Expr:
        if isinstance(kind, pl.List):
            return pl.col(column).cast(pl.List(pl.String)).list.join(",")
        return pl.col(column).cast(pl.String)

    cells = [as_text(column, kind).fill_null("\x00") for column, kind in frame.collect_schema().items()]
    whole = pl.concat_str(pl.lit(name), *cells, separator="\x1f")
    return plh.concat_str(whole).nchash.xxh3_128().cast(pl.String)


def _path(lake: Lake, stage: str, suffix: str) -> Path:
    return lake.folder / "ledger" / f"{stage}.{suffix}"
