"""F5: several runs at once, and the locks of dead ones."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

from pipeline.upkeep.lock import holder, writer
from tests.faults.conftest import Tries
from tests.faults.runs import Server, States, order

Counts = Callable[[int, int], int]
HELD = 75


def test_a_second_run_leaves_with_75(server: Server, states: States, tmp_path: Path) -> None:
    """F5, while the first holds the warehouse."""
    warehouse = states.copy(tmp_path / "w")
    with writer(warehouse, "2024-01-01T00:00:00"):
        ended = server.run(states.inputs, warehouse)
        assert ended.code == HELD
        assert f"process {os.getpid()} since 2024-01-01T00:00:00" in ended.said
        assert states.is_before(warehouse)
    assert server.run(states.inputs, warehouse).code == 0
    assert states.is_after(warehouse)


def test_runs_started_at_once_never_mix(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F5, started in the same moment: one does the work, the others leave with 75 or find it done."""
    for number in range(counts(10, 1)):
        with tries.one(number):
            warehouse = states.copy(tmp_path / "w")
            ended = server.runs(*[order(states.inputs, warehouse)] * 3)
            codes = sorted(one.code for one in ended)
            assert codes[0] == 0 and set(codes) <= {0, HELD}, [one.said for one in ended]
            assert states.is_after(warehouse)


def test_the_lock_of_a_dead_run_is_taken_over(
    server: Server, states: States, tmp_path: Path, tries: Tries, counts: Counts
) -> None:
    """F5, after a kill while it was held."""
    for number in range(counts(10, 1)):
        with tries.one(number):
            warehouse = states.copy(tmp_path / "w")
            server.run(states.inputs, warehouse, kill_before=10 + number)
            assert json.loads((warehouse / ".lock").read_text())["pid"] and holder(warehouse) is None
            ended = server.run(states.inputs, warehouse)
            assert ended.code == 0 and states.is_after(warehouse), ended.said


def test_what_the_lock_file_says_holds_nobody(server: Server, states: States, tmp_path: Path, tries: Tries) -> None:
    """F5: junk, another machine's run, or the number of a process that is another one by now."""
    other = {"pid": os.getpid(), "process_start": "1", "host": socket.gethostname(), "started_at": "2024-01-01"}
    for said in ("", "{", "\0" * 100, json.dumps(other), json.dumps(other | {"host": "elsewhere"})):
        with tries.one(said[:40]):
            warehouse = states.copy(tmp_path / "w")
            (warehouse / ".lock").write_text(said)
            ended = server.run(states.inputs, warehouse)
            assert ended.code == 0 and states.is_after(warehouse), ended.said
