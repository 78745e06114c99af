"""`python -m tests.bench.happenings [N …]`: generated mentions joined to events, each N in a process of its own.

Prints processor time, growth against the size before, peak memory, and how well the known happenings are found.
"""

import resource
import subprocess
import sys
import time
from math import comb

import polars as pl

from pipeline.stages.events import join_events
from pipeline.tables import Joined
from tests.bench.happenings.generate import Generated, generate

SIZES = (10_000, 100_000, 1_000_000)


def pairs(counts: pl.Series) -> int:
    """Pairs within groups of these sizes."""
    return sum(comb(n, 2) for n in counts.to_list())


def scores(made: Generated, joined: Joined) -> tuple[float, float]:
    """Precision and recall over pairs of mentions of one happening."""
    both = made.truth.join(joined.evidence, on="mention_id")
    right = pairs(both.group_by("happening", "event_id").len()["len"])
    found, true = (pairs(both.group_by(name).len()["len"]) for name in ("event_id", "happening"))
    return right / max(found, 1), right / max(true, 1)


def measure(n_mentions: int) -> None:
    """One line for one size."""
    made = generate(n_mentions)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    joined = join_events(made.documents, made.sentences, made.dates, made.coded)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    precision, recall = scores(made, joined)
    memory = f"{before / 1e6:.2f} {peak / 1e6:.2f}"
    print(f"{n_mentions} {joined.events.height} {took:.1f} {memory} {precision:.3f} {recall:.3f}")


def main() -> None:
    """The table over all sizes."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print("mentions events cpu_s made_gb peak_gb pair_precision pair_recall growth")
    took = 0.0
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.happenings", "--one", str(size)],
            check=True,
            capture_output=True,
            text=True,
        )
        line = done.stdout.strip()
        print(line, f"x{float(line.split()[2]) / took:.1f}" if took else "-")
        took = float(line.split()[2])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        main()
