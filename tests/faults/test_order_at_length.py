"""F7 on the seeds and on newswire: one by one, shuffled and at once; serial, over a pool and on Ray: the same bytes."""

import gzip
import os
import random
import shutil
from itertools import islice
from pathlib import Path

import pytest

from pipeline.engines import Engine
from tests.gold.scoreboards import SHARED
from tests.stories import sums, walked

FULL = os.environ.get("DATELINE_FAULTS") == "full"
STORIES = 500
at_length = pytest.mark.skipif(not FULL, reason="takes most of an hour: DATELINE_FAULTS=full")


def shared(name: str) -> Path:
    """A file or folder of the shared corpora; without it the test is skipped, and fails where all has to be there."""
    path = SHARED / name
    if not path.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{path.name}: not beside this checkout")
    return path


def newswire(folder: Path) -> list[Path]:
    """A file for each story."""
    folder.mkdir()
    with gzip.open(shared("corpora/reuters21578.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, STORIES)):
            (folder / f"{number:03}.jsonl").write_text(line, encoding="utf-8")
    return sorted(folder.iterdir())


def one_by_one(warehouse: Path, files: list[Path], seed: int, at_once: int = 1) -> dict[str, str]:
    """The sums of a warehouse that was given the files shuffled, so many a run."""
    files = random.Random(seed).sample(files, len(files))
    for at in range(0, len(files), at_once):
        walked(warehouse, *files[at : at + at_once])
    return sums(warehouse)


def test_the_seeds_one_by_one(tmp_path: Path) -> None:
    folder = shutil.copytree(shared("seeds"), tmp_path / "in")
    walked(tmp_path / "once", folder)
    files = sorted(path for path in folder.iterdir() if path.name != "published.csv")
    assert one_by_one(tmp_path / "w", files, seed=7) == sums(tmp_path / "once")


@at_length
@pytest.mark.timeout(0)
@pytest.mark.parametrize("at_once", [1, 10, 97])
def test_newswire_shuffled(tmp_path: Path, at_once: int) -> None:
    files = newswire(tmp_path / "in")
    walked(tmp_path / "once", tmp_path / "in")
    assert one_by_one(tmp_path / "w", files, seed=at_once, at_once=at_once) == sums(tmp_path / "once")


@at_length
@pytest.mark.timeout(0)
def test_newswire_on_every_engine(tmp_path: Path) -> None:
    newswire(tmp_path / "in")
    for engine in Engine:
        walked(tmp_path / engine, tmp_path / "in", engine=engine, workers=2)
    assert sums(tmp_path / "pool") == sums(tmp_path / "serial") == sums(tmp_path / "ray")
