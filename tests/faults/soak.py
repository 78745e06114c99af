"""A long soak: one process that runs again and again over inputs that change each time, and says what it holds.

`python -m tests.faults.soak INPUTS WAREHOUSE RUNS` prints a line of JSON a run: open files, threads, files of the
warehouse, files in the folder for temporary ones, and bytes of memory.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from tests.stories import STORIES, walked


def files_below(folder: Path) -> int:
    """How many files lie there."""
    return sum(1 for path in folder.rglob("*") if path.is_file() or path.is_symlink())


def entries(folder: str) -> int:
    """How many entries the folder has."""
    return sum(1 for _ in Path(folder).iterdir())


def memory() -> int:
    """Bytes that the process holds at this moment."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert found
    return int(found[1]) * 1024


def main(inputs: Path, warehouse: Path, runs: int) -> None:
    """Correct one document, add one, take one away, and run."""
    for number in range(runs):
        text = STORIES["march.txt"].replace("4,000", f"{number + 1},000")
        (inputs / "march.txt").write_text(text, encoding="utf-8")
        (inputs / f"pact-{number}.txt").write_text(STORIES["pact.txt"].replace("Chile", "Brazil"), encoding="utf-8")
        (inputs / f"pact-{number - 1}.txt").unlink(missing_ok=True)
        walked(warehouse, inputs)
        held = {
            "descriptors": entries("/proc/self/fd"),
            "threads": entries("/proc/self/task"),
            "files": files_below(warehouse),
            "temporary": files_below(Path(tempfile.gettempdir())),
            "memory": memory(),
        }
        print(json.dumps(held), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
