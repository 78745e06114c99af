"""F12: memory under a cap, and a long soak in which nothing grows."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Tries
from tests.faults.runs import DATELINE, ROOT, Server, States
from tests.stories import STORIES, write_stories

Counts = Callable[[int, int], int]
GROUPS = Path("/sys/fs/cgroup")
MEGABYTE = 1_000_000
SETTLED = 5
STILL = {"descriptors": 2, "threads": 2, "files": 2, "temporary": 0, "memory": 60 * MEGABYTE}
"""By how much the last runs may exceed those after the first few."""


def test_a_run_within_two_gigabytes(server: Server, states: States, tmp_path: Path) -> None:
    """F12: what the largest process ever held."""
    warehouse = states.copy(tmp_path / "w")
    ended = server.run(states.inputs, warehouse)
    assert ended.code == 0 and ended.peak < 2_000 * MEGABYTE
    assert states.is_after(warehouse)


@contextmanager
def capped(most: int) -> Iterator[Path]:
    """The list of processes of a new control group that may hold so much memory; skips where none may be made."""
    unified = (GROUPS / "cgroup.controllers").exists()
    group = (GROUPS if unified else GROUPS / "memory") / f"dateline-{os.getpid()}"
    try:
        group.mkdir()
        (group / ("memory.max" if unified else "memory.limit_in_bytes")).write_text(str(most))
    except OSError as error:
        pytest.skip(f"no right to a control group of its own: {error}")
    try:
        yield group / "cgroup.procs"
    finally:
        group.rmdir()


def test_a_run_under_a_memory_cap(states: States, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F12: the system lets the run and its workers have no more than this; many documents of some length."""
    inputs = write_stories(tmp_path / "in")
    for number in range(counts(40, 5)):
        text = "\n\n".join(story.replace("4,000", f"{number},000") for story in STORIES.values())
        (inputs / f"long-{number}.txt").write_text(f"Story {number}\n\n{text * 3}", encoding="utf-8")
    for most in (1_500, 1_200)[: counts(2, 1)]:
        with tries.one(f"{most} MB"), capped(most * MEGABYTE) as processes:
            command = [DATELINE, "run", str(inputs), "--workers", "2", "--warehouse", str(tmp_path / f"w{most}")]
            joined = f"echo $$ > {processes} && exec " + " ".join(command)
            done = subprocess.run(["sh", "-c", joined], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr


def test_a_long_soak_leaves_nothing_behind(tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F12: open files, threads, files, temporary files and memory stand still over many runs of one process."""
    runs = counts(100, 9)
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "tests.faults.soak", str(write_stories(tmp_path / "in")), str(tmp_path / "w")]
    told = os.environ | {"TMPDIR": str(tmp_path / "temporary")}
    done = subprocess.run([*command, str(runs)], cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == runs
    for what, more in STILL.items():
        with tries.one(what):
            held = [line[what] for line in lines]
            early, late = statistics.median(held[SETTLED - 2 : SETTLED + 3]), statistics.median(held[-5:])
            print(f"{what}: {held[0]} after the first run, {early} after some, {late} after {runs}")
            assert late <= early + more
