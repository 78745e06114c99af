"""F6, F7, F8: nothing new changes nothing, order and batches change nothing, corrections are followed."""

import os
import random
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.stories import STORIES, sums, walked, write_stories

RERUNS = 10 if os.environ.get("DATELINE_FAULTS") == "full" else 2
SHUFFLES = 5 if os.environ.get("DATELINE_FAULTS") == "full" else 1


def table(warehouse: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(warehouse / "exports" / "latest" / f"{name}.parquet")


def contents(warehouse: Path) -> dict[Path, tuple[bytes, int]]:
    """Bytes and time of writing of every file but the logs."""
    files = [path for path in warehouse.rglob("*") if path.is_file() and "logs" not in path.parts]
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files if path.name != ".lock"}


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    walked(folder / "w", write_stories(folder / "in"))
    return folder


def test_a_rerun_with_nothing_new_changes_no_byte(at_once: Path) -> None:
    warehouse = at_once / "w"
    before = contents(warehouse)
    for _ in range(RERUNS):
        assert not walked(warehouse, at_once / "in").published
    assert contents(warehouse) == before
    assert table(warehouse, "runs").height == 1


@pytest.mark.parametrize("seed", range(SHUFFLES))
def test_one_by_one_shuffled_gives_the_same_bytes(at_once: Path, tmp_path: Path, seed: int) -> None:
    names = sorted(STORIES)
    random.Random(seed).shuffle(names)
    folder = write_stories(tmp_path / "in")
    for name in names:
        walked(tmp_path / "w", folder / name)
    assert sums(tmp_path / "w") == sums(at_once / "w")


def test_a_full_rebuild_gives_the_same_bytes(at_once: Path, tmp_path: Path) -> None:
    walked(tmp_path / "w", write_stories(tmp_path / "in"), full=True)
    walked(tmp_path / "w", tmp_path / "in", full=True)
    assert sums(tmp_path / "w") == sums(at_once / "w")


def test_a_removed_document_takes_its_rows_along(at_once: Path, tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in")
    walked(tmp_path / "w", folder)
    events = set(table(tmp_path / "w", "events")["event_id"])
    (folder / "march.txt").unlink()
    assert walked(tmp_path / "w", folder).intake.gone == 1
    assert "march.txt" not in table(tmp_path / "w", "documents")["source_path"].to_list()
    gone = events - set(table(tmp_path / "w", "events")["event_id"])
    aliases = table(tmp_path / "w", "event_aliases")
    assert gone and gone == set(aliases["event_id"])
    assert set(aliases["reason"]) == {"withdrawn"}
    write_stories(folder)
    walked(tmp_path / "w", folder)
    assert sums(tmp_path / "w") == sums(at_once / "w")
    assert table(tmp_path / "w", "event_aliases").is_empty()


def test_a_corrected_document_keeps_its_event_ids_resolving(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in")
    walked(tmp_path / "w", folder)
    before = set(table(tmp_path / "w", "events")["event_id"])
    text = (folder / "march.txt").read_text(encoding="utf-8")
    (folder / "march.txt").write_text(text.replace("12 activists", "14 activists"), encoding="utf-8")
    done = walked(tmp_path / "w", folder)
    assert (done.intake.new, done.intake.gone) == (1, 1)
    with duckdb.connect(str(tmp_path / "w" / "events.duckdb"), read_only=True) as connection:
        standing = {row[0] for row in connection.execute("SELECT event_id FROM events").fetchall()}
        aliases = dict(connection.execute("SELECT event_id, standing_event_id FROM event_aliases").fetchall())
    assert before - standing == set(aliases)
    assert any(target in standing for target in aliases.values())


def test_an_id_resolves_over_many_corrections(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", "march.txt")
    walked(tmp_path / "w", folder)
    first = set(table(tmp_path / "w", "events")["event_id"])
    for number in range(3):
        (folder / "march.txt").write_text(STORIES["march.txt"] + f"\nCorrection {number}.\n", encoding="utf-8")
        walked(tmp_path / "w", folder)
    standing = set(table(tmp_path / "w", "events")["event_id"])
    aliases = dict(table(tmp_path / "w", "event_aliases").select("event_id", "standing_event_id").iter_rows())
    assert {aliases[event] for event in first} <= standing
