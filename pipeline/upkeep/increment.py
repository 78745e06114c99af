"""Doing only what is due: per-document stages work on new and changed documents, corpus-wide ones when their input has
changed. What comes out is what a whole rebuild would give, byte for byte.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

import polars as pl

from pipeline.upkeep.audit import AuditError, audit
from pipeline.upkeep.batches import Batches, Frames, batches
from pipeline.upkeep.code_version import code_version
from pipeline.upkeep.lake import Lake, schema_of
from pipeline.upkeep.ledger import Stamp, due, input_hashes, read_ledger, read_stamp, write_ledger, write_stamp

Mapper = Callable[[Callable[[Frames], Frames], Batches], Iterator[Frames]]

PARTS = "parts/"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage did: documents worked on, kept from before and gone; `changed` when a file of the lake changed."""

    stage: str
    worked: int = 0
    kept: int = 0
    gone: int = 0
    changed: bool = False


class StageError(RuntimeError):
    """A stage cannot take a document; the message says which one, and why."""


def in_turn(function: Callable[[Frames], Frames], batches: Batches) -> Iterator[Frames]:
    """The plainest mapper: one batch after the other, here."""
    return map(function, batches)


def per_document(
    lake: Lake,
    stage: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    mapper: Mapper = in_turn,
    asked: pl.Expr | None = None,
) -> Outcome:
    """Bring `outputs` up to date with `inputs`: only documents whose rows in `inputs` have changed are worked on.

    `stage` names a function (`pipeline.stages.dates.find_dates`) that takes the input tables' rows of some documents
    and gives the output tables' rows of the same ones. It is imported when there is work for it. With `asked` it is
    given the documents with such rows alone, and the others have none in `outputs`.
    """
    module, _, name = stage.rpartition(".")
    code = code_version(module)
    stamp = read_stamp(lake, name)
    if stamp and stamp.code_version == code and stamp.inputs == _digests(lake, inputs):
        return Outcome(name, kept=read_ledger(lake, name).height)
    rows_of = {table: lake.scan(table) for table in inputs}
    hashes = input_hashes(rows_of if asked is None else {table: rows.filter(asked) for table, rows in rows_of.items()})
    ledger = read_ledger(lake, name) if stamp else read_ledger(lake, name).clear()
    todo = due(hashes, ledger, code)
    kept = hashes.join(todo, on="doc_id", how="anti")["doc_id"]
    fresh = list(mapper(partial(_run_batch, stage), batches(lake, inputs, todo["doc_id"])))
    rows = [
        pl.concat([old, *(batch[at].select(old.columns) for batch in fresh)])
        for at, old in enumerate(_rows_of(lake, outputs, kept))
    ]
    _commit(lake, dict(zip(outputs, rows, strict=True)))
    write_ledger(lake, name, hashes, code)
    gone = ledger.join(hashes, on="doc_id", how="anti").height
    _stamp(lake, name, code, _digests(lake, inputs), outputs)
    return Outcome(name, todo.height, kept.len(), gone, changed=True)


def corpus_wide(
    lake: Lake,
    stage: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    carried: Sequence[str] = (),
    rests_on: Sequence[str] = (),
) -> Outcome:
    """Bring `outputs` up to date with `inputs` by one call over all rows, when an input or the code has changed.

    `carried` are tables that the stage takes as well, as the last run left them. `rests_on` are the modules whose
    versions count, when they are not the one that `stage` stands in.
    """
    module, _, name = stage.rpartition(".")
    code = "-".join(code_version(one) for one in rests_on or [module])
    digests = _digests(lake, inputs)
    stamp = read_stamp(lake, name)
    if stamp and stamp.code_version == code and stamp.inputs == digests:
        return Outcome(name)
    rows = _run(stage, tuple(lake.read(table) for table in [*inputs, *carried]))
    _commit(lake, dict(zip(outputs, rows, strict=True)))
    _stamp(lake, name, code, digests, outputs)
    return Outcome(name, changed=True)


def _run(stage: str, frames: Frames) -> Frames:
    module, _, name = stage.rpartition(".")
    rows = getattr(import_module(module), name)(*frames)
    return (rows,) if isinstance(rows, pl.DataFrame) else tuple(rows)


def _run_batch(stage: str, frames: Frames) -> Frames:
    """As `_run`; when that raises, each document is tried by itself, so that the one to blame is named."""
    try:
        return _run(stage, frames)
    except Exception as error:
        for doc_id in frames[0]["doc_id"].unique().sort():
            one = tuple(frame.filter(pl.col("doc_id") == doc_id) for frame in frames)
            try:
                _run(stage, one)
            except Exception as cause:
                told = f"{type(cause).__name__}: {cause}"
                raise StageError(f"{stage} cannot take document {_named(one[0])}: {told}") from cause
        raise StageError(f"{stage}: {type(error).__name__}: {error}") from error


def _named(document: pl.DataFrame) -> str:
    path = f" ({document['source_path'][0]})" if "source_path" in document.columns else ""
    return f"{document['doc_id'][0]}{path}"


def _digests(lake: Lake, tables: Iterable[str]) -> dict[str, str]:
    return {table: lake.digest(table) for table in tables}


def _stamp(lake: Lake, name: str, code: str, inputs: dict[str, str], outputs: Sequence[str]) -> None:
    write_stamp(lake, name, Stamp(code, inputs, _digests(lake, outputs)))


def _rows_of(lake: Lake, outputs: Sequence[str], doc_ids: pl.Series) -> list[pl.DataFrame]:
    """The outputs' rows of those documents as they stand; what hangs on a mention is of the mention's document.

    Where none of them is kept, nothing is read: the file may be damaged, which is why all is done anew.
    """
    if doc_ids.is_empty():
        return [schema_of(table).to_frame() for table in outputs]
    frames: list[pl.DataFrame] = []
    mentions = pl.Series(dtype=pl.String)
    for table in outputs:
        rows = lake.read(table)
        if "doc_id" in rows.columns:
            rows = rows.filter(pl.col("doc_id").is_in(doc_ids.implode()))
        else:
            rows = rows.filter(pl.col("mention_id").is_in(mentions.implode()))
        mentions = rows["mention_id"] if Path(table).name == "mentions" else mentions
        frames.append(rows)
    return frames


def _commit(lake: Lake, rows: Mapping[str, pl.DataFrame]) -> None:
    """Write the tables, when all of them keep their promises; raises `AuditError` before any is written."""

    def keys(table: str, column: str) -> pl.Series:
        return rows[table][column] if table in rows else lake.read(table, [column])[column]

    tables = {table: frame for table, frame in rows.items() if not table.startswith(PARTS)}
    problems = [problem for table, frame in tables.items() for problem in audit(table, frame, keys)]
    if problems:
        raise AuditError(problems)
    for table, frame in rows.items():
        lake.write(table, frame)
