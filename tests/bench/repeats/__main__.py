"""Repeated paragraphs: quality and speed beside two MinHash libraries on one corpus, and growth from 4 MB to 40 MB.

python -m tests.bench.repeats [--times 10]
"""

import argparse
from collections.abc import Callable
from time import process_time

import polars as pl

from pipeline.stages.repeats import mark_repeats
from tests.bench.repeats.corpus import grown, quality, truth
from tests.bench.repeats.peers import with_datasketch, with_rensa

RUNS = 3
"""Runs of each size of which the quickest counts: what else the machine does only adds."""


def main() -> None:
    """Print one line a method, and one a size."""
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.repeats", description=__doc__)
    arguments.add_argument("--times", type=int, default=10, help="how many times the corpus is grown")
    times = arguments.parse_args().times
    known, (documents, paragraphs) = truth(), grown(1)
    size = paragraphs["text"].str.len_bytes().sum() / 1e6
    print(f"{len(paragraphs)} paragraphs, {size:.1f} MB; CPU seconds")
    methods: dict[str, Callable[[], list[str]]] = {
        "dateline": lambda: _ours(documents, paragraphs),
        "rensa": lambda: with_rensa(paragraphs["text"].to_list()),
        "datasketch": lambda: with_datasketch(paragraphs["text"].to_list()),
    }
    for name, method in methods.items():
        seconds, roots = _timed(method)
        shown = "  ".join(f"{measure} {value:.4f}" for measure, value in quality(known, roots).items())
        print(f"{name:12} {shown}  {seconds:.2f} s  {size / seconds:.1f} MB/s")
    grown_documents, grown_paragraphs = grown(times)
    small = min(_timed(lambda: _ours(documents, paragraphs))[0] for _ in range(RUNS))
    large = min(_timed(lambda: _ours(grown_documents, grown_paragraphs))[0] for _ in range(RUNS))
    more = grown_paragraphs["text"].str.len_bytes().sum() / 1e6
    print(f"growth       {size:.1f} MB {small:.2f} s, {more:.1f} MB {large:.2f} s: {large / small:.1f} times")


def _ours(documents: pl.DataFrame, paragraphs: pl.DataFrame) -> list[str]:
    marked = mark_repeats(documents, paragraphs).paragraphs
    root = pl.coalesce("repeats_paragraph_id", "paragraph_id").alias("root")
    return (
        paragraphs.select("paragraph_id")
        .join(marked.select("paragraph_id", root), on="paragraph_id", maintain_order="left")["root"]
        .to_list()
    )


def _timed(method: Callable[[], list[str]]) -> tuple[float, list[str]]:
    start = process_time()
    roots = method()
    return process_time() - start, roots


if __name__ == "__main__":
    main()
