"""`python -m tests.bench.run [STORIES] [--growth N]`: what runs over Reuters stories and a generated corpus cost.

The Reuters part compares a whole run with a bare pass of the language model over the same texts in the same session,
then runs again with nothing new, then with one new document. The growth part takes N generated documents, then ten
times as many, through all stages but the parse.
"""

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.bench.run.generated import generated
from tests.bench.run.measured import Cost, cores, cost, run
from tests.gold.scoreboards import SHARED

REUTERS = SHARED / "corpora" / "reuters21578.jsonl.gz"
ONE = "Rebels shell bridge at Tarn\n\nRebels shelled the bridge at Tarn on 3 March 1987, killing nine people.\n"


def reuters(scratch: Path, stories: int | None) -> Iterator[tuple[str, Cost | str]]:
    """Each measurement with its name."""
    texts = scratch / "stories.jsonl"
    with gzip.open(REUTERS, "rt", encoding="utf-8") as lines:
        texts.write_text("".join(islice(lines, stories)), encoding="utf-8")
    (scratch / "one.txt").write_text(ONE, encoding="utf-8")
    bare = cost(sys.executable, Path(__file__).with_name("bare.py"), texts, 2)
    yield "bare en_core_web_sm, 2 processes", bare
    whole = run(scratch / "w", texts, workers="2")
    yield "whole run", whole
    yield "whole run / bare", whole.over(bare)
    yield "rerun with nothing new", run(scratch / "w", texts)
    yield "one new document", run(scratch / "w", scratch / "one.txt")


def growth(scratch: Path, documents: int) -> Iterator[tuple[str, Cost | str]]:
    """The cost of so many generated documents and of ten times as many, and how many times the one the other is."""
    costs: list[Cost] = []
    for count in (documents, 10 * documents):
        corpus = scratch / f"{count}.jsonl"
        with corpus.open("w", encoding="utf-8") as file:
            file.writelines(generated(count))
        costs.append(run(scratch / f"w{count}", corpus, until="dates"))
        yield f"{count} generated documents, to dates", costs[-1]
    yield "growth for ten times the work", costs[1].over(costs[0])


def main() -> None:
    """Print a table of costs."""
    asked = argparse.ArgumentParser()
    asked.add_argument("stories", nargs="?", type=int, help="how many Reuters stories [all]")
    asked.add_argument("--growth", type=int, metavar="N", help="generated documents, and ten times as many")
    told = asked.parse_args()
    print(f"{cores()} cores; peak is of the largest process")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, measured in growth(folder, told.growth) if told.growth else reuters(folder, told.stories):
            print(f"{name:<40}{measured}", flush=True)


if __name__ == "__main__":
    main()
