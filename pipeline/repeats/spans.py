"""From tokens back to where they stand in the text."""

import numpy as np
import polars as pl

from pipeline.repeats.draft import Places
from pipeline.repeats.shelf import Shelf
from pipeline.repeats.tokens import SURFACE

BREAK = "\x00"
"""Stands for each word while the stretches between words are measured; clean text holds no control characters."""


def token_spans(shelf: Shelf, texts: pl.Series, first: pl.Series, end: pl.Series) -> pl.DataFrame:
    """Code points `start` and `end` of tokens `first` up to `end` (one past the last) of each text, by its number.

    >>> from pipeline.repeats.shelf import shelve
    >>> shelf = shelve(pl.Series(["Nothing.", "Then 15 thousand men left."]))
    >>> token_spans(shelf, pl.Series([1]), pl.Series([1]), pl.Series([3])).rows()
    [(5, 20)]
    """
    if not len(texts):
        return pl.DataFrame(schema={"start": pl.Int64, "end": pl.Int64})
    distinct, place = np.unique(texts.to_numpy(), return_inverse=True)
    tokens = shelf.tokens(distinct)
    edges = tokens.starts[:-1][place]
    opening = tokens.begins[edges + first.to_numpy()]
    closing = tokens.ends[edges + end.to_numpy() - 1] - 1
    starts, ends, before = _word_places(shelf.texts.gather(distinct))
    return pl.DataFrame({"start": starts[before[place] + opening], "end": ends[before[place] + closing]})


def _word_places(texts: pl.Series) -> tuple[Places, Places, Places]:
    """Where each word of all texts begins and ends in its text, and how many words stand in the texts before."""
    words = texts.str.extract_all(SURFACE)
    counts = words.list.len().to_numpy().astype(np.int64)
    written = words.explode()
    sizes = written.str.len_chars().to_numpy().astype(np.int64)
    marks = (sizes - written.str.strip_chars_start(" (\n\t").str.len_chars().to_numpy()).astype(np.int64)
    between = texts.str.replace_all(SURFACE, BREAK).str.split(BREAK).explode()
    lead = np.delete(between.str.len_chars().to_numpy().astype(np.int64), np.cumsum(counts + 1) - 1)
    ends = np.cumsum(lead + sizes)
    before = np.cumsum(counts) - counts
    shift = np.repeat(np.concatenate(([0], ends))[before], counts)
    return ends - sizes + marks - shift, ends - shift, before
