"""F11: one flipped bit, anywhere."""

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.release.making import SUMS, make_release
from pipeline.release.verifying import verify
from tests.faults.conftest import Tries
from tests.faults.runs import Server, States, exported, is_whole

Counts = Callable[[int, int], int]


def flip(path: Path, byte: int, bit: int) -> None:
    """Turn one bit of the file round."""
    with path.open("r+b") as file:
        file.seek(byte)
        [value] = file.read(1)
        file.seek(byte)
        file.write(bytes([value ^ (1 << bit)]))


@pytest.fixture(scope="module")
def release(states: States, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = states.copy(tmp_path_factory.mktemp("released") / "w")
    made = make_release(warehouse, "one", date(2026, 1, 2)).folder
    assert verify(made) == []
    return made


def test_verify_names_the_file(release: Path, tries: Tries, counts: Counts) -> None:
    """F11: the first bit, the last one and others of every file of a release; of the sums, whose line is broken."""
    chance = random.Random(1)
    for path in sorted(one for one in release.rglob("*") if one.is_file() and one.stat().st_size):
        size, kept = path.stat().st_size, path.read_bytes()
        places = [(0, 0), (size - 1, 7), *((chance.randrange(size), chance.randrange(8)) for _ in range(20))]
        for byte, bit in places[: counts(10, 2)]:
            with tries.one(f"{path.name}, bit {bit} of byte {byte}"):
                flip(path, byte, bit)
                named = {fault.file for fault in verify(release)}
                assert path.name in named or (path.name == SUMS and named), named
            path.write_bytes(kept)
    assert verify(release) == []


def mend(warehouse: Path, place: Path) -> None:
    """What the page about running says to do: put the published table in its place, or do without the file."""
    published = warehouse / "exports" / "latest" / place.name
    (warehouse / place).unlink()
    if published.is_file() and place.parent.name == "lake":
        shutil.copyfile(published, warehouse / place)


def test_a_run_mends_the_lake_or_says_so(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F11: a bit of each file of the lake; the next run works again on what it cannot trust, or fails and names it."""
    chance = random.Random(2)
    files = sorted(path for path in (states.before / "lake").rglob("*") if path.is_file())
    for file in files[:: counts(1, len(files) - 1)]:
        place, byte = file.relative_to(states.before), chance.randrange(file.stat().st_size)
        with tries.one(f"{place}, byte {byte} of {file.stat().st_size}"):
            warehouse = states.copy(tmp_path / "w")
            flip(warehouse / place, byte, chance.randrange(8))
            ended = server.run(states.inputs, warehouse)
            if ended.code:
                assert str(warehouse / place) in ended.said, ended.said
                assert is_whole(warehouse, states)
                mend(warehouse, place)
                again = server.run(states.inputs, warehouse)
                assert again.code == 0, again.said
            assert exported(warehouse)[0] == exported(states.after)[0]
            shutil.rmtree(warehouse)
