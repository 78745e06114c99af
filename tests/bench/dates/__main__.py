"""Throughput of reading dates beside two peers on the same text in one run: `python -m tests.bench.dates [KILOBYTES]`.

CPU time of one core, start-up and first call apart, the best of five runs. The text is the sample corpus in `seeds/`,
repeated. The last column is the time for twice the text over the time for the text: 2 is linear.
"""

import gc
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

import parsedatetime
from dateparser.search import search_dates
from rich.console import Console
from rich.table import Table

from pipeline.time_expressions.reading import read_dates

SEEDS = Path(__file__).parents[3] / "seeds"
PUBLISHED = date(2025, 5, 12)
KILOBYTES = 60
RUNS = 5


def sample(characters: int) -> str:
    """So much of the sample corpus, told again and again."""
    once = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return (once * (characters // len(once) + 1))[:characters]


def by_paragraph(read: Callable[[str], object], text: str) -> int:
    """Peers are given paragraphs, as their work is not made for long texts; how many of them gave something."""
    return sum(bool(read(part)) for part in text.split("\n\n") if part.strip())


def seconds(read: Callable[[str], object], text: str, twice: str) -> tuple[float, float]:
    """CPU time of the fastest run over the text and over twice the text, taken in turns."""
    runs = [(_once(read, text), _once(read, twice)) for _ in range(RUNS)]
    return min(once for once, _ in runs), min(both for _, both in runs)


def _once(read: Callable[[str], object], text: str) -> float:
    gc.collect()
    gc.disable()  # as timeit does: what it costs depends on all else that is in memory
    began = process_time()
    read(text)
    took = process_time() - began
    gc.enable()
    return took


def readers() -> dict[str, Callable[[str], object]]:
    """Name -> reader of a whole text."""
    peer = parsedatetime.Calendar()
    return {
        "dateline": lambda text: read_dates(text, PUBLISHED),
        "parsedatetime": partial(by_paragraph, peer.nlp),
        "dateparser search_dates": partial(by_paragraph, partial(search_dates, languages=["en"])),
    }


def main(kilobytes: int) -> None:
    """Prints the table."""
    text, twice = sample(1000 * kilobytes), sample(2000 * kilobytes)
    table = Table("reader", "KB of text a second", "time for twice the text", title=f"Reading dates, {kilobytes} KB")
    for name, read in readers().items():
        read(text[:2000])
        once, both = seconds(read, text, twice)
        table.add_row(name, f"{kilobytes / once:,.0f}", f"{both / once:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILOBYTES)
