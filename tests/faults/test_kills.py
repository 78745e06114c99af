"""F1: a run is killed at any point; a reader finds a whole snapshot, and the next run ends as if nothing had been."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.faults.conftest import Tries
from tests.faults.runs import DATELINE, ROOT, Server, States, is_whole

Counts = Callable[[int, int], int]


def survives(server: Server, states: States, warehouse: Path) -> None:
    """The killed warehouse can be read, and the next run makes of it what an undisturbed one would have."""
    assert is_whole(warehouse, states), "neither the snapshot before nor the one after"
    again = server.run(states.inputs, warehouse)
    assert again.code == 0, again.said
    assert states.is_after(warehouse), "the next run gave something else"


def test_killed_at_any_moment(server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F1, spread at random over the time that a run works."""
    chance = random.Random(1)
    for number in range(counts(110, 2)):
        moment = states.worked * chance.random()
        with tries.one(f"{number}, after {moment:.3f} s"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, kill_after=moment)
            assert ended.code in (-signal.SIGKILL, 0), ended.said
            survives(server, states, warehouse)


def test_killed_before_any_change_of_a_file(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F1, before each file is opened for writing, flushed, renamed, linked or removed: where a rename is cut off."""
    wanted = counts(110, 3)
    for number in sorted({1 + (states.changes - 1) * at // (wanted - 1) for at in range(wanted)}):
        with tries.one(f"before change {number} of {states.changes}"):
            warehouse = states.copy(tmp_path / "w")
            ended = server.run(states.inputs, warehouse, kill_before=number)
            assert ended.code == -signal.SIGKILL, ended.said
            survives(server, states, warehouse)


def test_killed_twice_and_more(server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F1, several kills one after the other in the same warehouse."""
    chance = random.Random(2)
    for number in range(counts(10, 0)):
        with tries.one(number):
            warehouse = states.copy(tmp_path / "w")
            for _ in range(4):
                server.run(states.inputs, warehouse, kill_before=chance.randrange(1, states.changes))
                assert is_whole(warehouse, states)
            survives(server, states, warehouse)


def test_killed_from_a_cold_start(server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts) -> None:
    """F1, of a command started by itself, with workers of its own."""
    command = [DATELINE, "run", str(states.inputs), "--workers", "2", "--warehouse"]
    chance = random.Random(3)
    for number in range(counts(8, 1)):
        with tries.one(number):
            warehouse = states.copy(tmp_path / "w")
            run = subprocess.Popen([*command, str(warehouse)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while not (warehouse / ".lock").stat().st_size and run.poll() is None:
                time.sleep(0.01)
            time.sleep(6 * chance.random())
            run.kill()
            run.wait()
            survives(server, states, warehouse)


def test_workers_end_with_the_run_that_was_killed() -> None:
    """F1: nothing of a killed run goes on living, waiting for work."""
    code = "from pipeline.engines import *; from tests.workers import wait; list(map_batches(wait, 'abcd', 'pool', 2))"
    guarded = f"if __name__ == '__main__': exec({code!r})"
    run = subprocess.Popen([sys.executable, "-c", guarded], cwd=ROOT)
    family = psutil.Process(run.pid)
    while len(family.children()) < 3:
        assert run.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    workers = family.children()
    run.kill()
    run.wait()
    assert psutil.wait_procs(workers, timeout=30)[1] == []
