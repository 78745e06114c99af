"""The texts and their tokens: kept while that is cheap, taken again of the few that are asked for when it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
import polars_hash as plh

from pipeline.repeats.draft import Places
from pipeline.repeats.tokens import Tokens, chosen, joined, tokenise

KEPT_BYTES = 64_000_000
"""Tokens of so much text are kept: about 25 bytes a token."""
BATCH_BYTES = 2_000_000
LONGEST = 1_000_000
"""A text of more bytes is compared as a whole by its hash alone."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts, with the tokens of each run of them where these are kept."""

    texts: pl.Series
    kept: tuple[Tokens, ...] | None

    def tokens(self, rows: Places) -> Tokens:
        """The tokens of some of the texts, asked for in their order.

        >>> shelve(pl.Series(["rain fell", "snow"])).tokens(np.array([1])).lengths().tolist()
        [1]
        """
        if self.kept is None:
            return tokenise(self.texts.gather(rows))
        edges = np.concatenate(([0], np.cumsum([len(run.starts) - 1 for run in self.kept])))
        cuts = pairwise(np.searchsorted(rows, edges).tolist())
        parts = zip(self.kept, edges.tolist(), cuts, strict=False)
        return joined([chosen(run, rows[start:end] - shift) for run, shift, (start, end) in parts])

    def batches(self) -> Iterator[Tokens]:
        """The tokens of all texts in order, some megabytes at a time."""
        if self.kept is not None:
            yield from self.kept
            return
        for start, end in _runs(self.texts):
            yield tokenise(self.texts.slice(start, end - start))


def _runs(texts: pl.Series) -> Iterator[tuple[int, int]]:
    """First and one past the last of each run of texts of about `BATCH_BYTES`."""
    size = texts.str.len_bytes().to_numpy().astype(np.int64)
    number = (np.cumsum(size) - size) // BATCH_BYTES
    return pairwise([0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(size)])


def shelve(texts: pl.Series) -> Shelf:
    """The texts, ready to be compared; a missing text is empty, an endless one stands as its hash."""
    text, size = pl.col("text"), pl.col("text").str.len_bytes()
    stand_in = pl.lit("x ") + plh.col("text").nchash.xxhash64().cast(pl.String)
    short = texts.fill_null("").alias("text").to_frame()
    if size_of(short["text"], largest=True) > LONGEST:
        short = short.select(pl.when(size > LONGEST).then(stand_in).otherwise(text).alias("text"))
    cheap = size_of(short["text"]) <= KEPT_BYTES
    every = Shelf(short["text"], None)
    return Shelf(every.texts, tuple(every.batches())) if cheap else every


def size_of(texts: pl.Series, largest: bool = False) -> int:
    """Bytes of all texts, or of the largest."""
    sizes = texts.str.len_bytes()
    return int((sizes.max() if largest else sizes.sum()) or 0)  # type: ignore[arg-type]
