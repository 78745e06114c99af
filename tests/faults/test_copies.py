"""H13: the sample corpus many times over, slightly altered, tells no other happenings."""

import os
from pathlib import Path

import polars as pl

from tests.faults.altered import altered, write_copies
from tests.stories import walked

SEEDS = Path(__file__).parents[2] / "seeds"
COPIES = 100 if os.environ.get("DATELINE_FAULTS") == "full" else 5


def table(warehouse: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(warehouse / "exports" / "latest" / f"{name}.parquet")


def test_altered_copies_add_no_event(sample_warehouse: Path, tmp_path: Path) -> None:
    walked(tmp_path / "w", write_copies(SEEDS, tmp_path / "in", COPIES))
    once, again = table(sample_warehouse, "events").height, table(tmp_path / "w", "events").height
    print(f"{once} events, {again} of {COPIES} tellings")
    assert again <= once
    assert table(tmp_path / "w", "documents")["status"].unique().to_list() == ["accepted"]


def test_copies_are_altered() -> None:
    text = (SEEDS / "kursk-hospital.txt").read_text(encoding="utf-8")
    assert len({altered(text, seed) for seed in range(10)}) > 5
