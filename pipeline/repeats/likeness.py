"""Texts in order of telling -> how each relates to the earlier ones."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipeline.repeats.candidates import candidate_pairs
from pipeline.repeats.draft import Places
from pipeline.repeats.fingerprints import fingerprints
from pipeline.repeats.guard import marks_of
from pipeline.repeats.mixing import Hashes
from pipeline.repeats.shelf import Shelf, shelve
from pipeline.repeats.tellings import first_tellings
from pipeline.repeats.tokens import Tokens
from pipeline.repeats.verdicts import Verdicts, judge

ROUNDS = 3
"""How often pairs are verified that only a chain of others proposes."""
PAIRS_AT_ONCE = 200_000
"""Pairs whose texts' tokens are in memory at once."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`copied`: the first text with the same tokens, itself if none; `root`: the first telling; and the verdicts."""

    shelf: Shelf
    copied: Places
    root: Places
    near: pl.DataFrame


def likeness(texts: pl.Series) -> Likeness:
    """How the texts, in order of telling, repeat one another.

    >>> said = "Heavy rain flooded the old market of the town and closed four schools on Monday, the mayor said, "
    >>> said += "adding that the buses would not run until the water had gone."
    >>> likeness(pl.Series([said, said.upper() + " Read more", said.replace("four", "five")])).root.tolist()
    [0, 0, 2]
    """
    shelf = shelve(texts)
    copied, later, earlier = _proposed(shelf, len(texts))
    near = _judged(shelf, later, earlier)
    for _ in range(ROUNDS):
        same = near.filter("same")
        root, asked = first_tellings(same["later"].to_numpy(), same["earlier"].to_numpy(), len(texts))
        fresh = pl.DataFrame(asked, schema={"later": pl.Int64, "earlier": pl.Int64}, orient="row")
        fresh = fresh.join(near, on=["later", "earlier"], how="anti").sort("later", "earlier")
        if not len(fresh):
            break
        near = pl.concat([near, _judged(shelf, fresh["later"].to_numpy(), fresh["earlier"].to_numpy())])
    else:
        same = near.filter("same")
        root, _ = first_tellings(same["later"].to_numpy(), same["earlier"].to_numpy(), len(texts))
    return Likeness(shelf, copied, root[copied], near)


def _proposed(shelf: Shelf, n_texts: int) -> tuple[Places, Places, Places]:
    """The first text with the same tokens as each, and later and earlier text of each pair to be looked at."""
    prints = fingerprints(shelf)
    copied = _first_copies(prints.key, prints.n_tokens)
    own = (copied == np.arange(len(copied)))[prints.owner]
    return copied, *candidate_pairs(prints.triple[own], prints.owner[own], n_texts)


def _first_copies(key: Hashes, n_tokens: Places) -> Places:
    """The first text with the same tokens; texts without any copy nothing."""
    frame = pl.DataFrame({"key": key, "n": n_tokens}).with_row_index("at")
    first = frame.select(pl.col("at").min().over("key", "n"))["at"].to_numpy().astype(np.int64)
    return np.where(n_tokens > 0, first, np.arange(len(first)))


def _judged(shelf: Shelf, later: Places, earlier: Places) -> pl.DataFrame:
    """Verdicts on pairs of texts, with the words that differ and the cores' places in tokens."""
    edges = range(0, max(len(later), 1), PAIRS_AT_ONCE)
    return pl.concat(
        _judged_at_once(shelf, later[at : at + PAIRS_AT_ONCE], earlier[at : at + PAIRS_AT_ONCE]) for at in edges
    )


def _judged_at_once(shelf: Shelf, later: Places, earlier: Places) -> pl.DataFrame:
    involved = np.unique(np.concatenate((later, earlier)))
    tokens = shelf.tokens(involved)
    marks = marks_of(tokens)
    one, other = np.searchsorted(involved, later), np.searchsorted(involved, earlier)
    found = judge(tokens, marks, one, other)
    return pl.concat([_as_frame(tokens, part, involved) for part in found] or [_as_frame(tokens, _none(), involved)])


def _none() -> Verdicts:
    place, flag = np.empty(0, np.int64), np.empty(0, bool)
    return Verdicts(place, place, place, place, place, place, place, flag, flag, flag, place, place)


def _as_frame(tokens: Tokens, found: Verdicts, involved: Places) -> pl.DataFrame:
    lengths = tokens.lengths()
    frame = pl.DataFrame(
        {
            "later": involved[found.one],
            "earlier": involved[found.other],
            "same": found.same,
            "variant": found.variant,
            "contains": found.contains,
            "n_shared": found.n_shared,
            "n_later": lengths[found.one],
            "n_earlier": lengths[found.other],
            "start": found.start,
            "end": found.end,
            "other_start": found.other_start,
            "other_end": found.other_end,
        }
    )
    return frame.with_columns(differs=_differing_words(tokens, found)).filter(
        pl.col("same") | pl.col("variant") | pl.col("contains")
    )


def _differing_words(tokens: Tokens, found: Verdicts) -> pl.Series:
    """The words that tell different facts, as written, the first text's before the other's; null where none does."""
    written = tokens.words["word"].gather(tokens.word[found.differ_at]).str.strip_chars()
    by_pair = (
        pl.DataFrame({"pair": found.differ_pair, "word": written})
        .group_by("pair", maintain_order=True)
        .agg(pl.col("word").unique(maintain_order=True).str.join(", "))
    )
    rows = pl.DataFrame({"pair": np.arange(len(found.one))})
    return rows.join(by_pair, on="pair", how="left", maintain_order="left")["word"]
