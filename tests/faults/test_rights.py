"""F4: files that may not be read or written, hardly any file descriptors, a clock that jumps."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.faults.conftest import Tries
from tests.faults.runs import Server, States, exported, is_whole, left_over, stored
from tests.stories import write_stories

Counts = Callable[[int, int], int]
LOCKED, READ_ONLY, OPEN = 0o000, 0o555, 0o755


def spread(paths: list[Path], most: int) -> list[Path]:
    """At most so many of the paths, from all over."""
    return paths[:: max(1, -(-len(paths) // most))]


def with_mode(server: Server, states: States, warehouse: Path, path: Path, mode: int) -> None:
    """A run that may not do with the path what it wants fails and names a path, or does without and ends well."""
    usual = path.stat().st_mode
    path.chmod(mode)
    ended = server.run(states.inputs, warehouse, without_rights=True)
    path.chmod(usual)
    if ended.code:
        assert ended.code == 1 and str(warehouse) in ended.said.splitlines()[-1], f"exit {ended.code}: {ended.said}"
        assert is_whole(warehouse, states) and not left_over(warehouse)
        again = server.run(states.inputs, warehouse)
        assert again.code == 0, again.said
    assert states.is_after(warehouse)


def test_a_folder_that_may_not_be_written(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F4, each folder of the warehouse in turn."""
    folders = [states.before, *sorted(path for path in states.before.rglob("*") if path.is_dir())]
    folders = [path for path in folders if not path.is_symlink()]
    for folder in spread(folders, counts(40, 1)):
        place = folder.relative_to(states.before)
        with tries.one(place):
            warehouse = states.copy(tmp_path / "w")
            with_mode(server, states, warehouse, warehouse / place, READ_ONLY)


def test_a_file_that_may_not_be_read(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F4, each file of the lake, the snapshot and the logs in turn."""
    files = sorted(path for path in states.before.rglob("*") if path.is_file() and ".snapshots" not in path.parts)
    for file in spread(files, counts(20, 1)):
        place = file.relative_to(states.before)
        with tries.one(place):
            warehouse = states.copy(tmp_path / "w")
            with_mode(server, states, warehouse, warehouse / place, LOCKED)


def test_an_input_that_may_not_be_read_is_refused_and_the_others_are_read(
    server: Server, tmp_path: Path, tries: Tries
) -> None:
    """F4, each input in turn: a row with the reason, and exit 0."""
    inputs = write_stories(tmp_path / "in")
    for file in sorted(inputs.iterdir()):
        with tries.one(file.name):
            shutil.rmtree(tmp_path / "w", ignore_errors=True)
            file.chmod(LOCKED)
            ended = server.run(inputs, tmp_path / "w", without_rights=True)
            file.chmod(OPEN)
            if file.name == "published.csv":
                assert ended.code == 0 or str(file) in ended.said, ended.said
                continue
            assert ended.code == 0, ended.said
            with duckdb.connect(str(tmp_path / "w" / "events.duckdb"), read_only=True) as connection:
                told = connection.execute("SELECT source_path, reason FROM documents WHERE status = 'rejected'")
                [(name, reason)] = told.fetchall()
            assert name == file.name and "cannot be read" in reason


def test_few_file_descriptors_suffice_or_the_run_says_so(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F4: with hardly any files to open at once a run fails and changes nothing; with 64 it ends well."""
    for most in range(4, 68, 4) if counts(1, 0) else (12, 64):
        with tries.one(f"{most} descriptors"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, limits={"RLIMIT_NOFILE": most})
            assert ended.code == 0 or most < 64, ended.said
            assert is_whole(warehouse, states) and not left_over(warehouse)
            again = server.run(states.inputs, warehouse)
            assert again.code == 0 and states.is_after(warehouse), again.said


def test_the_clock_plays_no_part(server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F4: years back, years ahead, back between two runs: the same ids, days, rows and bytes."""
    clocks = ["1970-01-01T00:00:00", "2262-01-01T00:00:00", "1999-12-31T23:59:59", "2038-01-19T03:14:08"]
    for clock in clocks[: counts(4, 1)]:
        with tries.one(f"an old warehouse in {clock}"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, clock=clock)
            assert ended.code == 0 and states.is_after(warehouse), ended.said
        with tries.one(f"a new warehouse in {clock}"):
            shutil.rmtree(warehouse)
            ended = server.run(states.inputs, warehouse, clock=clock)
            assert ended.code == 0, ended.said
            assert exported(warehouse)[0] == exported(states.after)[0]
            assert stored(warehouse) | {"event_aliases": 0} == stored(states.after) | {"event_aliases": 0}
