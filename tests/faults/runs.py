"""What tests of faults share: runs ordered from the server of `warm.py`, and what a warehouse holds afterwards."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.tables import TABLES
from pipeline.upkeep.lake import ASIDE
from tests.stories import STORIES, sums, write_stories

ROOT = Path(__file__).parents[2]
DATELINE = str(Path(sys.executable).with_name("dateline"))
TOLD = [table for table in TABLES if table != "runs"]
CORRECTED = STORIES["march.txt"].replace("12 activists", "14 activists")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: its exit code (below zero a signal), stderr, changes of files begun, CPU seconds and bytes."""

    code: int
    said: str
    changes: int
    worked: float
    peak: int


class Server:
    """The process of `warm.py`, started when it is first needed."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._process: subprocess.Popen[str] | None = None

    def runs(self, *told: dict[str, Any]) -> list[Ended]:
        """How the runs ended; all of them start in the same moment."""
        process = self._process or self._start()
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        return [Ended(**ended) for ended in json.loads(process.stdout.readline())]

    def run(self, inputs: Path, warehouse: Path, *options: str, **told: Any) -> Ended:
        """How one `dateline run` ended."""
        return self.runs(order(inputs, warehouse, *options, **told))[0]

    def stop(self) -> None:
        """End the server."""
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.faults.warm"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout and self._process.stdout.readline() == "ready\n"
        return self._process


def order(inputs: Path, warehouse: Path, *options: str, **told: Any) -> dict[str, Any]:
    """The order of a `dateline run`; `told` may have limits, kill_after, kill_before, full_from, full_at and so on."""
    arguments = ["run", str(inputs), "--warehouse", str(warehouse), "--engine", "serial", *options]
    return {"arguments": arguments, "warehouse": str(warehouse), **told}


@dataclass(frozen=True, slots=True)
class States:
    """Inputs that have changed since `before` was made of them, and `after`, which an undisturbed run makes of it."""

    inputs: Path
    before: Path
    after: Path
    changes: int
    worked: float

    def copy(self, folder: Path) -> Path:
        """A warehouse as it was before, in a folder that is made anew."""
        shutil.rmtree(folder, ignore_errors=True)
        return Path(shutil.copytree(self.before, folder, symlinks=True))

    def is_before(self, warehouse: Path) -> bool:
        """Whether file and exports are whole and as they were."""
        return is_same(warehouse, self.before)

    def is_after(self, warehouse: Path) -> bool:
        """Whether file and exports are whole and as an undisturbed run makes them, with nothing left beside them."""
        return is_same(warehouse, self.after) and not left_over(warehouse)


def make_states(server: Server, folder: Path) -> States:
    """Four stories; then one corrected, one gone, one new: rows are added, changed and withdrawn."""
    inputs = write_stories(folder / "in", "bridge.txt", "bridge-again.txt", "march.txt", "flood.txt")
    made = server.run(inputs, folder / "before")
    assert made.code == 0, made.said
    (inputs / "flood.txt").unlink()
    (inputs / "pact.txt").write_text(STORIES["pact.txt"], encoding="utf-8")
    (inputs / "march.txt").write_text(CORRECTED, encoding="utf-8")
    shutil.copytree(folder / "before", folder / "after", symlinks=True)
    done = server.run(inputs, folder / "after")
    assert done.code == 0, done.said
    return States(inputs, folder / "before", folder / "after", done.changes, done.worked)


def is_same(warehouse: Path, other: Path) -> bool:
    """Whether two warehouses export the same bytes and their DuckDB files hold the same rows, aliases too."""
    return exported(warehouse) == exported(other) and stored(warehouse) == stored(other)


def exported(warehouse: Path) -> tuple[dict[str, str], list[Any]]:
    """Sums of the exported tables, and the aliases."""
    latest = warehouse / "exports" / "latest"
    return sums(warehouse), pl.read_parquet(latest / "event_aliases.parquet").rows()


def stored(warehouse: Path) -> dict[str, Any]:
    """Rows of each table of `events.duckdb`, counted and hashed, and what its views give."""
    with duckdb.connect(str(warehouse / "events.duckdb"), read_only=True) as connection:
        counts = {
            table: connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {table} AS t").fetchone()
            for table in TOLD
        }
        joined = connection.execute("SELECT count(*) FROM event_sources").fetchone()
        return counts | {"event_sources": joined}


def is_whole(warehouse: Path, states: States) -> bool:
    """Whether file and exports are each one of the two complete states."""
    before, after = states.before, states.after
    return exported(warehouse) in (exported(before), exported(after)) and stored(warehouse) in (
        stored(before),
        stored(after),
    )


def left_over(warehouse: Path) -> list[Path]:
    """What a run left half-written."""
    return [path for path in warehouse.rglob("*") if ASIDE in path.name]
