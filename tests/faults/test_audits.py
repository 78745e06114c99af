"""F9: rows that break a promise, or are not there any more, are not published; the run fails and says why."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assets.running import walk
from assets.storage import Warehouse
from pipeline.tables import TABLES
from pipeline.upkeep.audit import references
from tests.faults.conftest import Tries
from tests.faults.runs import States, is_whole, left_over

Counts = Callable[[int, int], int]
Spoil = Callable[[pl.DataFrame], pl.DataFrame]
STAGES = {
    "assets.corpus.compare_documents": ("documents", "paragraphs", "paragraph_relations"),
    "pipeline.stages.sentences.link_repeats": ("sentences",),
    "pipeline.stages.dates.find_dates": ("dates",),
    "assets.corpus.inherit": ("mentions", "participants", "attributions", "figures"),
    "assets.corpus.happen": ("event_aliases", "events", "event_contexts", "evidence"),
}


def spoils(table: str) -> Iterator[tuple[str, Spoil]]:
    """Ways to break the promises of a table, by a word that the failure must say."""
    first, last = TABLES[table].primary_key()[0], list(TABLES[table].columns())[-1]
    yield last, lambda rows: rows.drop(last)
    yield "Int", lambda rows: rows.with_columns(pl.lit(1, pl.Int64).alias(first))
    yield "primary_key", lambda rows: pl.concat([rows, rows])
    for column, there, key in references(table):
        lost = pl.lit("nowhere").alias(column)
        yield f"{column} references {there}.{key}", lambda rows, lost=lost: rows.with_columns(lost)


def spoilt(function: Callable[..., Any], at: int, spoil: Spoil) -> Callable[..., Any]:
    """The stage's function, with one of the tables that it makes spoilt."""

    def stage(*frames: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
        made = function(*frames)
        rows = [made] if isinstance(made, pl.DataFrame) else list(made)
        rows[at] = spoil(rows[at])
        return tuple(rows)

    return stage


def stop(states: States, warehouse: Path, **options: Any) -> str:
    """Why a run in this process failed; nothing of it may show."""
    failed = walk(Warehouse(root=str(warehouse), inputs=[str(states.inputs)], engine="serial", **options)).failure
    assert failed, "the run did not fail"
    assert is_whole(warehouse, states) and not left_over(warehouse)
    return failed


def test_a_stage_that_breaks_a_promise(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: Tries, counts: Counts
) -> None:
    """F9, each table: a column gone, another type, doubled keys, keys that lead nowhere."""
    for stage, tables in STAGES.items():
        module, _, name = stage.rpartition(".")
        function = getattr(importlib.import_module(module), name)
        made = {table: pl.read_parquet(states.after / "lake" / f"{table}.parquet") for table in tables}
        ways = [(table, *way) for table in tables if made[table].height for way in spoils(table)]
        for table, said, spoil in ways[: counts(len(ways), 1)]:
            with tries.one(f"{table}: {said}"), monkeypatch.context() as patched:
                patched.setattr(stage, spoilt(function, tables.index(table), spoil))
                failed = stop(states, states.copy(tmp_path / "w"))
                assert said in failed, failed


def test_half_of_the_rows_gone(states: States, tmp_path: Path, tries: Tries) -> None:
    """F9, when most documents have vanished from the inputs, and when all have."""
    for kept in (1, 0):
        with tries.one(f"{kept} documents kept"):
            warehouse = states.copy(tmp_path / "w")
            inputs = tmp_path / f"in{kept}"
            inputs.mkdir()
            for file in sorted(states.inputs.glob("bridge.txt"))[:kept]:
                (inputs / file.name).write_bytes(file.read_bytes())
            move(states.inputs, inputs, warehouse)
            failed = walk(Warehouse(root=str(warehouse), inputs=[str(inputs)], engine="serial")).failure or ""
            assert "more than half of the rows gone" in failed if kept else "no rows at all" in failed, failed
            assert states.is_before(warehouse)


def move(before: Path, now: Path, warehouse: Path) -> None:
    """Have the warehouse know the documents of one folder as those of another."""
    path = warehouse / "lake" / "ledger" / "sources.parquet"
    rows = pl.read_parquet(path)
    rows.with_columns(pl.col("root").replace(str(before.resolve()), str(now.resolve()))).write_parquet(path)
