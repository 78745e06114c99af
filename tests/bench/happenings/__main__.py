"""`python -m tests.bench.happenings [N …]`: generated mentions joined to events, each N in a process of its own.

Prints processor time, growth against the size before, peak memory, and how well the known happenings are found. The
mentions are made in another process and read from Parquet, as the run does, so that memory is that of the stage.
"""

import resource
import subprocess
import sys
import tempfile
import time
from math import comb
from pathlib import Path

import polars as pl

from pipeline.stages.events import join_events
from pipeline.tables import Coded, Joined
from tests.bench.happenings.generate import generate

SIZES = (10_000, 100_000, 1_000_000)


def pairs(counts: pl.Series) -> int:
    """Pairs within groups of these sizes."""
    return sum(comb(n, 2) for n in counts.to_list())


def scores(truth: pl.DataFrame, joined: Joined) -> tuple[float, float]:
    """Precision and recall over pairs of mentions of one happening."""
    both = truth.join(joined.evidence, on="mention_id")
    right = pairs(both.group_by("happening", "event_id").len()["len"])
    found, true = (pairs(both.group_by(name).len()["len"]) for name in ("event_id", "happening"))
    return right / max(found, 1), right / max(true, 1)


def make(n_mentions: int, folder: Path) -> None:
    """The frames of so many mentions, a Parquet each."""
    made = generate(n_mentions)
    frames = {**made._asdict(), **made.coded._asdict()}
    del frames["coded"]
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def peak() -> float:
    """The most memory that this process has had, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measure(folder: Path) -> None:
    """One line for the mentions in a folder."""

    def read(name: str) -> pl.DataFrame:
        return pl.read_parquet(folder / f"{name}.parquet")

    documents, sentences, dates = read("documents"), read("sentences"), read("dates")
    coded = Coded(*(read(name) for name in Coded._fields))
    before, began = peak(), time.process_time()
    joined = join_events(documents, sentences, dates, coded)
    took, after = time.process_time() - began, peak()
    precision, recall = scores(read("truth"), joined)
    numbers = f"{took:.1f} {before:.2f} {after:.2f} {precision:.3f} {recall:.3f}"
    print(f"{coded.mentions.height} {joined.events.height} {numbers}")


def run(*arguments: str) -> str:
    """What this module says in a process of its own."""
    told = [sys.executable, "-m", "tests.bench.happenings", *arguments]
    return subprocess.run(told, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """The table over all sizes."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("mentions events cpu_s read_gb peak_gb pair_precision pair_recall growth")
    took = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            run("--make", str(size), folder)
            line = run("--measure", folder)
        print(line, f"x{float(line.split()[2]) / took:.1f}" if took else "-", flush=True)
        took = float(line.split()[2])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main()
